import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { RegionalCluster, type RegionalClusterArgs } from "../../../components/regional-cluster";
import type { Plan, PlanResource, PlanValue } from "../../../plan/plan";
import { ofType, one, recordAlone, text } from "../platforms";
import { database } from "./settings";

const place = { region: "eu-west-1" as const, tags: {} };
const args: RegionalClusterArgs = {
    place,
    network: {
        vpcId: pulumi.output("vpc-1"),
        subnetIds: { public: [], app: [], data: [pulumi.output("subnet-1"), pulumi.output("subnet-2")] },
    },
    database: { identifier: pulumi.output("orders") },
    keyArn: "arn:key",
    settings: database,
    member: { kind: "instances", count: 2 },
    clientBlocks: { "eu-west-1": "10.0.32.0/19" },
    birth: { kind: "writer", databaseName: "orders", userName: "orders", password: "birth" },
    protect: true,
};

function record(changes: Partial<RegionalClusterArgs> = {}): Promise<Plan> {
    return recordAlone(() => new RegionalCluster("orders-euw1", { ...args, ...changes }));
}

const cluster = (recorded: Plan): PlanResource => one(recorded, "aws:rds/cluster:Cluster");
const instances = (recorded: Plan): PlanResource[] => ofType(recorded, "aws:rds/clusterInstance:ClusterInstance");

/** The metrics that alarms watch, with their thresholds. */
function watched(recorded: Plan): Record<string, PlanValue | undefined> {
    return Object.fromEntries<PlanValue | undefined>(
        ofType(recorded, "aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => [
            text(inputs["metricName"]),
            inputs["threshold"],
        ]),
    );
}

