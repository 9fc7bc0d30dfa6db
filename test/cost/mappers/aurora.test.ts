import assert from "node:assert/strict";
import type { PlanResource, PlanValue } from "../../../plan/plan";
import { resource } from "../plans";
import { bill, range, reasonOf, ref, unknown } from "./bill";

type Inputs = { readonly [key: string]: PlanValue };

const postgresql = { engine: "aurora-postgresql", engineVersion: "17.7" };

function cluster(inputs: Inputs = {}, more: Partial<PlanResource> = {}): PlanResource {
    return resource("aws:rds/cluster:Cluster", { ...postgresql, ...inputs }, { name: "db", ...more });
}

function instance(of: PlanResource, inputs: Inputs = {}, more: Partial<PlanResource> = {}): PlanResource {
    const base = { engine: "aurora-postgresql", instanceClass: "db.r7g.large", clusterIdentifier: ref(of) };
    return resource("aws:rds/clusterInstance:ClusterInstance", { ...base, ...inputs }, more);
}

const standard = cluster();
const optimized = cluster({ storageType: "aurora-iopt1" });

describe("the price of an Aurora cluster", () => {
    const load = { storage_gb: 100, read_requests_per_sec: 10, write_requests_per_sec: 5 };

    it("is its volume and its requests", () => {
        // 100 x 0.11; a month of 730 h has 2,628,000 s: x 10 x 0.00000022; x 5 x 0.00000022
        const { storage, "read requests": reads, "write requests": writes, backups } = bill([standard], load);
        assert.deepEqual({ storage, reads, writes }, { storage: "11", reads: "5.7816", writes: "2.8908" });
        assert.equal(backups, "usage needed");
        // 50 x 0.021
        assert.equal(bill([standard], { ...load, backup_snapshot_size_gb: 50 })["backups"], "1.05");
    });

    it("charges no request of an I/O-Optimized one", () => {
        // 100 x 0.248
        assert.deepEqual(bill([optimized], { ...load, backup_snapshot_size_gb: 0 }), { storage: "24.8", backups: "0" });
    });

    it("moves the right way when a busy one becomes I/O-Optimized", () => {
        const busy = { storage_gb: 100, read_requests_per_sec: 2000, write_requests_per_sec: 500 };
        const total = (of: PlanResource) => Number(range([of], busy)[1]) + Number(range([instance(of), of], busy)[1]);
        // standard: 11 + 2,628,000 x 2,500 x 0.00000022 + 730 x 0.304; optimized: 24.8 + 730 x 0.395
        assert.equal(total(standard).toFixed(2), (11 + 1445.4 + 221.92).toFixed(2));
        assert.equal(total(optimized).toFixed(2), (24.8 + 288.35).toFixed(2));
    });

    it("has the secret that RDS makes for the password, and none when the program has its own", () => {
        const own = cluster({ masterPassword: "x", manageMasterUserPassword: false });
        assert.equal(bill([cluster({ manageMasterUserPassword: true })])["secret of the password"], "0.4");
        assert.equal(bill([own])["secret of the password"], undefined);
    });

    it("has the same prices for MySQL, whose table is the same", () => {
        const mysql = cluster({ engine: "aurora-mysql", engineVersion: "8.0.mysql_aurora.3.08.0" });
        assert.equal(bill([mysql], load)["storage"], "11");
    });

    it("counts vCPUs for Database Insights, and says where their rate is missing", () => {
        const one = cluster({ databaseInsightsMode: "advanced" });
        const there = cluster({ databaseInsightsMode: "advanced" }, { region: "us-east-1" });
        const instances = ["a", "b"].map((name) => instance(there, {}, { name, region: "us-east-1" }));
        // 2 x 2 x 730 x 0.0125
        assert.equal(bill([there, ...instances])["Database Insights advanced"], "36.5");
        assert.match(reasonOf([one, instance(one)]), /Database Insights advanced per vCPU-hour/);
        assert.equal(reasonOf([one]), "");
    });

    it("lists the Data API and backtracking where they are on", () => {
        const api = { monthly_data_api_requests: 1e6 };
        // 1,000,000 x 0.000000373
        assert.equal(bill([cluster({ enableHttpEndpoint: true })], api)["Data API requests"], "0.373");
        const mysql = cluster({ engine: "aurora-mysql", backtrackWindow: 86_400 });
        assert.match(reasonOf([mysql]), /Backtrack/);
    });

    it("adds the readers that scaling may, at the class of the first instance", () => {
        const two = [instance(standard, {}, { name: "a" }), instance(standard, {}, { name: "b" })];
        const limits = { minCapacity: 2, maxCapacity: 4, scalableDimension: "rds:cluster:ReadReplicaCount" };
        const target = (resourceId: PlanValue) =>
            resource("aws:appautoscaling/target:Target", { resourceId, ...limits });
        // One of two instances reads: 1, 1 and 3 more, at 221.92
        const named = cluster({ clusterIdentifier: "orders" });
        assert.deepEqual(range([named, ...two, target("cluster:orders")]), ["221.92", "221.92", "665.76"]);
        assert.deepEqual(range([standard, ...two, target(unknown(standard))]), ["221.92", "221.92", "665.76"]);
        assert.deepEqual(range([standard, ...two]), ["0", "0", "0"]);
    });

    it("adds what is billed for each reader that scaling may add, too", () => {
        const inputs = { engineVersion: "12.22", databaseInsightsMode: "advanced" };
        const old = cluster(inputs, { region: "us-east-1" });
        const limits = { minCapacity: 2, maxCapacity: 2, scalableDimension: "rds:cluster:ReadReplicaCount" };
        const target = resource("aws:appautoscaling/target:Target", { resourceId: unknown(old), ...limits });
        const lines = bill([old, instance(old, {}, { region: "us-east-1" }), target]);
        const added = (name: string) => lines[`readers that scaling adds, ${name}`];
        // Two of two vCPUs: 4 x 730 x 0.1; 4 x 730 x 0.0125
        assert.equal(added("Extended Support of version 12, standard until 2025-02-28"), "292");
        assert.equal(added("Database Insights advanced"), "36.5");
        // The writer's own: 2 x 730 x 0.0125
        assert.equal(lines["Database Insights advanced"], "18.25");
    });

    for (const [what, inputs] of [
        ["another engine", { engine: "mysql", dbClusterInstanceClass: "db.m6gd.large" }],
        ["the first kind of serverless", { engineMode: "serverless" }],
        ["limitless", { clusterScalabilityType: "limitless" }],
    ] as const) {
        it(`is not known for ${what}`, () => assert.match(reasonOf([cluster(inputs)]), /expected .* got/));
    }
});

