import type { Settings } from "../mapping";
import { isTiers, type PriceName, type Tiers } from "../price";

/** What AWS gives away every month, when the settings ask for it. */
export interface Allowance {
    /** Lines of one name share it. */
    readonly name: string;
    /** How much is free, in the price's unit. */
    readonly free: number;
    /** Whether each region has it. @default once for all regions (https://aws.amazon.com/free/free-tier-faqs/) */
    readonly each?: "region";
}

/** A price with the monthly allowance before it, or as it is when allowances do not count. */
export function after(
    { name, free, each }: Allowance,
    price: PriceName | Tiers,
    settings: Settings,
): PriceName | Tiers {
    if (!settings.freeTier) {
        return price;
    }
    // What has a price of its own is added up by itself, also where it shares an allowance.
    const tiers: Tiers = isTiers(price) ? price : { name: price.label, steps: [{ price }] };
    if (each === undefined) {
        return { ...tiers, free: { name, amount: free } };
    }
    return {
        name,
        steps: [
            { upTo: free },
            ...tiers.steps.map((step) => (step.upTo === undefined ? step : { ...step, upTo: step.upTo + free })),
        ],
    };
}
