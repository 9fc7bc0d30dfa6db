import { groupBy } from "../plan/group";
import type { Plan, PlanResource, PlanValue } from "../plan/plan";
import type { CostLine, Estimate, ResourceCost } from "./estimate";
import type { PricePlace } from "./price";
import { sum, zero, type Band } from "./quantity";
import { transferType } from "./usage/usage-file";

/** What an estimate is divided by. */
export type Grouping =
    { readonly kind: "region" | "component" | "resource" | "service" } | { readonly kind: "tag"; readonly key: string };

/** A line with the resource that it belongs to. */
export interface Item {
    readonly cost: ResourceCost;
    readonly line: CostLine;
}

/** Items that have something in common. */
export interface Group {
    readonly name: string;
    readonly items: readonly Item[];
    /** Sum of its items, exactly. */
    readonly monthly: Band;
}

/** What is billed once for the world, and not in a region: Route 53, hours of accelerators, web ACLs of distributions. */
const globalBucket = "global";
/** What is billed by the edge location that clients meet: CloudFront, traffic of accelerators. */
const edgeBucket = "edge";
/** What stands in no region that anyone knows. */
export const unknownBucket = "region unknown";

/** Worked out once for the resources of an estimate: each part of a report begins with all lines. */
const itemLists = new WeakMap<Estimate["resources"], readonly Item[]>();

/** Every line of an estimate, in its order. */
export function itemsOf({ resources }: Estimate): readonly Item[] {
    const items = itemLists.get(resources) ?? resources.flatMap((cost) => cost.lines.map((line) => ({ cost, line })));
    itemLists.set(resources, items);
    return items;
}

/** What lines come to. */
function sumOf(items: readonly Item[]): Band {
    return sum(items.map(({ line }) => monthlyOf(line)));
}

/** What a line comes to; nothing when it waits for usage or has no price. */
export function monthlyOf({ charge }: CostLine): Band {
    return charge.kind === "priced" ? charge.monthly : zero;
}

/** Regions by name, then what is global, then edges, then what nobody knows; other groups by their amount, the largest first. */
export function groupItems(items: readonly Item[], by: Grouping, plan: Plan): readonly Group[] {
    const nameOf = namesBy(by, plan);
    const groups = [...groupBy(items, nameOf)].map(([name, own]): Group => ({ name, items: own, monthly: sumOf(own) }));
    return by.kind === "region" ? groups.sort((a, b) => compareBuckets(a.name, b.name)) : largestFirst(groups);
}

function largestFirst(groups: readonly Group[]): readonly Group[] {
    // Each two decimals are compared with a copy; most differ as plain numbers, whose order is the same.
    return groups
        .map((group) => ({ group, amount: group.monthly.typical, size: group.monthly.typical.toNumber() }))
        .sort((a, b) => b.size - a.size || b.amount.cmp(a.amount) || (a.group.name < b.group.name ? -1 : 1))
        .map(({ group }) => group);
}

function namesBy(by: Grouping, plan: Plan): (item: Item) => string {
    switch (by.kind) {
        case "region":
            return bucketOf;
        case "resource":
            return ({ cost: { resource } }) => `${resource.name} (${shortType(resource.type)})`;
        case "service":
            return ({ cost: { resource } }) => serviceOf(resource.type);
        case "tag":
            return ({ cost: { resource } }) => tagOf(resource, by.key) ?? `(no ${by.key})`;
        case "component": {
            const find = componentFinder(plan);
            return ({ cost: { resource } }) => find(resource);
        }
    }
}

/** The region whose bill a line is on: a replica's line is on that of its own region. */
export function bucketOf({ line: { place } }: Item): string {
    return bucketAt(place);
}

/** The region, or what stands for one, of a place. */
export function bucketAt(place: PricePlace): string {
    return place.includes(":") ? edgeBucket : place;
}

/** Where a resource stands when none of its lines says it. */
export function homeOf({ resource, lines, state }: ResourceCost): string {
    if (resource.region !== undefined) {
        return resource.region;
    }
    const [first] = lines;
    if (first) {
        return bucketAt(first.place);
    }
    return state.kind === "not priced" && state.reason.startsWith("region is not known") ? unknownBucket : globalBucket;
}

const lastBuckets: readonly string[] = [globalBucket, edgeBucket, unknownBucket];

/** Order of regions and the buckets beside them. */
export function compareBuckets(a: string, b: string): number {
    return a === b ? 0 : lastBuckets.indexOf(a) - lastBuckets.indexOf(b) || (a < b ? -1 : 1);
}

/** Names what a resource stands in. */
type ComponentFinder = (resource: PlanResource) => string;

/** Worked out once for each plan: a report asks for the components of every region. */
const finders = new WeakMap<Plan, ComponentFinder>();

/** Names the component that a resource stands in: the nearest one above it, `orders-euw1 (Network)`. */
export function componentFinder(plan: Plan): ComponentFinder {
    const finder = finders.get(plan) ?? newFinder(plan);
    finders.set(plan, finder);
    return finder;
}

function newFinder(plan: Plan): ComponentFinder {
    const byUrn = new Map<string, PlanResource>();
    plan.resources.forEach((resource) => byUrn.set(resource.urn, resource));
    const nameAbove = (urn: string): string => {
        let parent = byUrn.get(urn);
        while (parent?.custom === true) {
            parent = byUrn.get(parent.parent ?? "");
        }
        return parent === undefined || parent.type === "pulumi:pulumi:Stack" ? "(program)" : componentName(parent);
    };
    const names = new Map<string, string>();
    return ({ type, parent = "" }) => {
        if (type === transferType) {
            return "(traffic of the usage file)";
        }
        const name = names.get(parent) ?? nameAbove(parent);
        names.set(parent, name);
        return name;
    };
}

/** `orders-euw1 (Network)`: a component's name alone is often that of its siblings of other types. */
export function componentName({ name, type }: PlanResource): string {
    return `${name} (${type.split(":").at(-1) ?? ""})`;
}

/** `aws:ec2/natGateway:NatGateway` is `ec2 NatGateway`. */
export function shortType(type: string): string {
    const [packageName = "", module = "", name = ""] = type.split(":");
    if (type === transferType) {
        return "data transfer";
    }
    return packageName === "aws" ? `${module.split("/")[0] ?? ""} ${name}` : type;
}

/** `aws:ec2/natGateway:NatGateway` is of `ec2`. */
function serviceOf(type: string): string {
    return shortType(type) === "data transfer" ? "data transfer" : (type.split(":")[1]?.split("/")[0] ?? type);
}

/** Tags are a mapping; those of scaling groups a list of keys with values. */
function tagOf({ inputs }: PlanResource, key: string): string | undefined {
    const { tags } = inputs;
    if (Array.isArray(tags)) {
        const own = (tags as readonly PlanValue[]).find((one) => isRecord(one) && one["key"] === key);
        return isRecord(own) && typeof own["value"] === "string" ? own["value"] : undefined;
    }
    const value = isRecord(tags) ? tags[key] : undefined;
    return typeof value === "string" ? value : undefined;
}

function isRecord(value: PlanValue | undefined): value is { readonly [key: string]: PlanValue } {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
