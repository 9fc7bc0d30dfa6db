import { regionColour } from "../../../plan/colours";
import type { Band } from "../../../routing/prediction";
import type { Interval, Report, Timeline } from "../../report";
import { declared, quantity } from "../format";
import { regionsOf } from "../regions";
import { bottomPixels, type Canvas, legible, type TimeAxis, timeFrame } from "./axis";
import type { Figure, Markish, PlotOptions } from "./pen";
import { shapeMarks, shapeOf } from "./shape";

export function dnsFigure(report: Report, axis: TimeAxis): Figure {
    const { dns } = report.timeline;
    const regions = regionsOf(report);
    return {
        id: "dns",
        title: "What DNS sent each client to",
        summary: `One band a resolver; a thin line where nobody answered. ${dnsWords(dns)}`,
        draw: (plot, size) => (dns.length === 0 ? null : dnsOptions({ plot, size, axis }, dns, regions)),
    };
}

function dnsOptions(canvas: Canvas, dns: Timeline["dns"], regions: readonly string[]): PlotOptions {
    const { plot, size } = canvas;
    const frame = timeFrame(canvas);
    const resolvers = [...new Set(dns.map(({ resolver }) => resolver))];
    const lane = { x1: "from", x2: "to", y: "resolver" } as const;
    return {
        ...frame.options,
        height: resolvers.length * 20 + frame.marginTop + bottomPixels,
        y: {
            domain: resolvers,
            label: null,
            tickSize: 0,
            tickFormat: (name: string) => (size.name === "narrow" ? shortName(name) : name.slice(0, 11)),
            padding: 0.3,
        },
        color: { domain: [...regions], range: regions.map((region) => regionColour(region, regions)) },
        marks: [
            ...frame.behind,
            plot.barX(
                dns.filter(({ region }) => region !== null),
                { ...lane, fill: "region" },
            ),
            plot.ruleY(
                dns.filter(({ region }) => region === null),
                { ...lane, stroke: "var(--muted)", strokeWidth: 1.5, strokeDasharray: "2 3" },
            ),
            ...frame.front,
        ],
    };
}

/** A number at the end tells resolvers apart where the whole name has no room. */
function shortName(name: string): string {
    return /\d+$/.exec(name)?.[0] ?? name.slice(0, 5);
}

function dnsWords(dns: Timeline["dns"]): string {
    const resolvers = new Set(dns.map(({ resolver }) => resolver));
    const returns = [...resolvers].map((name) => {
        const silent = dns.filter(({ resolver, region, to }) => resolver === name && region === null && to > 0);
        return silent.reduce((latest, { to }) => Math.max(latest, to), 0);
    });
    if (resolvers.size === 0) {
        return "No resolver was watched.";
    }
    const waited = returns.filter((at) => at > 0);
    if (waited.length === 0) {
        return `${resolvers.size.toString()} resolvers; none was without an answer after the fault.`;
    }
    const [first, last] = [Math.min(...waited), Math.max(...waited)];
    return `${resolvers.size.toString()} resolvers: silence ended at ${first.toFixed()} s for the first, at ${last.toFixed()} s for the last.`;
}

export function lagFigure(report: Report, axis: TimeAxis): Figure {
    const { lag } = report.timeline;
    const regions = regionsOf(report);
    const most = lag.reduce((largest, { seconds }) => Math.max(largest, seconds), 0);
    const declaredLag = report.loss.declaredLag;
    return {
        id: "lag",
        title: "Replication lag",
        summary:
            lag.length === 0
                ? `No standby told its lag while clients were without service; ${declared(declaredLag, "s")} was declared. The loss below is what it came to.`
                : `Seconds behind the writer, at most ${quantity(most, "s")}; declared ${declared(declaredLag, "s")} (dashed).`,
        draw: (plot, size) =>
            lag.length === 0 ? null : lagOptions({ plot, size, axis }, { lag, regions, declaredLag }),
    };
}

interface LagLines {
    readonly lag: Timeline["lag"];
    readonly regions: readonly string[];
    readonly declaredLag: number;
}

function lagOptions(canvas: Canvas, { lag, regions, declaredLag }: LagLines): PlotOptions {
    const { plot } = canvas;
    const frame = timeFrame(canvas);
    const ordered = withGaps(lag);
    return {
        ...frame.options,
        height: 120 + frame.marginTop + bottomPixels,
        color: { domain: [...regions], range: regions.map((region) => regionColour(region, regions)) },
        y: { ticks: 4, label: null, zero: true, tickFormat: (value: number) => `${value.toString()} s` },
        marks: [
            ...frame.behind,
            plot.gridY({ ticks: 4, stroke: "var(--grid)", strokeOpacity: 1 }),
            plot.ruleY([declaredLag], { stroke: "var(--muted)", strokeDasharray: "4 3" }),
            plot.lineY(ordered, { x: "at", y: "seconds", z: "region", stroke: "region", strokeWidth: 2 }),
            ...frame.front,
            ...firstOfEach(lag).map((sample) => lagName(canvas, sample)),
        ],
    };
}

type LagSample = Timeline["lag"][number];

/** A line's name stands at the foot of the chart, below where the line begins. */
function lagName({ plot, axis }: Canvas, sample: LagSample): Markish {
    const [low, high] = axis.domain;
    const late = (sample.at - low) / (high - low) > 0.7;
    return plot.text([sample], {
        ...{
            x: "at",
            text: "region",
            frameAnchor: "bottom",
            textAnchor: late ? "end" : "start",
            dy: -8,
            dx: late ? -4 : 4,
        },
        ...legible,
    });
}

