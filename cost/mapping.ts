import type { CostResource } from "./cost-resource";
import type { PriceName, PricePlace, Tiers } from "./price";
import type { Quantity } from "./quantity";

/** One row of a bill. */
export interface Line {
    /** As a person reads it: `hours`, `data processed`. */
    readonly name: string;
    /** As a person reads it: `h`, `GB`, `GB-month`, `million requests`. */
    readonly unit: string;
    readonly price: PriceName | Tiers;
    readonly quantity: Quantity;
    /** Where the price holds. @default the resource's region */
    readonly place?: PricePlace;
    /** The input that decides the quantity or the price, for `what moved it`: `instanceType`, `minSize`. */
    readonly input?: string;
}

/** What a month is, and what else a whole estimate has in common. */
export interface Settings {
    /** Of what is billed by the hour; 730 is AWS's own convention (https://aws.amazon.com/calculator/). */
    readonly hoursPerMonth: number;
    /** Whether monthly free allowances are taken off. */
    readonly freeTier: boolean;
    /** The day, `YYYY-MM-DD`, by which versions of engines are old enough to pay for their support. */
    readonly today: string;
}

/** Hours of a resource that exists all month, or as many as the usage file says by `key`. */
export type Hours = (key?: string) => Quantity;

export interface MapContext {
    readonly settings: Settings;
    readonly hours: Hours;
    /** What the usage file chooses by a key that takes words, e.g. `endpoint_type`; undefined when it says nothing. */
    readonly choice: (key: string) => string | undefined;
    /** Whether the usage file says how much of a key: for lines that few resources have, which the others need not ask for. */
    readonly states: (key: string) => boolean;
}

/** A key of usage files, as `--write-usage` explains it. */
export type UsageKey =
    | { readonly unit: string; readonly meaning: string }
    | { readonly oneOf: readonly string[]; readonly meaning: string };

/**
 * How one type of resource becomes rows of a bill. It throws `UnknownInput` (by reading) where an input that decides a
 * price is not known before deployment.
 */
export interface Mapper {
    readonly types: readonly string[];
    /** Page of AWS that states how the type is billed. */
    readonly source: string;
    /** Every price that its lines may name, save those whose label holds an instance type: the book is built only when each matches one row. */
    readonly prices: readonly (PriceName | Tiers)[];
    /** The keys that its lines ask a usage file for; any other key of its types is an error there. */
    readonly usage?: { readonly [key: string]: UsageKey };
    readonly lines: (resource: CostResource, context: MapContext) => readonly Line[];
}
