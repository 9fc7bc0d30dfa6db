/**
 * Prices of one place as they lie on disk: JSON, small, one file a place and one for everything that is no region.
 * Units, sources and days are written once and named by their index.
 */
export interface BookFile {
    readonly units: readonly string[];
    readonly sources: readonly string[];
    readonly days: readonly string[];
    readonly places: {
        readonly [place: string]: { readonly [service: string]: { readonly [label: string]: BookRow } };
    };
}

/** US dollars as the list writes them; index of the unit; SKU, rate code or usage type; index of the source; index of the day. */
export type BookRow = readonly [amount: string, unit: number, sku: string, source: number, day: number];

/** File that has a place: a region's own, or the one of all that is no region. */
export function fileOf(place: string): string {
    return isRegion(place) ? `${place}.json` : "global.json";
}

export function isRegion(place: string): boolean {
    return /^[a-z]{2}(-[a-z]+)+-\d$/.test(place);
}
