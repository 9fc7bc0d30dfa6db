import picocolors from "picocolors";
import { groupItems, homeOf, itemsOf, unknownBucket, type Group, type Grouping } from "../group";
import { dollars, dollarsInRange } from "../money";
import type { CostReport } from "./cost-report";
import { diffTable } from "./diff-table";
import { leversText } from "./levers-text";
import { priceAgeWarning } from "./price-dates";
import { rowsOf, type Row } from "./rows";
import { bracketsKept, fitted, leftRight, middleCut, tableWidth, wrapped } from "./text-columns";
import { amountWords, basisWords, changesOnlyWords, coverageWords, deltaWords, notPricedRows, titleOf } from "./words";

type Colours = ReturnType<typeof picocolors.createColors>;

/** What a group is divided by when nobody says. */
const usual: readonly Grouping[] = [{ kind: "region" }, { kind: "component" }];

/** Widths of what, line and sum; amounts stand at the right edge. */
const widths = { what: 34, line: 22, sum: 26 };

/** A report for a terminal, at most 100 columns wide. */
export function costTable(report: CostReport, colours: boolean): string {
    const ink = picocolors.createColors(colours);
    const { estimate, diff, levers, changesOnly, today } = report;
    const age = priceAgeWarning(estimate, today);
    const sections = [
        ...(changesOnly ? [] : [bill(report, ink), unknownRegion(report, ink)]),
        ...(diff ? [diffTable(diff, ink)] : []),
        gaps(report, ink),
        ...(levers ? [leversText(levers, ink)] : []),
        [
            ...(changesOnly ? [ink.bold(wrapped(changesOnlyWords))] : [total(report, ink)]),
            ...(diff ? [wrapped(deltaWords(diff))] : []),
            ink.dim(wrapped(coverageWords(estimate.coverage))),
            ink.dim(wrapped(basisWords(report))),
            ...[...estimate.warnings, ...(age === undefined ? [] : [age])].map((one) =>
                ink.yellow(wrapped(`warning: ${one}`)),
            ),
        ].join("\n"),
    ];
    return sections.filter((section) => section !== "").join("\n\n");
}

function total(report: CostReport, { bold }: Colours): string {
    return bold(leftRight(`TOTAL a month, ${titleOf(report)}`, dollarsInRange(report.estimate.monthly)));
}

function bill({ plan, estimate, by = usual }: CostReport, ink: Colours): string {
    const tree = (items: Group["items"], [first, ...rest]: readonly Grouping[], depth: number): readonly string[] =>
        first === undefined
            ? []
            : groupItems(items, first, plan).flatMap((group) => [
                  heading(group, depth, ink),
                  ...tree(group.items, rest, depth + 1),
                  // With groups that somebody asked for, those are the answer.
                  ...(rest.length === 0 && by === usual ? rowLines(rowsOf(group.items), ink) : []),
                  ...(depth === 0 && rest.length > 0 ? [""] : []),
              ]);
    return tree(itemsOf(estimate), by, 0).join("\n").trimEnd();
}

function heading(group: Group, depth: number, { bold }: Colours): string {
    const line = leftRight(`${"  ".repeat(depth)}${group.name}`, amountWords(group));
    return depth === 0 ? bold(line) : line;
}

/** Where nobody knows the region there is no line, and still something stands there. */
function unknownRegion({ estimate, by = usual }: CostReport, { bold }: Colours): string {
    const count = estimate.resources.filter((cost) => homeOf(cost) === unknownBucket).length;
    const isTold = count > 0 && by[0]?.kind === "region";
    return isTold ? bold(leftRight(unknownBucket, `${count} not priced`)) : "";
}

function rowLines(rows: readonly Row[], { dim }: Colours): readonly string[] {
    return rows.map(({ what, line, sum, monthly }) => {
        const left = `    ${fitted(middleCut(what, widths.what), widths.what)} ${fitted(bracketsKept(line, widths.line), widths.line)} `;
        // What has no amount may use its room.
        return monthly === undefined
            ? dim(fitted(`${left}${sum}`, tableWidth).trimEnd())
            : dim(leftRight(`${left}${fitted(shortSum(sum), widths.sum)}`, dollars(monthly.typical)));
    });
}

/** `500,000,000 requests × 0.000001` without its unit, where the price would not have room. */
function shortSum(sum: string): string {
    return sum.length > widths.sum ? sum.replace(/^(\S+) .+ × (?=\d)/, "$1 × ") : sum;
}

function gaps({ estimate }: CostReport, { bold, red }: Colours): string {
    const rows = notPricedRows(estimate);
    return rows.length === 0
        ? ""
        : [
              bold("Not priced"),
              ...rows.map(({ what, count, reason }) =>
                  red(wrapped(`${what}${count > 1 ? ` (${count})` : ""}: ${reason}`, 2)),
              ),
          ].join("\n");
}