describe("a regional cluster", () => {
    it("has its log group, with an end and our key, before it writes to it", async () => {
        const recorded = await record();
        const log = one(recorded, "aws:cloudwatch/logGroup:LogGroup");
        assert.equal(cluster(recorded).inputs["clusterIdentifier"], "orders-euw1");
        assert.equal(log.inputs["name"], "/aws/rds/cluster/orders-euw1/postgresql");
        assert.equal(log.inputs["retentionInDays"], 30);
        assert.equal(log.inputs["kmsKeyId"], "arn:key");
        assert.ok(cluster(recorded).dependencies.includes(log.urn));
    });

    it("grows by an instance without touching those that are there", async () => {
        const before = await record();
        const after = await record({ member: { kind: "instances", count: 3 } });
        assert.deepEqual(
            instances(after)
                .map(({ name }) => name)
                .sort(),
            ["orders-euw1-0", "orders-euw1-1", "orders-euw1-2"],
        );
        const later = new Map(after.resources.map(({ urn, inputs }) => [urn, inputs]));
        for (const { urn, inputs } of before.resources) {
            assert.deepEqual(later.get(urn), inputs, urn);
        }
    });

    it("is storage and replication only when headless, with its lag watched", async () => {
        const sourceRegion = "us-east-1" as const;
        const recorded = await record({ member: { kind: "headless" }, birth: { kind: "reader", sourceRegion } });
        assert.equal(instances(recorded).length, 0);
        assert.deepEqual(Object.keys(watched(recorded)).sort(), [
            "AuroraGlobalDBRPOLag",
            "AuroraGlobalDBReplicationLag",
        ]);
    });

    it("is I/O-optimised and keeps long insights when asked", async () => {
        const recorded = await record({ settings: { ...database, storage: "io-optimized", insights: "advanced" } });
        const { inputs } = cluster(recorded);
        assert.equal(inputs["storageType"], "aurora-iopt1");
        assert.equal(inputs["databaseInsightsMode"], "advanced");
        const kept = [cluster(recorded), ...instances(recorded)].map(
            (resource) => resource.inputs["performanceInsightsRetentionPeriod"],
        );
        assert.deepEqual(kept, [465, 465, 465]);
    });

    it("leaves storage, insights and forwarding at Aurora's defaults otherwise", async () => {
        const { inputs } = cluster(await record());
        for (const key of ["storageType", "databaseInsightsMode", "enableGlobalWriteForwarding"]) {
            assert.ok(!(key in inputs), key);
        }
    });

    it("scales its instances by themselves when serverless, and pauses them when allowed", async () => {
        const capacity = { kind: "serverless", minAcu: 0, maxAcu: 16, secondsUntilAutoPause: 600 } as const;
        const recorded = await record({ settings: { ...database, capacity } });
        assert.deepEqual(cluster(recorded).inputs["serverlessv2ScalingConfiguration"], {
            minCapacity: 0,
            maxCapacity: 16,
            secondsUntilAutoPause: 600,
        });
        assert.deepEqual(
            instances(recorded).map(({ inputs }) => inputs["instanceClass"]),
            ["db.serverless", "db.serverless"],
        );
        assert.equal(watched(recorded)["ACUUtilization"], 99);
        assert.ok(!("FreeableMemory" in watched(recorded)));
    });

    it("forwards writes, and rings when the writer refuses what it forwarded", async () => {
        const writeForwarding = { kind: "on", consistency: "session", connectionsPercent: 25 } as const;
        const recorded = await record({ settings: { ...database, writeForwarding } });
        assert.equal(cluster(recorded).inputs["enableGlobalWriteForwarding"], true);
        assert.equal(watched(recorded)["AuroraForwardingReplicaErrorSessionsLimit"], 0);
    });

    it("is Aurora MySQL with one word, and then watches no metric that only PostgreSQL has", async () => {
        const engine = { kind: "mysql", version: "8.0.mysql_aurora.3.10.1" } as const;
        const writeForwarding = { kind: "on", consistency: "session", connectionsPercent: 10 } as const;
        const recorded = await record({ settings: { ...database, engine, writeForwarding, port: 3306 } });
        assert.equal(cluster(recorded).inputs["engine"], "aurora-mysql");
        assert.deepEqual(cluster(recorded).inputs["enabledCloudwatchLogsExports"], ["error", "slowquery"]);
        assert.equal(ofType(recorded, "aws:cloudwatch/logGroup:LogGroup").length, 2);
        assert.ok(!("AuroraForwardingReplicaErrorSessionsLimit" in watched(recorded)));
    });

    it("lets AWS add readers to those of the plan", async () => {
        const readerScaling = { maxReaders: 5, metric: "connections", target: 700 } as const;
        const capacity = { kind: "provisioned", instanceClass: "db.r6g.large", readerScaling } as const;
        const recorded = await record({ settings: { ...database, capacity } });
        const { inputs } = one(recorded, "aws:appautoscaling/target:Target");
        assert.deepEqual([inputs["minCapacity"], inputs["maxCapacity"]], [1, 5]);
        assert.equal(inputs["scalableDimension"], "rds:cluster:ReadReplicaCount");
        const policy = one(recorded, "aws:appautoscaling/policy:Policy").inputs;
        assert.deepEqual(policy["targetTrackingScalingPolicyConfiguration"], {
            predefinedMetricSpecification: { predefinedMetricType: "RDSReaderAverageDatabaseConnections" },
            targetValue: 700,
        });
        assert.equal(instances(recorded).length, 2);
    });

    it("rings when its copy lags by more than the promise, and when an instance fills up", async () => {
        const recorded = await record({ settings: { ...database, promisedRpoSeconds: 2 } });
        assert.deepEqual(watched(recorded), {
            AuroraGlobalDBReplicationLag: 2000,
            AuroraGlobalDBRPOLag: 2000,
            CPUUtilization: 90,
            // 80 % of db.r6g.large's 1,802, and a tenth of its 16 GiB.
            DatabaseConnections: 1441,
            FreeableMemory: 1_717_986_918,
        });
        for (const { inputs } of ofType(recorded, "aws:cloudwatch/metricAlarm:MetricAlarm")) {
            assert.deepEqual(Object.keys(inputs["dimensions"] ?? {}), ["DBClusterIdentifier"]);
            assert.ok(!("alarmActions" in inputs));
        }
    });

    it("publishes its alarms, those about lag with the promise that they stand for", async () => {
        let promises: unknown[] = [];
        await recordAlone(() => {
            promises = new RegionalCluster("orders-euw1", args).alarms.map(({ tier, promise }) => [tier, promise]);
        });
        assert.deepEqual(promises, [
            ["database", "rpoSeconds"],
            ["database", "rpoSeconds"],
            ["database", undefined],
            ["database", undefined],
            ["database", undefined],
        ]);
    });

    it("fails before its first child for settings and a member that break rules, with all of them", async () => {
        const settings = { ...database, backupDays: 36, logDays: 10 };
        const refused = record({ settings, member: { kind: "headless" } });
        await assert.rejects(refused, (error: Error) => {
            for (const path of ["settings.backupDays", "settings.logDays", "member.kind"]) {
                assert.ok(error.message.includes(`- ${path}: expected`), error.message);
            }
            return true;
        });
    });

    it("is protected by AWS and by Pulumi, and leaves a snapshot, unless it may be thrown away", async () => {
        for (const protect of [true, false]) {
            const recorded = await record({ protect });
            const { inputs, options } = cluster(recorded);
            assert.equal(inputs["deletionProtection"], protect);
            assert.equal(inputs["skipFinalSnapshot"], !protect);
            assert.equal(options.protect === true, protect);
        }
    });
});
