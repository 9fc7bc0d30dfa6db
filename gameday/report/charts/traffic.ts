import { regionColour } from "../../../plan/colours";
import type { Report } from "../../report";
import { clientsLabel, quantity, share } from "../format";
import { regionsOf } from "../regions";
import { bottomPixels, type Canvas, legible, type TimeAxis, timeFrame } from "./axis";
import type { Figure, Markish, Plot, Size } from "./pen";
import { answersByRegion, type Panel, panels, spanWords, type Step, steps } from "./steps";

/** Panels are told apart by a name above each, not by a legend. */
function panelNames(plot: Plot, labels: readonly string[]): Markish {
    return plot.text(labels, {
        fy: (label: string) => label,
        text: (label: string) => label,
        frameAnchor: "top-left",
        dy: -15,
        fontWeight: 600,
        ...legible,
    });
}

function panelScale(labels: readonly string[], size: Size) {
    return { fy: { domain: [...labels], axis: null, padding: size.name === "narrow" ? 0.32 : 0.28 } };
}

const panelPixels = 88;

function height(panelCount: number, marginTop: number): number {
    return panelCount * panelPixels + marginTop + bottomPixels;
}

export function successFigure({ timeline }: Report, axis: TimeAxis): Figure {
    const all = panels(timeline);
    const ratio = all.flatMap((panel) =>
        steps(panel, timeline.bucket, ({ good, requests }) => (requests === 0 ? null : (100 * good) / requests)),
    );
    return {
        id: "success",
        title: "Success ratio",
        summary: `Good replies in ${timeline.bucket.toString()} s buckets, by the start of the request. ${all.map((panel) => successWords(panel, timeline.bucket, axis.domain)).join(" ")}`,
        draw: (plot, size) => {
            const labels = all.map(({ label }) => label);
            return labels.length === 0 ? null : successOptions({ plot, size, axis }, labels, ratio);
        },
    };
}

function successOptions(canvas: Canvas, labels: readonly string[], ratio: readonly Step[]) {
    const { plot, size } = canvas;
    const frame = timeFrame(canvas, labels[0]);
    const line = { x: "at", y: "value", fy: "panel", z: "panel", curve: "step-after" } as const;
    return {
        ...frame.options,
        ...panelScale(labels, size),
        height: height(labels.length, frame.marginTop),
        y: {
            domain: [0, 100],
            ticks: [0, 50, 100],
            tickFormat: (value: number) => `${value.toString()} %`,
            label: null,
        },
        marks: [
            ...frame.behind,
            plot.gridY([0, 50, 100], { stroke: "var(--grid)", strokeOpacity: 1 }),
            plot.areaY(ratio, { ...line, fill: "var(--area)" }),
            plot.lineY(ratio, { ...line, stroke: "var(--ink)", strokeWidth: 1.5 }),
            ...frame.front,
            panelNames(plot, labels),
        ],
    };
}

function successWords({ rows, ...panel }: Panel, bucket: number, domain: TimeAxis["domain"]): string {
    const requests = rows.reduce((sum, row) => sum + row.requests, 0);
    const good = rows.reduce((sum, row) => sum + row.good, 0);
    const short = rows.filter((row) => row.good < row.requests).map(({ at }) => at);
    const when = short.length === 0 ? "never below 100 %" : `below 100 % ${spanWords(short, bucket, domain)}`;
    return `${capital(clientsLabel(panel))}: ${share(good, requests)} good, ${when}.`;
}

export function latencyFigure({ timeline }: Report, axis: TimeAxis): Figure {
    const all = panels(timeline);
    const p50 = all.flatMap((panel) => steps(panel, timeline.bucket, (row) => positive(row.p50Milliseconds)));
    const p99 = all.flatMap((panel) => steps(panel, timeline.bucket, (row) => positive(row.p99Milliseconds)));
    return {
        id: "latency",
        title: "Latency, p50 and p99",
        summary: `Milliseconds on a logarithmic scale; the strong line is p50, the pale one p99. ${all.map(latencyWords).join(" ")}`,
        draw: (plot, size) => (p50.length + p99.length === 0 ? null : latencyOptions({ plot, size, axis }, p50, p99)),
    };
}

