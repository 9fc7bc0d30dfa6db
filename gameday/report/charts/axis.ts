import type { Interval, Timeline } from "../../report";
import type { Markish, Plot, PlotOptions, Size } from "./pen";

/** The time axis that all charts share: seconds of platform time, zero at the fault. */
export interface TimeAxis {
    readonly domain: Interval;
    readonly marks: readonly NumberedMark[];
    readonly outage: Interval | null;
}

export interface NumberedMark {
    readonly number: number;
    readonly at: number;
    readonly label: string;
}

export function timeAxis({ series, marks, dns, lag, bucket, outage }: Timeline): TimeAxis {
    const ends = [
        ...series.flatMap(({ at }) => [at, at + bucket]),
        ...marks.map(({ at }) => at),
        ...dns.flatMap(({ from, to }) => [from, to]),
        ...lag.map(({ at }) => at),
    ];
    const low = ends.reduce((least, at) => Math.min(least, at), 0);
    const high = ends.reduce((most, at) => Math.max(most, at), 0);
    return {
        domain: high > low ? [low, high] : [low - 1, low + 1],
        marks: marks.toSorted((a, b) => a.at - b.at).map((mark, index) => ({ ...mark, number: index + 1 })),
        outage,
    };
}

interface Margins {
    readonly left: number;
    readonly right: number;
}

function margins({ name }: Size): Margins {
    return name === "narrow" ? { left: 48, right: 34 } : { left: 76, right: 76 };
}

const labelRowPixels = 15;
const labelPixels = 6.6;
const labelGapPixels = 8;

interface PlacedLabel {
    /** Where the label's line stands; the lines of the other marks in it stand within a few pixels. */
    readonly at: number;
    readonly text: string;
    readonly row: number;
    /** Labels that would leave the drawing stand at the left of their line. */
    readonly anchor: "start" | "end";
    readonly isFault: boolean;
}

/** Lines nearer than this share a label. */
const samePlacePixels = 7;

/**
 * One label for marks that stand at the same place. From right to left, each label takes the row above those of all
 * lines that it reaches over, so that no line crosses a label. A narrow drawing has only numbers.
 */
function placeLabels(axis: TimeAxis, size: Size): PlacedLabel[] {
    const { left, right } = margins(size);
    const [low, high] = axis.domain;
    const pixelOf = (at: number) => left + ((at - low) / (high - low)) * (size.width - left - right);
    const placed: (PlacedLabel & { readonly line: number })[] = [];
    for (const group of nearMarks(axis.marks, pixelOf).toReversed()) {
        const at = group[0]?.at ?? 0;
        const line = pixelOf(at);
        const whole = labelText(group, size.name === "narrow");
        // What would leave the drawing has its numbers alone: turned to the left, it would lie over other labels.
        const text = line + pixelsOf(whole) > size.width ? labelText(group, true) : whole;
        const pixels = pixelsOf(text);
        const anchor = line + pixels > size.width ? "end" : "start";
        // A label at the left of its line reaches over lines that have no row yet: the rows above leave it alone.
        const reached = anchor === "end" ? [] : placed.filter((other) => other.line < line + pixels);
        const row = reached.reduce((highest, other) => Math.max(highest, other.row + 1), 0);
        placed.push({ at, text, row, anchor, line, isFault: group.some((mark) => mark.at === 0) });
    }
    return placed;
}

function pixelsOf(text: string): number {
    return text.length * labelPixels + labelGapPixels;
}

function nearMarks(marks: readonly NumberedMark[], pixelOf: (at: number) => number): NumberedMark[][] {
    const groups: NumberedMark[][] = [];
    for (const mark of marks) {
        const group = groups.at(-1);
        const first = group?.[0];
        if (group !== undefined && first !== undefined && pixelOf(mark.at) - pixelOf(first.at) < samePlacePixels) {
            group.push(mark);
        } else {
            groups.push([mark]);
        }
    }
    return groups;
}

