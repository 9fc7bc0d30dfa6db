import assert from "node:assert/strict";
import type { PlanValue } from "../../../plan/plan";
import { resource } from "../plans";
import { bill, range, reasonOf } from "./bill";

type Inputs = { readonly [key: string]: PlanValue };

describe("the price of a warehouse", () => {
    const cluster = (inputs: Inputs) => resource("aws:redshift/cluster:Cluster", inputs);

    it("is its nodes by the hour, twice in two zones, and no rate for what they store", () => {
        // 2 x 730 x 0.601
        const nodes = { nodeType: "ra3.large", numberOfNodes: 2 };
        assert.equal(range([cluster(nodes)])[1], "877.46");
        assert.equal(range([cluster({ ...nodes, multiAz: true })])[1], "1754.92");
        assert.match(reasonOf([cluster(nodes)]), /Managed storage/);
    });

    it("has the secret that Redshift makes for the password", () => {
        const nodes = { nodeType: "ra3.large", manageMasterPassword: true };
        assert.equal(bill([cluster(nodes)])["secret of the password"], "0.4");
        const namespace = resource("aws:redshiftserverless/namespace:Namespace", { manageAdminPassword: true });
        assert.equal(bill([namespace])["secret of the password"], "0.4");
    });

    it("is the capacity of a workgroup", () => {
        const workgroup = resource("aws:redshiftserverless/workgroup:Workgroup", { baseCapacity: 8 });
        // 100 x 0.387
        assert.equal(range([workgroup], { monthly_rpu_hours: 100 })[1], "38.7");
        const namespace = resource("aws:redshiftserverless/namespace:Namespace", {});
        assert.match(reasonOf([namespace]), /Managed storage/);
    });
});

describe("the price of search", () => {
    const clusterConfig = {
        instanceType: "r7g.large.search",
        instanceCount: 3,
        dedicatedMasterEnabled: true,
        dedicatedMasterType: "m7g.medium.search",
        dedicatedMasterCount: 3,
    };

    it("is its nodes and masters by the hour, under both names", () => {
        // 3 x 730 x 0.199; 3 x 730 x 0.076
        const expected = { "r7g.large.search nodes": "435.81", "m7g.medium.search masters": "166.44" };
        assert.deepEqual(bill([resource("aws:opensearch/domain:Domain", { clusterConfig })]), expected);
        const older = {
            elasticsearchVersion: "7.10",
            clusterConfig: { instanceType: "r7g.large.elasticsearch", instanceCount: 3 },
        };
        assert.equal(range([resource("aws:elasticsearch/domain:Domain", older)])[1], "435.81");
    });

    it("has no rate for volumes and warm nodes", () => {
        const ebsOptions = { ebsEnabled: true, volumeSize: 100, volumeType: "gp3" };
        assert.match(reasonOf([resource("aws:opensearch/domain:Domain", { clusterConfig, ebsOptions })]), /EBS gp3/);
        const warm = { ...clusterConfig, warmEnabled: true, warmType: "ultrawarm1.medium.search", warmCount: 2 };
        assert.match(
            reasonOf([resource("aws:opensearch/domain:Domain", { clusterConfig: warm })]),
            /ultrawarm1 medium/,
        );
    });

    it("counts the coordinators", () => {
        const coordinators = { enabled: true, type: "m7g.large.search", count: 2 };
        const off = { enabled: false, type: "m7g.large.search", count: 9 };
        const nodeOptions = [
            { nodeType: "coordinator", nodeConfig: coordinators },
            { nodeType: "coordinator", nodeConfig: off },
        ];
        const domain = resource("aws:opensearch/domain:Domain", { clusterConfig: { ...clusterConfig, nodeOptions } });
        // 2 x 730 x 0.151
        assert.equal(bill([domain])["m7g.large.search coordinators"], "220.46");
    });

    it("has no rate for what a volume does beyond its baseline", () => {
        const reasonWith = (options: Inputs) => {
            const ebsOptions = { ebsEnabled: true, volumeSize: 100, volumeType: "gp3", ...options };
            return reasonOf([resource("aws:opensearch/domain:Domain", { clusterConfig, ebsOptions })]);
        };
        assert.match(reasonWith({ iops: 4000 }), /EBS gp3 IOPS/);
        assert.match(reasonWith({ throughput: 250 }), /EBS gp3 throughput/);
        assert.match(reasonWith({ volumeType: "io1", iops: 100 }), /EBS io1 IOPS/);
        assert.doesNotMatch(reasonWith({ iops: 3000, throughput: 125 }), /IOPS|throughput/);
    });

    it("is not known without an instance type", () => {
        assert.match(reasonOf([resource("aws:opensearch/domain:Domain", {})]), /clusterConfig.instanceType/);
    });
});

