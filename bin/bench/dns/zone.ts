import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import type { Zone, ZoneState } from "../../../routing/zone";

/** The zone that every server answers for. */
export const apex = "bench.example";

/** Names that are drawn by weight, all of one length: a server that copies a constant answer can answer for each. */
export const weightedNames = Array.from({ length: 100 }, (_, at) => `w${at.toFixed().padStart(2, "0")}.${apex}`);

/** What each of them is answered with, and how often. */
export const choices = [
    { setIdentifier: "eu-west-1", address: "10.1.0.1", weight: 3 },
    { setIdentifier: "us-east-1", address: "10.2.0.1", weight: 1 },
] as const;

export const ttlSeconds = 30;
export const soaValue = `ns1.${apex}. host.${apex}. 1 7200 900 1209600 300`;

/** One address, and the same address below three levels of aliases. */
export const flatName = `flat.${apex}`;
export const treeName = `tree.${apex}`;

const zoneId = "ZBENCH";

/** As our server takes it: the weighted names, the flat one and the tree. */
export function benchZone(): Zone {
    const apexRecords: ResourceRecordSet[] = [
        { Name: `${apex}.`, Type: "SOA", TTL: 900, ResourceRecords: [{ Value: soaValue }] },
        { Name: `${apex}.`, Type: "NS", TTL: 3600, ResourceRecords: [{ Value: `ns1.${apex}.` }] },
    ];
    return {
        HostedZone: { Id: `/hostedzone/${zoneId}`, Name: `${apex}.`, CallerReference: "bench" },
        ResourceRecordSets: [
            ...apexRecords,
            ...weightedNames.flatMap((name) => drawn(name)),
            { Name: `${flatName}.`, Type: "A", TTL: ttlSeconds, ResourceRecords: [{ Value: choices[0].address }] },
            ...tree(),
        ],
        HealthChecks: [],
    };
}

function drawn(name: string): ResourceRecordSet[] {
    return choices.map(({ setIdentifier, address, weight }) => ({
        Name: `${name}.`,
        Type: "A",
        TTL: ttlSeconds,
        SetIdentifier: setIdentifier,
        Weight: weight,
        ResourceRecords: [{ Value: address }],
    }));
}

/** A failover pair over latency groups over weighted records: three levels, as the platform's own tree is built. */
function tree(): ResourceRecordSet[] {
    const alias = (Name: string, target: string, fields: Partial<ResourceRecordSet>): ResourceRecordSet => ({
        Name: `${Name}.`,
        Type: "A",
        AliasTarget: { HostedZoneId: zoneId, DNSName: `${target}.`, EvaluateTargetHealth: true },
        ...fields,
    });
    const group = (side: string) => `${side}.${treeName}`;
    const leaf = (side: string, region: string) => `${region}.${side}.${treeName}`;
    const regions = choices.map(({ setIdentifier }) => setIdentifier);
    const sides = ["active", "standby"];
    return [
        alias(treeName, group("active"), { SetIdentifier: "primary", Failover: "PRIMARY" }),
        alias(treeName, group("standby"), { SetIdentifier: "secondary", Failover: "SECONDARY" }),
        ...sides.flatMap((side) =>
            regions.map((Region) => alias(group(side), leaf(side, Region), { SetIdentifier: Region, Region })),
        ),
        ...sides.flatMap((side) => regions.flatMap((region) => drawn(leaf(side, region)))),
    ];
}

/** Where every client of the bench is. */
export const clientRegion = "eu-west-1";

export const benchState: ZoneState = { latency: { [clientRegion]: { "eu-west-1": 1, "us-east-1": 80 } } };
