import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { RoutingError } from "../errors";
import { canonicalName } from "../names";
import type { Choice, Latencies } from "../policies";
import type { Verdict } from "../zone";
import { faultOf } from "./health";
import type { RecordGroup, ZoneIndex } from "./zone-index";

/** What does not change on the way from a name down to its answers. */
export interface Walk {
    readonly index: ZoneIndex;
    readonly targets: ReadonlyMap<string, Verdict>;
    readonly addresses: ReadonlyMap<string, readonly string[]>;
    readonly checks: { readonly [id: string]: Verdict };
    readonly latency: Latencies;
}

/** One thing that Route 53 may answer, and how likely it is. */
export interface Candidate {
    /** Of the record that answers, or of the nearest alias above it that has one. */
    readonly setIdentifier?: string;
    /** All candidates' probabilities add up to 1. */
    readonly probability: number;
    readonly answers: readonly string[];
    /** One line for each record on the way: what was chosen, and why its siblings were not. */
    readonly path: readonly string[];
    readonly ttl: number;
    /** Type of the answers: the question's, or `CNAME`. */
    readonly type: string;
}

/** A record that answers, at the end of one way through the tree. */
export interface Leaf extends Candidate {
    readonly failOpen: boolean;
}

/** What an alias stands for. */
export type AliasTarget =
    | { readonly kind: "balancer"; readonly name: string }
    | { readonly kind: "group"; readonly group: RecordGroup; readonly trail: readonly string[] };

/** An alias to a load balancer is answered with 60 s, which cannot be changed (Route 53 guide, "Choosing between alias and non-alias records"). */
export const balancerTtlSeconds = 60;

/** All ways from a group to an answer. `trail` holds the groups above it, to tell a cycle. */
export function leavesOf(group: RecordGroup, walk: Walk, trail: readonly string[]): Leaf[] {
    const here = follow(trail, group);
    const faults = new Map(group.records.map((record) => [record, faultOf(record, walk, here)]));
    const healthy = group.records.filter((record) => faults.get(record) === undefined);
    const failOpen = healthy.length === 0;
    const choices = group.policy.choose(failOpen ? group.records : healthy, walk.latency);
    return choices.flatMap((choice) => {
        const step = describe(group, choice, faults);
        return below(group, choice.record, { walk, trail: here }).map((leaf) => ({
            ...leaf,
            ...identifier(leaf.setIdentifier ?? choice.record.SetIdentifier),
            probability: leaf.probability * choice.probability,
            path: [step, ...leaf.path],
            failOpen: leaf.failOpen || failOpen,
        }));
    });
}

/** Where an alias leads: a record group of the same zone when it names the zone's own id, a load balancer otherwise. */
export function targetOf(record: ResourceRecordSet, walk: Walk, trail: readonly string[]): AliasTarget {
    const name = canonicalName(record.AliasTarget?.DNSName ?? "");
    if (record.AliasTarget?.HostedZoneId !== walk.index.id) {
        return { kind: "balancer", name };
    }
    const group = walk.index.find(name, record.Type ?? "");
    if (!group) {
        const where = `${canonicalName(record.Name ?? "")} ${record.Type ?? ""}`;
        throw new RoutingError(
            "invalid-zone",
            `${where}: expected AliasTarget to name a record that exists, got ${name}`,
        );
    }
    return { kind: "group", group, trail: follow(trail, group) };
}

function below(group: RecordGroup, record: ResourceRecordSet, at: { walk: Walk; trail: readonly string[] }): Leaf[] {
    const leaf = { probability: 1, path: [], type: group.type, failOpen: false };
    if (!record.AliasTarget) {
        const answers = (record.ResourceRecords ?? []).map(({ Value }) => Value ?? "");
        return [{ ...leaf, answers, ttl: record.TTL ?? 0 }];
    }
    const target = targetOf(record, at.walk, at.trail);
    if (target.kind === "group") {
        return leavesOf(target.group, at.walk, at.trail);
    }
    const known = at.walk.addresses.get(target.name);
    const answers = known?.filter((address) => address.includes(":") === (group.type === "AAAA")) ?? [target.name];
    return [{ ...leaf, answers, ttl: balancerTtlSeconds, path: [`${target.name}: load balancer`] }];
}

function follow(trail: readonly string[], group: RecordGroup): readonly string[] {
    const key = `${group.name} ${group.type}`;
    if (trail.includes(key)) {
        throw new RoutingError("alias-cycle", `aliases form a cycle: ${[...trail, key].join(" -> ")}`);
    }
    return [...trail, key];
}

function describe(
    group: RecordGroup,
    { record, reason }: Choice,
    faults: ReadonlyMap<ResourceRecordSet, string | undefined>,
) {
    const { policy, records } = group;
    const own = faults.get(record);
    const why = [reason, ...(own === undefined ? [] : [`although ${own}: no record here is healthy`])].filter(Boolean);
    const dropped = records
        .filter((other) => other !== record && faults.get(other) !== undefined && own === undefined)
        .map((other) => `; not ${policy.label(other)}: ${faults.get(other) ?? ""}`);
    const chosen = `${policy.label(record)}${why.length > 0 ? ` (${why.join(", ")})` : ""}`;
    return `${group.name} ${group.type}, ${policy.name}: ${chosen}${dropped.join("")}`;
}

function identifier(setIdentifier: string | undefined): { setIdentifier?: string } {
    return setIdentifier === undefined ? {} : { setIdentifier };
}
