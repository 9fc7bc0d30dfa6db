import type { HealthCheck, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { RoutingError } from "../errors";
import { canonicalName, isWithin, parentName, wildcardFor } from "../names";
import { policies } from "../policies";
import type { Zone } from "../zone";
import { aliasService } from "./alias-services";
import type { Check, Member, RecordGroup, Target } from "./group";
import { bareId, checkId, compareTexts, groupKey, targetName, zoneId } from "./keys";
import { zoneProblems } from "./zone-problems";

/** A name of the zone. */
export interface ZoneNode {
    /** By type; none at a name that exists only because names below it do (an empty non-terminal, RFC 8020). */
    readonly groups: ReadonlyMap<string, RecordGroup>;
}

/** A zone, arranged for look-up. */
export interface ZoneIndex {
    /** Canonical apex. */
    readonly name: string;
    readonly negativeTtl: number;
    /** What answers for a canonical name in the zone: the name itself, or a wildcard; undefined when the name does not exist. */
    find(name: string): ZoneNode | undefined;
    /** Whether a canonical name in the zone, one without records of its own too, is no NXDOMAIN. */
    exists(name: string): boolean;
    /** The name servers to which a canonical name is delegated; undefined when this zone answers for it. */
    delegation(name: string, type: string): RecordGroup | undefined;
}

/** The SOA that Route 53 gives a new zone has TTL 900 and minimum 86400 (SOA-NSrecords page of its guide). */
const defaultNegativeTtl = 900;

const indexes = new WeakMap<Zone, ZoneIndex>();

/**
 * Built once a zone object; zones are not changed in place.
 * @throws RoutingError for a zone that Route 53 would refuse: its first problem, and how many more there are
 */
export function indexOf(zone: Zone): ZoneIndex {
    const known = indexes.get(zone);
    if (known) {
        return known;
    }
    const [first, ...rest] = zoneProblems(zone);
    if (first) {
        const more = rest.length > 0 ? ` (and ${rest.length} more)` : "";
        throw new RoutingError(first.code, `${first.where}: ${first.message}${more}`);
    }
    const index = buildIndex(zone);
    indexes.set(zone, index);
    return index;
}

function buildIndex(zone: Zone): ZoneIndex {
    const apex = canonicalName(zone.HostedZone.Name ?? "");
    const groups = groupsOf(zone);
    const nodes = nodesOf(groups, apex);
    const cuts = new Map(
        groups.filter(({ name, type }) => type === "NS" && name !== apex).map((group) => [group.name, group]),
    );
    return {
        name: apex,
        negativeTtl: negativeTtl(nodes.get(apex)?.groups.get("SOA")),
        find: (name) => nodes.get(name) ?? nodes.get(wildcardFor(name, nodes)),
        exists: (name) => name === apex || exists(name, nodes),
        delegation: (name, type) => (cuts.size === 0 ? undefined : highestCut(name, type, cuts)),
    };
}

function groupsOf(zone: Zone): RecordGroup[] {
    const policyOf = policies(zone.CidrCollections ?? []);
    const checks = checksOf(zone.HealthChecks);
    const groups = new Map<string, RecordGroup & { members: Member[]; watched: boolean; depth: number }>();
    for (const record of zone.ResourceRecordSets) {
        const name = canonicalName(record.Name ?? "");
        const type = record.Type ?? "";
        const key = groupKey(name, type);
        if (!groups.has(key)) {
            const memory = { question: 0, alive: true };
            const [policy] = policyOf(record);
            groups.set(key, { name, type, policy, members: [], watched: false, depth: Infinity, memory });
        }
    }
    const own = zoneId(zone);
    for (const record of zone.ResourceRecordSets) {
        const group = groups.get(groupKey(canonicalName(record.Name ?? ""), record.Type ?? ""));
        const check = record.HealthCheckId === undefined ? undefined : checks.get(record.HealthCheckId);
        const evaluated = record.AliasTarget?.EvaluateTargetHealth === true;
        const member = { record, check, evaluated, target: targetOf(record, own, groups) };
        if (group) {
            group.members.push(member);
            group.watched ||= evaluated || check !== undefined;
        }
    }
    const all = [...groups.values()];
    all.forEach((group) => {
        // Nothing depends on the order in which records are listed.
        group.members.sort((a, b) => compareTexts(a.record.SetIdentifier ?? "", b.record.SetIdentifier ?? ""));
    });
    setDepths(all);
    return all;
}

/** A record group of the same zone when the alias names the zone's own id, a resource of AWS otherwise. */
function targetOf(record: ResourceRecordSet, own: string, groups: ReadonlyMap<string, RecordGroup>): Target {
    const { AliasTarget, ResourceRecords, TTL, Type } = record;
    if (!AliasTarget) {
        return { kind: "values", values: (ResourceRecords ?? []).map(({ Value }) => Value ?? ""), ttl: TTL ?? 0 };
    }
    const name = canonicalName(AliasTarget.DNSName ?? "");
    const group = bareId(AliasTarget.HostedZoneId) === own ? groups.get(groupKey(name, Type ?? "")) : undefined;
    return group
        ? { kind: "group", group }
        : { kind: "resource", name: targetName(name), service: aliasService(name, AliasTarget.HostedZoneId ?? "") };
}

/** From the groups without aliases up, each once: those that are never reached lead to a cycle. */
function setDepths(groups: readonly (RecordGroup & { depth: number })[]): void {
    const above = new Map<RecordGroup, (RecordGroup & { depth: number })[]>(groups.map((group) => [group, []]));
    const open = new Map<RecordGroup, number>();
    for (const group of groups) {
        const below = targetsOf(group);
        open.set(group, below.length);
        below.forEach((target) => above.get(target)?.push(group));
    }
    const settled = groups.filter((group) => open.get(group) === 0);
    for (const group of settled) {
        group.depth = Math.max(0, ...targetsOf(group).map(({ depth }) => depth + 1));
        for (const parent of above.get(group) ?? []) {
            const left = (open.get(parent) ?? 0) - 1;
            open.set(parent, left);
            if (left === 0) {
                settled.push(parent);
            }
        }
    }
}

function targetsOf({ members }: RecordGroup): RecordGroup[] {
    return members.flatMap(({ target }) => (target.kind === "group" ? [target.group] : []));
}

/** Following aliases from a group that leads to a cycle: the names up to the first that comes a second time. */
export function cycleFrom(group: RecordGroup): string {
    const way = new Set<RecordGroup>();
    let at: RecordGroup | undefined = group;
    while (at && !way.has(at)) {
        way.add(at);
        at = targetsOf(at).find(({ depth }) => depth === Infinity);
    }
    return [...way, ...(at ? [at] : [])].map(({ name, type }) => `${name} ${type}`).join(" -> ");
}

function checksOf(list: readonly HealthCheck[]): Map<string, Check> {
    const checks = new Map<string, Check & { children: Check[] }>();
    for (const check of list) {
        const config = check.HealthCheckConfig ?? { Type: undefined };
        checks.set(checkId(check), { id: checkId(check), config, children: [] });
    }
    for (const { config, children } of checks.values()) {
        for (const id of config.ChildHealthChecks ?? []) {
            const child = checks.get(id);
            children.push(...(child ? [child] : []));
        }
    }
    return checks;
}

/** Every name with records, and every name between one and the apex. */
function nodesOf(groups: readonly RecordGroup[], apex: string): Map<string, { groups: Map<string, RecordGroup> }> {
    const nodes = new Map([[apex, { groups: new Map<string, RecordGroup>() }]]);
    for (const group of groups) {
        for (let name = group.name; isWithin(name, apex) && !nodes.has(name); name = parentName(name)) {
            nodes.set(name, { groups: new Map() });
        }
        nodes.get(group.name)?.groups.set(group.type, group);
    }
    return nodes;
}

/**
 * A name with records, or above one that has; but "if you create a record named *.example.com and there's no example.com
 * record, Route 53 responds to DNS queries for example.com with NXDOMAIN" (guide, DomainNameFormat), against RFC 8020.
 */
function exists(name: string, nodes: ReadonlyMap<string, ZoneNode>): boolean {
    const own = nodes.get(name);
    const wildcard = own?.groups.size === 0 ? nodes.get(`*.${name}`) : undefined;
    const isOnlyAboveWildcard = wildcard !== undefined && wildcard.groups.size > 0;
    return own ? !isOnlyAboveWildcard : nodes.has(wildcardFor(name, nodes));
}

/**
 * The delegation nearest to the apex answers for all below it (RFC 1034, section 4.3.2). The DS records of a delegation are
 * the parent's own (RFC 4035, section 3.1.4.1).
 */
function highestCut(name: string, type: string, cuts: ReadonlyMap<string, RecordGroup>): RecordGroup | undefined {
    let cut: RecordGroup | undefined;
    for (let at = type === "DS" ? parentName(name) : name; at !== ""; at = parentName(at)) {
        cut = cuts.get(at) ?? cut;
    }
    return cut;
}

/** The smaller of the SOA's own TTL and its last field (RFC 2308, section 5). */
function negativeTtl(soa: RecordGroup | undefined): number {
    const target = soa?.members[0]?.target;
    const minimum = target?.kind === "values" ? Number(target.values[0]?.trim().split(/\s+/)[6]) : NaN;
    return target?.kind === "values" && Number.isFinite(minimum) ? Math.min(target.ttl, minimum) : defaultNegativeTtl;
}
