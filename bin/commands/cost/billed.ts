import Big from "big.js";
import { compareBill, differenceOf, type BillComparison } from "../../../cost/bill/compare-bill";
import { BillProblem, readBill, type Bill } from "../../../cost/bill/read-bill";
import { dollars, signedDollars } from "../../../cost/money";
import { billJson, billTable } from "../../../cost/report/bill";
import type { Increase } from "../../../cost/thresholds";
import { coloursWanted } from "../../../plan/terminal";
import { CommandError } from "../../exit";
import { nameOf, readText } from "../../text-file";
import type { InputOptions } from "./cost-options";
import { pricerOf, provesNothing, readInput, warningsOf } from "./inputs";

/** What the command line gives. */
export interface BilledOptions extends InputOptions {
    readonly file: string | undefined;
    readonly format: "table" | "json";
    readonly maxDifference?: Increase;
}

/**
 * `antipode cost billed`: prints an estimate beside a bill; exit code 1 when they differ by more than is allowed.
 * @throws CommandError 2 for wrong input
 */
export async function showBilled(billFile: string, options: BilledOptions): Promise<void> {
    const bill = billIn(billFile);
    const read = await readInput(options.file, options);
    if (read.input.kind === "preview" && read.input.changesOnly) {
        throw new CommandError(
            `${read.source}: expected a preview with --show-sames, because a bill has everything`,
            2,
        );
    }
    const plan = read.input.after;
    const estimate = (await pricerOf(plan.resources, options, bill.from))(plan, warningsOf(read));
    const comparison = compareBill(bill, estimate, plan);
    const text =
        options.format === "json"
            ? JSON.stringify(billJson(comparison, estimate), null, 2)
            : billTable(comparison, estimate, coloursWanted());
    process.stdout.write(`${text}\n`);
    const broken = options.maxDifference && brokenBy(options.maxDifference, comparison);
    if (broken !== undefined) {
        process.stderr.write(`antipode: ${broken}\n`);
        process.exitCode = 1;
    }
    const unproved = options.maxDifference && provesNothing(read, "hold a bill against");
    if (broken === undefined && unproved !== undefined) {
        throw new CommandError(unproved, 2);
    }
}

function billIn(file: string): Bill {
    try {
        return readBill(readText(file), nameOf(file));
    } catch (error) {
        if (error instanceof BillProblem) {
            throw new CommandError(error.message, 2, { cause: error });
        }
        throw error;
    }
}

function brokenBy({ kind, amount }: Increase, comparison: BillComparison): string | undefined {
    const difference = differenceOf(comparison);
    const most = kind === "dollars" ? amount : comparison.estimated.typical.times(amount).div(100);
    const limit = kind === "dollars" ? dollars(new Big(amount)) : `${amount.toFixed()} %`;
    return difference.abs().gt(most) ? `${signedDollars(difference)} is a difference over ${limit}` : undefined;
}
