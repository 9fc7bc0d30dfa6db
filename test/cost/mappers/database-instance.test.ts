import assert from "node:assert/strict";
import type { PlanResource, PlanValue } from "../../../plan/plan";
import { resource } from "../plans";
import { bill, range, reasonOf, ref, unknown } from "./bill";

type Inputs = { readonly [key: string]: PlanValue };

const base = { engine: "postgres", engineVersion: "17.7", instanceClass: "db.m7g.large" };

function database(inputs: Inputs = {}, more: Partial<PlanResource> = {}): PlanResource {
    return resource("aws:rds/instance:Instance", { ...base, ...inputs }, more);
}

describe("the price of a database", () => {
    it("is the instance by the hour and the volume, never nothing", () => {
        // 730 x 0.186; 100 x 0.127
        const lines = bill([database({ storageType: "gp3", allocatedStorage: 100 })]);
        assert.deepEqual(lines, { "db.m7g.large": "135.78", "gp3 volume": "12.7" });
    });

    it("has the secret that RDS makes for the password", () => {
        const lines = bill([database({ storageType: "gp3", allocatedStorage: 100, manageMasterUserPassword: true })]);
        assert.equal(lines["secret of the password"], "0.4");
    });

    it("has rows of its own for two zones", () => {
        // 730 x 0.372; 100 x 0.254
        const lines = bill([database({ storageType: "gp3", allocatedStorage: 100, multiAz: true })]);
        assert.deepEqual(lines, { "db.m7g.large, two zones": "271.56", "gp3 volume": "25.4" });
    });

    it("charges no IOPS of the baseline, which larger volumes have more of", () => {
        const iops = (allocatedStorage: number, count: number) =>
            bill([database({ storageType: "gp3", allocatedStorage, iops: count })])["gp3 IOPS"];
        assert.equal(iops(100, 3000), undefined);
        assert.equal(iops(400, 12_000), undefined);
        // (4,000 - 3,000) x 0.022; (14,000 - 12,000) x 0.022
        assert.equal(iops(100, 4000), "22");
        assert.equal(iops(400, 14_000), "44");
    });

    it("charges no throughput of the baseline, and has no rate for more", () => {
        const throughput = (storageThroughput: number) =>
            reasonOf([database({ storageType: "gp3", allocatedStorage: 400, storageThroughput })]);
        assert.equal(throughput(500), "");
        assert.match(throughput(600), /gp3 throughput/);
    });

    it("grows up to its limit", () => {
        const growing = database({ storageType: "gp3", allocatedStorage: 100, maxAllocatedStorage: 300 });
        // 135.78 + 12.7, + 12.7, + 38.1
        assert.deepEqual(range([growing]), ["148.48", "148.48", "173.88"]);
    });

    it("is a gp2 volume where no type is named, and io1 where IOPS are, which have no rates", () => {
        assert.match(reasonOf([database({ allocatedStorage: 100 })]), /gp2 storage/);
        assert.match(reasonOf([database({ allocatedStorage: 100, iops: 3000 })]), /io1 storage.*io1 IOPS/);
    });

    it("takes from its source what a replica does not say", () => {
        const source = database({ storageType: "gp3", allocatedStorage: 100 }, { name: "source" });
        const inputs = { instanceClass: "db.m7g.large", storageType: "gp3", replicateSourceDb: unknown(source) };
        const replica = resource("aws:rds/instance:Instance", inputs, { name: "replica" });
        assert.equal(range([replica, source])[1], "148.48");
        assert.match(reasonOf([replica]), /engine/);
        const old = database({ storageType: "gp3", allocatedStorage: 100, engineVersion: "12.22" }, { name: "source" });
        assert.equal(bill([replica, old])["Extended Support of version 12, standard until 2025-02-28"], "163.52");
    });

    it("pays the way to a replica in another region, where its source is", () => {
        const source = database({ storageType: "gp3", allocatedStorage: 100 }, { name: "source" });
        const replica = (region: string) => {
            const inputs = { instanceClass: "db.m7g.large", storageType: "gp3", replicateSourceDb: ref(source, "arn") };
            return resource("aws:rds/instance:Instance", inputs, { name: "replica", region });
        };
        const lines = bill([replica("us-east-1"), source], { monthly_replicated_gb: 100 });
        // 100 x 0.02
        assert.equal(lines["transfer from eu-west-1"], "2");
        assert.equal(bill([replica("eu-west-1"), source])["transfer from eu-west-1"], undefined);
    });

    it("ingests the logs of enhanced monitoring, where that is on", () => {
        const watched = database({ storageType: "gp3", allocatedStorage: 100, monitoringInterval: 60 });
        assert.equal(bill([watched])["enhanced monitoring"], "usage needed");
    });

    it("does not know a volume whose size comes with a snapshot", () => {
        assert.match(reasonOf([database({ snapshotIdentifier: "nightly" })]), /allocatedStorage/);
    });

    it("has a volume of its own for logs, where one is asked for", () => {
        const volume = { storageType: "io2", allocatedStorage: 400, iops: 3000, dedicatedLogVolume: true };
        assert.match(reasonOf([database(volume)]), /dedicated log volume/);
    });

    it("has the baseline of its engine", () => {
        const iops = (engine: string, allocatedStorage: number) =>
            bill([database({ engine, storageType: "gp3", allocatedStorage, iops: 12_000 })])["gp3 IOPS"];
        assert.equal(iops("mysql", 400), undefined);
        assert.equal(iops("oracle-ee", 200), undefined);
        assert.notEqual(iops("oracle-ee", 199), undefined);
        assert.notEqual(iops("sqlserver-se", 400), undefined);
    });

    it("asks how many vCPUs a class has only where they are billed", () => {
        const inputs = { engine: "oracle-ee", instanceClass: "db.r5.4xlarge.tpc2.mem4x", allocatedStorage: 100 };
        assert.match(reasonOf([database(inputs)]), /no price for .*r5\.4xlarge\.tpc2\.mem4x/);
    });

    it("pays Extended Support for an old version, and for its standby, too", () => {
        const support = (major: string, inputs: Inputs) =>
            Object.entries(bill([database({ storageType: "gp3", allocatedStorage: 100, ...inputs })])).find(([line]) =>
                line.startsWith(`Extended Support of version ${major}, `),
            )?.[1];
        // 2 x 730 x 0.112; x 0.224 in the third year
        assert.equal(support("13", { engineVersion: "13.18" }), "163.52");
        assert.equal(support("13", { engineVersion: "13.18", multiAz: true }), "327.04");
        assert.equal(support("8.0", { engine: "mysql", engineVersion: "8.0.42" }), "163.52");
        assert.equal(support("5.7", { engine: "mysql", engineVersion: "5.7.44" }), "327.04");
        assert.equal(support("8.4", { engine: "mysql", engineVersion: "8.4.5" }), undefined);
    });
});

