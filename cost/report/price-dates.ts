import { groupBy } from "../../plan/group";
import type { CostLine, Estimate } from "../estimate";
import { compareBuckets, itemsOf, bucketOf } from "../group";
import type { Price } from "../price";

/** When the prices of a place were read. */
export interface PriceDates {
    readonly place: string;
    readonly oldest: string;
    readonly newest: string;
}

/** A list price of this age is worth a look; they drift slowly. */
const oldAfterDays = 180;
const dayMilliseconds = 86_400_000;

/** Oldest and newest price that each region's figures rest on. */
export function priceDates(estimate: Estimate): readonly PriceDates[] {
    return [...groupBy(itemsOf(estimate), bucketOf)]
        .map(([place, items]): PriceDates => {
            const dates = items
                .flatMap(({ line }) => pricesOf(line))
                .map(({ date }) => date)
                .sort();
            return { place, oldest: dates[0] ?? "", newest: dates.at(-1) ?? "" };
        })
        .filter(({ oldest }) => oldest !== "")
        .sort((a, b) => compareBuckets(a.place, b.place));
}

/** One line when prices are old; undefined when none is. */
export function priceAgeWarning(estimate: Estimate, today: string): string | undefined {
    const prices = new Map(
        itemsOf(estimate).flatMap(({ line }) => pricesOf(line).map((price) => [`${line.place} ${price.sku}`, price])),
    );
    const isOld = ({ date }: Price): boolean =>
        !/^\d{4}/.test(date) || Date.parse(today) - Date.parse(date) > oldAfterDays * dayMilliseconds;
    const old = [...prices.values()].filter(isOld);
    const oldest = old
        .map(({ date }) => date)
        .sort()
        .at(0);
    return oldest === undefined
        ? undefined
        : `price-age: ${old.length} of ${prices.size} prices are older than ${oldAfterDays} days, the oldest of ${oldest}`;
}

/** The rows that a line's figure rests on. */
export function pricesOf({ charge }: CostLine): readonly Price[] {
    switch (charge.kind) {
        case "priced":
            return charge.steps.flatMap(({ price }) => (price ? [price] : []));
        case "usage needed":
            return [charge.price];
        case "no price":
            return [];
    }
}
