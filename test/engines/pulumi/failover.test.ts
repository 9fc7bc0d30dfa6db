import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { parsePlatform } from "../../../config";
import { definePlatform } from "../../../platform";
import { endpoints, twoRegions, withRegion, type RawPlatform } from "../../components/platforms";
import { stores } from "../../components/stores";
import { changesOf, startEngine, type Engine } from "./engine";
import { failOver } from "./failed-over";
import { readStore, writeStore, type Store } from "./store";

type Program = () => Promise<Record<string, unknown>>;

const units = { min: 5, max: 100 };

/** Three regions with everything that AWS moves or scales by itself. */
const raw: RawPlatform = {
    ...withRegion(twoRegions(), "eu-central-1", "warm"),
    network: { nat: "single" },
    database: { instances: 1 },
    tables: { carts: { ...stores.tables.carts, billing: { kind: "provisioned", read: units, write: units } } },
    cache: stores.cache,
    inference: endpoints[0],
    traffic: { privateNames: true },
};
const program: Program = () => Promise.resolve({ ...definePlatform(parsePlatform(raw)) });

/** The same program with other options on all of its resources. */
function besides(options: pulumi.CustomResourceOptions): Program {
    return () => {
        pulumi.runtime.registerStackTransformation(({ props, opts }) => ({ props, opts: { ...opts, ...options } }));
        return program();
    };
}

/** What each ignore list keeps a failover's traces from being taken back of, by type. */
const wouldUndo: Readonly<Record<string, readonly string[]>> = {
    "aws:dynamodb/table:Table": ["globalSecondaryIndexes", "readCapacity", "writeCapacity"],
    "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup": ["primaryReplicationGroupId"],
    "aws:elasticache/replicationGroup:ReplicationGroup": [
        "automaticFailoverEnabled",
        "engineVersion",
        "multiAzEnabled",
        "parameterGroupName",
    ],
    "aws:rds/cluster:Cluster": ["globalClusterIdentifier", "replicationSourceIdentifier"],
    "aws:route53/zone:Zone": ["vpcs"],
    "aws:secretsmanager/secretVersion:SecretVersion": ["versionStages"],
};

/** Inputs that a preview would change, by type. */
function changedInputs(events: readonly EngineEvent[]): Record<string, string[]> {
    const found = new Map<string, Set<string>>();
    for (const { resourcePreEvent } of events) {
        const { old, new: wanted, op, type } = resourcePreEvent?.metadata ?? { op: "same", type: "" };
        if (op !== "same") {
            const [before, after] = [old, wanted].map((state) => (state?.inputs ?? {}) as Record<string, unknown>);
            const keys = Object.keys({ ...before, ...after });
            const differ = keys.filter((key) => JSON.stringify(before?.[key]) !== JSON.stringify(after?.[key]));
            found.set(type, new Set([...(found.get(type) ?? []), ...differ]));
        }
    }
    return Object.fromEntries([...found].sort().map(([type, keys]) => [type, [...keys].sort()]));
}

describe("a failover, seen by Pulumi's engine", function () {
    this.timeout(600_000);
    let engine: Engine;
    let born: Store;

    before(async () => {
        // By hand a provisioned table is born on demand; its guard has a test of its own.
        engine = await startEngine(besides({ hooks: {} }));
        await engine.stack.up();
        born = readStore(engine.environment);
        writeStore(failOver(born), engine.environment);
        await engine.stack.refresh();
    });
    after(() => engine.close());

    it("has moved what AWS moves: the state is not the one that the program made", () => {
        const moved = Object.entries(readStore(engine.environment)).filter(
            ([urn, { state }]) => JSON.stringify(state) !== JSON.stringify(born[urn]?.state),
        );
        const types = [...new Set(moved.map(([, { type }]) => type))].sort();
        const unasked = ["aws:autoscaling/group:Group", "aws:rds/globalCluster:GlobalCluster"];
        assert.deepEqual(types, [...Object.keys(wouldUndo), ...unasked].sort());
    });

    it("leaves the program nothing to change", async () => {
        const events: EngineEvent[] = [];
        const preview = await engine.stack.preview({
            program,
            onEvent: (event) => events.push(event),
        });
        assert.deepEqual(changedInputs(events), {});
        assert.deepEqual(changesOf(preview), {});
    });

    describe("would be undone", () => {
        let undone: Record<string, string[]>;
        before(async () => {
            const events: EngineEvent[] = [];
            await engine.stack.preview({
                program: besides({ ignoreChanges: [] }),
                onEvent: (event) => events.push(event),
            });
            undone = changedInputs(events);
        });

        for (const [type, properties] of Object.entries(wouldUndo)) {
            it(`without the ignore list of ${type}`, () => {
                assert.deepEqual(undone[type], properties);
            });
        }
    });
});
