import { z } from "zod";
import type { EndpointBundle } from "../components/network/endpoint-bundles";

const bundles = [
    "session-manager",
    "containers",
    "secrets",
    "keys",
    "inference",
    "telemetry",
    "messaging",
    "identity",
] as const satisfies readonly EndpointBundle[];

const endpoints = z.array(z.enum(bundles));

const tier = z.strictObject({
    purpose: z
        .enum(["public", "private", "isolated"])
        .describe("Its way to the internet: in and out, out alone, or none."),
    size: z.enum(["1/4", "1/8", "1/16", "1/32"]).describe("Its part of the VPC; each zone then has an eighth of that."),
    place: z
        .int()
        .min(0)
        .describe("Which part of that size, counted from 0. public, app and data have the eighths 0, 1 and 2."),
});

/** What every region's network has besides its block and zones: `network` of a stack's file. */
export const networkSchema = z.strictObject({
    nat: z
        .enum(["none", "single", "per-zone", "regional"])
        .default("per-zone")
        .describe(
            "How instances reach out: not, through one gateway, through one in each zone, or through one that AWS spreads over the zones.",
        ),
    tiers: z
        .record(z.string(), tier)
        .default({})
        .describe("Tiers beside public, app and data, by name. Each keeps its place, so one more moves none."),
    endpoints: endpoints
        .default([])
        .describe(
            "Services that instances reach inside the VPC, paid by the hour and zone; S3 and DynamoDB always are, free. Where nat is none, secrets is added, and what inference and security.sharedKey need.",
        ),
    dualStack: z
        .boolean()
        .default(false)
        .describe(
            "IPv6 beside IPv4. Instances then reach out by it whatever nat says, and nobody reaches them. Cannot be turned off again: AWS keeps a VPC's block while a subnet has a part of it.",
        ),
});

export type NetworkConfig = z.infer<typeof networkSchema>;

/** Addresses for NAT gateways that are there already: `regions.<region>.natAddresses`. */
export const natAddressesSchema = z.record(
    z.string(),
    z.string().regex(/^eipalloc-[0-9a-f]{8,17}$/, "expected an allocation id such as eipalloc-0123456789abcdef0"),
);

const adoptedTier = z.strictObject({
    cidr: z.string().describe("A block that holds every subnet of the tier and none of another's."),
    subnetIds: z
        .record(z.string(), z.string().regex(/^subnet-[0-9a-f]{8,17}$/, "expected a subnet's id"))
        .describe("By zone id."),
    routeTableIds: z
        .record(z.string(), z.string().regex(/^rtb-[0-9a-f]{8,17}$/, "expected a route table's id"))
        .describe("By zone id, or one under all. They get the routes to other cells."),
});

/** A VPC that somebody else made and keeps: `regions.<region>.adopt`. */
export const adoptSchema = z.strictObject({
    vpcId: z.string().describe("The VPC; it must resolve DNS names and give host names."),
    tiers: z
        .strictObject({
            public: adoptedTier.describe("Where balancers stand."),
            app: adoptedTier.describe("Where instances stand."),
            data: adoptedTier.describe("Where databases stand."),
        })
        .describe("What of it serves as which tier."),
    adds: z
        .array(z.enum(["flow-log", "gateway-endpoints"]))
        .default([])
        .describe("What it lacks and is given."),
    endpoints: endpoints.default([]).describe("Services that it does not reach inside itself yet and is to."),
});

export type AdoptConfig = z.infer<typeof adoptSchema>;
