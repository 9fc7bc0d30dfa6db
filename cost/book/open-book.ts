import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Big from "big.js";
import type { Price, PriceName, PricePlace } from "../price";
import { fileOf, type BookFile } from "./book-file";
import type { PriceBook } from "./price-book";

/** The price book of a folder. A file is read when the first price of its places is asked for. */
export function openBook(folder: string): PriceBook {
    const names = new Set(readdirSync(folder).filter((name) => name.endsWith(".json")));
    const files = new Map<string, BookFile>();
    const read = (name: string): BookFile | undefined => {
        if (!names.has(name)) {
            return undefined;
        }
        const file = files.get(name) ?? (JSON.parse(readFileSync(join(folder, name), "utf8")) as BookFile);
        files.set(name, file);
        return file;
    };
    return {
        get places() {
            return [...names].flatMap((name) => Object.keys(read(name)?.places ?? {}));
        },
        find: (name, place) => {
            const file = read(fileOf(place));
            return file && priceIn(file, name, place);
        },
    };
}

function priceIn(file: BookFile, { service, label }: PriceName, place: PricePlace): Price | undefined {
    const row = file.places[place]?.[service]?.[label];
    if (!row) {
        return undefined;
    }
    const [amount, unit, sku, source, day] = row;
    return {
        amount: new Big(amount),
        unit: file.units[unit] ?? "",
        sku,
        source: file.sources[source] ?? "",
        date: file.days[day] ?? "",
    };
}
