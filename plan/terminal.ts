import { isatty } from "node:tty";

/**
 * Whether what is written to standard output may have colours: on a terminal, unless NO_COLOR (https://no-color.org)
 * forbids it. A build server that sets CI reads a pipe, so it gets none.
 */
export function coloursWanted(): boolean {
    // Of a pipe `process.stdout.isTTY` is undefined, which picocolors takes for "guess": on a build server it guesses yes.
    return isatty(1) && (process.env["NO_COLOR"] ?? "") === "";
}

/** Columns of a terminal that everything fits in. */
export const terminalColumns = 100;

/** Names of a zone or a report must not steer the terminal; lines of a list stay lines. */
export function printable(text: string): string {
    return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, (character) => (character === "\n" ? "\n" : "\u{FFFD}"));
}

/** Breaks at spaces; a word that is longer than a line is cut. */
export function wrap(text: string, columns = terminalColumns): string[] {
    const lines: string[] = [];
    let line = "";
    for (const word of text.split(" ").flatMap((one) => one.match(new RegExp(`.{1,${columns}}`, "gu")) ?? [""])) {
        const longer = line === "" ? word : `${line} ${word}`;
        if (longer.length > columns && line !== "") {
            lines.push(line);
            line = word;
        } else {
            line = longer;
        }
    }
    return [...lines, line];
}
