import { describe, expect, it } from "tstyche";
import type { CacheSettings } from "../../components/cache/settings";

const nodes = { engine: "valkey", version: "8.1", nodeType: "cache.r7g.large", userAccess: "on ~* +@all" } as const;
const kept = { evictionPolicy: "volatile-lru", snapshotDays: 7, topology: "regional" } as const;
const limits = { kind: "serverless", storageGb: 10, processingUnits: 5000 } as const;

describe("CacheSettings", () => {
    it("takes each kind", () => {
        expect<CacheSettings>().type.toBeAssignableFrom({
            ...nodes,
            ...kept,
            kind: "replication-group",
            replicas: 1,
        } as const);
        expect<CacheSettings>().type.toBeAssignableFrom({ ...limits, engine: "memcached", version: "1.6" } as const);
    });

    it("knows no replicated Memcached, and no nodes that are neither", () => {
        expect<CacheSettings>().type.not.toBeAssignableFrom({
            ...nodes,
            ...kept,
            kind: "replication-group",
            replicas: 1,
            engine: "memcached",
        } as const);
        expect<CacheSettings>().type.not.toBeAssignableFrom({ ...nodes, kind: "nodes", nodes: 2 } as const);
    });

    it("asks for snapshots and a user wherever the engine has them", () => {
        expect<CacheSettings>().type.not.toBeAssignableFrom({ ...limits, engine: "valkey", version: "8" } as const);
        expect<CacheSettings>().type.not.toBeAssignableFrom({
            ...nodes,
            ...kept,
            kind: "cluster-mode",
            shards: 2,
        } as const);
    });

    it("knows no Memcached snapshots, and no serverless cache that is copied between regions", () => {
        // @ts-expect-error Object literal may only specify known properties -- Memcached keeps none
        const snapshots: CacheSettings = { ...limits, engine: "memcached", version: "1.6", snapshotDays: 7 };
        // @ts-expect-error Object literal may only specify known properties -- a Global Datastore is made of nodes
        const copied: CacheSettings = { ...limits, engine: "memcached", version: "1.6", topology: "global" };
        expect([snapshots, copied]).type.toBeAssignableTo<unknown[]>();
    });
});
