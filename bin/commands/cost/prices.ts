import { join } from "node:path";
import { checkPrices, priceProblems } from "../../../cost/book/check-prices";
import { bookFromCsv, SheetProblems } from "../../../cost/book/import-csv";
import { bookInMemory, openBook } from "../../../cost/book/open-book";
import { priceAges } from "../../../cost/book/price-ages";
import type { PriceBook } from "../../../cost/book/price-book";
import { writeBook } from "../../../cost/book/write-book";
import { mappers } from "../../../cost/mappers";
import { CommandError } from "../../exit";
import { projectRoot } from "../../root";
import { readText } from "../../text-file";
import { today } from "../../today";
import { pricesTable, type PricesReport } from "./prices-table";

export interface PricesOptions {
    readonly check: boolean;
    readonly import?: string;
    /** Addresses of price files. */
    readonly refresh?: readonly string[];
    /** The folder of a book. @default the project's */
    readonly book?: string;
    readonly format: "table" | "json";
}

/**
 * `antipode cost prices`.
 * @throws CommandError 1 when a price is missing without a reason, 2 for a file that is none, 3 when AWS does not answer
 */
export async function showPrices(options: PricesOptions): Promise<void> {
    const folder = options.book ?? join(projectRoot(), "cost/book/prices");
    if (options.import !== undefined) {
        importSheet(options.import, folder);
        return;
    }
    if (options.refresh !== undefined) {
        const { refreshPrices } = await import("./prices-refresh.js");
        await refreshPrices({ folder, book: openFolder(folder) }, options.refresh);
        return;
    }
    check(openFolder(folder), options.format);
}

/** Nothing is written unless everything that mappers ask for is there. */
function importSheet(sheet: string, folder: string): void {
    const files = filesOf(sheet);
    const problems = priceProblems(checkPrices(mappers.values(), bookInMemory(files)));
    if (problems.length > 0) {
        throw new CommandError(`${sheet}: the book would not be complete:\n${listed(problems)}`, 1);
    }
    writeBook(folder, files);
    const rows = [...bookInMemory(files).entries()].length;
    process.stdout.write(`${folder}: ${rows} prices in ${files.size} files\n`);
}

function filesOf(sheet: string): ReturnType<typeof bookFromCsv> {
    const [text, added] = [readText(sheet), readText(addedSheet())];
    try {
        return bookFromCsv(text, added);
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        const what = error instanceof SheetProblems ? message : `expected a CSV with prices: ${message}`;
        throw new CommandError(`${sheet}: ${what}`, 2, { cause: error });
    }
}

/** Prices that were found one by one, which sheets of the list lack. */
function addedSheet(): string {
    return join(projectRoot(), "cost/book/added-prices.csv");
}

function check(book: PriceBook, format: PricesOptions["format"]): void {
    const result = checkPrices(mappers.values(), book);
    const report: PricesReport = { today: today(), ages: priceAges(book, today()), check: result };
    process.stdout.write(`${format === "json" ? JSON.stringify(jsonOf(report), null, 2) : pricesTable(report)}\n`);
    const problems = priceProblems(result);
    if (problems.length > 0) {
        throw new CommandError(`the price book is not complete:\n${listed(problems)}`, 1);
    }
}

function jsonOf({ today, ages, check: { asked, missing, closed } }: PricesReport): object {
    const gaps = missing.map(({ name, ...rest }) => ({ ...name, ...rest, reason: rest.reason ?? null }));
    return { today, asked, services: ages, gaps, closed };
}

function openFolder(folder: string): PriceBook {
    try {
        return openBook(folder);
    } catch (error) {
        throw new CommandError(`--book ${folder}: expected a folder with prices`, 2, { cause: error });
    }
}

function listed(problems: readonly string[]): string {
    return problems.map((problem) => `  - ${problem}`).join("\n");
}
