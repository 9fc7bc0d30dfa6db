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
    const whole = weights.reduce((total, weight) => total.plus(weight), new Big(0));
    if (whole.eq(0)) {
        return weights.map(() => new Big(0));
    }
    const last = weights.findLastIndex((weight) => !weight.eq(0));
    const shares = new Map<Big, Big>();
    let left = sum;
    return weights.map((weight, at) => {
        const share =
            at === last ? left : (shares.get(weight) ?? sum.times(weight).div(whole).round(shareDigits, Big.roundDown));
        shares.set(weight, share);
        left = left.minus(share);
        return share;
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
