import { groupBy } from "../../plan/group";
import type { Mapper } from "../mapping";
import { isTiers, type PriceName, type PricePlace } from "../price";
import { isRegion } from "./book-file";
import { gapFor, gaps } from "./gaps";
import type { PriceBook } from "./price-book";
import type { Gap } from "./price-gap";

/** A price that a mapper asks for and the book does not have in a place. */
export interface MissingPrice {
    readonly name: PriceName;
    /** `everywhere` when the book has it nowhere. */
    readonly place: PricePlace;
    /** Undefined when no gap says why: then the book is not complete. */
    readonly reason: string | undefined;
    /** Types of resources that are "not priced" by it. */
    readonly types: readonly string[];
}

export interface PriceCheck {
    readonly missing: readonly MissingPrice[];
    /** Gaps that no price of a mapper falls into any more, with the places where none does. */
    readonly closed: readonly Gap[];
    /** Prices that were looked for. */
    readonly asked: number;
}

/**
 * What mappers ask of a book and it does not have. A row matches by service and label exactly, so a name has one row in a
 * place or none. A price that any region has, all regions of the book must have; one that is global or of a part of the
 * world must be in one such place.
 */
export function checkPrices(mappers: Iterable<Mapper>, book: PriceBook, known: readonly Gap[] = gaps): PriceCheck {
    const asked = askedPrices(mappers);
    const regions = book.places.filter(isRegion);
    const used = new Map(known.map((gap) => [gap, new Set<PricePlace>()]));
    const missing = [...asked.values()].flatMap(({ name, types }) =>
        placesWithout(name, book, regions).map((place): MissingPrice => {
            const gap = gapFor(name, place, known);
            if (gap) {
                used.get(gap)?.add(place);
            }
            return { name, place, reason: gap?.reason, types };
        }),
    );
    const closed = [...used].flatMap(([gap, places]) => closedPart(gap, places, book.places));
    return { missing, closed, asked: asked.size };
}

/** The part of a gap that is none; a book of fewer places closes no gap in the others. */
function closedPart(gap: Gap, used: ReadonlySet<PricePlace>, places: readonly PricePlace[]): readonly Gap[] {
    if (gap.places === "everywhere") {
        return used.size === 0 ? [gap] : [];
    }
    const closed = gap.places.filter((place) => places.includes(place) && !used.has(place));
    return closed.length > 0 ? [{ ...gap, places: closed }] : [];
}

/** One line for each name that has missing prices which no gap explains, and for each gap that is none. */
export function priceProblems({ missing, closed }: PriceCheck): readonly string[] {
    const unexplained = missing.filter(({ reason }) => reason === undefined);
    return [
        ...[...groupBy(unexplained, ({ name }) => `${name.service} "${name.label}"`)].map(
            ([name, own]) =>
                `${name}: expected a row in ${own.map(({ place }) => place).join(", ")} or a gap in cost/book/gaps.ts (for ${own[0]?.types.join(", ") ?? ""})`,
        ),
        ...closed.map(
            ({ service, label, places }) =>
                `${service} "${label}": cost/book/gaps.ts names a gap in ${places === "everywhere" ? places : places.join(", ")}, and no price is missing there`,
        ),
    ];
}

interface Asked {
    readonly name: PriceName;
    readonly types: readonly string[];
}

function askedPrices(mappers: Iterable<Mapper>): ReadonlyMap<string, Asked> {
    const asked = new Map<string, Asked>();
    for (const { prices, types } of new Set(mappers)) {
        for (const name of prices.flatMap(namesOf)) {
            const key = JSON.stringify([name.service, name.label]);
            asked.set(key, { name, types: [...new Set([...(asked.get(key)?.types ?? []), ...types])] });
        }
    }
    return asked;
}

function namesOf(price: Mapper["prices"][number]): readonly PriceName[] {
    return isTiers(price) ? price.steps.flatMap((step) => step.price ?? []) : [price];
}

function placesWithout(name: PriceName, book: PriceBook, regions: readonly PricePlace[]): readonly PricePlace[] {
    const without = regions.filter((place) => !book.find(name, place));
    if (without.length < regions.length) {
        return without;
    }
    return book.places.some((place) => book.find(name, place)) ? [] : ["everywhere"];
}
