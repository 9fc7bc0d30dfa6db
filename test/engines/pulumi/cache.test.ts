import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { parsePlatform } from "../../../config";
import { definePlatform } from "../../../platform";
import { twoRegions } from "../../components/platforms";
import { stores } from "../../components/stores";
import { changesOf, startEngine, type Engine } from "./engine";
import { failOver } from "./failed-over";
import { readStore, writeStore, type Store } from "./store";

const config = parsePlatform({ ...twoRegions(), cache: stores.cache });
const program = (): Promise<Record<string, unknown>> => Promise.resolve({ ...definePlatform(config) });
const datastore = "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup";
const member = "aws:elasticache/replicationGroup:ReplicationGroup";

/** The same program, but for one type's ignore lists. */
function heedingAll(type: string): typeof program {
    return () => {
        pulumi.runtime.registerStackTransformation(({ props, opts, type: of }) =>
            of === type ? { props, opts: { ...opts, ignoreChanges: [] } } : undefined,
        );
        return program();
    };
}

/** What AWS reads back from the datastore on its first member: parameters of its own making, another version. */
function readBack(store: Store): Store {
    return Object.fromEntries(
        Object.entries(store).map(([urn, kept]) => [
            urn,
            kept.type === member && kept.inputs["engine"] !== undefined
                ? {
                      ...kept,
                      state: {
                          ...kept.state,
                          automaticFailoverEnabled: false,
                          engineVersion: "8.2",
                          parameterGroupName: "global-datastore-orders",
                      },
                  }
                : kept,
        ]),
    );
}

describe("a promotion of another region's cache, seen by Pulumi's engine", function () {
    this.timeout(600_000);
    let engine: Engine;

    before(async () => {
        engine = await startEngine(program);
        await engine.stack.up();
        writeStore(readBack(failOver(readStore(engine.environment))), engine.environment);
        await engine.stack.refresh();
    });
    after(() => engine.close());

    it("leaves the program nothing to change", async () => {
        assert.deepEqual(changesOf(await engine.stack.preview()), {});
    });

    for (const type of [datastore, member]) {
        it(`would be undone without the ignore list of ${type}`, async () => {
            assert.notDeepEqual(changesOf(await engine.stack.preview({ program: heedingAll(type) })), {});
        });
    }
});
