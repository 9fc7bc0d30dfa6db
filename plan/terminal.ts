/**
 * Whether what is written to standard output may have colours: on a terminal, unless NO_COLOR (https://no-color.org)
 * forbids it. A build server that sets CI reads a pipe, so it gets none.
 */
export function coloursWanted(): boolean {
    return process.stdout.isTTY && (process.env["NO_COLOR"] ?? "") === "";
}
