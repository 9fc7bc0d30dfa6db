import { groupItems, itemsOf, type Group } from "../group";
import type { CostDiff } from "../diff";
import { dollars, dollarsInRange } from "../money";
import { diffRows } from "./diff-rows";
import type { CostReport } from "./cost-report";
import { priceAgeWarning } from "./price-dates";
import { rowsOf } from "./rows";
import {
    amountWords,
    basisWords,
    changesOnlyWords,
    changeWords,
    coverageWords,
    deltaWords,
    deltaAmount,
    notComparedRows,
    notPricedRows,
    titleOf,
} from "./words";

/**
 * A comment on GitHub holds 65,535 characters (https://github.com/orgs/community/discussions/27190); more is refused as a
 * whole. The rest is left to what stands above the costs: the promises.
 */
const mostCharacters = 60_000;

/** How much of a report is written out. */
interface Depth {
    readonly rows: "lines" | "components" | "none";
    /** Resources that move, at most; the first by size. */
    readonly changes: number;
    readonly said?: string;
}

const cut = "Shortened to what a comment has room for: ";
const depths: readonly Depth[] = [
    { rows: "lines", changes: Infinity },
    { rows: "components", changes: Infinity, said: `${cut}components stand for their resources.` },
    { rows: "components", changes: 100, said: `${cut}components for resources, and the 100 largest changes.` },
    { rows: "none", changes: 20, said: `${cut}regions for resources, and the 20 largest changes.` },
];

/** Rows of what has no price that fit at any depth. */
const mostGaps = 30;

/** A report as a comment on a pull request: each region folds up; always short enough to be posted. */
export function costMarkdown(report: CostReport): string {
    const texts = depths.map((depth) => () => written(report, depth));
    for (const text of texts) {
        const whole = text();
        if (whole.length <= mostCharacters) {
            return whole;
        }
    }
    return `${written(report, { rows: "none", changes: 0 }).slice(0, mostCharacters - 2)}\n`;
}

function written(report: CostReport, { rows, changes, said }: Depth): string {
    const { plan, estimate, diff, levers, changesOnly, today } = report;
    const age = priceAgeWarning(estimate, today);
    const warnings = [...estimate.warnings, ...(age === undefined ? [] : [age])];
    const regions = groupItems(itemsOf(estimate), { kind: "region" }, plan);
    return [
        heading(report),
        changesOnly ? `**${changesOnlyWords}**` : "",
        diff ? changesText(diff, changes) : "",
        ...(changesOnly ? [] : [totals(regions, report), ...regions.map((region) => folded(region, report, rows))]),
        gapsText(report),
        levers ? leversText(levers) : "",
        warnings.map((warning) => `> **Warning:** ${escaped(warning)}`).join("\n>\n"),
        `<sub>${escaped(`${coverageWords(estimate.coverage)}. ${basisWords(report)}.`)}${said === undefined ? "" : ` ${said}`}</sub>`,
    ]
        .filter((part) => part !== "")
        .join("\n\n")
        .concat("\n");
}

function heading(report: CostReport): string {
    const { diff, estimate, changesOnly } = report;
    const change = diff ? ` (${changeWords(diff)} against ${escaped(diff.against)})` : "";
    const amount = changesOnly && diff ? deltaAmount(diff) : dollarsInRange(estimate.monthly);
    return `### Cost of ${escaped(titleOf(report))}: ${amount} USD a month${changesOnly ? "" : change}`;
}

function totals(regions: readonly Group[], { estimate }: CostReport): string {
    return table(
        ["region", "low", "typical", "high"],
        [...regions, { name: "**total**", monthly: estimate.monthly }].map(({ name, monthly }) => [
            name,
            dollars(monthly.low),
            dollars(monthly.typical),
            dollars(monthly.high),
        ]),
    );
}

function folded(region: Group, { plan }: CostReport, rows: Depth["rows"]): string {
    const components = groupItems(region.items, { kind: "component" }, plan);
    if (rows === "none") {
        return "";
    }
    const body =
        rows === "components"
            ? table(
                  ["component", "monthly"],
                  components.map((component) => [code(component.name), amountWords(component)]),
              )
            : table(
                  ["component", "resource", "line", "quantity × price", "monthly"],
                  components.flatMap((component) => [
                      [`**${escaped(component.name)}**`, "", "", "", `**${amountWords(component)}**`],
                      ...rowsOf(component.items).map(({ what, line, sum, monthly: amount }) => [
                          "",
                          what === "" ? "" : code(what),
                          escaped(line),
                          escaped(sum),
                          amount ? dollars(amount.typical) : "",
                      ]),
                  ]),
              );
    const summary = `${escaped(region.name)}: ${amountWords(region)}`;
    return `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

function changesText(diff: CostDiff, most: number): string {
    const all = diffRows(diff);
    const shown = new Set(all.toSorted((a, b) => b.size.cmp(a.size)).slice(0, most));
    const rows = all
        .filter((row) => shown.has(row))
        .map(({ region, what, before, after, delta, by }) => [region, code(what), before, after, delta, code(by)]);
    const gaps = notComparedRows(diff);
    return [
        `**Changes:** ${escaped(deltaWords(diff))}`,
        rows.length > 0 ? table(["region", "resource", "old", "new", "delta", "moved by"], rows) : "",
        [...gaps.slice(0, mostGaps), ...diff.notes]
            .map((note) => `- ${escaped(note)}`)
            .concat(more(gaps.length))
            .join("\n"),
    ]
        .filter((part) => part !== "")
        .join("\n\n");
}

function gapsText({ estimate }: CostReport): string {
    const rows = notPricedRows(estimate);
    const list = rows
        .slice(0, mostGaps)
        .map(({ what, count, reason }) => `- ${code(what)}${count > 1 ? ` (${count})` : ""}: ${escaped(reason)}`);
    return rows.length === 0
        ? ""
        : `<details><summary>Not priced, or partly: ${estimate.coverage.notPriced}</summary>\n\n${[...list, ...more(rows.length)].join("\n")}\n\n</details>`;
}

function more(count: number): readonly string[] {
    return count > mostGaps ? [`- and ${count - mostGaps} more`] : [];
}

function leversText(levers: NonNullable<CostReport["levers"]>): string {
    const rows = levers.map(({ title, takes, saving, source }) => [
        `[${escaped(title)}](${source})`,
        escaped(takes),
        dollars(saving),
    ]);
    return rows.length === 0
        ? ""
        : `**Levers:** what this stack would save by each alone\n\n${table(["lever", "what it takes", "saves a month"], rows)}`;
}

/** Amounts, all but the first column of short texts, stand at the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const amounts = new Set(["low", "typical", "high", "monthly", "old", "new", "delta", "saves a month"]);
    const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
    return [line(head), line(head.map((title) => (amounts.has(title) ? "---:" : "---"))), ...rows.map(line)].join("\n");
}

/** As code: GitHub then neither draws what is in it nor calls people by the letters after an at sign. */
function code(text: string): string {
    return `\`${text.replaceAll("`", "'").replaceAll("|", "\\|").replaceAll(/\s+/g, " ")}\``;
}

function escaped(text: string): string {
    return text
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll("|", "\\|")
        .replaceAll(/[*_`[\]#]/g, "\\$&")
        .replaceAll("@", "&#64;")
        .replaceAll(/\s+/g, " ");
}
