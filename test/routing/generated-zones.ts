import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import fc from "fast-check";
import type { Zone, ZoneState } from "../../routing/zone";
import { address, alias, zone } from "./zones";

const regions = ["eu-west-1", "us-east-1", "sa-east-1"] as const;

/** Ids of the checks that generated zones have: three of endpoints, one calculated of two of them. */
export const checkIds = ["c0", "c1", "c2", "all"] as const;

/** Where generated questions come from: regions, which have coordinates, so that every policy can decide. */
export const clients = fc.constantFrom("eu-west-1", "us-east-1", "ap-south-1", "-33.9,18.4");

/** Fields of one record of a group, by its place in it; the last one of a group is for every client. */
type Fields = (at: number, last: boolean, weight: number) => Partial<ResourceRecordSet>;

const policies: { readonly [policy: string]: Fields } = {
    weighted: (_, __, Weight) => ({ Weight }),
    failover: (at) => ({ Failover: at === 0 ? "PRIMARY" : "SECONDARY" }),
    latency: (at) => ({ Region: regions[at] ?? "eu-west-1" }),
    geolocation: (at, last) => ({
        GeoLocation: last ? { CountryCode: "*" } : at === 0 ? { ContinentCode: "EU" } : { CountryCode: "US" },
    }),
    geoproximity: (at) => ({ GeoProximityLocation: { AWSRegion: regions[at] ?? "eu-west-1", Bias: at * 20 - 20 } }),
    ipBased: (at, last) => ({
        CidrRoutingConfig: { CollectionId: "blocks", LocationName: last ? "*" : `location${at}` },
    }),
    multivalue: () => ({ MultiValueAnswer: true }),
};

/** Trees of three levels: app -> a group -> leaves, each level of any policy, with any checks. */
export const anyZone: fc.Arbitrary<Zone> = fc
    .record({ top: level(["g0.example.com", "g1.example.com"]), groups: fc.tuple(level([]), level([])) })
    .map(({ top, groups: [first, second] }) => {
        const records = [...top("app.example.com"), ...first("g0.example.com"), ...second("g1.example.com")];
        const children = { Type: "CALCULATED" as const, ChildHealthChecks: ["c0", "c1"], HealthThreshold: 1 };
        const blocks = [0, 1].map((at) => ({ CidrBlock: `203.0.${at}.0/24`, LocationName: `location${at}` }));
        return {
            ...zone(records, { c0: {}, c1: { Inverted: true }, c2: {}, all: children }),
            CidrCollections: [{ Id: "blocks", Name: "blocks", CidrBlocks: blocks }],
        };
    });

/** Any of the endpoint checks in any state. */
export const anyState: fc.Arbitrary<ZoneState> = fc
    .record(Object.fromEntries(checkIds.map((id) => [id, fc.constantFrom("healthy" as const, "unhealthy" as const)])))
    .map((healthChecks) => ({ healthChecks, latency: { "eu-west-1": { "eu-west-1": 10, "us-east-1": 80 } } }));

/** Aliases of any shape, mostly with a cycle in it. */
export const anyAliases: fc.Arbitrary<Zone> = fc
    .array(fc.record({ to: fc.integer({ min: 0, max: 5 }), evaluate: fc.boolean() }), { minLength: 6, maxLength: 6 })
    .map((targets) => {
        const names = targets.map((_, at) => (at === 0 ? "app.example.com" : `n${at}.example.com`));
        return zone([
            ...targets.map(({ to, evaluate }, at) =>
                alias(names[at] ?? "", { to: names[to + 1] ?? "leaf.example.com", evaluate }),
            ),
            address("leaf.example.com", "10.0.0.1"),
        ]);
    });

/** A group of two or three records of one policy: aliases to the given names, or addresses. */
function level(targets: readonly string[]): fc.Arbitrary<(name: string) => ResourceRecordSet[]> {
    // Route 53 has no multivalue aliases.
    const names = Object.keys(policies).filter((policy) => targets.length === 0 || policy !== "multivalue");
    return fc
        .record({
            policy: fc.constantFrom(...names),
            weights: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 }),
            checks: fc.array(fc.option(fc.constantFrom(...checkIds), { nil: undefined }), {
                minLength: 3,
                maxLength: 3,
            }),
            evaluate: fc.boolean(),
        })
        .map(({ policy, weights, checks, evaluate }) => (name) => {
            const count = targets.length > 0 ? targets.length : policy === "failover" ? 2 : 3;
            return Array.from({ length: count }, (_, at) => {
                const check = checks[at];
                const fields = {
                    SetIdentifier: String(at),
                    ...(check === undefined ? {} : { HealthCheckId: check }),
                    ...policies[policy]?.(at, at === count - 1, weights[at] ?? 0),
                };
                const target = targets[at];
                return target === undefined
                    ? address(name, `${name}-${at}`, fields)
                    : alias(name, { to: target, evaluate }, fields);
            });
        });
}
