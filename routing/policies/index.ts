import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { RoutingError } from "../errors";
import { failover } from "./failover";
import { latency } from "./latency";
import type { Policy } from "./policy";
import { simple } from "./simple";
import { weighted } from "./weighted";

export type { Choice, Latencies, Policy } from "./policy";

/** Which field makes a record one of a policy, and who handles it: a name alone is a policy that is not built. */
const byField: readonly (readonly [keyof ResourceRecordSet, Policy | string])[] = [
    ["Weight", weighted],
    ["Failover", failover],
    ["Region", latency],
    ["GeoLocation", "geolocation"],
    ["GeoProximityLocation", "geoproximity"],
    ["CidrRoutingConfig", "IP-based"],
    ["MultiValueAnswer", "multivalue answer"],
];

/**
 * The one policy of a group.
 * @throws RoutingError when records of different policies share a name and type, when the policy refuses the group, or is not built.
 */
export function policyOf(where: string, records: readonly ResourceRecordSet[]): Policy {
    const policies = new Set(records.map(policyOfRecord));
    const [policy, other] = policies;
    if (policy === undefined || other !== undefined) {
        const names = [...policies].map((one) => (typeof one === "string" ? one : one.name));
        throw new RoutingError("invalid-zone", `${where}: expected one routing policy, got ${names.join(" and ")}`);
    }
    if (typeof policy === "string") {
        throw new RoutingError(
            "not-built",
            `${where}: ${policy} routing is deployed but not evaluated here; use latency, weighted or failover for it`,
        );
    }
    const problems = [...policy.problems(records), ...identifierProblems(policy, records)];
    if (problems.length > 0) {
        throw new RoutingError("invalid-zone", `${where}: ${problems.join("; ")}`);
    }
    return policy;
}

function policyOfRecord(record: ResourceRecordSet): Policy | string {
    return byField.find(([field]) => record[field] !== undefined)?.[1] ?? simple;
}

function identifierProblems(policy: Policy, records: readonly ResourceRecordSet[]): string[] {
    const identifiers = records.map(({ SetIdentifier }) => SetIdentifier);
    const unique = new Set(identifiers).size === identifiers.length && !identifiers.includes(undefined);
    return policy === simple || unique ? [] : ["SetIdentifier: expected one for each record, all different"];
}
