import type { RequestLine } from "../client-log";
import type { Interval, OutageRow } from "../report";
import { position, wallMilliseconds, type Scale } from "./scale";
import { byStart, groupBy, isGood, median, percentile } from "./statistics";

/** What counts as an outage. Durations in platform seconds. */
export interface OutageRules {
    /** Width of the sliding window over request starts. */
    readonly windowSeconds: number;
    /** How long every window must be good before service counts as back. */
    readonly holdSeconds: number;
    /** A window is good when at least this share of its requests got an answer (0 to 1). */
    readonly goodRatio: number;
}

/** One outage of one client for one operation, platform seconds after the fault. */
export interface Outage {
    /** Start of the first request that failed. */
    readonly from: number;
    /** [start of the last failed request, start of the first good one after which service held]; null if it never did. */
    readonly end: Interval | null;
}

/** The part of a drill in which an outage belongs to the fault: from the fault until `until` (the heal), both wall clock. */
export interface FaultWindow {
    readonly scale: Scale;
    readonly until: number;
}

/**
 * The outages in one client's requests of one operation. A request belongs to the instant at which it *started*:
 * a client that waits for its timeout learns late of what was true early. Requests that started before the fault and
 * had not ended by then count, because the fault is what ended them.
 */
export function findOutages(
    lines: readonly RequestLine[],
    { scale, until }: FaultWindow,
    rules: OutageRules,
): readonly Outage[] {
    const series = byStart(lines.filter((line) => line.end > scale.origin && line.start < until));
    const bad = badWindows(series, wallMilliseconds(scale, rules.windowSeconds), rules.goodRatio);
    const hold = wallMilliseconds(scale, rules.holdSeconds);
    const outages: Outage[] = [];
    let next = 0;
    while (next < series.length) {
        const began = firstFailure(series, bad.indexOf(true, next));
        if (began === -1) {
            break;
        }
        const recovered = firstHolding(series, bad, { after: began, hold });
        outages.push({
            from: position(scale, series[began]?.start ?? scale.origin),
            end: recovered === -1 ? null : endInterval(series, recovered, scale),
        });
        next = recovered === -1 ? series.length : recovered;
    }
    return outages;
}

/** For each request: whether the window that opens at its start is under the ratio. */
function badWindows(series: readonly RequestLine[], width: number, goodRatio: number): boolean[] {
    const failuresBefore = [0];
    for (const line of series) {
        failuresBefore.push((failuresBefore.at(-1) ?? 0) + (isGood(line) ? 0 : 1));
    }
    let end = 0;
    return series.map((line, index) => {
        while (end < series.length && (series[end]?.start ?? Infinity) < line.start + width) {
            end += 1;
        }
        const failures = (failuresBefore[end] ?? 0) - (failuresBefore[index] ?? 0);
        return 1 - failures / (end - index) < goodRatio;
    });
}

function firstFailure(series: readonly RequestLine[], from: number): number {
    return from === -1 ? -1 : series.findIndex((line, index) => index >= from && !isGood(line));
}

/** Index of the first good request from which no window was bad for `hold`; the log must cover that time. */
function firstHolding(
    series: readonly RequestLine[],
    bad: readonly boolean[],
    { after, hold }: { after: number; hold: number },
): number {
    let candidate = -1;
    for (let index = after + 1; index < series.length; index += 1) {
        const line = series[index];
        if (line === undefined || bad[index] === true) {
            candidate = -1;
            continue;
        }
        if (candidate === -1 && isGood(line)) {
            candidate = index;
        }
        if (candidate !== -1 && line.start - (series[candidate]?.start ?? Infinity) >= hold) {
            return candidate;
        }
    }
    return -1;
}

function endInterval(series: readonly RequestLine[], recovered: number, scale: Scale): Interval {
    const lastFailed = series.slice(0, recovered).findLast((line) => !isGood(line));
    const high = position(scale, series[recovered]?.start ?? scale.origin);
    return [Math.max(0, position(scale, lastFailed?.start ?? scale.origin)), high];
}

/**
 * One row for each class and operation. Class-wide, service is back when its last client is: with each client's truth
 * somewhere in [low, high], the last of them lies in [the greatest low, the greatest high]. A client without an outage
 * counts as [0, 0], one without a request after the fault as never back. Percentiles are over the clients' upper ends. `failed` and `brownOut` count the fault window.
 */
export function measureOutages(
    lines: readonly RequestLine[],
    window: FaultWindow,
    rules: OutageRules,
): { readonly rows: readonly OutageRow[]; readonly relapses: readonly Relapse[] } {
    const rows: OutageRow[] = [];
    const relapses: Relapse[] = [];
    for (const [key, group] of groupBy(lines, (line) => `${line.class} ${line.op}`)) {
        const ends: (Interval | null)[] = [];
        for (const [client, own] of groupBy(group, (line) => line.client)) {
            const [first, ...later] = findOutages(own, window, rules);
            const silent = !own.some((line) => line.start >= window.scale.origin && line.start < window.until);
            ends.push(silent ? null : first === undefined ? [0, 0] : first.end);
            relapses.push(...later.map(({ from, end }) => ({ client, series: key, from, end })));
        }
        rows.push(outageRow(group, ends, window));
    }
    return { rows, relapses };
}

/** An outage after service had come back once, before the heal. */
export interface Relapse extends Outage {
    readonly client: string;
    /** Class and operation. */
    readonly series: string;
}

function outageRow(
    group: readonly RequestLine[],
    ends: readonly (Interval | null)[],
    { scale, until }: FaultWindow,
): OutageRow {
    const [first] = group;
    if (first === undefined) {
        throw new Error("a group of requests has at least one");
    }
    const during = group.filter((line) => line.end > scale.origin && line.start < until);
    const steady = group.filter((line) => line.end <= scale.origin && isGood(line));
    const slow = 10 * (median(steady.map((line) => line.end - line.start)) ?? Infinity);
    const known = ends.filter((end) => end !== null);
    const upper = ends.map((end) => end?.[1] ?? Infinity);
    const rank = (share: number): number | null => {
        const value = percentile(upper, share);
        return value === Infinity ? null : value;
    };
    return {
        class: first.class,
        operation: first.op,
        clients: ends.length,
        rto:
            known.length < ends.length
                ? null
                : [Math.max(...known.map(([low]) => low)), Math.max(...known.map(([, high]) => high))],
        p50: rank(0.5),
        p95: rank(0.95),
        p99: rank(0.99),
        max: rank(1),
        requests: during.length,
        failed: during.filter((line) => !isGood(line)).length,
        brownOut: during.filter((line) => isGood(line) && line.end - line.start > slow).length,
    };
}
