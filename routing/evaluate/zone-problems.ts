import type { HealthCheck, ResourceRecordSet } from "@aws-sdk/client-route-53";
import type { RoutingErrorCode } from "../errors";
import { canonicalName } from "../names";
import { policies, unknownOrigins, type PolicyOf } from "../policies";
import { addressBlock } from "../places/address";
import type { CidrCollection, Zone } from "../zone";
import { checkId, groupKey } from "./keys";
import { recordProblems } from "./record-problems";

/** Something for which Route 53 would refuse a zone, or that is not built here. */
export interface ZoneProblem {
    readonly code: Extract<RoutingErrorCode, "invalid-zone" | "not-built">;
    /** The record's name and type, or the health check's id. */
    readonly where: string;
    /** What, and what was expected: one line. */
    readonly message: string;
}

/** Everything that is wrong with a zone, at once. Empty for a zone that can be answered from. */
export function zoneProblems(zone: Zone): readonly ZoneProblem[] {
    const groups = grouped(zone.ResourceRecordSets, (record) =>
        groupKey(canonicalName(record.Name ?? ""), record.Type ?? ""),
    );
    const policyOf = policies(zone.CidrCollections ?? []);
    const problems = [
        ...[...groups].flatMap(([where, records]) => groupProblems(where, records, policyOf)),
        ...recordProblems(zone, groups),
        ...cnameProblems(zone, groups),
        ...checkProblems(zone.HealthChecks),
        ...(zone.CidrCollections ?? []).flatMap(collectionProblems),
    ].map((problem) => ({ code: "invalid-zone" as const, ...problem }));
    const unbuilt = [...groups].flatMap(([where, records]) =>
        unknownOrigins(records).map((message) => ({ code: "not-built" as const, where, message })),
    );
    return [...problems, ...unbuilt];
}

/** A problem of the usual kind. */
export type InvalidZone = Omit<ZoneProblem, "code">;

function groupProblems(where: string, records: readonly ResourceRecordSet[], policyOf: PolicyOf): InvalidZone[] {
    const used = new Set(records.flatMap(policyOf));
    const [policy, other] = used;
    if (policy === undefined || other !== undefined) {
        const names = [...used].map(({ name }) => name).join(" and ");
        return [{ where, message: `expected one routing policy, got ${names}` }];
    }
    const identifiers = policy.name === "simple" ? unusedIdentifiers(records) : identifierProblems(records);
    const messages = [...policy.problems(records), ...identifiers];
    return messages.map((message) => ({ where, message }));
}

/** SetIdentifier is for "resource record sets that have a routing policy other than simple" (API reference, ResourceRecordSet). */
function unusedIdentifiers(records: readonly ResourceRecordSet[]): string[] {
    const used = records.some(({ SetIdentifier }) => SetIdentifier !== undefined);
    return used ? ["SetIdentifier: expected none without a routing policy"] : [];
}

function identifierProblems(records: readonly ResourceRecordSet[]): string[] {
    const identifiers = records.map(({ SetIdentifier }) => SetIdentifier);
    const unique = new Set(identifiers).size === identifiers.length && !identifiers.includes(undefined);
    const simple = records.some(({ Type }) => Type === "NS" || Type === "SOA");
    return [
        ...(unique ? [] : ["SetIdentifier: expected one for each record, all different"]),
        ...(simple ? ["expected simple routing: NS and SOA records have no other"] : []),
    ];
}

/** "If you create a CNAME record for a subdomain, you cannot create any other records for that subdomain" (guide, ResourceRecordTypes). */
function cnameProblems(zone: Zone, groups: ReadonlyMap<string, readonly ResourceRecordSet[]>): InvalidZone[] {
    const apex = canonicalName(zone.HostedZone.Name ?? "");
    const typesAt = grouped([...groups.keys()], (key) => key.slice(0, key.lastIndexOf(" ")));
    return [...typesAt].flatMap(([name, keys]) => {
        if (!keys.includes(groupKey(name, "CNAME"))) {
            return [];
        }
        const where = groupKey(name, "CNAME");
        const others = keys.filter((key) => key !== where).map((key) => key.slice(name.length + 1));
        return [
            ...(name === apex ? [{ where, message: "expected no CNAME at the zone's apex" }] : []),
            ...(others.length > 0
                ? [{ where, message: `expected no other record beside a CNAME, got ${others.join(", ")}` }]
                : []),
        ];
    });
}

const mostChildren = 255;

/** Of calculated checks (guide, dns-failover-determining-health-of-endpoints and DNSLimitations). */
function checkProblems(checks: readonly HealthCheck[]): InvalidZone[] {
    const byId = new Map(checks.map((check) => [checkId(check), check]));
    const twice = checks.filter((check) => byId.get(checkId(check)) !== check).map(checkId);
    return [
        ...twice.map((id) => ({
            where: `health check "${id}"`,
            message: "expected one check of this id, got several",
        })),
        ...checks.flatMap((check) => childProblems(check, byId)),
    ];
}

function childProblems(check: HealthCheck, byId: ReadonlyMap<string, HealthCheck>): InvalidZone[] {
    const where = `health check "${checkId(check)}"`;
    const children = check.HealthCheckConfig?.ChildHealthChecks ?? [];
    const size =
        children.length > mostChildren
            ? [`ChildHealthChecks: expected at most ${mostChildren}, got ${children.length}`]
            : [];
    const wrong = children.flatMap((id) => {
        const child = byId.get(id);
        if (!child) {
            return [`ChildHealthChecks: expected a health check of the zone, got "${id}"`];
        }
        const calculated = child.HealthCheckConfig?.Type === "CALCULATED";
        return calculated ? [`ChildHealthChecks: expected no calculated check, got "${id}"`] : [];
    });
    return [...size, ...wrong].map((message) => ({ where, message }));
}

/** "CIDR blocks between 1 and 24 bits of length", 48 for IPv6 (guide, routing-policy-ipbased). */
const longestBlock = { 4: 24, 6: 48 } as const;

function collectionProblems({ Name, CidrBlocks }: CidrCollection): InvalidZone[] {
    const where = `CIDR collection "${Name}"`;
    return CidrBlocks.flatMap(({ CidrBlock = "" }) => {
        const block = addressBlock(CidrBlock);
        const valid = block && block.prefixLength >= 1 && block.prefixLength <= longestBlock[block.family];
        return valid ? [] : [{ where, message: `expected a block of /1 to /24, or /48 for IPv6, got ${CidrBlock}` }];
    });
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
    const groups = new Map<string, T[]>();
    for (const item of items) {
        const key = keyOf(item);
        const group = groups.get(key) ?? [];
        groups.set(key, group);
        group.push(item);
    }
    return groups;
}