describe("the price of a proxy", () => {
    const cluster = (inputs: Inputs = {}) =>
        resource("aws:rds/cluster:Cluster", { engine: "aurora-postgresql", ...inputs }, { name: "db" });
    const instance = (of: PlanResource, instanceClass: string, name: string) =>
        resource("aws:rds/clusterInstance:ClusterInstance", { clusterIdentifier: ref(of), instanceClass }, { name });
    const proxy = resource("aws:rds/proxy:Proxy", { engineFamily: "POSTGRESQL" });
    const target = (inputs: Inputs) =>
        resource("aws:rds/proxyTarget:ProxyTarget", { dbProxyName: ref(proxy, "name"), ...inputs });

    it("is the vCPUs of all instances behind it", () => {
        const db = cluster();
        const instances = [instance(db, "db.r7g.2xlarge", "a"), instance(db, "db.r7g.large", "b")];
        // (8 + 2) x 730 x 0.016
        for (const dbClusterIdentifier of [ref(db), unknown(db)]) {
            assert.equal(range([proxy, target({ dbClusterIdentifier }), db, ...instances])[1], "116.8");
        }
    });

    it("is two vCPUs at least", () => {
        const small = database({ instanceClass: "db.m7g.medium" });
        // 2 x 730 x 0.016
        assert.equal(range([proxy, target({ dbInstanceIdentifier: ref(small) }), small])[1], "23.36");
    });

    it("is the capacity of serverless instances, eight units at least", () => {
        const db = cluster({ serverlessv2ScalingConfiguration: { minCapacity: 2, maxCapacity: 16 } });
        const all = [proxy, target({ dbClusterIdentifier: ref(db) }), db, instance(db, "db.serverless", "a")];
        // 730 x 0.018 = 13.14: x 8, x 8, x 16
        assert.deepEqual(range(all), ["105.12", "105.12", "210.24"]);
    });

    it("is not known without a target", () => {
        assert.match(reasonOf([proxy]), /target/);
    });
});
