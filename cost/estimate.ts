import type Big from "big.js";
import type { Plan, PlanResource } from "../plan/plan";
import type { PriceBook } from "./book/price-book";
import type { Settings } from "./mapping";
import type { Price, PriceName, PricePlace } from "./price";
import type { Band } from "./quantity";
import type { UsageFile } from "./usage/usage-file";

/** What goes into an estimate. */
export interface EstimateInput {
    readonly plan: Plan;
    readonly book: PriceBook;
    readonly usage: UsageFile;
    readonly settings: Settings;
    /** What the reader of the plan could not know; shown with every total. */
    readonly warnings?: readonly string[];
}

/**
 * How a resource stands in an estimate:
 * priced - its bill is complete; usage needed - some of its lines depend on what neither the program nor the usage file
 * states; free - AWS bills nothing for its type; partly priced - some of its lines have no price, the others are in the
 * total; not priced - a price, a mapper or an input is missing. `reason` says which.
 */
export type ResourceState =
    | { readonly kind: "priced" }
    | { readonly kind: "usage needed"; readonly keys: readonly string[] }
    | { readonly kind: "free"; readonly reason: string }
    | { readonly kind: "partly priced"; readonly reason: string }
    | { readonly kind: "not priced"; readonly reason: string };

export interface ResourceCost {
    readonly resource: PlanResource;
    readonly state: ResourceState;
    readonly lines: readonly CostLine[];
    /** Sum of its lines' amounts, exactly. */
    readonly monthly: Band;
}

export interface CostLine {
    readonly name: string;
    readonly unit: string;
    readonly place: PricePlace;
    readonly input?: string;
    readonly charge: Charge;
}

/** What a line comes to. */
export type Charge =
    | {
          readonly kind: "priced";
          readonly quantity: Band;
          /** The prices that it took; several where tiers were crossed. */
          readonly steps: readonly PricedStep[];
          /** With tiers: what all lines of the account and place take together, which decides the steps. */
          readonly pool?: { readonly name: string; readonly quantity: Band };
          readonly monthly: Band;
          /** Whether a usage file said the quantity. */
          readonly usageBased: boolean;
      }
    /** A usage file has to say one of `keys`; the price of the first unit is shown. */
    | { readonly kind: "usage needed"; readonly keys: readonly string[]; readonly price: Price }
    /** The book has no such row there. */
    | { readonly kind: "no price"; readonly name: PriceName };

/** How much was taken at one price, at the typical quantity: of the line, or of its whole pool. */
export interface PricedStep {
    readonly name: PriceName;
    /** Absent where the step costs nothing. */
    readonly price?: Price;
    readonly quantity: Big;
}

export interface Coverage {
    /** Resources with a complete bill, or one that only waits for usage. */
    readonly priced: number;
    /** Of those, how many wait for usage. */
    readonly usageNeeded: number;
    readonly free: number;
    /** Resources with a gap: what is missing of them can only add to the total. */
    readonly notPriced: number;
    /** Of those, how many have other lines that are priced. */
    readonly partlyPriced: number;
}

export interface Estimate {
    readonly currency: "USD";
    readonly settings: Settings;
    readonly resources: readonly ResourceCost[];
    /** Sum over resources, exactly. */
    readonly monthly: Band;
    readonly coverage: Coverage;
    /** Why the estimate is not whole: an error in the preview, a region that nobody knows. */
    readonly warnings: readonly string[];
}
