import Big from "big.js";
import { isOne, type Band } from "./quantity";

/** Dollars as a person reads them: `1,386.12`. What is not zero never reads as zero: then it is `< 0.01`. */
export function dollars(amount: Big): string {
    const rounded = amount.round(2, Big.roundHalfUp);
    if (rounded.eq(0) && !amount.eq(0)) {
        return amount.gt(0) ? "< 0.01" : "> -0.01";
    }
    return grouped(rounded.toFixed(2));
}

/** A difference, with its sign; a dash for none. */
export function signedDollars(amount: Big): string {
    if (amount.eq(0)) {
        return "–";
    }
    const text = dollars(amount);
    return amount.gt(0) && !text.startsWith("<") ? `+${text}` : text;
}

/** Typical dollars, and the range where there is one: `105.12 (70.08 – 210.24)`. */
export function dollarsInRange(band: Band): string {
    const { low, typical, high } = band;
    return isOne(band) || (low.eq(typical) && high.eq(typical))
        ? dollars(typical)
        : `${dollars(typical)} (${dollars(low)} – ${dollars(high)})`;
}

/** Prices of units are shown with every line that has them. */
const shownNumbers = new WeakMap<Big, string>();

/** Digits of a price of almost nothing that count: with fewer, a billion requests come to another amount than they cost. */
const significantDigits = 6;

/**
 * A quantity or the price of a unit, with as many digits as it has: at most eight of them after the point, more only where
 * the first ones are zeros.
 */
export function plainNumber(amount: Big): string {
    const known = shownNumbers.get(amount);
    if (known !== undefined) {
        return known;
    }
    const decimals = Math.max(8, significantDigits - 1 - amount.e);
    const text = grouped(amount.round(decimals, Big.roundHalfUp).toFixed());
    shownNumbers.set(amount, text);
    return text;
}

function grouped(decimal: string): string {
    const [whole = "", fraction] = decimal.split(".");
    const separated = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return fraction === undefined ? separated : `${separated}.${fraction}`;
}
