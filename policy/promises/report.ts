import picocolors from "picocolors";
import { terminalColumns, wrap } from "../../plan/terminal";
import type { ComparedMeasure } from "./compare";
import { changeText } from "./moving-change";
import type { Measure } from "./measure";

/** What stands over the measures. */
export interface PromisesTitle {
    /** `stack prod`, a file's name. */
    readonly source: string;
    /** What it is compared with; absent when nothing is. */
    readonly against?: string;
    /** Why a side is not whole, one line each. */
    readonly warnings: readonly string[];
}

/** Whether every promise is kept. */
export function allKept(measures: readonly ComparedMeasure[]): boolean {
    return measures.every(({ after }) => after.promise?.kept !== false);
}

/** Measures for a terminal, within 100 columns; causes below them. */
export function promisesText(
    measures: readonly ComparedMeasure[],
    { source, against, warnings }: PromisesTitle,
    colours: boolean,
): string {
    const { bold, dim, green, red, yellow } = picocolors.createColors(colours);
    const head = [
        "",
        ...(against === undefined ? [] : ["before"]),
        against === undefined ? "predicted" : "after",
        "promised",
        "",
    ];
    const rows = measures.map(({ before, after }) => [
        after.label,
        ...(against === undefined ? [] : [before ? shown(before) : "-"]),
        shown(after),
        after.promise ? quantity(after.promise.limit, after.unit) : "",
        verdict(after) + (after.lost === undefined ? "" : `${after.promise ? ", " : ""}without ${after.lost}`),
    ]);
    const all = [head, ...rows];
    const widths = head.map((_, at) => Math.max(...all.map((row) => (row[at] ?? "").length)));
    const last = widths.length - 1;
    const line = (row: readonly string[]) =>
        row
            .map((cell, at) =>
                at === 0 || at === last ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
            )
            .join("  ")
            .trimEnd();
    const table = rows.map((row) =>
        line(row)
            .replace(/\bBROKEN\b/, red)
            .replace(/\bkept(?=$|,)/, green),
    );
    const title = against === undefined ? `Promises of ${source}` : `Promises of ${source}, beside ${against}`;
    const why = causes(measures).flatMap(hanging);
    const warned = warnings.flatMap((warning) => hanging(`warning: ${warning}`)).map(yellow);
    return [
        ...[bold(title), "", dim(line(head)), ...table],
        ...[...section(why), ...section(warned), "", ...footnotes.map(dim)],
    ].join("\n");
}

function hanging(text: string): string[] {
    return wrap(text, terminalColumns - 2).map((line, at) => (at > 0 ? `  ${line}` : line));
}

/** The same for a pull request. */
export function promisesMarkdown(
    measures: readonly ComparedMeasure[],
    { source, against, warnings }: PromisesTitle,
): string {
    const broken = measures.filter(({ after }) => after.promise?.kept === false);
    const headline =
        broken.length === 0
            ? "every promise is kept"
            : `${broken.length === 1 ? "a promise is" : `${broken.length} promises are`} broken`;
    const compared = against !== undefined;
    const head = compared ? "| | before | after | promised | |" : "| | predicted | promised | |";
    const rule = compared ? "| --- | ---: | ---: | ---: | --- |" : "| --- | ---: | ---: | --- |";
    const rows = measures.map(({ before, after }) => {
        const promised = after.promise ? quantity(after.promise.limit, after.unit) : "";
        const where = after.lost === undefined ? "" : `without ${after.lost}`;
        const cells = [
            ...[after.label, ...(compared ? [before ? shown(before) : "-"] : [])],
            ...[shown(after), promised, [verdict(after), where].filter(Boolean).join(", ")],
        ];
        return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
    });
    const why = causes(measures).map((cause) => `- ${cause}`);
    const title = `### Promises of ${source}: ${headline}`;
    const warned = warnings.map((warning) => `> **Warning:** ${warning.replace(/[<>*_`|]/g, "\\$&")}`);
    return [title, "", head, rule, ...rows, ...section(why), ...section(warned), "", ...footnotes].join("\n");
}

const footnotes = ["Seconds after a region is lost, by simulation; the region whose loss is worst."];

function section(lines: readonly string[]): string[] {
    return lines.length === 0 ? [] : ["", ...lines];
}

/** One line for each measure that a change moved, where one property did it. */
function causes(measures: readonly ComparedMeasure[]): string[] {
    return measures.flatMap(({ before, after, cause }) => {
        if (!before || !cause) {
            return [];
        }
        const breaks = after.promise?.kept === false && before.promise?.kept === true;
        const consequence = breaks ? `, breaks ${after.promise.name}` : "";
        return [`${after.label} ${shown(before)} -> ${shown(after)}${consequence}; cause: ${changeText(cause)}`];
    });
}

function verdict({ promise }: Measure): string {
    return promise === undefined ? "" : promise.kept ? "kept" : "BROKEN";
}

function shown({ value, unit }: Measure): string {
    return value === null ? "never" : quantity(value, unit);
}

function quantity(value: number, unit: Measure["unit"]): string {
    switch (unit) {
        case "s":
            return `${value.toFixed(1)} s`;
        case "%":
            return `${value} %`;
        case "USD":
            return `${value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })} USD`;
    }
}
