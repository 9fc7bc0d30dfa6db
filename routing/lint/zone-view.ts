import type { HealthCheck, HealthCheckConfig, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { checkId, groupKey, zoneId } from "../evaluate/keys";
import { canonicalName, isWithin, parentName } from "../names";
import type { Zone } from "../zone";
import { regionIn } from "../lost-region";
import { endpointOf, targetName } from "./endpoints";

/** Records of one name and type. Unlike the evaluator's, it may be one that Route 53 would refuse. */
export interface LintGroup {
    /** Canonical. */
    readonly name: string;
    readonly type: string;
    readonly records: readonly ResourceRecordSet[];
}

/** Where a record leads. */
export type Target =
    | { readonly kind: "values" }
    | { readonly kind: "resource"; readonly name: string }
    | { readonly kind: "group"; readonly group: LintGroup }
    | { readonly kind: "missing"; readonly name: string };

/** An end of a tree, with the records that lead there. */
export interface Leaf {
    /** From the tree's top to the leaf itself. */
    readonly path: readonly [ResourceRecordSet, ...ResourceRecordSet[]];
    readonly record: ResourceRecordSet;
    /** What dies together: the AWS region that it names, or its own address when it names none. */
    readonly place: string;
    /** Addresses, or the target's DNS name. */
    readonly answers: readonly string[];
}

/** A zone, arranged for rules: total, whatever is wrong with it, and the same for any order of records. */
export interface ZoneView {
    /** With records and checks in one order, whatever order they came in. */
    readonly zone: Zone;
    /** Canonical. */
    readonly apex: string;
    readonly groups: readonly LintGroup[];
    readonly checks: readonly HealthCheck[];
    group(name: string, type: string): LintGroup | undefined;
    groupOf(record: ResourceRecordSet): LintGroup;
    target(record: ResourceRecordSet): Target;
    /** Groups that no alias of another group leads to. */
    readonly roots: readonly LintGroup[];
    /** Ends of the tree below a group; a loop of aliases has none. */
    leaves(group: LintGroup): readonly Leaf[];
    check(id: string | undefined): HealthCheck | undefined;
    /** A check's children that exist; nothing unless it is calculated. */
    children(check: HealthCheck): readonly HealthCheck[];
    /** Records whose health a check decides, by itself or as a child. */
    users(check: HealthCheck): readonly ResourceRecordSet[];
    /** Ends of trees that those records lead to. */
    leavesBehind(check: HealthCheck): readonly Leaf[];
}

const views = new WeakMap<Zone, ZoneView>();

/** Built once for each zone object. */
export function viewOf(zone: Zone): ZoneView {
    const known = views.get(zone);
    const view = known ?? new View(zone);
    views.set(zone, view);
    return view;
}

class View implements ZoneView {
    readonly zone: Zone;
    readonly apex: string;
    readonly groups: readonly LintGroup[];
    readonly checks: readonly HealthCheck[];
    readonly roots: readonly LintGroup[];
    private readonly byKey: ReadonlyMap<string, LintGroup>;
    private readonly names: ReadonlySet<string>;
    private readonly byId: ReadonlyMap<string, HealthCheck>;
    private readonly known = new Map<LintGroup, readonly Leaf[]>();
    private usersById: ReadonlyMap<string, readonly ResourceRecordSet[]> | undefined;
    private leavesByRecord: ReadonlyMap<ResourceRecordSet, readonly Leaf[]> | undefined;

    constructor(zone: Zone) {
        this.apex = canonicalName(zone.HostedZone.Name ?? "");
        this.byKey = groupRecords(zone.ResourceRecordSets);
        this.groups = [...this.byKey.values()].sort((a, b) =>
            compare(groupKey(a.name, a.type), groupKey(b.name, b.type)),
        );
        this.names = namesOf(this.groups, this.apex);
        this.checks = zone.HealthChecks.toSorted(
            (a, b) => compare(checkId(a), checkId(b)) || compare(JSON.stringify(a), JSON.stringify(b)),
        );
        const records = this.groups.flatMap((group) => group.records);
        this.zone = { ...zone, ResourceRecordSets: records, HealthChecks: this.checks };
        this.byId = new Map(this.checks.map((check) => [check.Id ?? "", check]));
        this.roots = this.findRoots();
    }

    group(name: string, type: string): LintGroup | undefined {
        const canonical = canonicalName(name);
        return this.byKey.get(groupKey(this.names.has(canonical) ? canonical : this.wildcard(canonical), type));
    }

    groupOf(record: ResourceRecordSet): LintGroup {
        const key = groupKey(canonicalName(record.Name ?? ""), record.Type ?? "");
        return this.byKey.get(key) ?? { name: canonicalName(record.Name ?? ""), type: record.Type ?? "", records: [] };
    }

    target({ AliasTarget, Type }: ResourceRecordSet): Target {
        if (!AliasTarget) {
            return { kind: "values" };
        }
        if (AliasTarget.HostedZoneId !== zoneId(this.zone)) {
            return { kind: "resource", name: targetName(AliasTarget.DNSName ?? "") };
        }
        const name = canonicalName(AliasTarget.DNSName ?? "");
        const group = this.group(name, Type ?? "");
        return group ? { kind: "group", group } : { kind: "missing", name };
    }

    leaves(group: LintGroup): readonly Leaf[] {
        const known = this.known.get(group);
        const leaves = known ?? this.walk(group, [], []);
        this.known.set(group, leaves);
        return leaves;
    }

    check(id: string | undefined): HealthCheck | undefined {
        return id === undefined ? undefined : this.byId.get(id);
    }

    children(check: HealthCheck): readonly HealthCheck[] {
        return configOf(check).ChildHealthChecks?.flatMap((id) => this.byId.get(id) ?? []) ?? [];
    }

    users(check: HealthCheck): readonly ResourceRecordSet[] {
        return (this.usersById ??= this.findUsers()).get(checkId(check)) ?? [];
    }

    leavesBehind(check: HealthCheck): readonly Leaf[] {
        this.leavesByRecord ??= this.findLeaves();
        return [...new Set(this.users(check).flatMap((record) => this.leavesByRecord?.get(record) ?? []))];
    }

    private findUsers(): Map<string, ResourceRecordSet[]> {
        const found = new Map<string, ResourceRecordSet[]>();
        for (const record of this.zone.ResourceRecordSets) {
            const check = this.check(record.HealthCheckId);
            for (const id of check ? [checkId(check), ...(configOf(check).ChildHealthChecks ?? [])] : []) {
                found.set(id, [...(found.get(id) ?? []), record]);
            }
        }
        return found;
    }

    private findLeaves(): Map<ResourceRecordSet, Leaf[]> {
        const found = new Map<ResourceRecordSet, Leaf[]>();
        for (const leaf of this.roots.flatMap((root) => this.leaves(root))) {
            for (const record of leaf.path) {
                const leaves = found.get(record);
                if (leaves) {
                    leaves.push(leaf);
                } else {
                    found.set(record, [leaf]);
                }
            }
        }
        return found;
    }

    private findRoots(): readonly LintGroup[] {
        const led = new Set<LintGroup>();
        for (const group of this.groups) {
            for (const record of group.records) {
                const target = this.target(record);
                if (target.kind === "group" && target.group !== group) {
                    led.add(target.group);
                }
            }
        }
        return this.groups.filter((group) => !led.has(group));
    }

    private walk(group: LintGroup, path: readonly ResourceRecordSet[], trail: readonly LintGroup[]): readonly Leaf[] {
        if (trail.includes(group)) {
            return [];
        }
        return group.records.flatMap((record) => {
            const target = this.target(record);
            if (target.kind === "group") {
                return this.walk(target.group, [...path, record], [...trail, group]);
            }
            return target.kind === "missing" ? [] : [leafOf([...path, record] as unknown as Leaf["path"], record)];
        });
    }

    /** The wildcard below the closest existing ancestor (RFC 4592). */
    private wildcard(name: string): string {
        let ancestor = parentName(name);
        while (ancestor !== "" && !this.names.has(ancestor)) {
            ancestor = parentName(ancestor);
        }
        return `*.${ancestor}`;
    }
}

/** A check's settings; nothing set when AWS returned none. */
export function configOf({ HealthCheckConfig: config }: HealthCheck): Partial<HealthCheckConfig> {
    return config ?? {};
}

/** Whether checkers ask something, rather than an alarm, a switch or other checks. */
export function isEndpoint(check: HealthCheck): boolean {
    return /^(HTTPS?(_STR_MATCH)?|TCP)$/.test(configOf(check).Type ?? "");
}

/** How a finding names a record. */
export function whereOf({ Name, Type, SetIdentifier }: ResourceRecordSet): string {
    const identifier = SetIdentifier === undefined ? "" : ` "${SetIdentifier}"`;
    return `${canonicalName(Name ?? "")} ${Type ?? ""}${identifier}`;
}

/** How a finding names all records of a name and type. */
export function whereOfGroup({ name, type }: LintGroup): string {
    return `${name} ${type}`;
}

/** How a finding names a check. */
export function whereOfCheck({ Id }: HealthCheck): string {
    return `check ${Id ?? ""}`;
}

function leafOf(path: Leaf["path"], record: ResourceRecordSet): Leaf {
    const answers = endpointOf(record);
    const named = answers.map(regionIn).find((region) => region !== undefined);
    const declared = path.findLast(({ Region }) => Region !== undefined)?.Region;
    return { path, record, answers, place: named ?? declared ?? answers.toSorted().join(" ") };
}

function groupRecords(records: readonly ResourceRecordSet[]): Map<string, LintGroup> {
    const lists = new Map<string, ResourceRecordSet[]>();
    for (const record of records) {
        const key = groupKey(canonicalName(record.Name ?? ""), record.Type ?? "");
        lists.set(key, [...(lists.get(key) ?? []), record]);
    }
    const groups = [...lists].map(([key, list]): [string, LintGroup] => {
        const [name = "", type = ""] = key.split(" ");
        return [key, { name, type, records: list.sort(byIdentity) }];
    });
    return new Map(groups);
}

function byIdentity(a: ResourceRecordSet, b: ResourceRecordSet): number {
    return (
        compare(a.SetIdentifier ?? "", b.SetIdentifier ?? "") ||
        (a === b ? 0 : compare(JSON.stringify(a), JSON.stringify(b)))
    );
}

/** Every name with records and every name between one and the apex (RFC 8020). */
function namesOf(groups: readonly LintGroup[], apex: string): Set<string> {
    const names = new Set([apex]);
    for (const group of groups) {
        for (let name = group.name; isWithin(name, apex) && !names.has(name); name = parentName(name)) {
            names.add(name);
        }
        names.add(group.name);
    }
    return names;
}

function compare(a: string, b: string): number {
    return a === b ? 0 : a < b ? -1 : 1;
}
