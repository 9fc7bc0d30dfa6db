import type { RequestLine } from "./client-log";
import { lastWords, startClient, type ClientSettings } from "./clients";
import { beginPhase, waitFor, type Drive } from "./drive";
import { groupBy, isGood } from "./measure/statistics";
import { pause, unlessInterrupted } from "./waiting";

/** Between the starts of two clients, so that they neither ask in step nor start on one core at once. */
const staggerMilliseconds = 60;

/** Starts the clients once every resolver's cache is at a moment of its TTL that is its own. */
export async function startClients(drive: Drive, settings: ClientSettings): Promise<void> {
    beginPhase(drive, "fill the resolvers' caches", drive.limits.startSeconds);
    await waitFor(drive, drive.limits.startSeconds, {
        look: async () => ((await drive.twin.resolvers()).every(({ primed }) => primed) ? true : undefined),
        describe: () => "the resolvers' caches were not filled in time",
    });
    beginPhase(drive, "start clients", drive.limits.startSeconds);
    for (const client of drive.clients) {
        await unlessInterrupted(startClient(drive.twin, client, settings), drive.signal);
        await pause(staggerMilliseconds, drive.signal);
    }
}

export interface SteadyQuestion {
    readonly phase: string;
    /** Where honest clients must be answered from; any active cell when left out. */
    readonly region?: string;
}

/**
 * Proves a steady state: over one whole window every client asked all the time, and as many requests got an answer as
 * the stack promises over a month. Returns the instant at which that window began.
 * @throws Unmet with what was wrong in the last window
 */
export async function proveSteadyState(drive: Drive, { phase, region }: SteadyQuestion): Promise<number> {
    const { steadySeconds } = drive.limits;
    beginPhase(drive, phase, 4 * steadySeconds);
    const width = (steadySeconds * 1000) / drive.factor;
    const began = Date.now();
    let problem = "nothing was asked yet";
    return waitFor(drive, 4 * steadySeconds, {
        look: () => {
            const from = Date.now() - width;
            // A window that began before this step would prove an earlier state.
            problem = from < began ? "the window is not over yet" : windowProblem(drive, { from, region });
            return problem === "" ? from : undefined;
        },
        describe: () => `${phase} was not reached in ${4 * steadySeconds} s: ${problem}`,
    });
}

/** What keeps a window from being steady, in words; empty when nothing does. */
function windowProblem(drive: Drive, { from, region }: { from: number; region: string | undefined }): string {
    const lines = drive.logs.refresh().filter((line) => line.end >= from);
    const byClient = groupBy(lines, (line) => line.client);
    const spacing = 1000 / drive.workload.rate;
    for (const { name } of drive.clients) {
        const first = (byClient.get(name) ?? []).reduce((least, line) => Math.min(least, line.start), Infinity);
        if (first > from + 2 * spacing) {
            const words = lastWords(drive.directory, name);
            return `${name} asked nothing at first${words === "" ? "" : ` (${words})`}`;
        }
    }
    const bad = lines.filter((line) => !isGood(line) || isElsewhere(line, region));
    if (1 - bad.length / lines.length >= drive.facts.promises.availabilityPercent / 100) {
        return "";
    }
    const last = bad.at(-1);
    const detail = last === undefined ? "" : `, the last one ${describeLine(last)}`;
    return `${bad.length} of ${lines.length} requests failed or were answered elsewhere${detail}`;
}

function isElsewhere(line: RequestLine, region: string | undefined): boolean {
    return region !== undefined && line.class === "honest" && line.region !== region;
}

/** One request for a person. */
export function describeLine({ op, client, status, error, region }: RequestLine): string {
    const outcome = status === 0 ? `no reply (k6 error ${error})` : `status ${status}`;
    return `a ${op} of ${client}: ${outcome}${region === undefined ? "" : ` from ${region}`}`;
}
