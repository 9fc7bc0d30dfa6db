import assert from "node:assert/strict";
import type { PlanResource, PlanValue } from "../../../plan/plan";
import { resource } from "../plans";
import { bill, range, reasonOf, ref, unknown } from "./bill";

type Inputs = { readonly [key: string]: PlanValue };

function group(inputs: Inputs, more: Partial<PlanResource> = {}): PlanResource {
    return resource("aws:elasticache/replicationGroup:ReplicationGroup", inputs, { name: "cache", ...more });
}

const large = { engine: "valkey", nodeType: "cache.r7g.large" };

describe("the price of a cache", () => {
    it("is its nodes by the hour: those that it counts, or shards times copies", () => {
        // 2 x 730 x 0.0272
        assert.equal(
            range([group({ engine: "valkey", nodeType: "cache.t4g.small", numCacheClusters: 2 })])[1],
            "39.712",
        );
        // 2 x (1 + 1) x 730 x 0.1944
        assert.equal(range([group({ ...large, numNodeGroups: 2, replicasPerNodeGroup: 1 })])[1], "567.648");
        const custom = [{ replicaCount: 2 }, { replicaCount: 2 }];
        assert.equal(range([group({ ...large, nodeGroupConfigurations: custom })])[1], "851.472");
        // (2 + 1 + 0 + 1) x 730 x 0.1944
        const uneven = [{ replicaCount: 2 }, {}];
        assert.equal(range([group({ ...large, numNodeGroups: 2, nodeGroupConfigurations: uneven })])[1], "567.648");
    });

    it("is Redis where no engine is named, which costs more", () => {
        // 730 x 0.243
        assert.equal(range([group({ nodeType: "cache.r7g.large" })])[1], "177.39");
    });

    it("scales in shards and in copies", () => {
        const cache = group({ ...large, replicationGroupId: "x", numNodeGroups: 2, replicasPerNodeGroup: 1 });
        const target = (dimension: string, minCapacity: number, maxCapacity: number) => {
            const scalableDimension = `elasticache:replication-group:${dimension}`;
            const inputs = { resourceId: unknown(cache), scalableDimension, minCapacity, maxCapacity };
            return resource("aws:appautoscaling/target:Target", inputs, { name: dimension });
        };
        // 730 x 0.1944 = 141.912: x 1 x 2, x 2 x 2, x 4 x 4
        const expected = ["283.824", "567.648", "2270.592"];
        assert.deepEqual(range([cache, target("NodeGroups", 1, 4), target("Replicas", 1, 3)]), expected);
    });

    it("pays four fifths more for versions that only Extended Support patches", () => {
        const old = (engineVersion: string) =>
            bill([group({ nodeType: "cache.r7g.large", engineVersion, numCacheClusters: 2 })]);
        // 2 x 730 x 0.243; x 0.8
        assert.deepEqual(old("5.0.6"), {
            "cache.r7g.large nodes": "354.78",
            "Extended Support of version 5, standard until 2026-01-31": "283.824",
        });
        assert.deepEqual(Object.keys(old("6.x")), ["cache.r7g.large nodes"]);
        const plain = { engine: "redis", nodeType: "cache.r7g.large", engineVersion: "4.0.10" };
        const cluster = resource("aws:elasticache/cluster:Cluster", plain);
        // 730 x 0.243 x 0.8
        assert.equal(bill([cluster])["Extended Support of version 4, standard until 2026-01-31"], "141.912");
        const memcached = resource("aws:elasticache/cluster:Cluster", { ...plain, engine: "memcached" });
        assert.equal(bill([memcached])["Extended Support of version 4, standard until 2026-01-31"], undefined);
    });

    it("has one backup free", () => {
        const backups = (snapshotRetentionLimit: number) =>
            bill([group({ ...large, snapshotRetentionLimit })], { snapshot_storage_size_gb: 100 })["backups"];
        assert.equal(backups(1), undefined);
        // 100 x 0.085
        assert.equal(backups(7), "8.5");
    });

    it("is billed for each member of a global datastore in its region, with the way there", () => {
        const primary = group({ ...large, numNodeGroups: 1, replicasPerNodeGroup: 1 });
        const type = "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup";
        const global = resource(type, { primaryReplicationGroupId: ref(primary) }, { name: "global" });
        const inputs = { globalReplicationGroupId: unknown(global), replicasPerNodeGroup: 1 };
        const member = group(inputs, { name: "member", region: "us-east-1" });
        // 2 x 730 x 0.1752
        assert.equal(range([member, primary, global])[1], "255.792");
        // 50 x 0.02
        assert.equal(bill([primary, member, global], { monthly_replicated_gb: 50 })["transfer to us-east-1"], "1");
    });

    it("has the node type and the shards that the global datastore gives its members", () => {
        const primary = group({ ...large, replicationGroupId: "x", numNodeGroups: 1, replicasPerNodeGroup: 1 });
        const type = "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup";
        const changed = { primaryReplicationGroupId: ref(primary), cacheNodeType: "cache.t4g.small", numNodeGroups: 3 };
        const global = resource(type, changed, { name: "global" });
        const member = group({ globalReplicationGroupId: unknown(global) }, { name: "member" });
        // 3 x 730 x 0.0272; x 2
        assert.equal(range([member, primary, global])[1], "59.568");
        assert.equal(range([primary, member, global])[1], "119.136");
    });

    it("takes from its primary as many shards as scaling may make", () => {
        const primary = group({ ...large, numNodeGroups: 1, replicasPerNodeGroup: 0 });
        const type = "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup";
        const global = resource(type, { primaryReplicationGroupId: ref(primary) }, { name: "global" });
        const member = group({ globalReplicationGroupId: unknown(global) }, { name: "member" });
        const target = resource("aws:appautoscaling/target:Target", {
            resourceId: unknown(primary),
            scalableDimension: "elasticache:replication-group:NodeGroups",
            minCapacity: 1,
            maxCapacity: 2,
        });
        // 730 x 0.1944; x 2
        assert.deepEqual(range([member, primary, global, target]), ["141.912", "141.912", "283.824"]);
    });

    it("is not known without a node type, nor for an engine without rows", () => {
        assert.match(reasonOf([group({ engine: "valkey" })]), /nodeType/);
        const cluster = { engine: "memcached", nodeType: "cache.t4g.small", numCacheNodes: 2 };
        assert.match(reasonOf([resource("aws:elasticache/cluster:Cluster", cluster)]), /engine=Memcached/);
    });

    it("counts the nodes of a plain cluster, and takes from its group what it does not say", () => {
        const alone = resource("aws:elasticache/cluster:Cluster", { engine: "redis", nodeType: "cache.t4g.small" });
        // 730 x 0.034
        assert.equal(range([alone])[1], "24.82");
        const cache = group(large);
        const joined = resource("aws:elasticache/cluster:Cluster", { replicationGroupId: ref(cache) });
        assert.equal(range([joined, cache])[1], "141.912");
    });
});

