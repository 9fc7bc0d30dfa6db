import type { HealthCheckConfig, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { RoutingError } from "../errors";
import { canonicalName, isWithin, parentName } from "../names";
import { policyOf, type Policy } from "../policies";
import type { Zone } from "../zone";

/** Records of one name and type: they share one policy. */
export interface RecordGroup {
    /** Canonical. */
    readonly name: string;
    readonly type: string;
    readonly policy: Policy;
    readonly records: readonly [ResourceRecordSet, ...ResourceRecordSet[]];
}

/** A zone, arranged for look-up. */
export interface ZoneIndex {
    /** Canonical apex. */
    readonly name: string;
    /** Without the `/hostedzone/` that the API puts before it. */
    readonly id: string;
    readonly negativeTtl: number;
    /** The group that answers for a canonical name: its own, or a wildcard's. */
    find(name: string, type: string): RecordGroup | undefined;
    /** Whether a canonical name has records of any type, or names below it: then an answer without records is no NXDOMAIN. */
    exists(name: string): boolean;
    check(id: string): HealthCheckConfig;
}

/** The SOA that Route 53 gives a new zone has TTL 900 and minimum 86400 (SOA-NSrecords page of its guide). */
const defaultNegativeTtl = 900;

const indexes = new WeakMap<Zone, ZoneIndex>();

/** Built once a zone object; zones are not changed in place. */
export function indexOf(zone: Zone): ZoneIndex {
    const known = indexes.get(zone);
    if (known) {
        return known;
    }
    const index = buildIndex(zone);
    indexes.set(zone, index);
    return index;
}

function buildIndex(zone: Zone): ZoneIndex {
    const apex = canonicalName(zone.HostedZone.Name ?? "");
    const groups = groupRecords(zone, apex);
    const names = existingNames([...groups.values()], apex);
    const checks = new Map(zone.HealthChecks.map(({ Id, HealthCheckConfig }) => [Id, HealthCheckConfig]));
    const exists = (name: string) => names.has(name);
    return {
        name: apex,
        id: (zone.HostedZone.Id ?? "").replace(/^\/hostedzone\//, ""),
        negativeTtl: negativeTtl(groups.get(`${apex} SOA`)),
        exists: (name) => exists(name) || exists(wildcardFor(name, exists)),
        find: (name, type) => groups.get(`${exists(name) ? name : wildcardFor(name, exists)} ${type}`),
        check: (id) => {
            const config = checks.get(id);
            if (!config) {
                throw new RoutingError(
                    "invalid-zone",
                    `HealthCheckId: expected a health check of the zone, got "${id}"`,
                );
            }
            return config;
        },
    };
}

function groupRecords(zone: Zone, apex: string): Map<string, RecordGroup> {
    const lists = new Map<string, [ResourceRecordSet, ...ResourceRecordSet[]]>();
    for (const record of zone.ResourceRecordSets) {
        const name = canonicalName(record.Name ?? "");
        if (!isWithin(name, apex)) {
            throw new RoutingError("invalid-zone", `${name}: expected a name in zone ${apex}`);
        }
        const key = `${name} ${record.Type ?? ""}`;
        const list = lists.get(key);
        if (list) {
            list.push(record);
        } else {
            lists.set(key, [record]);
        }
    }
    return new Map([...lists].map(([key, records]) => [key, groupOf(records)]));
}

function groupOf(records: RecordGroup["records"]): RecordGroup {
    const [first] = records;
    const name = canonicalName(first.Name ?? "");
    const type = first.Type ?? "";
    return { name, type, policy: policyOf(`${name} ${type}`, records), records };
}

/** Every name with records, and every name between one and the apex (an empty non-terminal exists, RFC 8020). */
function existingNames(groups: readonly RecordGroup[], apex: string): Set<string> {
    const names = new Set([apex]);
    for (const group of groups) {
        for (let name = group.name; isWithin(name, apex) && !names.has(name); name = parentName(name)) {
            names.add(name);
        }
    }
    return names;
}

/** The wildcard below the closest existing ancestor: the only one that may answer (RFC 4592). */
function wildcardFor(name: string, exists: (name: string) => boolean): string {
    let ancestor = parentName(name);
    while (ancestor !== "" && !exists(ancestor)) {
        ancestor = parentName(ancestor);
    }
    return `*.${ancestor}`;
}

/** The smaller of the SOA's own TTL and its last field (RFC 2308, section 5). */
function negativeTtl(soa: RecordGroup | undefined): number {
    const minimum = Number(soa?.records[0].ResourceRecords?.[0]?.Value?.split(/\s+/)[6]);
    return soa && Number.isFinite(minimum) ? Math.min(soa.records[0].TTL ?? 0, minimum) : defaultNegativeTtl;
}
