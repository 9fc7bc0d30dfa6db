import type { RequestLine } from "../client-log";
import type { Timeline, TimelineRow } from "../report";
import { position, type Scale } from "./scale";
import { byStart, groupBy, isGood, percentile } from "./statistics";

/** Bucket widths that read well on an axis, platform seconds. */
const widths = [1, 2, 5, 10, 30, 60] as const;
const mostBuckets = 400;

/** The narrowest round width that keeps a drill of this length (platform seconds) readable. */
export function bucketWidth(lengthSeconds: number): number {
    return widths.find((width) => lengthSeconds / width <= mostBuckets) ?? 60;
}

/** Requests by the bucket in which they started; a bucket without requests has no row, so gaps stay gaps. */
export function bucketRequests(lines: readonly RequestLine[], scale: Scale, bucket: number): TimelineRow[] {
    const slot = (line: RequestLine): number => Math.floor(position(scale, line.start) / bucket) * bucket;
    return [...groupBy(lines, (line) => `${slot(line)} ${line.class} ${line.op}`).values()]
        .flatMap((group) => group.slice(0, 1).map((first) => timelineRow(first, group, slot(first))))
        .sort((a, b) => a.at - b.at || a.class.localeCompare(b.class) || a.operation.localeCompare(b.operation));
}

function timelineRow(first: RequestLine, group: readonly RequestLine[], at: number): TimelineRow {
    const good = group.filter(isGood);
    const durations = good.map((line) => line.end - line.start);
    const answeredBy: { [region: string]: number } = {};
    for (const { region } of good) {
        if (region !== undefined) {
            answeredBy[region] = (answeredBy[region] ?? 0) + 1;
        }
    }
    return {
        at: at === 0 ? 0 : at,
        class: first.class,
        operation: first.op,
        requests: group.length,
        good: good.length,
        p50Milliseconds: percentile(durations, 0.5),
        p99Milliseconds: percentile(durations, 0.99),
        answeredBy,
    };
}

/** Whom each resolver's honest client reached, request after request; a request without a reply reached no one. */
export function dnsBands(
    lines: readonly RequestLine[],
    scale: Scale,
    resolverOf: (client: string) => string,
): Timeline["dns"] {
    const honest = lines.filter((line) => line.class === "honest");
    return [...groupBy(honest, (line) => line.client)].flatMap(([client, own]) =>
        bandsOf(byStart(own), scale).map((band) => ({ resolver: resolverOf(client), ...band })),
    );
}

function bandsOf(series: readonly RequestLine[], scale: Scale): Omit<Timeline["dns"][number], "resolver">[] {
    const bands: { from: number; to: number; region: string | null }[] = [];
    for (const line of series) {
        const region = line.region ?? null;
        const at = position(scale, line.start);
        const current = bands.at(-1);
        if (current === undefined) {
            bands.push({ from: at, to: at, region });
            continue;
        }
        current.to = at;
        if (current.region !== region) {
            bands.push({ from: at, to: at, region });
        }
    }
    return bands;
}
