import type Big from "big.js";

/**
 * Names one row of AWS's price list: the service and the label that the list gives the row. A label is written once, in
 * the file of the mapper that needs it, and must match exactly one row in each region when the book is built.
 */
export interface PriceName {
    readonly service: string;
    readonly label: string;
}

/** A row of the price book. */
export interface Price {
    /** US dollars for one unit. */
    readonly amount: Big;
    /** As the list has it: `Hrs`, `GB-Mo`, `Requests`, ... */
    readonly unit: string;
    /** Rate code, SKU or usage type. */
    readonly sku: string;
    /** Where the row was read, e.g. `owner/repository@commit:path`. */
    readonly source: string;
    /** Of the reading, as exact as the source was: YYYY, YYYY-MM, YYYY-MM-DD or `undated`. */
    readonly date: string;
}

/**
 * Prices that change with quantity. AWS adds the quantities of a whole account and region up before it looks for the
 * step, and each step prices only what lies in it.
 */
export interface Tiers {
    /** What is added up, e.g. `internet egress`; the same for every line that shares the steps. */
    readonly name: string;
    /** In order; the last step has no upper end. */
    readonly steps: readonly Step[];
    /** What an account has for nothing before the first step, in all its regions together. @default nothing */
    readonly free?: { readonly name: string; readonly amount: number };
}

export interface Step {
    /** Where the step ends, in the list's unit; absent in the last. */
    readonly upTo?: number;
    /** Absent where the step costs nothing. */
    readonly price?: PriceName;
}

/** Where a price holds: a region, or `global`, or a part of the world (`edge:Japan`, `src:EU`) as CloudFront and Global Accelerator have them. */
export type PricePlace = string;

export function price(service: string, label: string): PriceName {
    return { service, label };
}

export function isTiers(name: PriceName | Tiers): name is Tiers {
    return "steps" in name;
}
