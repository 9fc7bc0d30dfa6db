import { groupBy } from "../../plan/group";
import { isOld, oldAfterDays } from "../book/price-ages";
import type { CostLine, Estimate } from "../estimate";
import { compareBuckets, itemsOf, bucketOf } from "../group";
import type { Price } from "../price";

/** When the prices of a place were read. */
export interface PriceDates {
    readonly place: string;
    readonly oldest: string;
    readonly newest: string;
}

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
    const old = [...prices.values()].filter(({ date }) => isOld(date, today));
    const oldest = old
        .map(({ date }) => date)
        .sort()
        .at(0);
    return oldest === undefined
        ? undefined
        : `price-age: ${old.length} of ${prices.size} prices are older than ${oldAfterDays} days, the oldest of ${oldest}`;
}

/** The rows that a line's figure rests on. */
function pricesOf({ charge }: CostLine): readonly Price[] {
    switch (charge.kind) {
        case "priced":
            return charge.steps.flatMap(({ price }) => (price ? [price] : []));
        case "usage needed":
            return [charge.price];
        case "no price":
            return [];
    }
}
