/**
 * What an operator chooses of a cache; the same in every region. All plain.
 *
 * serverless: AWS sizes it between limits. replication-group: one primary and its replicas. cluster-mode: several of
 * these, keys shared out among them; clients must speak the cluster protocol. nodes: Memcached, whose nodes know
 * nothing of each other.
 */
export type CacheSettings = ServerlessSettings | ReplicatedSettings | MemcachedSettings;

/** Engines that replicate, keep snapshots and know users. */
export type ReplicatingEngine = "valkey" | "redis";

/** A cache that AWS sizes. Memcached keeps no snapshots. */
export type ServerlessSettings =
    ({ readonly engine: ReplicatingEngine } & Limits & Kept & Used) | ({ readonly engine: "memcached" } & Limits);

/** What a serverless cache may grow to. */
interface Limits {
    readonly kind: "serverless";
    /** Major version, e.g. "8". */
    readonly version: string;
    /** Most gigabytes of data. */
    readonly storageGb: number;
    /** Most ElastiCache processing units a second; what is asked beyond is throttled. */
    readonly processingUnits: number;
}

interface Kept {
    /** Days that daily snapshots are kept; 0 takes none. */
    readonly snapshotDays: number;
}

interface Used {
    /** What the app's user may do, as an access string of Valkey's and Redis's ACL. */
    readonly userAccess: string;
}

/** A cache on nodes that replicate. */
export type ReplicatedSettings = ReplicationGroupSettings | ClusterModeSettings;

interface Replicated extends Kept, Used {
    readonly engine: ReplicatingEngine;
    /** Major and minor version, e.g. "8.1". */
    readonly version: string;
    /** E.g. "cache.r7g.large". */
    readonly nodeType: string;
    /** What goes when memory is full: a `maxmemory-policy`. Birth data where topology is global. */
    readonly evictionPolicy: EvictionPolicy;
    /**
     * regional: each region's cache is warmed by itself. global: the first region's is copied to all others, which
     * only read; for what must survive a region, such as sessions. Birth data.
     */
    readonly topology: "regional" | "global";
}

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html */
export type EvictionPolicy =
    | "allkeys-lfu"
    | "allkeys-lru"
    | "allkeys-random"
    | "noeviction"
    | "volatile-lfu"
    | "volatile-lru"
    | "volatile-random"
    | "volatile-ttl";

/** One primary and its replicas. */
export interface ReplicationGroupSettings extends Replicated {
    readonly kind: "replication-group";
    /** 0 to 5; the first takes over when the primary dies. */
    readonly replicas: number;
}

/** Several primaries, each with a share of the keys and replicas of its own. */
export interface ClusterModeSettings extends Replicated {
    readonly kind: "cluster-mode";
    readonly shards: number;
    /** 0 to 5. */
    readonly replicasPerShard: number;
}

/** Memcached on nodes: no replica, no snapshot, no user, no encryption at rest. */
export interface MemcachedSettings {
    readonly kind: "nodes";
    readonly engine: "memcached";
    /** E.g. "1.6.22". */
    readonly version: string;
    readonly nodeType: string;
    readonly nodes: number;
}

/** Whether a cache's nodes replicate. */
export function isReplicated(settings: CacheSettings): settings is ReplicatedSettings {
    return settings.kind === "replication-group" || settings.kind === "cluster-mode";
}

/** Nodes of each shard, its primary among them. */
export function nodesPerShard(settings: ReplicatedSettings): number {
    return 1 + (settings.kind === "cluster-mode" ? settings.replicasPerShard : settings.replicas);
}
