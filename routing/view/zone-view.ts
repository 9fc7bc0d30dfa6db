import type { HealthCheck, HealthCheckConfig, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { bareId, checkId, compareTexts, groupKey, targetName, zoneId } from "../evaluate/keys";
import { asksEndpoint } from "../health-checks/endpoint";
import { canonicalName, wildcardFor } from "../names";
import type { Zone } from "../zone";
import { Answers, canonicalAnswers, only } from "./answers";
import { groupRecords, namesOf, type Target, type ViewGroup } from "./groups";

/** An end of a tree, with the records that lead there. */
export interface Leaf {
    /** From the tree's top to the leaf itself. */
    readonly path: readonly [ResourceRecordSet, ...ResourceRecordSet[]];
    readonly record: ResourceRecordSet;
    /** Canonical: addresses, or DNS names without `dualstack.`. */
    readonly answers: readonly string[];
    /** The AWS Region that all its answers lie in; undefined when nothing says so, or records contradict each other. */
    readonly region: string | undefined;
    /** What dies together: its region, or its own answers when it has none. */
    readonly place: string;
}

/** A zone, arranged for rules: total, whatever is wrong with it, and the same for any order of records. */
export interface ZoneView {
    /** With records and checks in one order, whatever order they came in. */
    readonly zone: Zone;
    /** Canonical. */
    readonly apex: string;
    readonly groups: readonly ViewGroup[];
    readonly checks: readonly HealthCheck[];
    group(name: string, type: string): ViewGroup | undefined;
    groupOf(record: ResourceRecordSet): ViewGroup;
    target(record: ResourceRecordSet): Target;
    /** Groups that no alias of another group leads to. */
    readonly roots: readonly ViewGroup[];
    /** Ends of the tree below a group; a loop of aliases has none. */
    leaves(group: ViewGroup): readonly Leaf[];
    /** A group and all that its aliases lead to. */
    below(group: ViewGroup): ReadonlySet<ViewGroup>;
    readonly answers: Answers;
    check(id: string | undefined): HealthCheck | undefined;
    /** Checks that decide records, by themselves or as a child. */
    deciding(records: Iterable<ResourceRecordSet>): readonly HealthCheck[];
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
    readonly groups: readonly ViewGroup[];
    readonly checks: readonly HealthCheck[];
    readonly roots: readonly ViewGroup[];
    private readonly byKey: ReadonlyMap<string, ViewGroup>;
    private readonly names: ReadonlySet<string>;
    private readonly byId: ReadonlyMap<string, HealthCheck>;
    private readonly known = new Map<ViewGroup, readonly Leaf[]>();
    private knownAnswers: Answers | undefined;
    private usersById: ReadonlyMap<string, readonly ResourceRecordSet[]> | undefined;
    private leavesByRecord: ReadonlyMap<ResourceRecordSet, readonly Leaf[]> | undefined;

    constructor(zone: Zone) {
        this.apex = canonicalName(zone.HostedZone.Name ?? "");
        this.byKey = groupRecords(zone.ResourceRecordSets);
        this.groups = [...this.byKey.values()].sort((a, b) =>
            compareTexts(groupKey(a.name, a.type), groupKey(b.name, b.type)),
        );
        this.names = namesOf(this.groups, this.apex);
        this.checks = zone.HealthChecks.toSorted(
            (a, b) => compareTexts(checkId(a), checkId(b)) || compareTexts(JSON.stringify(a), JSON.stringify(b)),
        );
        const records = this.groups.flatMap((group) => group.records);
        this.zone = { ...zone, ResourceRecordSets: records, HealthChecks: this.checks };
        this.byId = new Map(this.checks.map((check) => [check.Id ?? "", check]));
        this.roots = this.findRoots();
    }

    group(name: string, type: string): ViewGroup | undefined {
        const canonical = canonicalName(name);
        return this.byKey.get(
            groupKey(this.names.has(canonical) ? canonical : wildcardFor(canonical, this.names), type),
        );
    }

    groupOf(record: ResourceRecordSet): ViewGroup {
        const key = groupKey(canonicalName(record.Name ?? ""), record.Type ?? "");
        return this.byKey.get(key) ?? { name: canonicalName(record.Name ?? ""), type: record.Type ?? "", records: [] };
    }

    target({ AliasTarget, Type }: ResourceRecordSet): Target {
        if (!AliasTarget) {
            return { kind: "values" };
        }
        if (bareId(AliasTarget.HostedZoneId) !== zoneId(this.zone)) {
            return { kind: "resource", name: targetName(AliasTarget.DNSName ?? "") };
        }
        const name = canonicalName(AliasTarget.DNSName ?? "");
        const group = this.group(name, Type ?? "");
        return group ? { kind: "group", group } : { kind: "missing", name };
    }

    leaves(group: ViewGroup): readonly Leaf[] {
        const known = this.known.get(group);
        const leaves = known ?? this.walk(group, [], []);
        this.known.set(group, leaves);
        return leaves;
    }

    below(group: ViewGroup): ReadonlySet<ViewGroup> {
        const found = new Set([group]);
        // A set is walked in the order of its growth, so what is added on the way is walked too.
        for (const { records } of found) {
            for (const record of records) {
                const target = this.target(record);
                if (target.kind === "group") {
                    found.add(target.group);
                }
            }
        }
        return found;
    }

    get answers(): Answers {
        const { groups, apex } = this;
        return (this.knownAnswers ??= new Answers({ groups, apex, target: (record) => this.target(record) }));
    }

    check(id: string | undefined): HealthCheck | undefined {
        return id === undefined ? undefined : this.byId.get(id);
    }

    deciding(records: Iterable<ResourceRecordSet>): readonly HealthCheck[] {
        const found = new Set([...records].flatMap(({ HealthCheckId }) => this.check(HealthCheckId) ?? []));
        for (const check of found) {
            this.children(check).forEach((child) => found.add(child));
        }
        return [...found];
    }

    children(check: HealthCheck): readonly HealthCheck[] {
        return configOf(check).ChildHealthChecks?.flatMap((id) => this.byId.get(id) ?? []) ?? [];
    }

    users(check: HealthCheck): readonly ResourceRecordSet[] {
        return (this.usersById ??= this.findUsers()).get(checkId(check)) ?? [];
    }

    leavesBehind(check: HealthCheck): readonly Leaf[] {
        const leaves = (this.leavesByRecord ??= this.findLeaves());
        return [...new Set(this.users(check).flatMap((record) => leaves.get(record) ?? []))];
    }

    private findUsers(): Map<string, ResourceRecordSet[]> {
        const found = new Map<string, ResourceRecordSet[]>();
        for (const record of this.zone.ResourceRecordSets) {
            for (const check of this.deciding([record])) {
                found.set(checkId(check), [...(found.get(checkId(check)) ?? []), record]);
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

    private findRoots(): readonly ViewGroup[] {
        const led = new Set<ViewGroup>();
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

    private walk(group: ViewGroup, path: readonly ResourceRecordSet[], trail: readonly ViewGroup[]): readonly Leaf[] {
        if (trail.includes(group)) {
            return [];
        }
        return group.records.flatMap((record) => {
            const target = this.target(record);
            if (target.kind === "group") {
                return this.walk(target.group, [...path, record], [...trail, group]);
            }
            return target.kind === "missing" ? [] : [this.leaf([...path, record] as unknown as Leaf["path"], record)];
        });
    }

    private leaf(path: Leaf["path"], record: ResourceRecordSet): Leaf {
        const answers = canonicalAnswers(record);
        const region = only(new Set(answers.map((answer) => this.answers.regionOf(answer))));
        return { path, record, answers, region, place: region ?? answers.toSorted().join(" ") };
    }
}

/** A check's settings; nothing set when AWS returned none. */
export function configOf({ HealthCheckConfig: config }: HealthCheck): Partial<HealthCheckConfig> {
    return config ?? {};
}

/** Whether checkers ask something, rather than an alarm, a switch or other checks. */
export function isEndpoint(check: HealthCheck): boolean {
    return asksEndpoint(configOf(check));
}