describe("the price of a serverless cache", () => {
    const serverless = (inputs: Inputs) => resource("aws:elasticache/serverlessCache:ServerlessCache", inputs);

    it("is at least what the engine bills when empty", () => {
        // 0.1 x 730 x 0.094; 1 x 730 x 0.14
        assert.equal(bill([serverless({ engine: "valkey" })])["stored"], "6.862");
        assert.equal(bill([serverless({ engine: "redis" })])["stored"], "102.2");
        assert.equal(bill([serverless({ engine: "redis" })], { data_storage_gb: 0.5 })["stored"], "102.2");
    });

    it("is what is stored and processed", () => {
        const lines = bill([serverless({ engine: "valkey" })], { data_storage_gb: 10, monthly_ecpus: 1e9 });
        // 10 x 730 x 0.094; 1,000,000,000 x 0.0000000025
        assert.deepEqual(lines, { stored: "686.2", processed: "2.5" });
    });

    it("keeps to its limits, of which the least is billed whether it is used or not", () => {
        const limits = {
            dataStorage: { minimum: 2, maximum: 10, unit: "GB" },
            ecpuPerSeconds: [{ minimum: 1000, maximum: 2000 }],
        };
        const cache = serverless({ engine: "valkey", cacheUsageLimits: limits });
        // stored: 2 x 730 x 0.094 = 137.24, at most x 5; processed: 1,000 x 2,628,000 x 0.0000000025 = 6.57, at most x 2
        assert.deepEqual(range([cache]), ["143.81", "143.81", "699.34"]);
        assert.equal(bill([cache], { monthly_ecpus: 1 })["processed"], "6.57");
    });

    it("has one backup free", () => {
        const backups = (snapshotRetentionLimit: number) =>
            bill([serverless({ engine: "valkey", snapshotRetentionLimit })], { snapshot_storage_size_gb: 100 })[
                "backups"
            ];
        assert.equal(backups(1), undefined);
        // 100 x 0.085
        assert.equal(backups(7), "8.5");
    });

    it("has no rows for Memcached", () => {
        assert.match(reasonOf([serverless({ engine: "memcached" })]), /Serverless Memcached/);
    });
});
