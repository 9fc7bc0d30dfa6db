import type { HealthCheckConfig, ResourceRecordSet } from "@aws-sdk/client-route-53";
import type { PlanFacts } from "../../../routing/lint/facts";
import type { Zone } from "../../../routing/zone";
import { address, alias, zone } from "../zones";

/** The smallest zone that breaks a rule, and the neighbour that does not: what stands between them is the rule. */
export interface LintCase {
    readonly rule: string;
    /** The mistake, when one rule has several. */
    readonly of?: string;
    readonly breaks: LintInput;
    readonly where: string;
    readonly keeps: LintInput;
}

export interface LintInput {
    readonly zone: Zone;
    readonly facts?: PlanFacts;
}

export type Fields = Partial<ResourceRecordSet>;
export type Checks = { readonly [id: string]: Partial<HealthCheckConfig> };

export const app = "app.example.com.";

/** Two public addresses as primary and secondary, each with a check that watches it. */
export function pair(primary: Fields = {}, secondary: Fields = {}, checks: Checks = watched): LintInput {
    return {
        zone: zone(
            [
                address(app, "203.0.113.1", {
                    Failover: "PRIMARY",
                    SetIdentifier: "p",
                    HealthCheckId: "p",
                    ...primary,
                }),
                address(app, "203.0.113.2", {
                    Failover: "SECONDARY",
                    SetIdentifier: "s",
                    HealthCheckId: "s",
                    ...secondary,
                }),
            ],
            checks,
        ),
    };
}

const watched: Checks = { p: { IPAddress: "203.0.113.1" }, s: { IPAddress: "203.0.113.2" } };

/** The pair with the primary's check changed. */
export function primaryCheck(config: Partial<HealthCheckConfig>): LintInput {
    return pair({}, {}, { ...watched, p: { ...watched["p"], ...config } });
}

/** A record set without a field that the pair's has. */
export function without(field: keyof ResourceRecordSet): Fields {
    return { [field]: undefined };
}

export type Region = "eu-west-1" | "eu-central-1";

/** An alias to a region's balancer. */
export function balancer(
    name: string,
    region: Region,
    fields: Fields & { evaluate?: boolean } = {},
): ResourceRecordSet {
    const { evaluate = true, ...rest } = fields;
    return alias(name, { to: `${region}.elb.amazonaws.com`, balancer: true, evaluate }, rest);
}

/** Two balancers by latency. */
export function latency(
    fields: (region: Region) => Fields & { evaluate?: boolean },
    checks: Checks = {},
    others: readonly ResourceRecordSet[] = [],
): LintInput {
    const regions = ["eu-west-1", "eu-central-1"] as const;
    const records = regions.map((region) =>
        balancer(app, region, { Region: region, SetIdentifier: region, ...fields(region) }),
    );
    return { zone: zone([...records, ...others], checks) };
}

/** Endpoint checks of both regions' own names. */
export const regional: Checks = {
    "eu-west-1": { FullyQualifiedDomainName: "eu-west-1.app.example.net" },
    "eu-central-1": { FullyQualifiedDomainName: "eu-central-1.app.example.net" },
};

/** Records of one policy with an identifier and a check each. */
export function group(fields: readonly Fields[]): LintInput {
    const records = fields.map((own, at) =>
        address(app, `203.0.113.${at + 1}`, { SetIdentifier: String(at), HealthCheckId: `c${at}`, ...own }),
    );
    return {
        zone: zone(
            records,
            Object.fromEntries(records.map((_, at) => [`c${at}`, { IPAddress: `203.0.113.${at + 1}` }])),
        ),
    };
}

/** A plan with one cell in each of two regions; `facts` changes it. */
export function planned(facts: Partial<PlanFacts> = {}): PlanFacts {
    return {
        balancers: new Map([standing("eu-west-1"), standing("eu-central-1")]),
        alarms: new Map(),
        cells: ["eu-west-1", "eu-central-1"],
        readRtoSeconds: 120,
        healthToDnsSeconds: 5,
        recordEditors: [],
        ...facts,
    };
}

/** A balancer with instances behind it. */
export function standing(
    region: Region,
    instances = 2,
): [string, PlanFacts["balancers"] extends ReadonlyMap<string, infer B> ? B : never] {
    return [
        `${region}.elb.amazonaws.com`,
        {
            urn: `urn:${region}`,
            region,
            targetGroups: [{ urn: `urn:${region}-targets`, instances }],
            redirectingPorts: [80],
        },
    ];
}
