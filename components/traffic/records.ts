import * as aws from "@pulumi/aws";
import { shortRegion, type Region } from "../shared/regions";
import { locationKey } from "./rules";
import type { Location, PerRegion, TrafficPolicy } from "./settings";
import type { AddressType, Member, Routing, Site } from "./site";

/** A name under the hostname and all its records of both address types. */
interface RecordPlan {
    /** After the traffic's own name: `active-euw1`. */
    readonly role: string;
    /** Before the hostname: `active`; nothing for the hostname itself. */
    readonly label?: string;
    readonly routing: Routing;
    readonly target: { readonly member: Member } | { readonly label: string };
    /** The check on the record, when it is not the member's. */
    readonly healthCheckId?: string | undefined;
    readonly after?: readonly aws.route53.Record[];
}

/** One record for each kind of address that the cells have: A, and AAAA beside it. */
function createRecords(site: Site, plan: RecordPlan): aws.route53.Record[] {
    const { name, child, zoneId } = site;
    return addressTypes(site).map((type) => {
        const { check, alias } = aim(site, plan);
        return new aws.route53.Record(
            `${name}-${plan.role}${type === "A" ? "" : "-aaaa"}`,
            {
                zoneId,
                name: nameOf(site, plan.label),
                type,
                ...plan.routing,
                aliases: [alias],
                ...(check === undefined ? {} : { healthCheckId: check }),
            },
            { ...child, dependsOn: [...(plan.after ?? [])] },
        );
    });
}

/** Where a record points, and what its health is. */
function aim(site: Site, { target, healthCheckId }: RecordPlan) {
    if ("label" in target) {
        const alias = { name: nameOf(site, target.label), zoneId: site.zoneId, evaluateTargetHealth: true };
        return { alias, check: healthCheckId };
    }
    const { cell } = target.member;
    const { kind = "balancer", ...alias } = cell.alias;
    // Route 53 refuses to evaluate a CloudFront distribution: it counts as healthy whatever happens.
    const evaluateTargetHealth = kind === "balancer" && site.settings.evaluateTargetHealth;
    return { alias: { ...alias, evaluateTargetHealth }, check: healthCheckId ?? target.member.healthCheckId };
}

function nameOf({ hostname }: Site, label: string | undefined): string {
    return label === undefined ? hostname : `${label}.${hostname}`;
}

function addressTypes({ cells }: Site): AddressType[] {
    return cells.every(({ dualStack }) => dualStack === true) ? ["A", "AAAA"] : ["A"];
}

/** `<region>.app`, for drills, people and health checks: it follows no policy. */
export function createPlainName(site: Site, cell: Member["cell"]): aws.route53.Record[] {
    const { name, child, zoneId, hostname } = site;
    const alias = { name: cell.alias.name, zoneId: cell.alias.zoneId, evaluateTargetHealth: false };
    return addressTypes(site).map(
        (type) =>
            new aws.route53.Record(
                `${name}-${shortRegion(cell.region)}${type === "A" ? "" : "-aaaa"}`,
                {
                    zoneId,
                    name: `${cell.region}.${hostname}`,
                    type,
                    aliases: [alias],
                },
                child,
            ),
    );
}

/**
 * All that `app` is made of. `decided` are checks that sit on the hostname's own records, where something else than
 * health decides between regions. Returns the set identifier of the hostname's record for each region that has one.
 */
export function createTree(
    site: Site,
    members: readonly Member[],
    decided: PerRegion<string>,
): ReadonlyMap<Region, string> {
    const { policy } = site.settings;
    if (policy.kind === "failover") {
        return createChain(site, { members, order: policy.order, decided });
    }
    const active = members.filter(({ cell }) => cell.active);
    const standby = members.filter(({ cell }) => !cell.active);
    if (standby.length === 0) {
        createGroup(site, { group: "app", members: active, policy, decided });
        return new Map(active.map(({ cell: { region } }) => [region, region]));
    }
    // A name for each policy: Route 53 keeps no two under one name, so a change of policy needs another beside it.
    const label = policy.kind === "latency" ? "active" : `active-${policy.kind}`;
    const groups = [
        ...createGroup(site, { group: label, members: active, policy, decided: {} }),
        ...createGroup(site, { group: "standby", members: standby, policy: { kind: "latency" }, decided: {} }),
    ];
    return createPair(site, { groups, label, active, standby, decided });
}

interface Group {
    /** `app` is the hostname itself. */
    readonly group: string;
    readonly members: readonly Member[];
    readonly policy: Exclude<TrafficPolicy, { kind: "failover" }>;
    readonly decided: PerRegion<string>;
}

/** The cells of one role under one policy; the set identifier is the region, which never changes. */
function createGroup(site: Site, { group, members, policy, decided }: Group): aws.route53.Record[] {
    const label = group === "app" ? {} : { label: group };
    if (policy.kind === "geolocation") {
        return createMap(site, { group, label, members, policy });
    }
    return members.flatMap((member) => {
        const { region } = member.cell;
        const routing: Routing =
            policy.kind === "weighted"
                ? { weightedRoutingPolicies: [{ weight: policy.weights[region] ?? 0 }] }
                : { latencyRoutingPolicies: [{ region }] };
        return createRecords(site, {
            role: `${group}-${shortRegion(region)}`,
            ...label,
            routing: { setIdentifier: region, ...routing },
            ...underDecision(site, member, decided),
        });
    });
}

/**
 * What a cell's record of the hostname leads to. A record has one check: where a decision takes that place, the cell's
 * own check stands one name below, so that a dead cell is noticed although nobody decided.
 */
