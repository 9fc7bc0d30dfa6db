import { fetch } from "undici";
import { bookFromEntries } from "../../../cost/book/import-csv";
import { bookInMemory } from "../../../cost/book/open-book";
import type { PriceBook } from "../../../cost/book/price-book";
import { readOffer, readUnitMap, RateFileError, type RateFile } from "../../../cost/book/rates";
import { refreshed } from "../../../cost/book/refresh";
import { writeBook } from "../../../cost/book/write-book";
import { CommandError } from "../../exit";
import { reasonOf } from "../../system-errors";

/** A book with the folder that it lies in. */
export interface KeptBook {
    readonly folder: string;
    readonly book: PriceBook;
}

/**
 * Takes newer amounts from price files of AWS, one after the other, and writes the book once all are read.
 * @throws CommandError 2 for what is no price file, 3 when an address does not answer; the book is then as it was
 */
export async function refreshPrices(kept: KeptBook, addresses: readonly string[]): Promise<void> {
    let { book } = kept;
    for (const address of addresses) {
        const { entries, changed, met } = await read(address, (file) => refreshed(book, file, address));
        book = bookInMemory(bookFromEntries(entries));
        const lines = changed.map(
            ({ name: { service, label }, place, before, after }) =>
                `  ${service} "${label}" in ${place}: ${before.toFixed()} -> ${after.toFixed()}\n`,
        );
        process.stdout.write(`${address}: ${met} prices met, ${changed.length} changed\n${lines.join("")}`);
    }
    writeBook(kept.folder, bookFromEntries(book.entries()));
}

async function read<T>(address: string, use: (file: RateFile) => Promise<T>): Promise<T> {
    try {
        return await use(await open(address));
    } catch (error) {
        if (error instanceof CommandError) {
            throw error;
        }
        if (error instanceof RateFileError) {
            throw new CommandError(`${address}: ${error.message}`, 2, { cause: error });
        }
        throw new CommandError(`${address}: expected a price file; ${reasonOf(error)}`, 3, { cause: error });
    }
}

/** An offer is read as it comes; a map is small. */
async function open(address: string): Promise<RateFile> {
    if (!URL.canParse(address)) {
        throw new CommandError(`--refresh ${address}: expected the address of a price file`, 2);
    }
    const response = await fetch(address);
    if (!response.ok || !response.body) {
        throw new CommandError(`${address}: expected a price file, got HTTP ${response.status}`, 3);
    }
    const isMap = new URL(address).pathname.endsWith(".json");
    return isMap ? readUnitMap(await response.text()) : readOffer(response.body);
}