describe("the price of a global database", () => {
    const global = resource("aws:rds/globalCluster:GlobalCluster", {}, { name: "global" });
    const primary = cluster({ globalClusterIdentifier: ref(global), masterUsername: "orders" }, { name: "euw1" });
    const use1 = cluster(
        { globalClusterIdentifier: ref(global), sourceRegion: "eu-west-1" },
        { name: "use1", region: "us-east-1" },
    );
    const apne1 = cluster({ globalClusterIdentifier: unknown(global) }, { name: "apne1", region: "ap-northeast-1" });
    const load = { write_requests_per_sec: 100, monthly_replicated_gb: 40 };

    it("charges every write again in each secondary region, and the way there", () => {
        const lines = bill([primary, use1, apne1, global], load);
        // 262,800,000 writes x 0.0000002 in us-east-1, x 0.00000024 in ap-northeast-1
        assert.equal(lines["writes replicated to us-east-1"], "52.56");
        assert.equal(lines["writes replicated to ap-northeast-1"], "63.072");
        // 40 x 0.02
        assert.equal(lines["transfer to us-east-1"], "0.8");
    });

    it("stores in each region and writes only in the primary's, with instances or without", () => {
        const lines = bill([use1, primary, global], { ...load, storage_gb: 100 });
        // 100 x 0.1
        assert.equal(lines["storage"], "10");
        assert.deepEqual(Object.keys(lines), ["storage", "read requests", "backups"]);
    });

    it("charges replicated writes of an I/O-Optimized primary too", () => {
        const member = { ...primary, inputs: { ...primary.inputs, storageType: "aurora-iopt1" } };
        assert.equal(bill([member, use1, global], load)["writes replicated to us-east-1"], "52.56");
    });

    it("knows its members by its name, in every region", () => {
        const named = resource("aws:rds/globalCluster:GlobalCluster", { globalClusterIdentifier: "orders" });
        const member = (inputs: Inputs, region: string) =>
            cluster({ globalClusterIdentifier: "orders", ...inputs }, { name: region, region });
        const all = [member({ masterUsername: "orders" }, "eu-west-1"), member({}, "us-east-1"), named];
        assert.equal(bill(all, load)["writes replicated to us-east-1"], "52.56");
    });

    it("finds the primary that the global database was made from", () => {
        const first = cluster({}, { name: "first" });
        const made = resource("aws:rds/globalCluster:GlobalCluster", { sourceDbClusterIdentifier: ref(first, "arn") });
        const second = cluster({ globalClusterIdentifier: ref(made) }, { name: "second", region: "us-east-1" });
        assert.equal(bill([first, second, made], load)["writes replicated to us-east-1"], "52.56");
        assert.equal(bill([second, first, made], load)["writes replicated to eu-west-1"], undefined);
    });
});

