import Big from "big.js";
import { parse } from "csv-parse/sync";
import { groupBy } from "../../plan/group";
import type { Price } from "../price";
import { fileOf, type BookFile, type BookRow } from "./book-file";
import type { BookEntry } from "./price-book";

/** Columns of a price sheet. */
interface SheetRow {
    readonly service: string;
    readonly usage_type_or_sku: string;
    readonly attributes: string;
    readonly region: string;
    readonly unit: string;
    readonly price_usd: string;
    readonly source_repo_path: string;
    readonly source_date: string;
}

const columns = [
    "service",
    "usage_type_or_sku",
    "attributes",
    "region",
    "unit",
    "price_usd",
    "source_repo_path",
    "source_date",
] as const;

/** As exact as the source was; a part that is missing counts as its first day when an age is told. */
const dayPattern = /^(\d{4}(-\d{2}){0,2}|undated)$/;

/** How many problems a message lists; one wrong column makes thousands. */
const listed = 20;

/** A sheet that cannot become a book; every problem at once, a line each, with the sheet's line. */
export class SheetProblems extends Error {
    constructor(readonly problems: readonly string[]) {
        const more = problems.length > listed ? [`and ${problems.length - listed} more`] : [];
        const lines = [...problems.slice(0, listed), ...more].map((problem) => `  - ${problem}`);
        super(`the price sheet cannot become a book:\n${lines.join("\n")}`);
        this.name = "SheetProblems";
    }
}

/**
 * The book's files by name, from a sheet: a CSV with one price a row. Rows keep the sheet's order out: files are sorted,
 * so that a new sheet changes only the lines whose prices changed.
 * @param added a second sheet with prices that the first one may lack; where both have one, the first one's counts
 * @throws SheetProblems when a column is missing, a price or a day is none, or two rows name one price
 */
export function bookFromCsv(text: string, added = ""): ReadonlyMap<string, BookFile> {
    const rows = rowsOf(text);
    const named = new Set(rows.map(keyOf));
    const more = rowsOf(added).filter((row) => !named.has(keyOf(row)));
    const problems = [...missingColumns(rows), ...rows.flatMap(rowProblems), ...duplicates(rows)];
    if (problems.length > 0) {
        throw new SheetProblems(problems);
    }
    return bookFromEntries([...rows, ...more].map(entryOf));
}

function rowsOf(text: string): SheetRow[] {
    return parse<SheetRow>(text, { columns: true, skip_empty_lines: true });
}

function keyOf({ service, region, attributes }: SheetRow): string {
    return `${service} "${attributes}" in ${region}`;
}

/** The book's files by name, from rows in any order. */
export function bookFromEntries(entries: Iterable<BookEntry>): ReadonlyMap<string, BookFile> {
    const byFile = groupBy([...entries], ({ place }) => fileOf(place));
    return new Map([...byFile].map(([name, own]) => [name, bookFile(own)]));
}

function entryOf({ service, attributes: label, region: place, ...row }: SheetRow): BookEntry {
    const price: Price = {
        amount: new Big(row.price_usd),
        unit: row.unit,
        sku: row.usage_type_or_sku.replace(/^rate:/, ""),
        source: row.source_repo_path,
        date: row.source_date,
    };
    return { place, name: { service, label }, price };
}

function missingColumns([first]: readonly SheetRow[]): string[] {
    const missing = columns.filter((column) => first?.[column] === undefined);
    return missing.length > 0 ? [`expected the columns ${columns.join(", ")}; missing: ${missing.join(", ")}`] : [];
}

function rowProblems({ price_usd: amount, source_date: day, region }: SheetRow, at: number): string[] {
    // Line 1 is the heading.
    const where = `line ${at + 2}`;
    return [
        ...(/^\d+(\.\d+)?$/.test(amount) ? [] : [`${where}: price_usd: expected a decimal number, got "${amount}"`]),
        ...(dayPattern.test(day)
            ? []
            : [`${where}: source_date: expected YYYY, YYYY-MM, YYYY-MM-DD or undated, got "${day}"`]),
        ...(region === "" ? [`${where}: region: expected a region, global or a part of the world, got nothing`] : []),
    ];
}

function duplicates(rows: readonly SheetRow[]): string[] {
    const seen = new Map<string, number>();
    return rows.flatMap((row, at) => {
        const key = keyOf(row);
        const before = seen.get(key);
        seen.set(key, at);
        return before === undefined ? [] : [`lines ${before + 2} and ${at + 2} both price ${key}`];
    });
}

function bookFile(entries: readonly BookEntry[]): BookFile {
    const units = distinct(entries.map(({ price }) => price.unit));
    const sources = distinct(entries.map(({ price }) => price.source));
    const days = distinct(entries.map(({ price }) => price.date));
    const places: Record<string, Record<string, Record<string, BookRow>>> = {};
    const sorted = entries.toSorted(
        (a, b) =>
            compare(a.place, b.place) || compare(a.name.service, b.name.service) || compare(a.name.label, b.name.label),
    );
    for (const { place, name, price } of sorted) {
        const services = (places[place] ??= {});
        const labels = (services[name.service] ??= {});
        labels[name.label] = [
            price.amount.toFixed(),
            units.indexOf(price.unit),
            price.sku,
            sources.indexOf(price.source),
            days.indexOf(price.date),
        ];
    }
    return { units, sources, days, places };
}

function distinct(values: readonly string[]): string[] {
    return [...new Set(values)].sort();
}

function compare(a: string, b: string): number {
    return a < b ? -1 : Number(a > b);
}
