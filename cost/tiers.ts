import Big from "big.js";
import type { Step } from "./price";

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
