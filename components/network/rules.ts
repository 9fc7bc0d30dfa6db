import {
    contains,
    lastZoneNumber,
    overlap,
    parseBlock,
    sizeBits,
    tierBlock,
    tierPlaces,
    tiers as builtIn,
    type Block,
    type TierPlace,
} from "../shared/cidr";
import { problemIf, show, type Problem } from "../shared/problems";
import { shortRegion, zoneNumber, type Region } from "../shared/regions";
import type { AdoptedNetwork, AdoptedTier, CreatedNetwork, ExtraTier, NetworkSettings } from "./settings";

/** Longest prefix of a subnet, https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html. */
const smallestSubnetPrefix = 28;

/** Subnets of a VPC at most, until AWS is asked for more: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html. */
const mostSubnets = 200;

/** Part of names that have their own limits, and without a dash, so that no two names can meet. */
const tierName = /^[a-z][a-z0-9]{1,11}$/;

/** The whole of a VPC, for rules that hold whatever its block is. */
const anyVpc = "10.0.0.0/16";

/** What is wrong with a cell's network; paths are those of the settings. */
export function checkNetwork(region: Region, settings: NetworkSettings): Problem[] {
    return [
        ...checkZones(region, settings.zones),
        ...(settings.kind === "create" ? checkCreated(settings) : checkAdopted(settings)),
    ];
}

/** Zones of the region, each once, and none that the address plan has no place for. */
export function checkZones(region: Region, zones: readonly string[]): Problem[] {
    const prefix = `${shortRegion(region)}-az`;
    return zones.flatMap((zone, index) => [
        ...problemIf(
            !zone.startsWith(prefix),
            `zones.${index}`,
            `expected a zone of ${region}, such as ${prefix}1, got ${show(zone)}`,
        ),
        ...problemIf(
            zoneNumber(zone) > lastZoneNumber,
            `zones.${index}`,
            `expected a number up to ${lastZoneNumber} (the address plan has no more places), got ${show(zone)}`,
        ),
        ...problemIf(zones.indexOf(zone) < index, `zones.${index}`, `expected each zone once, got ${show(zone)} again`),
    ]);
}

/** Addresses that are there already are for gateways that have a zone, and for these alone. */
export function checkNatAddresses({
    nat,
    natAddresses = {},
    zones,
}: Pick<CreatedNetwork, "nat" | "natAddresses" | "zones">): Problem[] {
    const homes: readonly string[] = { none: [], single: zones.slice(0, 1), "per-zone": zones, regional: [] }[nat];
    const rule =
        homes.length === 0
            ? `no address with nat: ${nat} (${nat === "none" ? "there is no gateway" : "AWS gives a regional gateway its own"})`
            : `a zone that has a gateway (${homes.join(", ")})`;
    return Object.keys(natAddresses).flatMap((zone) =>
        problemIf(!homes.includes(zone), `natAddresses.${zone}`, `expected ${rule}, got ${show(zone)}`),
    );
}

/** Names and places of further tiers; the same for every region, whatever block its VPC has. */
export function checkTierPlaces(tiers: Readonly<Record<string, ExtraTier>>): Problem[] {
    const taken = [
        ...Object.entries<TierPlace>(tierPlaces),
        ...Object.entries(tiers).filter(([, { size, place }]) => place < 2 ** sizeBits[size]),
    ];
    return Object.entries(tiers).flatMap(([name, tier]) => {
        const last = 2 ** sizeBits[tier.size] - 1;
        const others = taken.filter(([other]) => other !== name);
        const neighbour = others.find(([, other]) => meet(tier, other))?.[0];
        return [
            ...problemIf(
                !tierName.test(name) || builtIn.some((known) => known === name),
                `tiers.${name}`,
                `expected 2 to 12 lower-case letters and digits, other than ${builtIn.join(", ")}, got ${show(name)}`,
            ),
            ...problemIf(
                !Number.isInteger(tier.place) || tier.place < 0 || tier.place > last,
                `tiers.${name}.place`,
                `expected 0 to ${last} with size ${tier.size}, got ${tier.place}`,
            ),
            ...problemIf(
                neighbour !== undefined,
                `tiers.${name}.place`,
                `expected a place apart from that of ${neighbour ?? ""}${nextFree(tier, others)}, got ${tier.place}`,
            ),
        ];
    });
}

