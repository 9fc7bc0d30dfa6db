import type { Line, UsageKey } from "../mapping";
import type { PriceName, Tiers } from "../price";
import { usage } from "../quantity";

/** A thing that is billed by what the usage file says of one key, in the price's own unit. */
export interface Meter {
    /** Of the usage file. */
    readonly key: string;
    readonly name: string;
    readonly unit: string;
    readonly meaning: string;
    readonly price: PriceName | Tiers;
}

/** The line of a meter. */
export function meterLine({ key, name, unit, price }: Meter): Line {
    return { name, unit, price, quantity: usage(key) };
}

/** How usage files explain the keys of meters. */
export function meterKeys(meters: readonly Meter[]): { readonly [key: string]: UsageKey } {
    return Object.fromEntries(meters.map(({ key, unit, meaning }) => [key, { unit, meaning }]));
}

/** The prices of meters. */
export function meterPrices(meters: readonly Meter[]): readonly (PriceName | Tiers)[] {
    return meters.map(({ price }) => price);
}

/** The first meter, which every such resource has, and those of the others that the usage file states. */
export function statedLines(meters: readonly Meter[], states: (key: string) => boolean): readonly Line[] {
    return meters.filter(({ key }, at) => at === 0 || states(key)).map(meterLine);
}
