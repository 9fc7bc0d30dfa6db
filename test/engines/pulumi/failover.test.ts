import assert from "node:assert/strict";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { loadStack } from "../../../config";
import { definePlatform } from "../../../platform";
import { changesOf, startEngine, type Engine } from "./engine";
import { failOver } from "./failed-over";
import { readStore, writeStore, type Store } from "./store";

const config = loadStack("staging", join(__dirname, "../../.."));
const program = (): Promise<Record<string, unknown>> => Promise.resolve({ ...definePlatform(config) });

/** The same program, but for one type's ignore lists. */
function heedingAll(type: string): typeof program {
    return () => {
        pulumi.runtime.registerStackTransformation(({ props, opts, type: of }) =>
            of === type ? { props, opts: { ...opts, ignoreChanges: [] } } : undefined,
        );
        return program();
    };
}

describe("a failover, seen by Pulumi's engine", function () {
    this.timeout(600_000);
    let engine: Engine;
    let born: Store;

    before(async () => {
        engine = await startEngine(program);
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
        assert.deepEqual(types, [
            "aws:autoscaling/group:Group",
            "aws:rds/cluster:Cluster",
            "aws:rds/globalCluster:GlobalCluster",
        ]);
    });

    it("leaves the program nothing to change", async () => {
        assert.deepEqual(changesOf(await engine.stack.preview()), {});
    });

    for (const type of ["aws:rds/cluster:Cluster"]) {
        it(`would undo the failover without the ignore list of ${type}`, async () => {
            assert.notDeepEqual(changesOf(await engine.stack.preview({ program: heedingAll(type) })), {});
        });
    }
});
