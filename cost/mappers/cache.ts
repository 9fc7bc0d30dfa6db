import type { CostResource } from "../cost-resource";
import { UnknownInput } from "../input-reader";
import type { Line, Mapper } from "../mapping";
import { price, type PriceName } from "../price";
import { combine, exactly, times, usage, type Band, type Quantity } from "../quantity";
import { entryOf } from "./entry";
import { betweenRegions } from "./region-pair";
import { scaledCount } from "./scaling-target";
import { paidSupport, type PaidSupport } from "./support-calendar";

const groupType = "aws:elasticache/replicationGroup:ReplicationGroup";
const clusterType = "aws:elasticache/cluster:Cluster";
const globalType = "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup";

const source = "https://aws.amazon.com/elasticache/pricing/";

/** The price of {@link backupLines}. */
export const backup = price("AmazonElastiCache", "Backup storage per GB-month");
/** The key of {@link backupLines}. */
export const backupUsage = { unit: "GB", meaning: "backups beyond the first, which is free" };

/** Caches with copies: every node of every shard by the hour. The members of a global one are billed each in its region. */
export const replicatedCache: Mapper = {
    types: [groupType],
    source,
    prices: [backup],
    usage: {
        monthly_replicated_gb: { unit: "GB", meaning: "primary of a global datastore: sent to each other region" },
        snapshot_storage_size_gb: backupUsage,
    },
    lines: (group, { hours, settings: { today } }) => {
        const { store, origin } = globalOf(group);
        const nodes: Nodes = {
            type: store?.text("cacheNodeType") ?? group.text("nodeType") ?? origin?.text("nodeType"),
            engine: store?.text("engine") ?? group.text("engine") ?? origin?.text("engine") ?? "redis",
            version: store?.text("engineVersion") ?? group.text("engineVersion") ?? origin?.text("engineVersion"),
            hours: times(hours(), nodesOf(group)),
            today,
        };
        return [
            ...nodeLines(nodes),
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
    lines: (cluster, { hours, settings: { today } }) => {
        const group = cluster.lead("replicationGroupId", groupType);
        const nodes: Nodes = {
            type: cluster.text("nodeType") ?? group?.text("nodeType"),
            engine: cluster.text("engine") ?? group?.text("engine") ?? "redis",
            version: cluster.text("engineVersion") ?? group?.text("engineVersion"),
            hours: times(hours(), cluster.number("numCacheNodes") ?? 1),
            today,
        };
        return [...nodeLines(nodes), ...backupLines(cluster)];
    },
};

interface Nodes {
    readonly type: string | undefined;
    readonly engine: string;
    readonly version: string | undefined;
    /** Of all nodes together. */
    readonly hours: Quantity;
    readonly today: string;
}

/** Engines as price labels have them. */
const engines: { readonly [engine: string]: string } = { redis: "Redis", valkey: "Valkey", memcached: "Memcached" };

/** What Extended Support of Redis adds to the price of a node (https://aws.amazon.com/elasticache/pricing/). */
const premiums: { readonly [year in PaidSupport["years"]]: number } = { "Year 1 Year 2": 0.8, "Year 3": 1.6 };

function nodeLines({ type, engine, version, hours, today }: Nodes): readonly Line[] {
    if (type === undefined) {
        throw new UnknownInput("nodeType");
    }
    const name = nodePrice(engine, type);
    const paid = paidSupport({ engine, version: version ?? "", input: "engineVersion", today });
    const supportOf = ({ of, years }: PaidSupport): Line => ({
        name: `Extended Support of ${of}`,
        unit: "h",
        price: name,
        quantity: times(hours, premiums[years]),
        input: "engineVersion",
    });
    return [
        { name: `${type} nodes`, unit: "h", price: name, quantity: hours, input: "nodeType" },
        ...(paid ? [supportOf(paid)] : []),
    ];
}

function nodePrice(engine: string, type: string): PriceName {
    return price("AmazonElastiCache", `nodeType=${type};engine=${entryOf(engines, engine) ?? engine};term=OnDemand`);
}

/** Shards times their nodes; both may scale. */
function nodesOf(group: CostResource): Band {
    const whole = group.number("numCacheClusters");
    if (whole !== undefined) {
        return exactly(whole);
    }
    const each = group.number("replicasPerNodeGroup");
    const custom = group.list("nodeGroupConfigurations").map((one) => one.number("replicaCount") ?? 0);
    if (each === undefined && custom.some((count) => count !== custom[0])) {
        // Shards that differ are listed one by one, and are not scaled.
        return exactly(custom.reduce((sum, count) => sum + count + 1, 0));
    }
    const { store, origin } = globalOf(group);
    const wanted = store?.number("numNodeGroups");
    const shards = wanted === undefined ? shardsOf(origin ?? group) : exactly(wanted);
    const copies = scaledCount(group, each ?? custom[0] ?? 0, { dimension: "elasticache:replication-group:Replicas" });
    return combine(shards, copies, (shard, count) => shard.times(count.plus(1)));
}

function shardsOf(group: CostResource): Band {
    const custom = group.list("nodeGroupConfigurations").length;
    const count = group.number("numNodeGroups") ?? (custom > 0 ? custom : 1);
    return scaledCount(group, count, { dimension: "elasticache:replication-group:NodeGroups" });
}

/** The global datastore that a group is in, and, for those that did not begin it, the primary that did. */
function globalOf(group: CostResource): {
    readonly store: CostResource | undefined;
    readonly origin: CostResource | undefined;
} {
    const joined = group.lead("globalReplicationGroupId", globalType);
    return {
        store: joined ?? group.namedBy(globalType, "primaryReplicationGroupId")[0],
        origin: joined?.lead("primaryReplicationGroupId", groupType),
    };
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

/** One backup is free for each cache (https://aws.amazon.com/elasticache/faqs/). */
export function backupLines(cache: CostResource): readonly Line[] {
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
