import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Big from "big.js";
import type { Price } from "../price";
import { fileOf, type BookFile, type BookRow } from "./book-file";
import type { BookEntry, PriceBook } from "./price-book";

/** The price book of a folder. A file is read when the first price of its places is asked for. */
export function openBook(folder: string): PriceBook {
    const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
    const files = new Map<string, BookFile>();
    return bookOf(names, (name) => {
        const file = files.get(name) ?? (JSON.parse(readFileSync(join(folder, name), "utf8")) as BookFile);
        files.set(name, file);
        return file;
    });
}

/** A book of files that are not on disk, by name. */
export function bookInMemory(files: ReadonlyMap<string, BookFile>): PriceBook {
    return bookOf([...files.keys()], (name) => files.get(name) ?? { units: [], sources: [], days: [], places: {} });
}

function bookOf(names: readonly string[], read: (name: string) => BookFile): PriceBook {
    const known = new Set(names);
    /** An estimate asks for the same few hundred rows again and again. */
    const prices = new WeakMap<BookRow, Price>();
    const priceOf = (file: BookFile, row: BookRow): Price => {
        const price = prices.get(row) ?? readRow(file, row);
        prices.set(row, price);
        return price;
    };
    /** Every line of a bill asks for its place. */
    const filesOf = new Map<string, BookFile>();
    const fileWith = (place: string): BookFile | undefined => {
        const asked = filesOf.get(place);
        if (asked) {
            return asked;
        }
        const name = fileOf(place);
        const file = known.has(name) ? read(name) : undefined;
        if (file) {
            filesOf.set(place, file);
        }
        return file;
    };
    return {
        get places() {
            return names.flatMap((name) => Object.keys(read(name).places));
        },
        find: ({ service, label }, place) => {
            const file = fileWith(place);
            const rows = file?.places[place]?.[service];
            // A label may be a word of the program, also one that every object answers to.
            const row = rows && Object.hasOwn(rows, label) ? rows[label] : undefined;
            return file && row && priceOf(file, row);
        },
        *entries() {
            for (const file of names.map(read)) {
                yield* entriesOf(file, priceOf);
            }
        },
    };
}

function* entriesOf(file: BookFile, priceOf: (file: BookFile, row: BookRow) => Price): Generator<BookEntry> {
    for (const [place, services] of Object.entries(file.places)) {
        for (const [service, rows] of Object.entries(services)) {
            for (const [label, row] of Object.entries(rows)) {
                yield { place, name: { service, label }, price: priceOf(file, row) };
            }
        }
    }
}

function readRow({ units, sources, days }: BookFile, [amount, unit, sku, source, day]: BookRow): Price {
    return {
        amount: new Big(amount),
        unit: units[unit] ?? "",
        sku,
        source: sources[source] ?? "",
        date: days[day] ?? "",
    };
}
