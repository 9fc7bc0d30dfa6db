import Big from "big.js";
import { groupBy } from "../plan/group";
import type { PriceBook } from "./book/price-book";
import type { Charge, CostLine, PricedStep } from "./estimate";
import type { Line } from "./mapping";
import { isTiers, type Price, type PriceName, type PricePlace, type Tiers } from "./price";
import { exactly, isOne, map, minus, multiply, sum, zero, type Band, type Use } from "./quantity";
import { acrossSteps, freeShares, shareOut } from "./tiers";

/** A line beside where its price holds and what the usage file says of its resource. */
export interface LineInUse {
    readonly line: Line;
    readonly place: PricePlace;
    readonly use: Use;
}

/** A line whose quantity is settled, as far as anyone knows it. */
interface Measured extends LineInUse {
    readonly quantity: Band | undefined;
}

/** Prices every line, in order. Lines that share tiers are priced together, as AWS does for an account. */
export function chargeLines(lines: readonly LineInUse[], book: PriceBook): readonly CostLine[] {
    const plainCharge = plainCharges(book);
    const measured = lines.map(({ line, place, use }): Measured => ({
        line,
        place,
        use,
        quantity: quantityOf(line, use),
    }));
    const pooled = new Map<Measured, Charge>();
    const pools = [...groupBy(measured.filter(isPooled), poolOf).values()].map((of) => ({
        of,
        whole: sum(of.map(({ quantity }) => quantity ?? zero)),
    }));
    const free = freeShares(pools.map(({ of: [first], whole }) => ({ price: first?.line.price, whole })));
    pools.forEach((pool, at) => {
        poolCharges({ ...pool, free: free[at] ?? zero }, book).forEach((charge, which) => {
            const one = pool.of[which];
            if (one) {
                pooled.set(one, charge);
            }
        });
    });
    return measured.map((one) => costLine(one, pooled.get(one) ?? plainCharge(one)));
}

function isPooled({ line, quantity }: Measured): boolean {
    return isTiers(line.price) && quantity !== undefined;
}

function poolOf({ line, place }: Measured): string {
    return isTiers(line.price) ? `${line.price.name} ${place}` : place;
}

function costLine({ line: { name, unit, input }, place }: LineInUse, charge: Charge): CostLine {
    return input === undefined ? { name, unit, place, charge } : { name, unit, place, input, charge };
}

function quantityOf({ quantity }: Line, use: Use): Band | undefined {
    return quantity.kind === "known" ? quantity.band : quantity.of(use);
}

/** Whether a usage file says something of a quantity: what exists all month unless one says otherwise mostly does. */
function isStated({ line: { quantity }, use }: Pick<LineInUse, "line" | "use">): boolean {
    return quantity.kind === "usage" && quantity.keys.some((key) => use(key) !== undefined);
}

const noKeys: readonly string[] = [];

/** Charges of lines that share no tiers. What has the same price and quantity, as most of a large stack has, shares one. */
function plainCharges(book: PriceBook): (one: Measured) => Charge {
    const known = new Map<Price, Map<Band, Charge>>();
    const waiting = new Map<Price, Map<readonly string[], Charge>>();
    return ({ line, place, quantity, use }) => {
        const name = isTiers(line.price) ? firstPrice(line.price) : line.price;
        const price = book.find(name, place);
        if (!price) {
            // None of it comes to nothing at any price.
            return quantity?.high.eq(0) && isStated({ line, use })
                ? { kind: "priced", quantity, steps: [], monthly: zero, usageBased: true }
                : { kind: "no price", name };
        }
        if (!quantity) {
            const keys = line.quantity.kind === "usage" ? line.quantity.keys : noKeys;
            const own = waiting.get(price) ?? new Map<readonly string[], Charge>();
            const charge = own.get(keys) ?? { kind: "usage needed", keys, price };
            waiting.set(price, own.set(keys, charge));
            return charge;
        }
        const usageBased = isStated({ line, use });
        const own = known.get(price) ?? new Map<Band, Charge>();
        const same = own.get(quantity);
        if (same?.kind === "priced" && same.usageBased === usageBased) {
            return same;
        }
        const charge: Charge = {
            kind: "priced",
            quantity,
            steps: [{ name, price, quantity: quantity.typical }],
            monthly: multiply(quantity, exactly(price.amount)),
            usageBased,
        };
        known.set(price, own.set(quantity, charge));
        return charge;
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

/** All lines of one place that share tiers, and what of them an allowance of the account takes. */
interface Pool {
    readonly of: readonly Measured[];
    readonly whole: Band;
    readonly free: Band;
}

function poolCharges({ of: pool, whole, free }: Pool, book: PriceBook): readonly Charge[] {
    const [first] = pool;
    if (!first || !isTiers(first.line.price)) {
        return [];
    }
    const { name, steps } = first.line.price;
    const { place } = first;
    const prices = steps.map((step) => step.price && book.find(step.price, place));
    const quantities = pool.map(({ quantity }) => quantity ?? zero);
    const billed = minus(whole, free);
    const most = acrossSteps(steps, billed.high);
    // A step that nothing reaches needs no price: lists often lack those of the largest quantities.
    const missing = steps.find((step, at) => step.price && !prices[at] && most[at]?.gt(0))?.price;
    if (missing) {
        return pool.map(() => ({ kind: "no price", name: missing }));
    }
    const sums = map(billed, (quantity) => sumOf(acrossSteps(steps, quantity), prices));
    const sharesOf = (end: (band: Band) => Big) => shareOut(end(sums), quantities.map(end));
    const typical = sharesOf((band) => band.typical);
    const [low, high] =
        isOne(free) && quantities.every(isOne)
            ? [typical, typical]
            : [sharesOf((band) => band.low), sharesOf((band) => band.high)];
    const taken = [pricedStep(undefined, undefined, free.typical)]
        .concat(acrossSteps(steps, billed.typical).map((quantity, at) => pricedStep(steps[at], prices[at], quantity)))
        .filter(({ quantity }) => !quantity.eq(0));
    const none = new Big(0);
    const charges = new Map<Band, Charge & { readonly kind: "priced" }>();
    return pool.map(({ line, use, quantity = zero }, at) => {
        const monthly = { low: low[at] ?? none, typical: typical[at] ?? none, high: high[at] ?? none };
        const usageBased = isStated({ line, use });
        const same = charges.get(quantity);
        if (same && hasEnds(same.monthly, monthly) && same.usageBased === usageBased) {
            return same;
        }
        const charge = {
            kind: "priced",
            quantity,
            steps: taken,
            pool: { name, quantity: whole },
            monthly,
            usageBased,
        } as const;
        charges.set(quantity, charge);
        return charge;
    });
}

/** Whether two bands have the very same ends. */
function hasEnds(a: Band, b: Band): boolean {
    return a.low === b.low && a.typical === b.typical && a.high === b.high;
}

function sumOf(quantities: readonly Big[], prices: readonly (Price | undefined)[]): Big {
    return quantities.reduce((sum, quantity, at) => sum.plus(quantity.times(prices[at]?.amount ?? 0)), new Big(0));
}

function pricedStep(step: Tiers["steps"][number] | undefined, price: Price | undefined, quantity: Big): PricedStep {
    const name = step?.price ?? { service: "", label: "free" };
    return { name, ...(price ? { price } : {}), quantity };
}
