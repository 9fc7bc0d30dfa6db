import Big from "big.js";
import type { Plan } from "../../plan/plan";
import type { Estimate } from "../estimate";
import { groupItems, itemsOf, type Group, type Grouping } from "../group";
import { map, type Band } from "../quantity";
import type { Bill } from "./read-bill";

/** An estimate beside what AWS billed. */
export interface BillComparison {
    readonly bill: Bill;
    /** The month of the estimate, as long as the bill's periods. */
    readonly estimated: Band;
    readonly billed: Big;
    /** The largest difference first. */
    readonly rows: readonly BillRow[];
}

export interface BillRow {
    readonly names: readonly string[];
    /** Absent where the plan has nothing, or nothing that has an amount: it waits for usage or for a price. */
    readonly estimated?: Band;
    /** Absent where the bill has nothing. */
    readonly billed?: Big;
}

/** Puts an estimate beside a bill, divided as the bill is; hours of the bill's periods stand for those of a month. */
export function compareBill(bill: Bill, estimate: Estimate, plan: Plan): BillComparison {
    const share = new Big(bill.hours).div(estimate.settings.hoursPerMonth);
    const shared = (monthly: Band): Band => map(monthly, (amount) => amount.times(share));
    const rows = new Map<string, BillRow>(
        bill.groups.map(({ names, amount }) => [key(names), { names, billed: amount }]),
    );
    for (const { names, group } of divided(itemsOf(estimate), bill.by, plan)) {
        if (group.items.some(({ line }) => line.charge.kind === "priced")) {
            rows.set(key(names), { ...rows.get(key(names)), names, estimated: shared(group.monthly) });
        }
    }
    return {
        bill,
        estimated: shared(estimate.monthly),
        billed: bill.groups.reduce((sum, { amount }) => sum.plus(amount), new Big(0)),
        rows:
            bill.by.length === 0
                ? []
                : [...rows.values()].sort(
                      (a, b) =>
                          differenceOf(b).abs().cmp(differenceOf(a).abs()) || (key(a.names) < key(b.names) ? -1 : 1),
                  ),
    };
}

/** How much more was billed than estimated. */
export function differenceOf({ estimated, billed }: Pick<BillRow, "estimated" | "billed">): Big {
    return (billed ?? new Big(0)).minus(estimated?.typical ?? 0);
}

interface Named {
    readonly names: readonly string[];
    readonly group: Group;
}

function divided(items: Group["items"], [first, ...rest]: readonly Grouping[], plan: Plan): readonly Named[] {
    return first === undefined
        ? []
        : groupItems(items, first, plan).flatMap((group): readonly Named[] =>
              rest.length === 0
                  ? [{ names: [group.name], group }]
                  : divided(group.items, rest, plan).map(({ names, group: inner }) => ({
                        names: [group.name, ...names],
                        group: inner,
                    })),
          );
}

function key(names: readonly string[]): string {
    return JSON.stringify(names);
}
