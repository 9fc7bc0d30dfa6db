import type { Price, PriceName, PricePlace } from "../price";

/** Prices by place; a place is read from disk when the first price of it is asked for. */
export interface PriceBook {
    /** Undefined when the list has no such row for the place. */
    find(name: PriceName, place: PricePlace): Price | undefined;
    /** Places that the book has. */
    readonly places: readonly PricePlace[];
    /** Every row; reads all places. */
    entries(): Iterable<BookEntry>;
}

/** A row of a book with its name and where it holds. */
export interface BookEntry {
    readonly place: PricePlace;
    readonly name: PriceName;
    readonly price: Price;
}
