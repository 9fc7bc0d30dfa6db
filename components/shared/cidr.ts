import { zoneNumber } from "./regions";

/** An IPv4 block: `address` is the first address as an unsigned 32-bit number, `prefix` its length. */
export interface Block {
    readonly address: number;
    readonly prefix: number;
}

/** The tiers that every network has. */
export const tiers = ["public", "app", "data"] as const;

export type Tier = (typeof tiers)[number];

/** A tier's part of its VPC. */
export type TierSize = "1/4" | "1/8" | "1/16" | "1/32";

/**
 * Where in a VPC a tier lies: of the parts of that size, counted from 0, which one. A tier that says so itself is moved
 * by no other that comes or goes.
 */
export interface TierPlace {
    readonly size: TierSize;
    readonly place: number;
}

/** Bits of an address that tell parts of a size apart. */
export const sizeBits: Readonly<Record<TierSize, number>> = { "1/4": 2, "1/8": 3, "1/16": 4, "1/32": 5 };

/** Five eighths of a VPC are free for further tiers. */
export const tierPlaces: Readonly<Record<Tier, TierPlace>> = {
    public: { size: "1/8", place: 0 },
    app: { size: "1/8", place: 1 },
    data: { size: "1/8", place: 2 },
};

/** 2^3 places for zones in each tier: more than any region has (six). */
const zoneBits = 3;

/** A VPC is a /16 at most (AWS's limit); below /21 the subnets would be smaller than the /27 that a balancer needs. */
export const largestVpcPrefix = 16;
export const smallestVpcPrefix = 27 - sizeBits[tierPlaces.public.size] - zoneBits;

/** The highest zone number that the plan has room for: `euw1-az8`. */
export const lastZoneNumber = 2 ** zoneBits;

/** RFC 1918. */
const privateBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** Reads "10.20.0.0/16"; undefined unless it is four numbers and a length with no bit set beyond the length. */
export function parseBlock(text: string): Block | undefined {
    const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
    const [a = 256, b = 256, c = 256, d = 256, prefix = 33] = (match ?? []).slice(1).map(Number);
    if ([a, b, c, d].some((part) => part > 255) || prefix > 32) {
        return undefined;
    }
    const block = { address: ((a * 256 + b) * 256 + c) * 256 + d, prefix };
    return block.address % size(block) === 0 ? block : undefined;
}

/** Writes a block as "10.20.0.0/16". */
export function formatBlock({ address, prefix }: Block): string {
    const parts = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
    return `${parts.join(".")}/${prefix}`;
}

/** Whether two blocks share an address. */
export function overlap(one: Block, other: Block): boolean {
    return one.address < other.address + size(other) && other.address < one.address + size(one);
}

/** Whether every address of `inner` is one of `outer`. */
export function contains(outer: Block, inner: Block): boolean {
    return outer.address <= inner.address && inner.address + size(inner) <= outer.address + size(outer);
}

/** Whether a text is a block that a cell's VPC may have: private (RFC 1918) and of a size that the plan can divide. */
export function isVpcBlock(text: string): boolean {
    const block = parseBlock(text);
    return (
        block !== undefined &&
        block.prefix >= largestVpcPrefix &&
        block.prefix <= smallestVpcPrefix &&
        privateBlocks.some((outer) => contains(required(outer), block))
    );
}

/** The whole block of a tier, over all zones that the region has or will have: what a rule between tiers names. */
export function tierBlock(vpc: string, tier: Tier | TierPlace): string {
    const { size: share, place } = placeOf(tier);
    return formatBlock(part(required(vpc), sizeBits[share], place));
}

/**
 * The block of one subnet. It depends on the VPC's block, the tier's place and the zone's own number, and on nothing
 * else: neither the order of zones in the config nor how many there are, so appending or removing one moves no other.
 */
export function subnetBlock(vpc: string, tier: Tier | TierPlace, zone: string): string {
    return formatBlock(part(required(tierBlock(vpc, tier)), zoneBits, zoneIndex(zone)));
}

/**
 * Which of a VPC's 256 IPv6 blocks of /64 a subnet has: the first 32nd of the VPC that its tier lies in, then its zone.
 * As with the IPv4 block, nothing else moves it, and tiers that share no address share no number.
 */
export function subnetNumber(tier: Tier | TierPlace, zone: string): number {
    const { size: share, place } = placeOf(tier);
    const first = place * 2 ** (sizeBits["1/32"] - sizeBits[share]);
    return first * lastZoneNumber + zoneIndex(zone);
}

function placeOf(tier: Tier | TierPlace): TierPlace {
    return typeof tier === "string" ? tierPlaces[tier] : tier;
}

function zoneIndex(zone: string): number {
    const number = zoneNumber(zone);
    if (!(number <= lastZoneNumber)) {
        throw new RangeError(
            `zone: expected an id such as euw1-az1 with a number up to ${lastZoneNumber}, got ${zone}`,
        );
    }
    return number - 1;
}

function part({ address, prefix }: Block, bits: number, index: number): Block {
    const child = { address, prefix: prefix + bits };
    return { ...child, address: address + index * size(child) };
}

function size({ prefix }: Block): number {
    return 2 ** (32 - prefix);
}

function required(text: string): Block {
    const block = parseBlock(text);
    if (block === undefined) {
        throw new RangeError(`cidr: expected an IPv4 block such as 10.20.0.0/16, got ${text}`);
    }
    return block;
}