describe("the price of snapshots", () => {
    it("is what they take, and what is exported of them", () => {
        // 100 x 0.021; 100 x 0.011
        const taken = resource("aws:rds/clusterSnapshot:ClusterSnapshot", {});
        assert.equal(range([taken], { storage_gb: 100 })[1], "2.1");
        assert.equal(range([resource("aws:rds/exportTask:ExportTask", {})], { exported_gb: 100 })[1], "1.1");
    });
});

describe("the price of an Aurora instance", () => {
    it("is its class by the hour", () => {
        // 730 x 0.304
        assert.deepEqual(bill([instance(standard), standard]), { "db.r7g.large": "221.92" });
    });

    it("follows the cluster to its storage, through a reference and through a preview", () => {
        // 730 x 0.395
        const expected = { "db.r7g.large, I/O-Optimized": "288.35" };
        assert.deepEqual(bill([instance(optimized), optimized]), expected);
        assert.deepEqual(bill([instance(optimized, { clusterIdentifier: unknown(optimized) }), optimized]), expected);
    });

    it("follows the cluster by its name, in its region", () => {
        const named = cluster({ clusterIdentifier: "orders", storageType: "aurora-iopt1" });
        const of = (region: string) => instance(named, { clusterIdentifier: "orders" }, { region });
        assert.deepEqual(bill([of("eu-west-1"), named]), { "db.r7g.large, I/O-Optimized": "288.35" });
        assert.match(reasonOf([of("us-east-1"), named]), /clusterIdentifier/);
    });

    it("is not known without the cluster, or while its storage is unknown", () => {
        assert.match(reasonOf([instance(standard)]), /clusterIdentifier/);
        const open = cluster({ storageType: unknown(standard) });
        assert.match(reasonOf([instance(open), open]), /storageType is not known/);
    });

    it("names the row of a class that the book does not have", () => {
        assert.match(
            reasonOf([instance(standard, { instanceClass: "db.x2g.large" }), standard]),
            /db x2g.large Memory/,
        );
    });

    it("has MySQL's own prices", () => {
        const mysql = cluster({ engine: "aurora-mysql" });
        // 730 x 0.078
        assert.equal(range([instance(mysql, { instanceClass: "db.t4g.medium" }), mysql])[1], "56.94");
    });

    it("adds Extended Support by the vCPU to a version that is old, unless the cluster refuses it", () => {
        const old = cluster({ engineVersion: "12.22" });
        // 2 x 730 x 0.112
        assert.equal(bill([instance(old), old])["Extended Support of version 12, standard until 2025-02-28"], "163.52");
        const refused = { engineLifecycleSupport: "open-source-rds-extended-support-disabled" };
        const without = cluster({ engineVersion: "12.22", ...refused });
        assert.deepEqual(Object.keys(bill([instance(without), without])), ["db.r7g.large"]);
    });

    it("adds the same Extended Support to every old version of an engine, and twice as much in its third year", () => {
        // 2 x 730 x 0.112; 2 x 730 x 0.224
        const newer = cluster({ engineVersion: "13.18" });
        assert.equal(
            bill([instance(newer), newer])["Extended Support of version 13, standard until 2026-02-28"],
            "163.52",
        );
        const older = cluster({ engineVersion: "11.21" });
        assert.equal(
            bill([instance(older), older])["Extended Support of version 11, standard until 2024-02-29"],
            "327.04",
        );
    });

    it("knows the old versions of MySQL", () => {
        const small = { instanceClass: "db.t4g.medium" };
        const old = cluster({ engine: "aurora-mysql", engineVersion: "5.7.mysql_aurora.2.12.5" });
        // 2 x 730 x 0.112
        assert.equal(
            bill([instance(old, small), old])["Extended Support of version 5.7, standard until 2024-10-31"],
            "163.52",
        );
        const young = cluster({ engine: "aurora-mysql", engineVersion: "8.0.mysql_aurora.3.08.0" });
        assert.deepEqual(Object.keys(bill([instance(young, small), young])), ["db.t4g.medium"]);
    });

    it("ingests the logs of enhanced monitoring, where that is on", () => {
        const watched = bill([instance(standard, { monitoringInterval: 60 }), standard], {
            monthly_enhanced_monitoring_gb: 2,
        });
        // 2 x 0.57
        assert.equal(watched["enhanced monitoring"], "1.14");
        assert.equal(bill([instance(standard), standard])["enhanced monitoring"], undefined);
        const db = cluster({ serverlessv2ScalingConfiguration: { minCapacity: 2, maxCapacity: 8 } });
        const one = instance(db, { instanceClass: "db.serverless", monitoringInterval: 1 });
        assert.equal(bill([one, db])["enhanced monitoring"], "usage needed");
    });

    it("says that long retention of Performance Insights has no rate, unless Database Insights include it", () => {
        const kept = { performanceInsightsEnabled: true, performanceInsightsRetentionPeriod: 731 };
        assert.match(reasonOf([instance(standard, kept), standard]), /long-term retention/);
        const advanced = cluster({ databaseInsightsMode: "advanced" });
        assert.equal(reasonOf([instance(advanced, kept), advanced]), "");
    });
});

