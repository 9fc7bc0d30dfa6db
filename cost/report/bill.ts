import type Big from "big.js";
import picocolors from "picocolors";
import { differenceOf, type BillComparison, type BillRow } from "../bill/compare-bill";
import type { Estimate } from "../estimate";
import { dollars, signedDollars } from "../money";
import { fitted, tableWidth, wrapped } from "./text-columns";
import { coverageWords } from "./words";

const amountWidth = 16;
const columns = ["estimated", "billed", "difference", "%"];
const nameWidth = tableWidth - columns.length * amountWidth;

/** An estimate beside a bill for a terminal, at most 100 columns wide. */
export function billTable(comparison: BillComparison, estimate: Estimate, colours: boolean): string {
    const { bold, dim, yellow } = picocolors.createColors(colours);
    const { bill, rows, estimated, billed } = comparison;
    const { hoursPerMonth } = estimate.settings;
    const length = `${bill.from} until ${bill.until}, ${bill.hours} h; the estimate's month of ${hoursPerMonth} h is taken for as many`;
    return [
        bold(line(bill.by.map((one) => (one.kind === "tag" ? one.key : one.kind)).join(", "), columns)),
        ...rows.map((row) => line(row.names.join(", "), cellsOf(row))),
        bold(line("TOTAL", cellsOf({ estimated, billed }))),
        "",
        dim(wrapped(length)),
        dim(wrapped(`the estimate ${coverageWords(estimate.coverage)}`)),
        ...[...bill.notes, ...estimate.warnings].map((note) => yellow(wrapped(`warning: ${note}`))),
    ].join("\n");
}

/** The same for programs; amounts are decimal strings, the estimate's as a range. */
export function billJson({ bill, rows, estimated, billed }: BillComparison, estimate: Estimate): unknown {
    const { from, until, hours, by, notes } = bill;
    return {
        currency: estimate.currency,
        from,
        until,
        hours,
        by: by.map((one) => (one.kind === "tag" ? `tag:${one.key}` : one.kind)),
        ...amountsJson({ estimated, billed }),
        groups: rows.map((row) => ({ names: row.names, ...amountsJson(row) })),
        coverage: estimate.coverage,
        warnings: [...notes, ...estimate.warnings],
    };
}

type Amounts = Pick<BillRow, "estimated" | "billed">;

function amountsJson(amounts: Amounts): object {
    const { estimated, billed } = amounts;
    const text = (amount: Big): string => amount.toFixed();
    return {
        estimated: estimated
            ? { low: text(estimated.low), typical: text(estimated.typical), high: text(estimated.high) }
            : null,
        billed: billed ? text(billed) : null,
        difference: text(differenceOf(amounts)),
    };
}

function cellsOf(amounts: Amounts): readonly string[] {
    const { estimated, billed } = amounts;
    const difference = differenceOf(amounts);
    const percent = estimated?.typical.gt(0) === true ? difference.times(100).div(estimated.typical).toFixed(1) : "";
    return [
        estimated ? dollars(estimated.typical) : "no amount",
        billed ? dollars(billed) : "nothing",
        signedDollars(difference),
        percent,
    ];
}

function line(name: string, cells: readonly string[]): string {
    return `${fitted(name, nameWidth)}${cells.map((cell) => cell.padStart(amountWidth)).join("")}`.trimEnd();
}
