import Big from "big.js";
import type { Price, PriceName, PricePlace } from "../price";
import { wildcard } from "../wildcard";
import type { PriceBook } from "./price-book";

/** Which prices are meant: all of what is left out. `*` stands for any letters in service, region and label. */
export interface PriceMatch {
    readonly service?: string;
    readonly region?: string;
    readonly label?: string;
}

/** A share that a contract takes off list prices. */
export interface Discount extends PriceMatch {
    /** 0 to 100; decimals as they were written. */
    readonly percent: Big;
}

/** A price that somebody else knows better, or that the book does not have. */
export interface OwnPrice extends PriceName {
    /** Everywhere that the book has the price, when left out. */
    readonly region?: PricePlace;
    readonly usd: Big;
    /** As in `Hrs`; needed only where the book has no such row. */
    readonly unit?: string;
}

/** What differs from list prices. */
export interface Adjustments {
    /** How prices name their origin: the file that states them. */
    readonly origin: string;
    readonly discounts: readonly Discount[];
    readonly prices: readonly OwnPrice[];
}

/**
 * A book with the prices that one pays: an own price where there is one, else the list's less a discount. Of several that
 * match, the last one counts; discounts are not added up.
 */
export function adjustedBook(book: PriceBook, adjustments: Adjustments): PriceBook {
    const known = new Map<string, Price | undefined>();
    const discounts = adjustments.discounts.map((discount) => ({ discount, matches: matcher(discount) })).reverse();
    const adjust = (name: PriceName, place: PricePlace): Price | undefined => {
        const listed = book.find(name, place);
        const own = adjustments.prices.findLast((one) => isFor(one, name, { place, listed }));
        if (own) {
            return ownPrice(own, listed, adjustments.origin);
        }
        const discount = discounts.find(({ matches }) => matches(name, place))?.discount;
        return listed && discount ? discounted(listed, discount, adjustments.origin) : listed;
    };
    return {
        ...book,
        get places() {
            return book.places;
        },
        find: (name, place) => {
            const key = JSON.stringify([name.service, name.label, place]);
            if (!known.has(key)) {
                known.set(key, adjust(name, place));
            }
            return known.get(key);
        },
        *entries() {
            for (const { name, place, price } of book.entries()) {
                yield { name, place, price: adjust(name, place) ?? price };
            }
        },
    };
}

/** Whether a price is one that is meant. */
export function matcher({ service = "*", region = "*", label = "*" }: PriceMatch) {
    const [services, regions, labels] = [service, region, label].map(wildcard);
    return (name: PriceName, place: PricePlace): boolean =>
        services?.test(name.service) === true && regions?.test(place) === true && labels?.test(name.label) === true;
}

function isFor(
    own: OwnPrice,
    name: PriceName,
    { place, listed }: { place: PricePlace; listed: Price | undefined },
): boolean {
    return (
        own.service === name.service &&
        own.label === name.label &&
        (own.region === undefined ? listed !== undefined : own.region === place)
    );
}

function ownPrice({ usd, unit }: OwnPrice, listed: Price | undefined, origin: string): Price {
    return {
        amount: usd,
        unit: unit ?? listed?.unit ?? "",
        sku: listed?.sku ?? "own price",
        source: listed ? `${origin} instead of ${listed.amount.toFixed()} (${listed.source})` : origin,
        date: listed?.date ?? "undated",
    };
}

function discounted(listed: Price, { percent }: Discount, origin: string): Price {
    return {
        ...listed,
        amount: listed.amount.times(new Big(100).minus(percent)).div(100),
        source: `${listed.source}, less ${percent.toFixed()} % (${origin})`,
    };
}
