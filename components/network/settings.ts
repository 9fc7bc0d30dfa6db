import type { Tier, TierPlace } from "../shared/cidr";
import type { EndpointBundle } from "./endpoint-bundles";

/** Which way a tier's subnets have to the internet: in and out, out alone, or none. */
export type Purpose = "public" | "private" | "isolated";

/**
 * How private subnets reach the internet by IPv4: not at all, through one gateway, through one in each zone, or through
 * one that AWS spreads over the zones by itself.
 */
export type Nat = "none" | "single" | "per-zone" | "regional";

/** A tier beside public, app and data. What it is for and where it lies never change after birth. */
export interface ExtraTier extends TierPlace {
    readonly purpose: Purpose;
}

/** A VPC that is made here. */
export interface CreatedNetwork {
    readonly kind: "create";
    /** The VPC's block, e.g. "10.20.0.0/16". Every subnet's block follows from it (components/shared/cidr.ts). */
    readonly cidr: string;
    /** Zone ids. A single NAT gateway stands in the first, so new zones are appended. */
    readonly zones: readonly string[];
    readonly nat: Nat;
    /**
     * Allocation ids of addresses that are there already and that others have let in, by the zone of the gateway that
     * takes each. A gateway without one gets an address of its own.
     */
    readonly natAddresses?: Readonly<Record<string, string>>;
    /** By name. They keep their places, so one more moves nothing. */
    readonly tiers?: Readonly<Record<string, ExtraTier>>;
    /** Services that are reached inside the VPC. @default none, but `secrets` where `nat` is none */
    readonly endpoints?: readonly EndpointBundle[];
    /**
     * IPv6 beside IPv4, from a block that Amazon assigns; private subnets then reach out by it whatever `nat` says. A
     * network can be given it, but not lose it: the VPC is changed before its subnets, and AWS keeps its block while a
     * subnet has a part of it (hashicorp/terraform-provider-aws#39854).
     * @default false
     */
    readonly dualStack?: boolean;
}

/** What of an existing VPC serves as one tier. */
export interface AdoptedTier {
    /** Holds every subnet of the tier and none of another's: rules between tiers name it. */
    readonly cidr: string;
    /** By zone id. */
    readonly subnetIds: Readonly<Record<string, string>>;
    /** By zone id, or the one under `all`. Routes to other cells are put in them. */
    readonly routeTableIds: Readonly<Record<string, string>>;
}

/** What an existing VPC may lack and is given. */
export type Addition = "flow-log" | "gateway-endpoints";

/**
 * A VPC that somebody else made and keeps. Nothing in it is made anew: its ways in and out are as they are. It must
 * resolve DNS names and give host names, which interface endpoints need.
 */
export interface AdoptedNetwork {
    readonly kind: "adopt";
    readonly vpcId: string;
    /** The VPC's block. */
    readonly cidr: string;
    /** Zone ids. */
    readonly zones: readonly string[];
    readonly tiers: Readonly<Record<Tier, AdoptedTier>>;
    /** @default none */
    readonly adds?: readonly Addition[];
    /** @default none */
    readonly endpoints?: readonly EndpointBundle[];
}

/** What an operator chooses of one cell's network. */
export type NetworkSettings = CreatedNetwork | AdoptedNetwork;
