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
    return name === "narrow" ? { left: 44, right: 34 } : { left: 76, right: 76 };
}

const labelRowPixels = 15;
const labelPixels = 6.6;
const labelGapPixels = 8;

interface PlacedMark extends NumberedMark {
    readonly text: string;
    readonly row: number;
    /** Labels that would leave the drawing stand at the left of their line. */
    readonly anchor: "start" | "end";
}

/** Puts each label into the lowest row where it does not touch another; a narrow drawing has only numbers. */
function placeMarks(axis: TimeAxis, size: Size): PlacedMark[] {
    const { left, right } = margins(size);
    const [low, high] = axis.domain;
    const rowEnds: number[] = [];
    return axis.marks.map((mark) => {
        const text = size.name === "narrow" ? mark.number.toFixed() : `${mark.number.toFixed()} ${shorten(mark.label)}`;
        const line = left + ((mark.at - low) / (high - low)) * (size.width - left - right);
        const pixels = text.length * labelPixels + labelGapPixels;
        const anchor = line + pixels > size.width ? "end" : "start";
        const from = anchor === "start" ? line : line - pixels;
        const free = rowEnds.findIndex((taken) => taken <= from);
        const row = free === -1 ? rowEnds.length : free;
        rowEnds[row] = from + pixels;
        return { ...mark, text, row, anchor };
    });
}

function shorten(label: string): string {
    return label.length > 24 ? `${label.slice(0, 23)}…` : label;
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
    const placed = placeMarks(axis, size);
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
        front: placed.flatMap((mark) => markLine(plot, mark, { lift, topPanel })),
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

function markLine(plot: Plot, mark: PlacedMark, { lift, topPanel }: Top): Markish[] {
    const stroke = mark.at === 0 ? "var(--fault)" : "var(--mark)";
    const rise = (mark.row + 1) * labelRowPixels + lift;
    return [
        plot.ruleX([mark], { x: "at", stroke, insetTop: -rise }),
        plot.text([mark], {
            x: "at",
            text: "text",
            frameAnchor: "top",
            textAnchor: mark.anchor,
            dx: mark.anchor === "start" ? 4 : -4,
            dy: -rise,
            ...legible,
            fontWeight: mark.at === 0 ? 600 : 400,
            ...(topPanel === undefined ? {} : { fy: () => topPanel }),
        }),
    ];
}
