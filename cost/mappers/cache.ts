import { UnknownInput, type CostResource } from "../cost-resource";
import type { Line, Mapper } from "../mapping";
import { price, type PriceName } from "../price";
import { combine, exactly, times, usage, type Band } from "../quantity";
import { betweenRegions } from "./region-pair";
import { scaledCount } from "./scaling-target";

const groupType = "aws:elasticache/replicationGroup:ReplicationGroup";
const clusterType = "aws:elasticache/cluster:Cluster";
const globalType = "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup";

/** No public source of the book has its rate. */
const backup = price("AmazonElastiCache", "Backup storage per GB-month");

const source = "https://aws.amazon.com/elasticache/pricing/";
const backupUsage = { unit: "GB", meaning: "backups beyond the first, which is free" };

/** Caches with copies: every node of every shard by the hour. The members of a global one are billed each in its region. */
export const replicatedCache: Mapper = {
    types: [groupType],
    source,
    prices: [backup],
    usage: {
        monthly_replicated_gb: { unit: "GB", meaning: "primary of a global datastore: sent to each other region" },
        snapshot_storage_size_gb: backupUsage,
    },
    lines: (group, { hours }) => {
        const origin = originOf(group);
        const type = group.text("nodeType") ?? origin?.text("nodeType");
        const engine = group.text("engine") ?? origin?.text("engine") ?? "redis";
        return [
            { ...nodeLine(engine, type), quantity: times(hours(), nodesOf(group, origin)) },
            ...replicaRegions(group).map((to) => transferLine(group, to)),
            ...backupLines(group),
        ];
    },
};

/** Caches without copies, and nodes that join a replication group one by one. */
export const plainCache: Mapper = {
    types: [clusterType],
    source,
    prices: [backup],
    usage: { snapshot_storage_size_gb: backupUsage },
    lines: (cluster, { hours }) => {
        const group = cluster.lead("replicationGroupId", groupType);
        const engine = cluster.text("engine") ?? group?.text("engine") ?? "redis";
        const type = cluster.text("nodeType") ?? group?.text("nodeType");
        return [
            { ...nodeLine(engine, type), quantity: times(hours(), cluster.number("numCacheNodes") ?? 1) },
            ...backupLines(cluster),
        ];
    },
};

/** Engines as price labels have them. */
const engines: { readonly [engine: string]: string } = { redis: "Redis", valkey: "Valkey", memcached: "Memcached" };

function nodeLine(engine: string, type: string | undefined): Omit<Line, "quantity"> {
    if (type === undefined) {
        throw new UnknownInput("nodeType");
    }
    return { name: `${type} nodes`, unit: "h", price: nodePrice(engine, type), input: "nodeType" };
}

function nodePrice(engine: string, type: string): PriceName {
    return price("AmazonElastiCache", `nodeType=${type};engine=${engines[engine] ?? engine};term=OnDemand`);
}

/** Shards times their nodes; both may scale. */
function nodesOf(group: CostResource, origin: CostResource | undefined): Band {
    const whole = group.number("numCacheClusters");
    const custom = group.list("nodeGroupConfigurations");
    if (whole !== undefined) {
        return exactly(whole);
    }
    const replicaCount = group.number("replicasPerNodeGroup") ?? custom[0]?.number("replicaCount") ?? 0;
    const shardCount =
        group.number("numNodeGroups") ?? (custom.length > 0 ? custom.length : (origin?.number("numNodeGroups") ?? 1));
    const shards = scaledCount(group, shardCount, { dimension: "elasticache:replication-group:NodeGroups" });
    const replicas = scaledCount(group, replicaCount, { dimension: "elasticache:replication-group:Replicas" });
    return combine(shards, replicas, (each, copies) => each.times(copies.plus(1)));
}

/** The primary that a member of a global datastore takes its engine, node type and shards from. */
function originOf(group: CostResource): CostResource | undefined {
    return group.lead("globalReplicationGroupId", globalType)?.lead("primaryReplicationGroupId", groupType);
}

/** Regions that a primary sends its writes to. */
function replicaRegions(group: CostResource): readonly (string | undefined)[] {
    return group
        .namedBy(globalType, "primaryReplicationGroupId")
        .flatMap((global) => global.namedBy(groupType, "globalReplicationGroupId"))
        .map(({ region }) => region);
}

function transferLine({ region }: CostResource, to: string | undefined): Line {
    if (region === undefined || to === undefined) {
        throw new UnknownInput("region of every member of the global datastore");
    }
    return {
        name: `transfer to ${to}`,
        unit: "GB",
        price: betweenRegions(region, to),
        quantity: usage("monthly_replicated_gb"),
    };
}

/** One backup is free for each cache (https://aws.amazon.com/elasticache/pricing/, backup storage). */
function backupLines(cache: CostResource): readonly Line[] {
    const retained = cache.number("snapshotRetentionLimit") ?? 0;
    const line: Line = {
        name: "backups",
        unit: "GB-month",
        price: backup,
        quantity: usage("snapshot_storage_size_gb"),
        input: "snapshotRetentionLimit",
    };
    return retained > 1 ? [line] : [];
}
