import * as pulumi from "@pulumi/pulumi";
import { tierBlock, tierPlaces, tiers, type Tier, type TierPlace } from "../shared/cidr";
import type { Common, Place } from "../shared/region";
import { zoneNumber } from "../shared/regions";
import type { CreatedNetwork, NetworkSettings, Purpose } from "./settings";

/** An id and the stable key of what has it: `az1` for what a zone owns, `all` for what the zones share. */
export interface KeyedId {
    readonly key: string;
    readonly id: pulumi.Output<string>;
}

/** Something of each tier: the three that every network has, and those that were added. */
export type ByTier<T> = Readonly<Record<Tier, T>> & Readonly<Record<string, T>>;

/** One network while its parts are made. */
export interface Site<Settings extends NetworkSettings = NetworkSettings> {
    readonly name: string;
    readonly own: Common;
    readonly place: Place;
    readonly account: string;
    readonly keyArn: pulumi.Input<string>;
    readonly vpcId: pulumi.Output<string>;
    readonly settings: Settings;
}

/** A tier with what decides how it is made. */
export interface TierPlan {
    readonly name: string;
    readonly purpose: Purpose;
    readonly at: TierPlace;
}

const purposes: Readonly<Record<Tier, Purpose>> = { public: "public", app: "private", data: "isolated" };

/** The tiers of a network: those that every network has, then the others by name, whatever order they are written in. */
export function tierPlans({ tiers: extra = {} }: Pick<CreatedNetwork, "tiers">): TierPlan[] {
    const further = Object.entries(extra).sort(([one], [other]) => (one < other ? -1 : 1));
    return [
        ...tiers.map((name) => ({ name, purpose: purposes[name], at: tierPlaces[name] })),
        ...further.map(([name, { purpose, ...at }]) => ({ name, purpose, at })),
    ];
}

/** The block of each tier, over all its zones: what a rule or a route that means the whole tier names. */
export function tierBlocks(settings: NetworkSettings): ByTier<string> {
    const blocks =
        settings.kind === "adopt"
            ? tiers.map((name) => [name, settings.tiers[name].cidr] as const)
            : tierPlans(settings).map(({ name, at }) => [name, tierBlock(settings.cidr, at)] as const);
    return Object.fromEntries(blocks) as ByTier<string>;
}

/**
 * Keys of a tier's route tables. Private tiers have a table for each zone, so that each zone can have its own way out
 * and no change of `nat` moves a table.
 */
export function tableKeys(settings: NetworkSettings, tier: Tier): string[] {
    if (settings.kind === "adopt") {
        return Object.keys(settings.tiers[tier].routeTableIds).map(zoneKey).sort();
    }
    return keysFor(purposes[tier], settings.zones);
}

/** Keys of the route tables of a tier that is for this. */
export function keysFor(purpose: Purpose, zones: readonly string[]): string[] {
    return purpose === "private" ? zones.map(zoneKey) : ["all"];
}

/** `az2` for `euw1-az2`; what all zones share is called `all`. */
export function zoneKey(zone: string): string {
    return zone === "all" ? zone : `az${zoneNumber(zone)}`;
}

/** The same ids, known only once others are. */
export function after(ids: readonly KeyedId[], others: readonly pulumi.Output<string>[]): readonly KeyedId[] {
    return ids.map(({ key, id }) => ({ key, id: pulumi.all([id, pulumi.all([...others])]).apply(([own]) => own) }));
}

/**
 * What the zone owns, or else what the zones share.
 * @throws RangeError when there is neither
 */
export function byKey(ids: readonly KeyedId[], key: string): pulumi.Output<string> {
    const [only, ...others] = ids;
    const found = ids.find((entry) => entry.key === key) ?? (others.length === 0 ? only : undefined);
    if (found === undefined) {
        throw new RangeError(`key: expected ${ids.map((entry) => entry.key).join(", ") || "one entry"}, got ${key}`);
    }
    return found.id;
}
