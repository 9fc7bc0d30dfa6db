import { runChild } from "../child";
import { processorSeconds } from "../leavings";
import type { RunningServer } from "./stage";

/** A run ends at whichever comes first. */
const limits = { seconds: 2, queries: 400_000 };
/** In flight at once: fewer than fit into a socket's buffer, so that none is lost before it is read. */
const outstanding = 100;
const clients = 4;

/** Answers for each second of processor time of the server, its user's and the kernel's, while dnsperf asks it. */
export async function answersPerProcessorSecond(
    { name, pid, port }: RunningServer,
    questions: { readonly file: string; readonly count: number },
    signal: AbortSignal,
): Promise<number> {
    const rounds = Math.ceil(limits.queries / questions.count);
    const options = {
        "-s": "127.0.0.1",
        "-p": port,
        "-d": questions.file,
        "-l": limits.seconds,
        "-n": rounds,
        "-q": outstanding,
        "-c": clients,
    };
    const words = Object.entries(options).flatMap(([option, value]) => [option, value.toString()]);
    const before = processorSeconds(pid);
    // With EDNS, as resolvers ask.
    const { stdout } = await runChild(["dnsperf", "-e", ...words], { signal });
    const used = processorSeconds(pid) - before;
    const { completed, lost, noError } = countsOf(stdout);
    if (noError === 0 || noError < completed || lost > completed / 1000) {
        throw new Error(
            `${name}: expected answers without an error: ${completed} completed, ${noError} good, ${lost} lost`,
        );
    }
    return completed / used;
}

interface Counts {
    readonly completed: number;
    readonly lost: number;
    readonly noError: number;
}

/** What dnsperf 2.10 says at its end. */
export function countsOf(output: string): Counts {
    const number = (pattern: RegExp) => Number(pattern.exec(output)?.[1] ?? 0);
    return {
        completed: number(/Queries completed:\s+(\d+)/),
        lost: number(/Queries lost:\s+(\d+)/),
        noError: number(/Response codes:.*\bNOERROR (\d+)/),
    };
}
