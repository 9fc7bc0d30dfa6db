import { bookFromCsv } from "../../../cost/book/import-csv";
import { bookInMemory } from "../../../cost/book/open-book";
import type { PriceBook } from "../../../cost/book/price-book";

const heading = "service,usage_type_or_sku,attributes,region,unit,price_usd,source_repo_path,source_date";

/** One price of a small sheet. */
export interface SheetLine {
    readonly service?: string;
    readonly sku?: string;
    readonly label?: string;
    readonly region?: string;
    readonly usd?: string;
    readonly date?: string;
}

/** A price sheet. */
export function sheet(...lines: readonly SheetLine[]): string {
    const rows = lines.map(
        ({
            service = "Gates",
            sku = "rate:A.B.C",
            label = "per hour",
            region = "eu-west-1",
            usd = "0.05",
            date = "2026-01-02",
        }) => [service, sku, label, region, "Hrs", usd, "somewhere", date].map(quoted).join(","),
    );
    return `${[heading, ...rows].join("\n")}\n`;
}

export function bookOfSheet(...lines: readonly SheetLine[]): PriceBook {
    return bookInMemory(bookFromCsv(sheet(...lines)));
}

function quoted(text: string): string {
    return `"${text.replaceAll('"', '""')}"`;
}
