import type { ClientClass, Operation } from "../../client-log";
import type { Interval, Timeline, TimelineRow } from "../../report";
import { clientsLabel } from "../format";

/** A point of a stepped line; NaN breaks the line, so that a gap in the data stays a gap. */
export interface Step {
    readonly panel: string;
    readonly at: number;
    readonly value: number;
}

/** One panel a class and operation, those of one class together. */
export interface Panel {
    readonly label: string;
    readonly class: ClientClass;
    readonly operation: Operation;
    readonly rows: readonly TimelineRow[];
}

export function panels({ series }: Timeline): Panel[] {
    const byLabel = new Map<string, TimelineRow[]>();
    for (const row of series) {
        const label = clientsLabel(row);
        byLabel.set(label, [...(byLabel.get(label) ?? []), row]);
    }
    const inOrder = [...byLabel].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return inOrder.flatMap(([label, rows]) => {
        const [first] = rows;
        const ordered = rows.toSorted((a, b) => a.at - b.at);
        return first === undefined ? [] : [{ label, class: first.class, operation: first.operation, rows: ordered }];
    });
}

/** A level for each bucket, held to its end; buckets that are missing or have no value leave a gap. */
export function steps(panel: Panel, bucket: number, valueOf: (row: TimelineRow) => number | null): Step[] {
    const points: Step[] = [];
    let held: Step | null = null;
    for (const row of panel.rows) {
        const value = valueOf(row);
        const follows = held !== null && Math.abs(held.at - row.at) < bucket / 2;
        if (held !== null && (!follows || value === null)) {
            points.push(held, { ...held, value: NaN });
        }
        held = value === null ? null : { panel: panel.label, at: row.at + bucket, value };
        if (value !== null) {
            points.push({ panel: panel.label, at: row.at, value });
        }
    }
    return held === null ? points : [...points, held];
}

/** Good replies a second by region, both classes together; every bucket names every region, so that areas stack. */
export function answersByRegion(
    timeline: Timeline,
    regions: readonly string[],
): (Step & { readonly region: string })[] {
    const counts = new Map<string, { at: number; panel: string; by: Map<string, number> }>();
    for (const { at, operation, answeredBy } of timeline.series) {
        const key = `${operation} ${at.toString()}`;
        const cell = counts.get(key) ?? { at, panel: `${operation}s`, by: new Map<string, number>() };
        for (const [region, replies] of Object.entries(answeredBy)) {
            cell.by.set(region, (cell.by.get(region) ?? 0) + replies);
        }
        counts.set(key, cell);
    }
    const cells = [...counts.values()].toSorted((a, b) => a.at - b.at);
    return cells.flatMap(({ at, panel, by }) => {
        const end = at + timeline.bucket;
        const level = regions.map((region) => ({ at, panel, region, value: (by.get(region) ?? 0) / timeline.bucket }));
        const follows = cells.some((next) => next.panel === panel && Math.abs(next.at - end) < timeline.bucket / 2);
        return follows ? level : [...level, ...level.map((step) => ({ ...step, at: end, value: 0 }))];
    });
}

/** Times as words: "until 2 s, from 46 s to 170 s". Buckets that are nearer than three widths make one span. */
export function spanWords(starts: readonly number[], bucket: number, [first, last]: Interval): string {
    const spans: { from: number; to: number }[] = [];
    for (const at of starts.toSorted((a, b) => a - b)) {
        const span = spans.at(-1);
        if (span !== undefined && at - span.to < 2.5 * bucket) {
            span.to = at + bucket;
        } else {
            spans.push({ from: at, to: at + bucket });
        }
    }
    const shown = spans.slice(0, mostSpans).map(({ from, to }) => {
        const [start, end] = [from.toFixed(), to.toFixed()].map((text) => (text === "-0" ? "0" : text));
        const opens = from <= first + bucket;
        const closes = to >= last - bucket;
        return opens && closes
            ? "all the time"
            : opens
              ? `until ${end ?? ""} s`
              : closes
                ? `from ${start ?? ""} s on`
                : `from ${start ?? ""} s to ${end ?? ""} s`;
    });
    const more = spans.length > mostSpans ? [`${(spans.length - mostSpans).toFixed()} more times`] : [];
    return [...shown, ...more].join(", ");
}

/** More are counted. */
const mostSpans = 4;