function firstOfEach(lag: Timeline["lag"]): LagSample[] {
    const latestFirst = lag.toSorted((a, b) => b.at - a.at);
    return [...new Map(latestFirst.map((sample) => [sample.region, sample])).values()];
}

/** Samples come at an even pace; where more than three are missing in a row, the line breaks. */
function withGaps(lag: Timeline["lag"]): Timeline["lag"] {
    const byRegion = new Map<string, Timeline["lag"][number][]>();
    for (const sample of lag) {
        byRegion.set(sample.region, [...(byRegion.get(sample.region) ?? []), sample]);
    }
    return [...byRegion.values()].flatMap((samples) => {
        const ordered = samples.toSorted((a, b) => a.at - b.at);
        const paces = ordered.slice(1).map((sample, index) => sample.at - (ordered[index]?.at ?? sample.at));
        const pace = paces.toSorted((a, b) => a - b)[Math.floor(paces.length / 2)] ?? Infinity;
        return ordered.flatMap((sample, index) =>
            (paces[index] ?? 0) > 4 * pace ? [sample, { ...sample, seconds: NaN }] : [sample],
        );
    });
}

interface Forecast {
    readonly label: string;
    readonly predicted: Band | null;
    readonly measured: Interval | null;
    readonly promised: number | null;
}

/** Phases, and the recovery times they add up to. */
export function phasesFigure({ phases, promises }: Report): Figure {
    const recovery = promises.filter(({ name }) => name.endsWith("RtoSeconds"));
    const rows: Forecast[] = [
        ...phases.map(({ phase, predicted, measured }) => ({ label: phase, predicted, measured, promised: null })),
        ...recovery.map(({ name, predicted, measured, promised }) => ({
            label: name === "readRtoSeconds" ? "read RTO" : "write RTO",
            predicted,
            measured,
            promised,
        })),
    ];
    const compared = phases.filter(({ inside }) => inside !== null);
    const inside = compared.filter((row) => row.inside === true);
    const words =
        compared.length === 0
            ? "No phase was both predicted and measured"
            : `${inside.length.toString()} of ${compared.length.toString()} measured phases lie inside their bands`;
    return {
        id: "phases-chart",
        title: "Where the time went",
        summary: `Pale bar: 99.9 % of the simulated runs; shape in it: where they lie; line: their median; solid bar: measured; triangle: promised. ${words}; the table has the numbers.`,
        draw: (plot, size) => (rows.length === 0 ? null : phasesOptions({ plot, size }, rows)),
    };
}

/** Pixels from one lane to the next, and the share of them between lanes. */
const lanePixels = 36;
const lanePadding = 0.2;
const laneHeight = lanePixels * (1 - lanePadding);
const inner = { insetTop: 8, insetBottom: 8 } as const;
const solid = { stroke: "var(--ink)", strokeWidth: 4 } as const;

function phasesOptions({ plot, size }: Pick<Canvas, "plot" | "size">, rows: readonly Forecast[]): PlotOptions {
    const lanes = rows.map(({ label }) => label);
    const bands = rows.flatMap(({ label, predicted }) => (predicted === null ? [] : [{ label, ...predicted }]));
    const measured = rows.flatMap((row) =>
        row.measured === null ? [] : [{ label: row.label, low: row.measured[0], high: row.measured[1] }],
    );
    const unmeasured = rows.filter((row) => row.measured === null);
    const promised = rows.filter((row) => row.promised !== null);
    const nothingPredicted = bands.length === 0;
    const narrow = size.name === "narrow";
    return {
        height: rows.length * lanePixels + 48,
        marginTop: 8,
        marginLeft: 72,
        marginRight: narrow ? 16 : 64,
        marginBottom: 38,
        x: {
            zero: true,
            nice: true,
            ticks: narrow ? 5 : 10,
            label: narrow ? "seconds after the fault" : "seconds of platform time after the fault",
            labelAnchor: "center",
            labelArrow: "none",
            ...(bands.length + measured.length + promised.length === 0 ? { domain: [0, 1] } : {}),
        },
        y: { domain: lanes, label: null, tickSize: 0, padding: lanePadding },
        marks: [
            plot.gridX({ ticks: narrow ? 5 : 10, stroke: "var(--grid)", strokeOpacity: 1 }),
            plot.barX(bands, { x1: "low", x2: "high", y: "label", fill: "var(--band)", rx: 3 }),
            ...shapeMarks(
                plot,
                rows.flatMap(({ label, predicted }) => (predicted === null ? [] : shapeOf(label, predicted))),
                { height: laneHeight, laneHeight },
            ),
            plot.tickX(bands, { x: "p50", y: "label", stroke: "var(--band-ink)", strokeWidth: 2 }),
            plot.barX(measured, { x1: "low", x2: "high", y: "label", ...inner, fill: "var(--ink)" }),
            // An interval of half a second is thinner than a pixel: strokes at its ends keep it in sight.
            plot.tickX(measured, { x: "low", y: "label", ...inner, ...solid }),
            plot.tickX(measured, { x: "high", y: "label", ...inner, ...solid }),
            plot.dot(promised, {
                ...{ x: "promised", y: "label", symbol: "triangle", r: 5 },
                ...{ stroke: "var(--ink)", fill: "var(--paper)", strokeWidth: 1.5 },
            }),
            plot.text(unmeasured, {
                ...{
                    y: "label",
                    text: () => (nothingPredicted ? "not measured" : "not reached"),
                    frameAnchor: "left",
                    dx: 6,
                },
                ...{ fill: "var(--muted)", fontStyle: "italic" },
            }),
        ],
    };
}