describe("the price of serverless capacity", () => {
    const scaling = (minCapacity: number, storageType?: string) =>
        cluster({
            serverlessv2ScalingConfiguration: { minCapacity, maxCapacity: 8 },
            ...(storageType === undefined ? {} : { storageType }),
        });
    const serverless = (of: PlanResource) => instance(of, { instanceClass: "db.serverless" });

    it("is the least until the usage file says the average, and at most the limit", () => {
        const two = scaling(2);
        // 730 x 0.14 = 102.2 for a unit: x 2, x 2, x 8
        assert.deepEqual(range([serverless(two), two]), ["204.4", "204.4", "817.6"]);
        assert.deepEqual(range([serverless(two), two], { capacity_units_per_hr: 3 }), ["306.6", "306.6", "306.6"]);
    });

    it("changes with the least capacity", () => {
        const half = scaling(0.5);
        assert.equal(range([serverless(half), half])[1], "51.1");
    });

    it("costs more where the cluster is I/O-Optimized", () => {
        const one = scaling(1, "aurora-iopt1");
        // 730 x 0.19
        assert.equal(range([serverless(one), one])[1], "138.7");
    });

    it("has Extended Support and Database Insights by the unit, without a rate", () => {
        const reasonWith = (inputs: Inputs) => {
            const db = cluster({ ...inputs, serverlessv2ScalingConfiguration: { minCapacity: 2, maxCapacity: 8 } });
            return reasonOf([serverless(db), db]);
        };
        assert.match(reasonWith({ engineVersion: "13.18" }), /Extended Support Year 1 Year 2 per ACU-hour/);
        assert.match(reasonWith({ databaseInsightsMode: "advanced" }), /Database Insights advanced per ACU-hour/);
        assert.equal(reasonWith({}), "");
    });

    it("waits for usage where it may pause", () => {
        const paused = scaling(0);
        assert.deepEqual(bill([serverless(paused), paused]), { "serverless capacity": "usage needed" });
    });
});
