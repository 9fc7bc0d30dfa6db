import * as pulumi from "@pulumi/pulumi";
import { Cache, type CacheArgs } from "../../../components/cache";
import type {
    ClusterModeSettings,
    MemcachedSettings,
    ReplicationGroupSettings,
    ServerlessSettings,
} from "../../../components/cache/settings";
import type { Plan } from "../../../plan/plan";
import { recordAlone } from "../platforms";

/** A primary and its stand-in. */
export const replicated: ReplicationGroupSettings = {
    kind: "replication-group",
    engine: "valkey",
    version: "8.1",
    nodeType: "cache.r7g.large",
    evictionPolicy: "volatile-lru",
    topology: "regional",
    replicas: 1,
    snapshotDays: 7,
    userAccess: "on ~* +@all -@dangerous",
};

/** Two shards of two nodes. */
export const sharded: ClusterModeSettings = {
    kind: "cluster-mode",
    engine: "redis",
    version: "7.1",
    nodeType: "cache.r7g.large",
    evictionPolicy: "allkeys-lru",
    topology: "regional",
    shards: 2,
    replicasPerShard: 1,
    snapshotDays: 1,
    userAccess: "on ~* +@read",
};

/** One that AWS sizes. */
export const serverless = {
    kind: "serverless",
    engine: "valkey",
    version: "8",
    storageGb: 10,
    processingUnits: 5000,
    snapshotDays: 7,
    userAccess: "on ~* +@all",
} as const satisfies ServerlessSettings;

/** Memcached, sized by AWS. */
export const serverlessMemcached: ServerlessSettings = {
    kind: "serverless",
    engine: "memcached",
    version: "1.6",
    storageGb: 1,
    processingUnits: 1000,
};

/** Memcached on nodes. */
export const memcached: MemcachedSettings = {
    kind: "nodes",
    engine: "memcached",
    version: "1.6.22",
    nodeType: "cache.t4g.small",
    nodes: 3,
};

/** A cache alone, in Ireland unless told otherwise. */
export function makeCache(args: Pick<CacheArgs, "settings"> & Partial<CacheArgs>): Cache {
    return new Cache("orders-euw1", {
        place: { region: "eu-west-1", tags: { owner: "me" } },
        network: {
            vpcId: pulumi.output("vpc-1"),
            subnetIds: {
                public: [],
                app: [],
                data: ["subnet-1", "subnet-2", "subnet-3", "subnet-4"].map((id) => pulumi.output(id)),
            },
        },
        clientBlock: "10.0.32.0/19",
        keyArn: "arn:aws:kms:eu-west-1:1:key/k",
        birth: { kind: "alone" },
        protect: true,
        ...args,
    });
}

/** What it would ask AWS for. */
export function cachePlan(args: Pick<CacheArgs, "settings"> & Partial<CacheArgs>): Promise<Plan> {
    return recordAlone(() => makeCache(args));
}
