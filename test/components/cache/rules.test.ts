import assert from "node:assert/strict";
import { checkCache, checkGlobalRegions } from "../../../components/cache/rules";
import type { CacheSettings } from "../../../components/cache/settings";
import type { Region } from "../../../components/shared/regions";
import { memcached, replicated, serverless, serverlessMemcached, sharded } from "./caches";

const refused = (settings: CacheSettings): string[] =>
    checkCache(settings).map(({ path, message }) => `${path}: ${message}`);
const global = { ...replicated, topology: "global" as const };

describe("the rules of a cache", () => {
    it("accept one of each kind", () => {
        for (const settings of [replicated, sharded, serverless, serverlessMemcached, memcached, global]) {
            assert.deepEqual(refused(settings), [], settings.kind);
        }
    });

    for (const [title, settings, expected] of [
        [
            "a version without users",
            { ...replicated, engine: "redis", version: "6.2" },
            'version: expected a version of redis with users and TLS, such as "7.1", got "6.2"',
        ],
        [
            "a version without TLS",
            { ...memcached, version: "1.6.6" },
            'version: expected a version of memcached with users and TLS, such as "1.6.22", got "1.6.6"',
        ],
        [
            "a minor version of a serverless cache",
            { ...serverless, version: "8.1" },
            'version: expected a version of valkey with users and TLS, such as "8", got "8.1"',
        ],
        [
            "a node type of another service",
            { ...memcached, nodeType: "db.r7g.large" },
            'nodeType: expected a node type such as cache.r7g.large, got "db.r7g.large"',
        ],
        ["too many replicas", { ...replicated, replicas: 6 }, "replicas: expected 0 to 5, got 6"],
        [
            "too many replicas of a shard",
            { ...sharded, replicasPerShard: 6 },
            "replicasPerShard: expected 0 to 5, got 6",
        ],
        ["no shard", { ...sharded, shards: 0 }, "shards: expected 1 or more, got 0"],
        [
            "more nodes than AWS allows",
            { ...sharded, shards: 31, replicasPerShard: 2 },
            "shards: expected at most 90 nodes in all (AWS raises this quota on request), got 93",
        ],
        ["snapshots kept too long", { ...serverless, snapshotDays: 36 }, "snapshotDays: expected 0 to 35, got 36"],
        ["no Memcached node", { ...memcached, nodes: 0 }, "nodes: expected 1 to 60, got 0"],
        ["a store beyond AWS's", { ...serverless, storageGb: 5001 }, "storageGb: expected 1 to 5000, got 5001"],
        [
            "fewer units than AWS sells",
            { ...serverless, processingUnits: 999 },
            "processingUnits: expected 1000 to 15000000, got 999",
        ],
        [
            "a user who is off",
            { ...replicated, userAccess: "off" },
            'userAccess: expected an access string that begins with on, such as "on ~* +@read", got "off"',
        ],
        [
            "burstable nodes that are to be copied between regions",
            { ...global, nodeType: "cache.t4g.medium" },
            'nodeType: expected one of m5, m6g, m7g, r5, r6g, r6gd, r7g, c7gn, large or above, where topology is global, got "cache.t4g.medium"',
        ],
        [
            "copies between regions without a stand-in in each",
            { ...global, replicas: 0 },
            "replicas: expected 1 or more where topology is global (members take over failover from the first), got 0",
        ],
    ] satisfies [string, CacheSettings, string][]) {
        it(`refuse ${title}`, () => {
            assert.deepEqual(refused(settings), [expected]);
        });
    }
});

describe("the regions of a cache that is copied between them", () => {
    const found = (settings: CacheSettings, home: Region, regions: readonly Region[]): string[] =>
        checkGlobalRegions(
            settings,
            home,
            regions.map((region) => ({ region, active: region === home })),
        ).map(({ path, message }) => `${path}: ${message}`);

    it("are three at most, with Global Datastores, born where its id is known", () => {
        assert.deepEqual(found(global, "eu-west-1", ["eu-west-1", "us-east-1", "ap-south-1"]), []);
        assert.deepEqual(found(global, "eu-west-1", ["eu-west-1", "us-east-1", "ap-south-1", "us-east-2"]), [
            "topology: expected at most 3 regions where it is global, got 4",
        ]);
        assert.deepEqual(found(global, "eu-west-1", ["eu-west-1", "ap-east-2"]), [
            "topology: expected regions that have Global Datastores where it is global, got ap-east-2",
        ]);
        assert.deepEqual(found(global, "us-west-1", ["us-west-1"]), [
            "topology: expected a first region whose prefix of Global Datastores AWS documents, got us-west-1",
        ]);
    });

    it("have one active cell among them: a second one's app would write to a cache that refuses it", () => {
        const cells = (["eu-west-1", "us-east-1"] as const).map((region) => ({ region, active: true }));
        assert.deepEqual(
            checkGlobalRegions(global, "eu-west-1", cells).map(({ message }) => message),
            [
                "expected regional where several cells are active (only the first region's takes writes), got global with eu-west-1, us-east-1",
            ],
        );
        assert.deepEqual(checkGlobalRegions(replicated, "eu-west-1", cells), []);
        assert.deepEqual(
            checkGlobalRegions(global, "eu-west-1", [{ region: "eu-west-1" }, { region: "us-east-1" }]),
            [],
        );
    });

    it("are free where each region's cache is by itself", () => {
        const many: Region[] = ["us-west-1", "eu-west-1", "us-east-1", "ap-east-2"];
        assert.deepEqual(found(replicated, "us-west-1", many), []);
        assert.deepEqual(found(serverless, "us-west-1", many), []);
    });
});
