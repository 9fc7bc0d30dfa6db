import assert from "node:assert/strict";
import type { Cache } from "../../components/cache";
import type { Plan } from "../../plan/plan";
import { cachePlan, makeCache, memcached, replicated, serverless, serverlessMemcached, sharded } from "./cache/caches";
import { field, ofType, one, recordAlone, text, without } from "./platforms";

const groupType = "aws:elasticache/replicationGroup:ReplicationGroup";
const datastoreType = "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup";
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
const global = { ...replicated, topology: "global" as const };
const first = { kind: "first" as const, datastore: "orders" };
const joining = { kind: "joining" as const, datastore: "orders", home: "eu-west-1" as const };

const refusal = (expected: RegExp, given: Promise<Plan>) => assert.rejects(given, expected);

describe("Cache", () => {
    it("of one primary: spread over zones, encrypted with our key, TLS only, logged, with a snapshot before the end", async () => {
        const { inputs, options } = one(await cachePlan({ settings: replicated }), groupType);
        const expected = {
            engine: "valkey",
            engineVersion: "8.1",
            nodeType: "cache.r7g.large",
            numCacheClusters: 2,
            automaticFailoverEnabled: true,
            multiAzEnabled: true,
            clusterMode: "disabled",
            atRestEncryptionEnabled: true,
            kmsKeyId: "arn:aws:kms:eu-west-1:1:key/k",
            transitEncryptionEnabled: true,
            transitEncryptionMode: "required",
            snapshotRetentionLimit: 7,
            finalSnapshotIdentifier: "orders-euw1-final",
            port: 6379,
            region: "eu-west-1",
        };
        assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, inputs[key]])), expected);
        assert.equal(options.protect, true);
        assert.equal(options.ignoreChanges, undefined);
        const logs = [0, 1].map((index) => field(inputs["logDeliveryConfigurations"], index, "logType"));
        assert.deepEqual(logs, ["slow-log", "engine-log"]);
    });

    it("of one node has nobody to take over, in one zone", async () => {
        const { inputs } = one(await cachePlan({ settings: { ...replicated, replicas: 0 } }), groupType);
        assert.deepEqual([inputs["automaticFailoverEnabled"], inputs["multiAzEnabled"]], [false, false]);
    });

    it("in cluster mode shares keys out over shards, by a parameter that AWS wants for it", async () => {
        const recorded = await cachePlan({ settings: sharded });
        const { inputs } = one(recorded, groupType);
        assert.deepEqual(
            ["numNodeGroups", "replicasPerNodeGroup", "numCacheClusters", "clusterMode"].map((key) => inputs[key]),
            [2, 1, undefined, "enabled"],
        );
        const parameters = one(recorded, "aws:elasticache/parameterGroup:ParameterGroup").inputs;
        assert.equal(parameters["family"], "redis7");
        assert.deepEqual(parameters["parameters"], [
            { name: "cluster-enabled", value: "yes" },
            { name: "maxmemory-policy", value: "allkeys-lru" },
        ]);
    });

    it("serverless: kept under its limits, in three zones at most, encrypted, with snapshots where the engine has them", async () => {
        const type = "aws:elasticache/serverlessCache:ServerlessCache";
        const valkey = one(await cachePlan({ settings: serverless }), type).inputs;
        assert.deepEqual(valkey["cacheUsageLimits"], {
            dataStorage: { maximum: 10, unit: "GB" },
            ecpuPerSeconds: [{ maximum: 5000 }],
        });
        assert.deepEqual(valkey["subnetIds"], ["subnet-1", "subnet-2", "subnet-3"]);
        const { options } = one(await cachePlan({ settings: serverless }), type);
        assert.deepEqual(options.ignoreChanges, ["subnetIds"], "another zone would make the cache anew");
        assert.deepEqual([valkey["snapshotRetentionLimit"], valkey["dailySnapshotTime"]], [7, "03:00"]);
        assert.equal(valkey["kmsKeyId"], "arn:aws:kms:eu-west-1:1:key/k");
        const simple = one(await cachePlan({ settings: serverlessMemcached }), type).inputs;
        assert.deepEqual(
            ["snapshotRetentionLimit", "userGroupId"].map((key) => simple[key]),
            [undefined, undefined],
        );
    });

    it("of Memcached: nodes in several zones, TLS only", async () => {
        const { inputs } = one(await cachePlan({ settings: memcached }), "aws:elasticache/cluster:Cluster");
        assert.deepEqual(
            ["engine", "numCacheNodes", "azMode", "transitEncryptionEnabled", "port"].map((key) => inputs[key]),
            ["memcached", 3, "cross-az", true, 11211],
        );
    });

    it("admits the cell's app tier on its ports, and nobody else", async () => {
        for (const [settings, ports] of [
            [replicated, [6379, 6379]],
            [serverless, [6379, 6380]],
            [memcached, [11211, 11211]],
        ] as const) {
            const recorded = await cachePlan({ settings });
            const { inputs } = one(recorded, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
            assert.deepEqual([inputs["cidrIpv4"], inputs["fromPort"], inputs["toPort"]], ["10.0.32.0/19", ...ports]);
            assert.deepEqual(ofType(recorded, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"), []);
        }
    });

    it("knows one user, who signs in by IAM under his id; Redis's default user can do nothing", async () => {
        const users = async (settings: typeof replicated | typeof sharded) =>
            ofType(await cachePlan({ settings }), "aws:elasticache/user:User").map(({ inputs }) =>
                ["userId", "userName", "accessString", "authenticationMode"].map((key) => inputs[key]),
            );
        const app = ["orders-euw1-app", "orders-euw1-app"];
        assert.deepEqual(await users(replicated), [[...app, "on ~* +@all -@dangerous", { type: "iam" }]]);
        assert.deepEqual(await users(sharded), [
            [...app, "on ~* +@read", { type: "iam" }],
            ["orders-euw1-default", "default", "off -@all", { type: "no-password-required" }],
        ]);
    });

    it("lets its user connect to this cache alone; to Memcached there is nothing to allow", async () => {
        let cache: Cache | undefined;
        for (const settings of [replicated, serverless]) {
            await recordAlone(() => (cache = makeCache({ settings })));
            assert.deepEqual(
                cache?.access.map(({ Action }) => Action),
                ["elasticache:Connect"],
            );
            assert.equal(cache.userName, "orders-euw1-app");
            assert.equal((cache.access[0]?.Resource as unknown[]).length, 2);
        }
        await recordAlone(() => (cache = makeCache({ settings: memcached })));
        assert.deepEqual([cache?.access, cache?.userName], [[], undefined]);
    });

    it("refuses wrong arguments before its first child, all at once", async () => {
        await refusal(
            /settings\.version: expected[^]*settings\.replicas: expected 0 to 5, got 6[^]*birth\.kind: expected alone/,
            cachePlan({ settings: { ...replicated, version: "6.2", replicas: 6 }, birth: first }),
        );
        await refusal(/birth\.kind: expected first or joining/, cachePlan({ settings: global }));
    });
});

describe("the alarms of a Cache", () => {
    const names = (recorded: Plan) => ofType(recorded, alarmType).map(({ name }) => name.replace("orders-euw1-", ""));

    it("are those of its kind, and published as they are made", async () => {
        for (const [settings, expected] of [
            [replicated, ["cpu", "evictions", "lag", "memory"]],
            [{ ...replicated, replicas: 0 }, ["cpu", "evictions", "memory"]],
            [sharded, ["cpu", "evictions", "lag", "memory"].flatMap((role) => [`${role}-0001`, `${role}-0002`])],
            [serverless, ["storage", "throttles", "units"]],
            [memcached, ["cpu", "evictions"]],
        ] as const) {
            let cache: Cache | undefined;
            const recorded = await recordAlone(() => (cache = makeCache({ settings })));
            assert.deepEqual(names(recorded).sort(), expected);
            assert.equal(cache?.alarms.length, expected.length);
            assert.ok(ofType(recorded, alarmType).every(({ inputs }) => inputs["alarmActions"] === undefined));
        }
    });

    it("look at every node of a shard, whichever is primary", async () => {
        const recorded = await cachePlan({ settings: sharded });
        const alarm = ofType(recorded, alarmType).find(({ name }) => name === "orders-euw1-cpu-0002");
        const node = (index: number) =>
            text(field(alarm?.inputs["metricQueries"], index, "metric", "dimensions", "CacheClusterId"));
        assert.match(node(0), /-0002-001$/);
        assert.match(node(1), /-0002-002$/);
        assert.equal(field(alarm?.inputs["metricQueries"], 2, "expression"), "MAX(METRICS())");
    });

    it("ask of the whole group, once for all its shards, how far it is behind another region", async () => {
        for (const settings of [global, { ...sharded, topology: "global" as const }]) {
            for (const birth of [first, joining]) {
                const recorded = await cachePlan({ settings, birth });
                const lags = ofType(recorded, alarmType).filter(({ name }) => name.includes("global-lag"));
                assert.deepEqual(
                    lags.map(({ name, inputs }) => [name, inputs["metricName"], inputs["statistic"]]),
                    [["orders-euw1-global-lag", "GlobalDatastoreReplicationLag", "Maximum"]],
                );
                assert.deepEqual(Object.keys(lags[0]?.inputs["dimensions"] ?? {}), ["ReplicationGroupId"]);
            }
        }
    });

    it("of a serverless cache ring at four fifths of its limits", async () => {
        const recorded = await cachePlan({ settings: serverless });
        const threshold = (role: string) =>
            ofType(recorded, alarmType).find(({ name }) => name.endsWith(role))?.inputs["threshold"];
        assert.deepEqual([threshold("storage"), threshold("units")], [8e9, 240_000]);
    });
});

describe("a Cache that is copied between regions", () => {
    it("is born with the datastore's sizes, and joins members; who is primary is ignored from then on", async () => {
        const recorded = await cachePlan({ settings: global, birth: first });
        const { inputs, options, region } = one(recorded, datastoreType);
        assert.deepEqual(
            ["globalReplicationGroupIdSuffix", "engine", "engineVersion", "cacheNodeType"].map((key) => inputs[key]),
            ["orders", "valkey", "8.1", "cache.r7g.large"],
        );
        assert.equal(region, "eu-west-1");
        assert.deepEqual(options.ignoreChanges, ["primaryReplicationGroupId"]);
        assert.ok(ofType(recorded, alarmType).some(({ name }) => name === "orders-euw1-global-lag"));
    });

    it("joins by an id that is known beforehand, and says nothing that the datastore says", async () => {
        const recorded = await cachePlan({ settings: global, birth: joining });
        const { inputs } = one(recorded, groupType);
        assert.equal(inputs["globalReplicationGroupId"], "gxeiz-orders");
        assert.deepEqual(
            Object.keys(inputs).filter((key) =>
                /^(engine|engineVersion|nodeType|numNodeGroups|parameterGroupName|automaticFailover|multiAz|transit|atRest|finalSnapshot)/.test(
                    key,
                ),
            ),
            [],
        );
        assert.equal(inputs["kmsKeyId"], "arn:aws:kms:eu-west-1:1:key/k");
        assert.deepEqual(ofType(recorded, datastoreType), []);
        const clustered = await cachePlan({ settings: { ...sharded, topology: "global" }, birth: joining });
        const member = one(clustered, groupType).inputs;
        assert.deepEqual([member["numNodeGroups"], member["replicasPerNodeGroup"]], [undefined, 1]);
    });

    it("ignores, in each member alike, what AWS reads back from the datastore", async () => {
        for (const birth of [first, joining]) {
            const { options } = one(await cachePlan({ settings: global, birth }), groupType);
            assert.deepEqual(options.ignoreChanges, [
                "automaticFailoverEnabled",
                "engine",
                "engineVersion",
                "globalReplicationGroupId",
                "multiAzEnabled",
                "nodeType",
                "numNodeGroups",
                "parameterGroupName",
            ]);
        }
    });

    it("has, but for what is said at birth, the same inputs whoever was first: a promotion leaves nothing to change", async () => {
        const born = [
            ...["automaticFailoverEnabled", "engine", "engineVersion", "globalReplicationGroupId", "multiAzEnabled"],
            ...["nodeType", "parameterGroupName", "clusterMode", "finalSnapshotIdentifier"],
            ...["atRestEncryptionEnabled", "transitEncryptionEnabled", "transitEncryptionMode"],
        ];
        const primary = one(await cachePlan({ settings: global, birth: first }), groupType).inputs;
        const member = one(await cachePlan({ settings: global, birth: joining }), groupType).inputs;
        assert.deepEqual(without(member, born), without(primary, born));
    });
});
