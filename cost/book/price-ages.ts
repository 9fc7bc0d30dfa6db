import type { PricePlace } from "../price";
import type { PriceBook } from "./price-book";

/** Prices of one service in one place, and when they were read. */
export interface ServiceAge {
    readonly service: string;
    readonly place: PricePlace;
    readonly rows: number;
    /** Days as exact as the source was, e.g. `2025-06`; absent when no row has one. */
    readonly oldest?: string;
    readonly newest?: string;
    /** Rows that are older than {@link oldAfterDays}, or of no known day. */
    readonly old: number;
}

/** A list price of this age is worth a look; they drift slowly. */
export const oldAfterDays = 180;

const dayMilliseconds = 86_400_000;

/** Whether a price of a day is worth a look. @param today `YYYY-MM-DD` */
export function isOld(date: string, today: string): boolean {
    // A part that is missing counts as its first; `undated` is no date.
    return !/^\d{4}/.test(date) || Date.parse(today) - Date.parse(date) > oldAfterDays * dayMilliseconds;
}

/** Age of a book's prices by service and place, sorted. @param today `YYYY-MM-DD` */
export function priceAges(book: PriceBook, today: string): readonly ServiceAge[] {
    const days = new Map<string, string[]>();
    for (const { name, place, price } of book.entries()) {
        const key = JSON.stringify([name.service, place]);
        const own = days.get(key) ?? [];
        own.push(price.date);
        days.set(key, own);
    }
    return [...days]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, dates]): ServiceAge => {
            const [service, place] = JSON.parse(key) as [string, string];
            const dated = dates.filter((date) => date !== "undated").sort();
            const [oldest, newest] = [dated[0], dated.at(-1)];
            return {
                service,
                place,
                rows: dates.length,
                ...(oldest === undefined || newest === undefined ? {} : { oldest, newest }),
                old: dates.filter((date) => isOld(date, today)).length,
            };
        });
}