describe("the price of queries and jobs", () => {
    it("is what Athena reads, or the sessions that it runs", () => {
        const workgroup = (selectedEngineVersion: string) =>
            resource("aws:athena/workgroup:Workgroup", { configuration: { engineVersion: { selectedEngineVersion } } });
        // 10 x 5; 10 x 0.38
        assert.equal(range([workgroup("Athena engine version 3")], { monthly_data_scanned_tb: 10 })[1], "50");
        assert.equal(range([workgroup("PySpark engine version 3")], { monthly_dpu_hours: 10 })[1], "3.8");
    });

    it("is the capacity that queries have to themselves", () => {
        const reservation = resource("aws:athena/capacityReservation:CapacityReservation", { targetDpus: 24 });
        // 24 x 730 x 0.31; 24 x 10 x 0.31
        assert.equal(range([reservation])[1], "5431.2");
        assert.equal(range([reservation], { monthly_hrs: 10 })[1], "74.4");
    });

    for (const [what, inputs, expected] of [
        // 10 x DPUs x 0.44, or x 0.29 where the job is in no hurry
        ["ten workers", { workerType: "G.2X", numberOfWorkers: 10 }, "88"],
        ["flexible workers", { workerType: "G.1X", numberOfWorkers: 10, executionClass: "FLEX" }, "29"],
        ["a capacity", { maxCapacity: 2 }, "8.8"],
        ["a shell", { command: { name: "pythonshell" } }, "0.275"],
        ["nothing stated", { command: { name: "glueetl" } }, "44"],
    ] as const) {
        it(`is the hours of a job with ${what}`, () => {
            assert.equal(range([resource("aws:glue/job:Job", inputs)], { monthly_hours: 10 })[1], expected);
        });
    }

    it("does not know a worker that nobody has written down", () => {
        const job = resource("aws:glue/job:Job", { workerType: "Z.2X", numberOfWorkers: 2 });
        assert.match(reasonOf([job]), /workerType Z.2X/);
    });

    it("is what crawlers run and what the catalog holds", () => {
        // 10 x 0.44; 1,000,000 x 0.00001 and x 0.000001
        assert.equal(range([resource("aws:glue/crawler:Crawler", {})], { monthly_hours: 10 })[1], "4.4");
        const catalog = resource("aws:glue/catalogDatabase:CatalogDatabase", {});
        assert.equal(range([catalog], { monthly_objects: 1e6, monthly_requests: 1e6 })[1], "11");
    });
});

describe("the price of a migration", () => {
    const instance = (inputs: Inputs) => resource("aws:dms/replicationInstance:ReplicationInstance", inputs);

    it("is the instance by the hour and storage beyond what comes with it", () => {
        const large = { replicationInstanceClass: "dms.r6i.large", allocatedStorage: 150 };
        // 730 x 0.23; (150 - 100) x 0.127
        assert.deepEqual(bill([instance(large)]), { "dms.r6i.large": "167.9", storage: "6.35" });
        // 730 x 0.46; (150 - 100) x 0.254
        assert.deepEqual(bill([instance({ ...large, multiAz: true })]), { "dms.r6i.large": "335.8", storage: "12.7" });
    });

    it("has less storage with what bursts", () => {
        const small = { replicationInstanceClass: "dms.t3.medium", allocatedStorage: 50 };
        assert.deepEqual(bill([instance(small)]), { "dms.t3.medium": "56.94" });
        assert.equal(bill([instance({ ...small, allocatedStorage: 100 })])["storage"], "6.35");
    });

    it("has no rate without instances", () => {
        assert.match(reasonOf([resource("aws:dms/replicationConfig:ReplicationConfig", {})]), /DCU-hour/);
    });
});

describe("the price of dashboards and lakes", () => {
    it("is people by their role", () => {
        const user = (userRole: string) => resource("aws:quicksight/user:User", { userRole });
        assert.equal(range([user("READER")])[1], "3");
        assert.equal(range([user("ADMIN_PRO")])[1], "50");
        assert.match(reasonOf([user("AUTHOR")]), /Author subscriptions/);
        assert.match(reasonOf([user("RESTRICTED_READER")]), /RESTRICTED_READER/);
    });

    it("is data in memory, and nothing for what is asked where it lies", () => {
        const data = (importMode: string) => resource("aws:quicksight/dataSet:DataSet", { importMode });
        // 10 x 0.38
        assert.equal(range([data("SPICE")], { spice_gb: 10 })[1], "3.8");
        assert.deepEqual(bill([data("DIRECT_QUERY")]), {});
        const filter = resource("aws:lakeformation/dataCellsFilter:DataCellsFilter", {});
        // 1,000 x 0.002197266
        assert.equal(range([filter], { monthly_filtered_gb: 1000 })[1], "2.197266");
    });
});
