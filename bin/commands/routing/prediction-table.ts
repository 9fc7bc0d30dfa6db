import picocolors from "picocolors";
import { terminalColumns, wrap } from "../../../plan/terminal";
import { describeFault } from "../../../routing/recovery/fault";
import type { FaultPrediction, PhaseForecast, PromiseForecast } from "../../../routing/recovery/forecast";
import type { PlaceRoute, Share } from "../../../routing/recovery/route-after-fault";

/** A prediction, and what it was made for. */
export interface ToldPrediction extends FaultPrediction {
    readonly source: string;
}

/** Rows of cells with a heading; the same for a terminal and for Markdown. */
interface Grid {
    readonly head: readonly string[];
    /** Columns of numbers, by index. */
    readonly right: readonly number[];
    readonly rows: readonly (readonly string[])[];
}

/** For a terminal of 100 columns. */
export function predictionTable(prediction: ToldPrediction, colours: boolean): string {
    const { bold, dim, red, green } = picocolors.createColors(colours);
    const { outcome } = prediction;
    const parts = [
        [bold(titleOf(prediction)), dim(subtitleOf(prediction))].join("\n"),
        drawn(placesGrid(prediction.places), dim),
        outcome.kind === "moves"
            ? [drawn(phasesGrid(outcome.phases), dim), ...formulas(outcome.phases).map((line) => dim(line))].join("\n")
            : wrap(outcomeWords(prediction), terminalColumns).join("\n"),
        [...deciderLines(prediction), ...mildness(prediction)].join("\n"),
        prediction.promises.map((promise) => (promise.kept ? green : red)(promiseWords(promise))).join("\n"),
        drawn(inputsGrid(prediction), dim),
        prediction.leftOut.map((line) => dim(`left out: ${line}`)).join("\n"),
    ];
    return parts.filter((part) => part !== "").join("\n\n");
}

export function predictionMarkdown(prediction: ToldPrediction): string {
    const { outcome } = prediction;
    const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join("\n");
    const parts = [
        `## ${titleOf(prediction)}`,
        subtitleOf(prediction),
        piped(placesGrid(prediction.places)),
        outcome.kind === "moves" ? piped(phasesGrid(outcome.phases)) : outcomeWords(prediction),
        list([
            ...(outcome.kind === "moves" ? formulas(outcome.phases) : []),
            ...deciderLines(prediction),
            ...mildness(prediction),
            ...prediction.promises.map(promiseWords),
        ]),
        piped(inputsGrid(prediction)),
        list(prediction.leftOut.map((line) => `left out: ${line}`)),
    ];
    return parts.filter((part) => part !== "").join("\n\n");
}

function titleOf({ fault, name }: ToldPrediction): string {
    return `${describeFault(fault)}: clients of ${name}`;
}

function subtitleOf({ source, runs, seed }: ToldPrediction): string {
    return `${source}; ${runs.toLocaleString("en-GB")} runs, seed ${seed}; seconds after the fault`;
}

function placesGrid(places: readonly PlaceRoute[]): Grid {
    const row = ({ from, before, after, affected }: PlaceRoute) => [
        from,
        shares(before),
        shares(after),
        percent(affected),
    ];
    return { head: ["from", "before (✗ hit)", "after", "affected"], right: [3], rows: places.map(row) };
}

function shares(all: readonly Share[]): string {
    const label = ({ setIdentifier, answers, probability, broken }: Share) =>
        [
            broken ? "✗" : "",
            setIdentifier ?? (answers[0] ?? "no record").slice(0, 40),
            probability < 1 ? percent(probability) : "",
        ]
            .filter(Boolean)
            .join(" ");
    return all.length === 0 ? "no answer" : all.map(label).join(", ");
}

function phasesGrid(phases: readonly PhaseForecast[]): Grid {
    const head = ["phase", "p50", "p95", "p99", "99.9 % of runs", "mean", "closed", "diff"];
    const rows = phases.map(({ phase, label, band, mean, closedForm }) => {
        const form =
            "none" in closedForm ? ["none", ""] : [fixed(closedForm.seconds), signed(mean - closedForm.seconds)];
        const range = `${band.low.toFixed(1)}-${band.high.toFixed(1)}`;
        return [`${phase}: ${label}`, ...[band.p50, band.p95, band.p99].map(tenth), range, fixed(mean), ...form];
    });
    return { head, right: [1, 2, 3, 4, 5, 6, 7], rows };
}

/** What the column of closed forms is, one line a phase. */
function formulas(phases: readonly PhaseForecast[]): string[] {
    const lines = phases.map(({ phase, closedForm }) =>
        "none" in closedForm ? `${phase}: none, ${closedForm.none}` : `${phase} = ${closedForm.formula}`,
    );
    return [...new Set(lines)];
}

function outcomeWords({ outcome, clientsFail }: ToldPrediction): string {
    if (outcome.kind === "moves") {
        return "";
    }
    const heading = outcome.kind === "unaffected" ? "Nothing changes" : clientsFail ? "NEVER" : "Nobody is moved";
    return `${heading}: ${outcome.reason}`;
}

function deciderLines({ outcome }: ToldPrediction): string[] {
    return outcome.kind === "moves" && outcome.deciders.length > 1
        ? outcome.deciders.map(({ kind, name, share }) => `${percent(share)} of runs are decided by ${kind} ${name}`)
        : [];
}

function mildness({ outcome, clientsFail }: ToldPrediction): string[] {
    return outcome.kind === "moves" && !clientsFail
        ? ["Clients are served throughout: they are moved by a verdict that is wrong for them."]
        : [];
}

function promiseWords({ name, promisedSeconds, p99Seconds, kept }: PromiseForecast): string {
    const found = p99Seconds === null ? "never" : `p99 ${tenth(p99Seconds)} s`;
    return `${kept ? "kept" : "BROKEN"}: ${name} ${promisedSeconds} s, ${found}`;
}

function inputsGrid({ inputs }: ToldPrediction): Grid {
    return {
        head: ["input", "value", "source"],
        right: [],
        rows: inputs.map(({ name, value, source }) => [name, value, source]),
    };
}

function drawn({ head, right, rows }: Grid, dim: (text: string) => string): string {
    const widths = head.map((title, column) =>
        Math.max(...[title, ...rows.map((row) => row[column] ?? "")].map(({ length }) => length)),
    );
    const line = (cells: readonly string[]) =>
        cells
            .map((cell, column) => {
                const space = " ".repeat(Math.max(0, (widths[column] ?? 0) - cell.length));
                return right.includes(column) ? space + cell : cell + space;
            })
            .join("  ")
            .trimEnd();
    return [dim(line(head)), ...rows.map(line)].join("\n");
}

function piped({ head, right, rows }: Grid): string {
    const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
    return [
        line(head),
        line(head.map((_, column) => (right.includes(column) ? "--:" : "---"))),
        ...rows.map(line),
    ].join("\n");
}

function percent(share: number): string {
    const value = 100 * share;
    return `${value.toFixed(value > 0 && value < 1 ? 2 : value % 1 === 0 ? 0 : 1)} %`;
}

function tenth(value: number): string {
    return value.toFixed(1);
}

function fixed(value: number): string {
    return value.toFixed(2);
}

function signed(value: number): string {
    return `${value < 0 ? "-" : "+"}${Math.abs(value).toFixed(2)}`;
}
