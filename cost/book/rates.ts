import { Readable } from "node:stream";
import { parse } from "csv-parse";
import Big from "big.js";
import { mistakeText, parseJson } from "../../plan/json-mistake";

/** What a price file of AWS says of one rate. */
export interface Rate {
    /** `SKU.offerTerm.rate`, which names one price in one place for good. */
    readonly code: string;
    readonly usd: Big;
}

/** A price file of AWS: when it was published, and its rates as they come. */
export interface RateFile {
    /** `YYYY-MM-DD`; known once the first rate has been read. */
    date(): string;
    readonly rates: AsyncIterable<Rate>;
}

/** A file that is no price file; one line. */
export class RateFileError extends Error {
    constructor(message: string) {
        super(message);
        this.name = "RateFileError";
    }
}

type Chunks = AsyncIterable<Uint8Array | string>;

/** Rows of metadata before the heading of an offer (https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-file-for-services.html). */
const mostMetadataRows = 12;

/**
 * Reads an offer of the Price List as CSV, row by row: those of EC2 have gigabytes.
 * @param chunks of the file, cut anywhere
 * @throws RateFileError, while rates are read, when the file has none of an offer's columns
 */
export function readOffer(chunks: Chunks): RateFile {
    let published = "";
    async function* rates(): AsyncGenerator<Rate> {
        const rows = Readable.from(chunks).pipe(parse({ relax_column_count: true })) as AsyncIterable<string[]>;
        let columns: { readonly code: number; readonly usd: number; readonly term: number } | undefined;
        let before = 0;
        for await (const row of rows) {
            if (columns) {
                yield* rateOf(row, columns);
                continue;
            }
            columns = columnsOf(row);
            published = row[0] === "Publication Date" ? (row[1] ?? "") : published;
            before += 1;
            if (before > mostMetadataRows) {
                break;
            }
        }
        if (!columns) {
            throw new RateFileError(
                "expected an offer of AWS's price list as CSV, with RateCode, TermType and PricePerUnit",
            );
        }
    }
    return { date: () => dayOf(published), rates: rates() };
}

function columnsOf(row: readonly string[]) {
    const [code, usd, term] = ["RateCode", "PricePerUnit", "TermType"].map((name) => row.indexOf(name));
    return code === undefined || usd === undefined || term === undefined || Math.min(code, usd, term) < 0
        ? undefined
        : { code, usd, term };
}

function rateOf(row: readonly string[], at: { code: number; usd: number; term: number }): readonly Rate[] {
    const [code = "", usd = ""] = [row[at.code], row[at.usd]];
    return row[at.term] === "OnDemand" && isDecimal(usd) ? [{ code, usd: new Big(usd) }] : [];
}

/** What the calculator of AWS's web pages reads: all regions in one small file. */
interface UnitMap {
    readonly manifest?: { readonly hawkFilePublicationDate?: string };
    readonly regions?: {
        readonly [region: string]: {
            readonly [label: string]: { readonly rateCode?: string; readonly price?: string };
        };
    };
}

/** Reads a metered-unit map. @throws RateFileError when it is none */
export function readUnitMap(text: string): RateFile {
    const { manifest, regions } = parsed(text);
    if (regions === undefined) {
        throw new RateFileError("expected a metered-unit map with manifest and regions");
    }
    const found = Object.values(regions).flatMap((labels) =>
        Object.values(labels).flatMap(({ rateCode = "", price = "" }) =>
            rateCode !== "" && isDecimal(price) ? [{ code: rateCode, usd: new Big(price) }] : [],
        ),
    );
    return { date: () => dayOf(manifest?.hawkFilePublicationDate ?? ""), rates: Readable.from(found) };
}

function parsed(text: string): UnitMap {
    const read = parseJson(text);
    if (read.kind === "mistake") {
        throw new RateFileError(`expected a metered-unit map; it ${mistakeText(read.mistake)}`);
    }
    return read.value as UnitMap;
}

function isDecimal(text: string): boolean {
    return /^\d+(\.\d+)?$/.test(text);
}

function dayOf(time: string): string {
    return /^\d{4}-\d{2}-\d{2}/.exec(time)?.[0] ?? "undated";
}
