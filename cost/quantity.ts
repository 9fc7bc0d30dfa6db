import Big from "big.js";

/** How much at the least, usually, and at the most. */
export interface Band {
    readonly low: Big;
    readonly typical: Big;
    readonly high: Big;
}

/** What a usage file says of one key: a number, or a range. Undefined when it says nothing. A dot is a level of nesting. */
export type Use = (key: string) => Band | undefined;

/** How much of a price a line takes in a month. */
export type Quantity =
    /** The program says it. */
    | { readonly kind: "known"; readonly band: Band }
    /** A usage file has to say it: undefined from `of` means that it does not. */
    | { readonly kind: "usage"; readonly keys: readonly string[]; readonly of: (use: Use) => Band | undefined };

/** What numbers of programs are as bands: few, asked for again and again, and slow to read. */
const ofNumbers = new Map<number, Band>();

export const zero: Band = exactly(0);

/** The same at every end. */
export function exactly(amount: Big | number): Band {
    if (typeof amount !== "number") {
        return { low: amount, typical: amount, high: amount };
    }
    const known = ofNumbers.get(amount) ?? exactly(new Big(amount));
    ofNumbers.set(amount, known);
    return known;
}

export function known(band: Band | Big | number): Quantity {
    return { kind: "known", band: isBand(band) ? band : exactly(band) };
}

/** What has one key for its quantity, as most that waits for usage has: what is alike is recognised by being the same. */
const ofKeys = new Map<string, Quantity & { readonly kind: "usage" }>();

/** What the usage file says of one key, changed into the list's unit when that differs. */
export function usage(key: string, convert?: (amount: Big) => Big): Quantity {
    const plain = ofKeys.get(key) ?? { kind: "usage", keys: [key], of: (use) => use(key) };
    ofKeys.set(key, plain);
    return convert === undefined
        ? plain
        : {
              ...plain,
              of: (use) => {
                  const band = use(key);
                  return band && map(band, convert);
              },
          };
}

/** What several keys make together. */
export function usageOf(keys: readonly string[], of: (use: Use) => Band | undefined): Quantity {
    return { kind: "usage", keys, of };
}

/** A quantity as many times as there are things that use it. */
export function times(quantity: Quantity, count: Band | number): Quantity {
    const factor = typeof count === "number" ? exactly(count) : count;
    return quantity.kind === "known"
        ? known(multiply(quantity.band, factor))
        : {
              ...quantity,
              of: (use) => {
                  const band = quantity.of(use);
                  return band && multiply(band, factor);
              },
          };
}

export function map(band: Band, change: (amount: Big) => Big): Band {
    return isOne(band)
        ? exactly(change(band.typical))
        : { low: change(band.low), typical: change(band.typical), high: change(band.high) };
}

export function multiply(a: Band, b: Band): Band {
    return combine(a, b, (x, y) => x.times(y));
}

export function add(a: Band, b: Band): Band {
    // Nothing added leaves the same: sums begin with it.
    if (a === zero || b === zero) {
        return a === zero ? b : a;
    }
    return combine(a, b, (x, y) => x.plus(y));
}

/** Adds what is added again and again, such as the same lines of many resources, once: the same bands have the same sum. */
export function sharedSums(): (a: Band, b: Band) => Band {
    const known = new Map<Band, Map<Band, Band>>();
    return (a, b) => {
        if (a === zero || b === zero) {
            return a === zero ? b : a;
        }
        const sums = known.get(a) ?? new Map<Band, Band>();
        const sum = sums.get(b) ?? add(a, b);
        known.set(a, sums.set(b, sum));
        return sum;
    };
}

/** What bands come to, exactly. In a large stack most are one of a few, which are added up once, times how often they are there. */
export function sum(bands: readonly Band[]): Band {
    const counts = new Map<Band, number>();
    bands.forEach((band) => counts.set(band, (counts.get(band) ?? 0) + 1));
    let whole = zero;
    counts.forEach((count, band) => {
        whole = add(whole, count === 1 || band === zero ? band : multiply(band, exactly(count)));
    });
    return whole;
}

export function minus(a: Band, b: Band): Band {
    // What is on both sides of a comparison is mostly the very same.
    if (a === b || b === zero) {
        return a === b ? zero : a;
    }
    return combine(a, b, (x, y) => x.minus(y));
}

/** Whether it is zero at every end. */
export function isNothing({ low, typical, high }: Band): boolean {
    return isZero(typical) && isZero(low) && isZero(high);
}

function isZero(amount: Big): boolean {
    return amount === zero.typical || amount.eq(zero.typical);
}

export function combine(a: Band, b: Band, of: (x: Big, y: Big) => Big): Band {
    // Most bands have no range, and sums of them are most of the work of an estimate.
    if (isOne(a) && isOne(b)) {
        return exactly(of(a.typical, b.typical));
    }
    return { low: of(a.low, b.low), typical: of(a.typical, b.typical), high: of(a.high, b.high) };
}

/** Whether its ends are the same number by identity. */
export function isOne({ low, typical, high }: Band): boolean {
    return low === typical && typical === high;
}

function isBand(value: Band | Big | number): value is Band {
    return typeof value === "object" && "typical" in value;
}
