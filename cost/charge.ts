import Big from "big.js";
import type { PriceBook } from "./book/price-book";
import type { Charge, CostLine, PricedStep } from "./estimate";
import type { Line } from "./mapping";
import { isTiers, type Price, type PriceName, type PricePlace, type Tiers } from "./price";
import { add, map, multiply, zero, exactly, type Band, type Use } from "./quantity";
import { acrossSteps, shareOut } from "./tiers";

/** A line whose place is settled. */
export type UnpricedLine = Line & { readonly place: PricePlace };

/** A line beside what the usage file says of its resource. */
export interface LineInUse {
    readonly line: UnpricedLine;
    readonly use: Use;
}

/** A line whose quantity is settled, as far as anyone knows it. */
interface Measured extends LineInUse {
    readonly quantity: Band | undefined;
}

/** Prices every line, in order. Lines that share tiers are priced together, as AWS does for an account. */
export function chargeLines(lines: readonly LineInUse[], book: PriceBook): readonly CostLine[] {
    const measured = lines.map((one): Measured => ({ ...one, quantity: quantityOf(one) }));
    const charges = new Map<Measured, Charge>();
    const pools = new Map<string, Measured[]>();
    for (const one of measured) {
        const { price, place } = one.line;
        if (isTiers(price) && one.quantity) {
            const key = `${price.name} ${place}`;
            const pool = pools.get(key) ?? [];
            pool.push(one);
            pools.set(key, pool);
        } else {
            charges.set(one, plainCharge(one, book));
        }
    }
    for (const pool of pools.values()) {
        poolCharges(pool, book).forEach((charge, at) => {
            const one = pool[at];
            if (one) {
                charges.set(one, charge);
            }
        });
    }
    return measured.map((one) => costLine(one.line, charges.get(one) ?? plainCharge(one, book)));
}

function costLine({ name, unit, place, input }: UnpricedLine, charge: Charge): CostLine {
    return { name, unit, place, ...(input === undefined ? {} : { input }), charge };
}

function quantityOf({ line: { quantity }, use }: LineInUse): Band | undefined {
    return quantity.kind === "known" ? quantity.band : quantity.of(use);
}

/** Whether a usage file says something of a quantity: what exists all month unless one says otherwise mostly does. */
function isStated({ line: { quantity }, use }: LineInUse): boolean {
    return quantity.kind === "usage" && quantity.keys.some((key) => use(key) !== undefined);
}

function plainCharge({ line, quantity, use }: Measured, book: PriceBook): Charge {
    const name = isTiers(line.price) ? firstPrice(line.price) : line.price;
    const price = book.find(name, line.place);
    if (!price) {
        return { kind: "no price", name };
    }
    if (!quantity) {
        return { kind: "usage needed", keys: line.quantity.kind === "usage" ? line.quantity.keys : [], price };
    }
    return {
        kind: "priced",
        quantity,
        steps: [{ name, price, quantity: quantity.typical }],
        monthly: multiply(quantity, exactly(price.amount)),
        usageBased: isStated({ line, use }),
    };
}

/** Of the first unit that is not free. @throws RangeError when all are */
export function firstPrice({ name, steps }: Tiers): PriceName {
    const first = steps.find((step) => step.price)?.price;
    if (!first) {
        throw new RangeError(`${name}: expected a price in at least one step`);
    }
    return first;
}

/** All lines of one place that share tiers. */
function poolCharges(pool: readonly Measured[], book: PriceBook): readonly Charge[] {
    const [first] = pool;
    if (!first || !isTiers(first.line.price)) {
        return [];
    }
    const { name, steps } = first.line.price;
    const { place } = first.line;
    const prices = steps.map((step) => step.price && book.find(step.price, place));
    const quantities = pool.map(({ quantity }) => quantity ?? zero);
    const whole = quantities.reduce(add, zero);
    const most = acrossSteps(steps, whole.high);
    // A step that nothing reaches needs no price: lists often lack those of the largest quantities.
    const missing = steps.find((step, at) => step.price && !prices[at] && most[at]?.gt(0))?.price;
    if (missing) {
        return pool.map(() => ({ kind: "no price", name: missing }));
    }
    const sums = map(whole, (quantity) => sumOf(acrossSteps(steps, quantity), prices));
    const shares = {
        low: shareOut(
            sums.low,
            quantities.map(({ low }) => low),
        ),
        typical: shareOut(
            sums.typical,
            quantities.map(({ typical }) => typical),
        ),
        high: shareOut(
            sums.high,
            quantities.map(({ high }) => high),
        ),
    };
    const priced = acrossSteps(steps, whole.typical).map((quantity, at) => pricedStep(steps[at], prices[at], quantity));
    const none = new Big(0);
    return pool.map(({ line, use, quantity = zero }, at) => ({
        kind: "priced",
        quantity,
        steps: priced.filter((step) => !step.quantity.eq(0)),
        pool: { name, quantity: whole },
        monthly: { low: shares.low[at] ?? none, typical: shares.typical[at] ?? none, high: shares.high[at] ?? none },
        usageBased: isStated({ line, use }),
    }));
}

function sumOf(quantities: readonly Big[], prices: readonly (Price | undefined)[]): Big {
    return quantities.reduce((sum, quantity, at) => sum.plus(quantity.times(prices[at]?.amount ?? 0)), new Big(0));
}

function pricedStep(step: Tiers["steps"][number] | undefined, price: Price | undefined, quantity: Big): PricedStep {
    const name = step?.price ?? { service: "", label: "free" };
    return { name, ...(price ? { price } : {}), quantity };
}
