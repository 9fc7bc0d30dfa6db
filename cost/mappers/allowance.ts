import type { Settings } from "../mapping";
import { isTiers, type PriceName, type Tiers } from "../price";

/** What AWS gives away every month, when the settings ask for it. */
export interface Allowance {
    /** What an account's lines are added up as before it is taken off. */
    readonly name: string;
    /** How much is free, in the price's unit. */
    readonly free: number;
}

/** A price with the monthly allowance before it, or as it is when allowances do not count. */
export function after({ name, free }: Allowance, price: PriceName | Tiers, settings: Settings): PriceName | Tiers {
    if (!settings.freeTier) {
        return price;
    }
    const steps = isTiers(price) ? price.steps : [{ price }];
    return {
        name,
        steps: [
            { upTo: free },
            ...steps.map((step) => (step.upTo === undefined ? step : { ...step, upTo: step.upTo + free })),
        ],
    };
}