function latencyOptions(canvas: Canvas, p50: readonly Step[], p99: readonly Step[]) {
    const { plot, size } = canvas;
    const labels = [...new Set([...p50, ...p99].map(({ panel }) => panel))];
    const frame = timeFrame(canvas, labels[0]);
    const line = { x: "at", y: "value", fy: "panel", z: "panel", curve: "step-after" } as const;
    const values = [...p50, ...p99].map(({ value }) => value).filter((value) => !Number.isNaN(value));
    const lineEnd = { x: "at", y: "value", fy: "panel", textAnchor: "start", dx: 4 } as const;
    return {
        ...frame.options,
        ...panelScale(labels, size),
        height: height(labels.length, frame.marginTop),
        y: {
            type: "log" as const,
            domain: [Math.min(1, ...values), Math.max(1000, ...values)],
            ticks: [1, 10, 100, 1000],
            tickFormat: milliseconds,
            label: null,
        },
        marks: [
            ...frame.behind,
            plot.gridY([1, 10, 100, 1000], { stroke: "var(--grid)", strokeOpacity: 1 }),
            plot.lineY(p99, { ...line, stroke: "var(--pale)", strokeWidth: 1.5 }),
            plot.lineY(p50, { ...line, stroke: "var(--ink)", strokeWidth: 1.5 }),
            plot.text(lastOfEach(p99), { ...lineEnd, text: () => "p99", dy: -6, fill: "var(--muted)" }),
            plot.text(lastOfEach(p50), { ...lineEnd, text: () => "p50", dy: 6, fill: "var(--ink)" }),
            ...frame.front,
            panelNames(plot, labels),
        ],
    };
}

function milliseconds(value: number): string {
    return value >= 1000 ? `${(value / 1000).toString()} s` : `${value.toString()} ms`;
}

/** A logarithm has no place for zero; a reply faster than a hundredth of a millisecond is drawn there. */
function positive(value: number | null): number | null {
    return value === null ? null : Math.max(value, 0.01);
}

function lastOfEach(points: readonly Step[]): Step[] {
    const last = new Map(points.filter(({ value }) => !Number.isNaN(value)).map((point) => [point.panel, point]));
    return [...last.values()];
}

function latencyWords({ rows, ...panel }: Panel): string {
    const steady = rows.filter((row) => row.at < 0).flatMap((row) => row.p50Milliseconds ?? []);
    const worst = rows.flatMap((row) => row.p99Milliseconds ?? []).reduce((most, value) => Math.max(most, value), 0);
    const middle = steady.toSorted((a, b) => a - b)[Math.floor(steady.length / 2)];
    const before =
        middle === undefined ? "not measured before the fault" : `p50 ${quantity(middle, "ms")} before the fault`;
    return `${capital(clientsLabel(panel))}: ${before}, worst p99 ${worst.toLocaleString("en-GB", { maximumFractionDigits: 0 })} ms.`;
}

export function answeredFigure(report: Report, axis: TimeAxis): Figure {
    const regions = regionsOf(report);
    const answers = answersByRegion(report.timeline, regions);
    return {
        id: "answered",
        title: "Who answered",
        summary: `Good replies a second, stacked by the region that answered. ${answeredWords(answers, report.timeline.bucket, axis.domain)}`,
        draw: (plot, size) => (answers.length === 0 ? null : answeredOptions({ plot, size, axis }, regions, answers)),
    };
}

function answeredOptions(
    canvas: Canvas,
    regions: readonly string[],
    answers: readonly (Step & { readonly region: string })[],
) {
    const { plot, size } = canvas;
    const labels = [...new Set(answers.map(({ panel }) => panel))];
    const frame = timeFrame(canvas, labels[0]);
    const area = {
        x: "at",
        y: "value",
        fy: "panel",
        z: "region",
        fill: "region",
        curve: "step-after",
        order: [...regions],
    };
    return {
        ...frame.options,
        ...panelScale(labels, size),
        height: height(labels.length, frame.marginTop),
        color: { domain: [...regions], range: regions.map((region) => regionColour(region, regions)) },
        y: { ticks: 3, label: null, tickFormat: (value: number) => `${value.toString()}/s` },
        marks: [
            ...frame.behind,
            plot.gridY({ ticks: 3, stroke: "var(--grid)", strokeOpacity: 1 }),
            plot.areaY(answers, area),
            ...frame.front,
            panelNames(plot, labels),
        ],
    };
}

function answeredWords(
    answers: readonly (Step & { readonly region: string })[],
    bucket: number,
    domain: TimeAxis["domain"],
): string {
    const answering = answers.filter(({ value }) => value > 0);
    const names = [...new Set(answering.map(({ region }) => region))];
    const words = names.map((region) => {
        const own = new Set(answering.filter((answer) => answer.region === region).map(({ at }) => at));
        return `${region} answered ${spanWords([...own], bucket, domain)}`;
    });
    return words.length === 0 ? "Nobody answered." : `${words.join("; ")}.`;
}

function capital(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
