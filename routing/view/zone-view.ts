import type { HealthCheck, HealthCheckConfig, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { checkId, groupKey, resourceName, zoneId } from "../evaluate/keys";
import { asksEndpoint } from "../health-checks/endpoint";
import { regionIn } from "../loss/region-code";
import { canonicalName, parentName } from "../names";
import type { Zone } from "../zone";
import { compare, groupRecords, namesOf, type ViewGroup } from "./groups";

/** Where a record leads. */
export type Target =
    | { readonly kind: "values" }
    | { readonly kind: "resource"; readonly name: string }
    | { readonly kind: "group"; readonly group: ViewGroup }
    | { readonly kind: "missing"; readonly name: string };

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

/** A leaf before it is known where it lies. */
type End = Pick<Leaf, "path" | "record" | "answers">;

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
    /** All that its records lead to in the end, canonical. */
    readonly answers: ReadonlySet<string>;
    /** The region of an answer, canonical: in its name, else that of every record that leads to it and has one. */
    regionOf(answer: string): string | undefined;
    check(id: string | undefined): HealthCheck | undefined;
    /** Checks that decide records, by themselves or as a child. */
    deciding(records: Iterable<ResourceRecordSet>): readonly HealthCheck[];
    /** A check's children that exist; nothing unless it is calculated. */
    children(check: HealthCheck): readonly HealthCheck[];
    /** Records whose health a check decides, by itself or as a child. */
    users(check: HealthCheck): readonly ResourceRecordSet[];
    /** Ends of trees that a record leads to. */
    leavesThrough(record: ResourceRecordSet): readonly Leaf[];
    /** Ends of trees that a check's users lead to. */
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
    private regions: ReadonlyMap<string, ReadonlySet<string>> | undefined;
    private allAnswers: ReadonlySet<string> | undefined;
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

    group(name: string, type: string): ViewGroup | undefined {
        const canonical = canonicalName(name);
        return this.byKey.get(groupKey(this.names.has(canonical) ? canonical : this.wildcard(canonical), type));
    }

    groupOf(record: ResourceRecordSet): ViewGroup {
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

    leaves(group: ViewGroup): readonly Leaf[] {
        const known = this.known.get(group);
        const leaves = known ?? this.ends(group, [], []).map((end) => this.placed(end));
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

    get answers(): ReadonlySet<string> {
        return (this.allAnswers ??= new Set(this.declaredRegions().keys()));
    }

    regionOf(answer: string): string | undefined {
        return regionIn(answer) ?? only(this.declaredRegions().get(answer) ?? new Set());
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

    leavesThrough(record: ResourceRecordSet): readonly Leaf[] {
        return (this.leavesByRecord ??= this.findLeaves()).get(record) ?? [];
    }

    leavesBehind(check: HealthCheck): readonly Leaf[] {
        return [...new Set(this.users(check).flatMap((record) => this.leavesThrough(record)))];
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

    private ends(group: ViewGroup, path: readonly ResourceRecordSet[], trail: readonly ViewGroup[]): readonly End[] {
        if (trail.includes(group)) {
            return [];
        }
        return group.records.flatMap((record) => {
            const target = this.target(record);
            if (target.kind === "group") {
                return this.ends(target.group, [...path, record], [...trail, group]);
            }
            return target.kind === "missing"
                ? []
                : [{ path: [...path, record] as unknown as End["path"], record, answers: answersOf(record) }];
        });
    }

    private placed(end: End): Leaf {
        const region = only(new Set(end.answers.map((answer) => this.regionOf(answer))));
        return { ...end, region, place: region ?? end.answers.toSorted().join(" ") };
    }

    /** By answer, what the records on the ways to it say: on each way the one nearest to it. */
    private declaredRegions(): ReadonlyMap<string, ReadonlySet<string>> {
        if (this.regions) {
            return this.regions;
        }
        const found = new Map<string, Set<string>>();
        for (const { path, answers } of this.groups.flatMap((group) => this.ends(group, [], []))) {
            const [region] = path.toReversed().flatMap((record) => this.declared(record) ?? []);
            for (const answer of answers) {
                const known = found.get(answer) ?? new Set();
                found.set(answer, region === undefined ? known : known.add(region));
            }
        }
        return (this.regions = found);
    }

    /** The region that a record is for. The zone's own name says nothing of one record rather than another. */
    private declared({ Region, GeoProximityLocation, SetIdentifier, Name }: ResourceRecordSet): string | undefined {
        const own = canonicalName(Name ?? "").slice(0, -this.apex.length);
        return Region ?? GeoProximityLocation?.AWSRegion ?? regionIn(SetIdentifier) ?? regionIn(own);
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
    return asksEndpoint(configOf(check));
}

/** One spelling for what a name of AWS leads to: with `dualstack.` before it a balancer is the same. */
export function targetName(name: string): string {
    return resourceName(canonicalName(name));
}

/** What a record that leaves the zone is answered with: values, or the DNS name of its target. */
function answersOf({ AliasTarget, ResourceRecords }: ResourceRecordSet): readonly string[] {
    const names = AliasTarget ? [AliasTarget.DNSName] : (ResourceRecords ?? []).map(({ Value }) => Value);
    return names.map((name) => targetName(name ?? ""));
}

function only<T>(values: ReadonlySet<T>): T | undefined {
    const [first] = values;
    return values.size === 1 ? first : undefined;
}
