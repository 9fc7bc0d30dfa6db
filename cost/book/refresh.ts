import type Big from "big.js";
import type { BookEntry, PriceBook } from "./price-book";
import type { RateFile } from "./rates";

/** A price that a newer file tells otherwise. */
export interface ChangedPrice extends Pick<BookEntry, "name" | "place"> {
    readonly before: Big;
    readonly after: Big;
}

export interface Refreshed {
    readonly entries: readonly BookEntry[];
    readonly changed: readonly ChangedPrice[];
    /** Prices that the file has, changed or not. */
    readonly met: number;
}

/**
 * A book with the amounts and the day of a newer file. A row is met by its rate code and by nothing else, so that no
 * label is guessed; what the file does not have stays as it is, with its own day.
 * @param source how the rows name the file, e.g. its address
 */
export async function refreshed(book: PriceBook, file: RateFile, source: string): Promise<Refreshed> {
    const entries = [...book.entries()];
    const wanted = new Set(entries.map(({ price }) => price.sku));
    const amounts = new Map<string, Big>();
    for await (const { code, usd } of file.rates) {
        if (wanted.has(code)) {
            amounts.set(code, usd);
        }
    }
    const date = file.date();
    const newer = entries.map((entry): BookEntry => {
        const amount = amounts.get(entry.price.sku);
        return amount ? { ...entry, price: { ...entry.price, amount, source, date } } : entry;
    });
    const changed = newer.flatMap(({ name, place, price }, at): ChangedPrice[] => {
        const before = entries[at]?.price.amount;
        return before && !before.eq(price.amount) ? [{ name, place, before, after: price.amount }] : [];
    });
    return { entries: newer, changed, met: newer.filter((entry, at) => entry !== entries[at]).length };
}