function nextFree({ size }: TierPlace, others: readonly (readonly [string, TierPlace])[]): string {
    const free = Array.from({ length: 2 ** sizeBits[size] }, (_, place) => place).find((place) =>
        others.every(([, other]) => !meet({ size, place }, other)),
    );
    return free === undefined ? "" : ` (${free} is free)`;
}

function meet(one: TierPlace, other: TierPlace): boolean {
    return overlap(blockOf(tierBlock(anyVpc, one)), blockOf(tierBlock(anyVpc, other)));
}

function checkCreated(settings: CreatedNetwork): Problem[] {
    return [...checkNatAddresses(settings), ...checkTierPlaces(settings.tiers ?? {}), ...checkTierSizes(settings)];
}

/** Subnets that AWS would make: none too small, and not too many of them. */
export function checkTierSizes({
    cidr,
    zones,
    tiers = {},
}: Pick<CreatedNetwork, "cidr" | "zones" | "tiers">): Problem[] {
    const prefix = parseBlock(cidr)?.prefix ?? 0;
    const zoneBits = Math.log2(lastZoneNumber);
    const subnets = zones.length * (builtIn.length + Object.keys(tiers).length);
    return [
        ...Object.entries(tiers).flatMap(([name, { size }]) => {
            const got = prefix + sizeBits[size] + zoneBits;
            return problemIf(
                got > smallestSubnetPrefix,
                `tiers.${name}.size`,
                `expected subnets of /${smallestSubnetPrefix} or larger (AWS's smallest), got /${got} with ${size} of ${cidr}`,
            );
        }),
        ...problemIf(subnets > mostSubnets, "tiers", `expected at most ${mostSubnets} subnets, got ${subnets}`),
    ];
}

/** An adopted VPC has what a network needs, each once, and blocks that tell its tiers apart. */
export function checkAdopted({ vpcId, cidr, zones, tiers, adds = [] }: AdoptedNetwork): Problem[] {
    const vpc = parseBlock(cidr);
    const known = builtIn.map((name) => ({ name, block: parseBlock(tiers[name].cidr) }));
    const ids = builtIn.flatMap((tier) =>
        (["subnetIds", "routeTableIds"] as const).flatMap((kind) =>
            Object.entries(tiers[tier][kind]).map(([key, id]) => ({ path: `tiers.${tier}.${kind}.${key}`, id })),
        ),
    );
    return [
        ...problemIf(!/^vpc-[0-9a-f]{8,17}$/.test(vpcId), "vpcId", `expected a VPC's id, got ${show(vpcId)}`),
        ...known.flatMap(({ name, block }, index) => [
            ...problemIf(
                block === undefined || vpc === undefined || !contains(vpc, block),
                `tiers.${name}.cidr`,
                `expected a block within ${cidr}, got ${show(tiers[name].cidr)}`,
            ),
            ...known
                .slice(0, index)
                .flatMap(({ name: other, block: taken }) =>
                    problemIf(
                        block !== undefined && taken !== undefined && overlap(block, taken),
                        `tiers.${name}.cidr`,
                        `expected a block apart from that of ${other} (${tiers[other].cidr}), got ${show(tiers[name].cidr)}`,
                    ),
                ),
            ...checkAdoptedKeys(`tiers.${name}`, tiers[name], zones),
        ]),
        ...ids.flatMap(({ path, id }, index) =>
            problemIf(
                ids.findIndex((entry) => entry.id === id) < index,
                path,
                `expected each subnet and route table once, got ${show(id)} again`,
            ),
        ),
        ...problemIf(new Set(adds).size < adds.length, "adds", `expected each addition once, got ${show(adds)}`),
    ];
}

/** A subnet in each zone, and a route table for each or one for all. */
function checkAdoptedKeys(path: string, tier: AdoptedTier, zones: readonly string[]): Problem[] {
    const subnets = Object.keys(tier.subnetIds);
    const tables = Object.keys(tier.routeTableIds);
    return [
        ...problemIf(
            !sameWords(subnets, zones),
            `${path}.subnetIds`,
            `expected a subnet for each of ${zones.join(", ")}, got ${show(subnets)}`,
        ),
        ...problemIf(
            !sameWords(tables, ["all"]) && !sameWords(tables, zones),
            `${path}.routeTableIds`,
            `expected a table for each of ${zones.join(", ")}, or one for all, got ${show(tables)}`,
        ),
    ];
}

function sameWords(some: readonly string[], others: readonly string[]): boolean {
    return some.length === others.length && others.every((word) => some.includes(word));
}

function blockOf(text: string): Block {
    return parseBlock(text) ?? { address: 0, prefix: 0 };
}
