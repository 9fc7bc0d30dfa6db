import type { Price, PriceName, PricePlace } from "../price";

/** Prices by place; a place is read from disk when the first price of it is asked for. */
export interface PriceBook {
    /** Undefined when the list has no such row for the place. */
    find(name: PriceName, place: PricePlace): Price | undefined;
    /** Places that the book has. */
    readonly places: readonly PricePlace[];
}
