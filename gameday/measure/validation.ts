import type { RequestLine } from "../client-log";
import { byStart, groupBy, median } from "./statistics";

/** What a client said on its last line of output, and how it ended. */
export interface ClientSummary {
    readonly client: string;
    /** Iterations that ran and that were dropped for want of a free virtual user; null when it never said so. */
    readonly iterations: number | null;
    readonly dropped: number | null;
}

export interface LogExpectation {
    readonly clients: readonly ClientSummary[];
    /** A client stopped in mid-flight may lose the requests of its last moments: its timeout, wall clock. */
    readonly timeoutMilliseconds: number;
    /** Every client must have started requests from here (wall clock) ... */
    readonly from: number;
    /** ... to here. */
    readonly to: number;
}

/** Sentences about clients' logs. */
export interface LogFindings {
    /** What makes their numbers worthless. */
    readonly invalid: readonly string[];
    /** Dropped iterations: the declared load was not the real one, and that fails a drill. */
    readonly failures: readonly string[];
    /** What should only make a reader careful. */
    readonly warnings: readonly string[];
}

/**
 * Wall clocks that differ or jump by more than this are noticed, milliseconds. It is half of the 100 ms to which an
 * outage must be known; time synchronisation slews by at most 0.5 ms a second (adjtimex(2)), so an untouched clock stays below.
 */
const clockToleranceMilliseconds = 50;
/** A scheduling pause between reading two clocks moves one line; a moved clock moves all that follow. */
const linesThatProveAMove = 3;
/** A client that starts nothing for this long had stopped, wall clock; an arrival rate keeps starting in an outage. */
const silenceMilliseconds = 2000;

/** Reads the logs as a sceptic: whatever is wrong here would otherwise appear as a wrong recovery time. */
export function validateLogs(lines: readonly RequestLine[], expectation: LogExpectation): LogFindings {
    const logs = groupBy(lines, (line) => line.client);
    const invalid: string[] = [];
    const failures: string[] = [];
    const warnings: string[] = [];
    for (const summary of expectation.clients) {
        const own = byStart(logs.get(summary.client) ?? []);
        if (own.length === 0) {
            invalid.push(`${summary.client}: its log is empty`);
            continue;
        }
        failures.push(...dropped(summary));
        invalid.push(
            ...sequenceGaps(summary.client, own, expectation.timeoutMilliseconds),
            ...movedClock(summary.client, own),
            ...foreignCommits(summary.client, own),
            ...silences(summary.client, own, expectation),
        );
        if (summary.dropped === null) {
            warnings.push(`${summary.client}: ended without its summary, so dropped iterations are not known from it`);
        }
    }
    const known = new Set(expectation.clients.map(({ client }) => client));
    invalid.push(
        ...[...logs.keys()].filter((client) => !known.has(client)).map((client) => `${client}: nobody started it`),
    );
    return { invalid, failures, warnings };
}

function dropped(summary: ClientSummary): string[] {
    const count = summary.dropped ?? 0;
    return count > 0
        ? [
              `${summary.client}: dropped ${count} iterations, so its load was not the one declared and may hide an outage`,
          ]
        : [];
}

/** Numbers are given at the start of an iteration, lines written at its end: only the last moments may have holes. */
function sequenceGaps(client: string, series: readonly RequestLine[], timeoutMilliseconds: number): string[] {
    const numbers = series.map((line) => line.seq).sort((a, b) => a - b);
    const twice = numbers.filter((seq, index) => index > 0 && numbers[index - 1] === seq).length;
    const present = new Set(numbers);
    const highest = numbers.at(-1) ?? 0;
    const ends = series.reduce((latest, line) => Math.max(latest, line.end), 0);
    const startOf = new Map(series.map((line) => [line.seq, line.start]));
    let missing = 0;
    let nextStart = ends;
    for (let seq = highest; seq >= 0; seq -= 1) {
        nextStart = startOf.get(seq) ?? nextStart;
        if (!present.has(seq) && nextStart < ends - timeoutMilliseconds) {
            missing += 1;
        }
    }
    return [
        ...(missing > 0 ? [`${client}: ${missing} of ${highest + 1} requests are missing from its log`] : []),
        ...(twice > 0 ? [`${client}: ${twice} requests stand twice in its log`] : []),
    ];
}

function movedClock(client: string, series: readonly RequestLine[]): string[] {
    const ordered = [...series].sort((a, b) => a.mono - b.mono);
    const offsets = ordered.map((line) => line.start - line.mono);
    const usual = median(offsets) ?? 0;
    let run = 0;
    let worst = 0;
    for (const offset of offsets) {
        const away = offset - usual;
        run = Math.abs(away) > clockToleranceMilliseconds ? run + 1 : 0;
        worst = run >= linesThatProveAMove && Math.abs(away) > Math.abs(worst) ? away : worst;
    }
    return worst === 0 ? [] : [`${client}: its wall clock was moved by ${Math.round(worst)} ms during the drill`];
}

/** A write that the server committed before the client asked or after it heard of it: two clocks that disagree. */
function foreignCommits(client: string, series: readonly RequestLine[]): string[] {
    const outside = series.filter(
        ({ status, committed, start, end }) =>
            status === 201 &&
            committed !== undefined &&
            (committed < start - clockToleranceMilliseconds || committed > end + clockToleranceMilliseconds),
    );
    return outside.length >= linesThatProveAMove
        ? [`${client}: ${outside.length} writes were committed before they were asked for or after they were answered`]
        : [];
}

function silences(client: string, series: readonly RequestLine[], { from, to }: LogExpectation): string[] {
    const starts = [from, ...series.map((line) => line.start).filter((start) => start > from && start < to), to];
    const longest = starts.reduce((gap, start, index) => Math.max(gap, start - (starts[index - 1] ?? start)), 0);
    return longest > silenceMilliseconds ? [`${client}: started no request for ${(longest / 1000).toFixed(1)} s`] : [];
}
