import type Big from "big.js";
import type { CostDiff } from "./diff";
import type { Estimate } from "./estimate";
import { groupItems, itemsOf } from "./group";
import { dollars, signedDollars } from "./money";
import type { Plan } from "../plan/plan";
import { zero } from "./quantity";

/** What a bill may be at the most, in dollars a month. A limit that is reached is not broken. */
export interface Limits {
    readonly monthly?: Big;
    readonly regions: ReadonlyMap<string, Big>;
    /** How much more than before. */
    readonly increase?: Increase;
}

export type Increase =
    { readonly kind: "dollars"; readonly amount: Big } | { readonly kind: "percent"; readonly amount: Big };

/** What limits are held against. */
export interface Judged {
    readonly plan: Plan;
    readonly estimate: Estimate;
    readonly diff?: CostDiff | undefined;
}

/**
 * The limits that typical amounts break, a line each. A total that leaves resources out still breaks a limit, and says
 * so: what is missing can only add to it.
 */
export function brokenLimits(
    { monthly, regions, increase }: Limits,
    { plan, estimate, diff }: Judged,
): readonly string[] {
    const gaps = estimate.coverage.notPriced;
    const more = gaps > 0 ? `, ${gaps} resources not counted` : "";
    const total = estimate.monthly.typical;
    const byRegion = new Map(
        groupItems(itemsOf(estimate), { kind: "region" }, plan).map((group) => [group.name, group.monthly.typical]),
    );
    const brokenRegions = [...regions].flatMap(([region, most]) => {
        const amount = byRegion.get(region) ?? zero.typical;
        return amount.gt(most) ? [`${region}: ${dollars(amount)} a month is over ${dollars(most)}`] : [];
    });
    return [
        ...(monthly && total.gt(monthly) ? [`${dollars(total)} a month is over ${dollars(monthly)}${more}`] : []),
        ...brokenRegions,
        ...(increase && diff ? brokenIncrease(increase, diff) : []),
    ];
}

function brokenIncrease({ kind, amount }: Increase, { before, delta }: CostDiff): readonly string[] {
    const most = kind === "dollars" ? amount : before.typical.times(amount).div(100);
    if (!delta.typical.gt(most)) {
        return [];
    }
    const percent = before.typical.gt(0) ? ` (${delta.typical.times(100).div(before.typical).toFixed(1)} %)` : "";
    const limit = kind === "dollars" ? dollars(amount) : `${amount.toFixed()} %`;
    return [`${signedDollars(delta.typical)} a month${percent} is an increase over ${limit}`];
}
