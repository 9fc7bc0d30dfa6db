import Big from "big.js";
import { groupBy } from "../plan/group";
import { isTiers, type PriceName, type Step, type Tiers } from "./price";
import { sum, zero, type Band } from "./quantity";

/** How much of a quantity lies in each step, in the steps' order; nothing below zero. */
export function acrossSteps(steps: readonly Step[], quantity: Big): readonly Big[] {
    let from = new Big(0);
    return steps.map(({ upTo }) => {
        const end = upTo === undefined || quantity.lt(upTo) ? quantity : new Big(upTo);
        const inside = end.gt(from) ? end.minus(from) : new Big(0);
        from = upTo === undefined ? from : new Big(upTo);
        return inside;
    });
}

/** Digits after the point that a share of a tiered sum is cut to; the last line takes what is left, so that sums stay exact. */
const shareDigits = 10;

/**
 * Shares of a sum by weight: they add up to it exactly.
 * @returns nothing to share out when all weights are zero
 */
export function shareOut(sum: Big, weights: readonly Big[]): readonly Big[] {
    // In a large stack most weights are one of a few.
    const counts = new Map<Big, number>();
    weights.forEach((weight) => counts.set(weight, (counts.get(weight) ?? 0) + 1));
    const zero = new Big(0);
    const whole = [...counts].reduce((total, [weight, count]) => total.plus(weight.times(count)), zero);
    if (whole.eq(0)) {
        return weights.map(() => zero);
    }
    const shares = new Map(
        [...counts.keys()].map((weight) => [weight, sum.times(weight).div(whole).round(shareDigits, Big.roundDown)]),
    );
    const shared = [...counts].reduce(
        (total, [weight, count]) => total.plus((shares.get(weight) ?? zero).times(count)),
        zero,
    );
    const last = weights.findLastIndex((weight) => !weight.eq(0));
    return weights.map((weight, at) => {
        const share = shares.get(weight) ?? zero;
        return at === last ? share.plus(sum.minus(shared)) : share;
    });
}

/** What a pool of lines takes, and the price that all of them have. */
interface Taken {
    readonly price: PriceName | Tiers | undefined;
    readonly whole: Band;
}

/**
 * What each pool has for nothing of the allowances that an account has once for all its regions: as much of an allowance
 * as it takes of what all pools with it take. In the pools' order.
 */
export function freeShares(pools: readonly Taken[]): readonly Band[] {
    const shares = pools.map(() => zero);
    const sharing = groupBy(
        pools.flatMap(({ price, whole }, at) =>
            price && isTiers(price) && price.free ? [{ ...price.free, whole, at }] : [],
        ),
        ({ name }) => name,
    );
    for (const group of sharing.values()) {
        const wholes = group.map(({ whole }) => whole);
        const all = sum(wholes);
        const amount = new Big(group[0]?.amount ?? 0);
        // Where all is free, a share is the whole exactly: one that was divided out may be a digit off, and billed for it.
        const sharesOf = (end: (band: Band) => Big) =>
            end(all).lte(amount) ? wholes.map(end) : shareOut(amount, wholes.map(end));
        const [low, typical, high] = [
            sharesOf((band) => band.low),
            sharesOf((band) => band.typical),
            sharesOf((band) => band.high),
        ];
        group.forEach(({ at }, which) => {
            const { [which]: share = zero.typical } = typical;
            shares[at] = { low: low[which] ?? share, typical: share, high: high[which] ?? share };
        });
    }
    return shares;
}