function underDecision(
    site: Site,
    member: Member,
    decided: PerRegion<string>,
): Pick<RecordPlan, "target" | "healthCheckId" | "after"> {
    const { region } = member.cell;
    const healthCheckId = decided[region];
    if (healthCheckId === undefined || member.healthCheckId === undefined) {
        return { target: { member }, healthCheckId };
    }
    const label = `watched-${region}`;
    const after = createRecords(site, {
        role: `watched-${shortRegion(region)}`,
        label,
        routing: { setIdentifier: region, latencyRoutingPolicies: [{ region }] },
        target: { member },
    });
    return { target: { label }, healthCheckId, after };
}

interface Atlas {
    readonly group: string;
    readonly label: { readonly label?: string };
    readonly members: readonly Member[];
    readonly policy: Extract<TrafficPolicy, { kind: "geolocation" }>;
}

/**
 * A record for each location of each cell, and one for everywhere else. A location whose cell is dead is answered as the
 * next wider one, in the end as everywhere else: that one is the default cell, and any active cell when it is dead.
 */
function createMap(site: Site, { group, label, members, policy }: Atlas): aws.route53.Record[] {
    const nearest = createGroup(site, { group: "nearest", members, policy: { kind: "latency" }, decided: {} });
    const anywhere = members
        .filter(({ cell }) => cell.region === policy.default)
        .flatMap((member) => [
            ...createRecords(site, {
                role: `anywhere-${shortRegion(policy.default)}`,
                label: "anywhere",
                routing: { setIdentifier: policy.default, failoverRoutingPolicies: [{ type: "PRIMARY" }] },
                target: { member },
            }),
            ...createRecords(site, {
                role: "anywhere-nearest",
                label: "anywhere",
                routing: { setIdentifier: "nearest", failoverRoutingPolicies: [{ type: "SECONDARY" }] },
                target: { label: "nearest" },
                after: nearest,
            }),
        ]);
    const elsewhere = createRecords(site, {
        role: `${group}-default`,
        ...label,
        routing: { setIdentifier: "default", geolocationRoutingPolicies: [{ country: "*" }] },
        target: { label: "anywhere" },
        after: anywhere,
    });
    const located = members.flatMap((member) =>
        (policy.locations[member.cell.region] ?? []).flatMap((location) => {
            const key = `${member.cell.region}-${locationKey(location)}`;
            return createRecords(site, {
                role: `${group}-${shortRegion(member.cell.region)}-${locationKey(location)}`,
                ...label,
                routing: { setIdentifier: key, geolocationRoutingPolicies: [placeOf(location)] },
                target: { member },
            });
        }),
    );
    return [...elsewhere, ...located];
}

function placeOf(location: Location): NonNullable<aws.types.input.route53.RecordGeolocationRoutingPolicy> {
    if ("continent" in location) {
        return { continent: location.continent };
    }
    return { country: location.country, ...("state" in location ? { subdivision: location.state } : {}) };
}

interface Pair {
    readonly groups: readonly aws.route53.Record[];
    /** Of the active cells' group. */
    readonly label: string;
    readonly active: readonly Member[];
    readonly standby: readonly Member[];
    readonly decided: PerRegion<string>;
}

/** Needs its groups first: Route 53 refuses an alias to a record that does not exist. */
function createPair(site: Site, { groups, label: first, active, standby, decided }: Pair): ReadonlyMap<Region, string> {
    const sides = [
        { side: "primary", type: "PRIMARY", label: first, members: active },
        { side: "secondary", type: "SECONDARY", label: "standby", members: standby },
    ];
    for (const { side, type, label, members } of sides) {
        const [only] = members;
        createRecords(site, {
            role: `app-${side}`,
            routing: { setIdentifier: side, failoverRoutingPolicies: [{ type }] },
            target: { label },
            healthCheckId: only && decided[only.cell.region],
            after: groups,
        });
    }
    return new Map(
        sides.flatMap(({ side, members }) => members.map(({ cell: { region } }) => [region, side] as const)),
    );
}

interface Chain {
    readonly members: readonly Member[];
    readonly order: readonly Region[];
    readonly decided: PerRegion<string>;
}

/**
 * Route 53's failover knows two records, so an order of many is a chain: each name answers with its own cell, and with
 * the next name while that is dead. Appending a cell to the order adds a link and changes none.
 */
function createChain(site: Site, { members, order, decided }: Chain): ReadonlyMap<Region, string> {
    const links = order.flatMap((region) => members.filter(({ cell }) => cell.region === region));
    let next: { readonly label: string; readonly records: aws.route53.Record[]; readonly region: Region } | undefined;
    for (const [index, member] of [...links.entries()].reverse()) {
        const { region } = member.cell;
        const before = links[index - 1]?.cell.region;
        const label = before === undefined ? {} : { label: `after-${before}` };
        const top = before === undefined ? decided : {};
        const own = createRecords(site, {
            role: `order-${shortRegion(region)}`,
            ...label,
            routing: { setIdentifier: region, failoverRoutingPolicies: [{ type: "PRIMARY" }] },
            ...underDecision(site, member, top),
        });
        const rest = next && {
            role: `after-${shortRegion(region)}`,
            ...label,
            routing: { setIdentifier: next.label, failoverRoutingPolicies: [{ type: "SECONDARY" }] },
            target: { label: next.label },
            healthCheckId: top[next.region],
            after: next.records,
        };
        const records = [...own, ...(rest === undefined ? [] : createRecords(site, rest))];
        next = before === undefined ? undefined : { label: `after-${before}`, records, region };
    }
    const [first, second] = links.map(({ cell }) => cell.region);
    return new Map([
        ...(first === undefined ? [] : [[first, first] as const]),
        ...(first === undefined || second === undefined ? [] : [[second, `after-${first}`] as const]),
    ]);
}
