import { groupBy } from "../../plan/group";
import { isOld, oldAfterDays } from "../book/price-ages";
import type { Charge, Estimate } from "../estimate";
import { bucketAt, compareBuckets, itemsOf } from "../group";
import type { Price, PricePlace } from "../price";

/** When the prices of a place were read. */
export interface PriceDates {
    readonly place: string;
    /** `undated` where no row has a day. */
    readonly oldest: string;
    readonly newest: string;
    /** Whether rows without a day are among them. */
    readonly undated: boolean;
}

const noDay = "undated";

/** Oldest and newest price that each region's figures rest on. */
export function priceDates(estimate: Estimate): readonly PriceDates[] {
    return [...groupBy([...pricesByPlace(estimate)], ([place]) => bucketAt(place))]
        .map(([place, prices]): PriceDates => {
            const days = [...new Set(prices.flatMap(([, own]) => [...own].map(({ date }) => date)))].sort();
            const dated = days.filter((day) => day !== noDay);
            const [oldest = "", newest = ""] = dated.length > 0 ? [dated[0], dated.at(-1)] : [days[0], days[0]];
            return { place, oldest, newest, undated: days.includes(noDay) };
        })
        .filter(({ oldest }) => oldest !== "")
        .sort((a, b) => compareBuckets(a.place, b.place));
}

/** One line when prices are old; undefined when none is. */
export function priceAgeWarning(estimate: Estimate, today: string): string | undefined {
    const prices = new Map(
        [...pricesByPlace(estimate)].flatMap(([place, own]) =>
            [...own].map((price) => [`${place} ${rowOf(price)}`, price] as const),
        ),
    );
    const old = [...prices.values()].map(({ date }) => date).filter((date) => isOld(date, today));
    const dated = old.filter((date) => date !== noDay).sort();
    const oldest = dated[0] === undefined ? "" : `, the oldest of ${dated[0]}`;
    const undated = dated.length < old.length ? `, ${old.length - dated.length} of no known day` : "";
    return old.length === 0
        ? undefined
        : `price-age: ${old.length} of ${prices.size} prices are older than ${oldAfterDays} days${oldest}${undated}`;
}

/** The rows that all figures rest on, each once: they are few, and lines are many. */
function pricesByPlace(estimate: Estimate): ReadonlyMap<PricePlace, ReadonlySet<Price>> {
    const charges = new Map<PricePlace, Set<Charge>>();
    for (const { line } of itemsOf(estimate)) {
        const own = charges.get(line.place) ?? new Set();
        charges.set(line.place, own.add(line.charge));
    }
    return new Map([...charges].map(([place, own]) => [place, new Set([...own].flatMap(pricesOf))]));
}

/** Tells a row from others of its place; not every source says an SKU. */
function rowOf({ sku, source, unit, amount }: Price): string {
    return sku === "" ? `${source} ${amount.toFixed()} ${unit}` : sku;
}

/** The rows that a line's figure rests on. */
function pricesOf(charge: Charge): readonly Price[] {
    switch (charge.kind) {
        case "priced":
            return charge.steps.flatMap(({ price }) => (price ? [price] : []));
        case "usage needed":
            return [charge.price];
        case "no price":
            return [];
    }
}