function labelText(group: readonly NumberedMark[], onlyNumbers: boolean): string {
    const [first, last] = [group[0]?.number ?? 0, group.at(-1)?.number ?? 0];
    if (onlyNumbers) {
        return first === last ? first.toFixed() : `${first.toFixed()}–${last.toFixed()}`;
    }
    return group.map(({ number, label }) => `${number.toFixed()} ${shorten(label)}`).join(" · ");
}

/** The key above the charts has the whole label. */
function shorten(label: string): string {
    const short = label
        .replace(/:.*$/, "")
        .replaceAll(/(?:\b(?:to|in) )?\b[a-z]{2}(?:-[a-z]+)+-\d\b/g, "")
        .replaceAll(/\s+/g, " ")
        .trim();
    return short.length > 28 ? `${short.slice(0, 27)}…` : short;
}

/** What every chart over time has: the axis, the outage's shade behind, the marks as vertical lines in front. */
export interface TimeFrame {
    readonly options: PlotOptions;
    readonly marginTop: number;
    readonly behind: readonly Markish[];
    readonly front: readonly Markish[];
}

/** What a chart over time is drawn with. */
export interface Canvas {
    readonly plot: Plot;
    readonly size: Size;
    readonly axis: TimeAxis;
}

/** Room for a panel's name above it. */
const panelNamePixels = 16;

/** `topPanel` names the first panel of a chart that has several: the labels of the marks stand above that one alone. */
export function timeFrame({ plot, size, axis }: Canvas, topPanel?: string): TimeFrame {
    const placed = placeLabels(axis, size);
    const rows = placed.reduce((most, { row }) => Math.max(most, row + 1), 0);
    const lift = topPanel === undefined ? 0 : panelNamePixels;
    const { left, right } = margins(size);
    const shade = axis.outage === null ? [] : [{ from: axis.outage[0], to: axis.outage[1] }];
    const narrow = size.name === "narrow";
    return {
        marginTop: 10 + rows * labelRowPixels + lift,
        options: {
            marginTop: 10 + rows * labelRowPixels + lift,
            marginLeft: left,
            marginRight: right,
            marginBottom: bottomPixels,
            x: {
                domain: [...axis.domain],
                label: narrow ? "seconds after the fault" : "seconds of platform time after the fault",
                labelAnchor: "center",
                labelArrow: "none",
                ticks: narrow ? 5 : 10,
                tickSize: 4,
            },
        },
        behind: [plot.rect(shade, { x1: "from", x2: "to", fill: "var(--outage)", clip: true })],
        front: [
            plot.ruleX(axis.marks, {
                x: "at",
                stroke: ({ at }: NumberedMark) => (at === 0 ? "var(--fault)" : "var(--mark)"),
            }),
            ...placed.flatMap((label) => labelOnLine(plot, label, { lift, topPanel })),
        ],
    };
}

/** Letters that stand on lines keep the page's colour around them. */
export const legible = { fill: "var(--ink)", stroke: "var(--paper)", strokeWidth: 4, strokeOpacity: 1 } as const;

/** Below the panels: ticks and the name of the axis. */
export const bottomPixels = 38;

interface Top {
    readonly lift: number;
    readonly topPanel: string | undefined;
}

function labelOnLine(plot: Plot, label: PlacedLabel, { lift, topPanel }: Top): Markish[] {
    const stroke = label.isFault ? "var(--fault)" : "var(--mark)";
    const rise = (label.row + 1) * labelRowPixels + lift;
    const top = topPanel === undefined ? {} : { fy: () => topPanel };
    return [
        plot.ruleX([label], { x: "at", stroke, insetTop: -rise, ...top }),
        plot.text([label], {
            x: "at",
            text: "text",
            frameAnchor: "top",
            textAnchor: label.anchor,
            dx: label.anchor === "start" ? 4 : -4,
            dy: -rise,
            ...legible,
            fontWeight: label.isFault ? 600 : 400,
            ...top,
        }),
    ];
}
