import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { GlobalTable } from "../../../components/global-table";
import type { Region } from "../../../components/shared/regions";
import { provisioned, settings } from "../../components/global-table/tables";
import { changesOf, startEngine, type Engine } from "./engine";
import { readStore, writeStore, type Store } from "./store";

const type = "aws:dynamodb/table:Table";

/** A provisioned table and nothing else. */
const table =
    (...regions: Region[]) =>
    (): Promise<Record<string, unknown>> => {
        new GlobalTable("orders", {
            place: { region: "eu-west-1", tags: {} },
            regions,
            settings: { ...settings, billing: provisioned },
            keyArns: { "eu-west-1": "arn:aws:kms:eu-west-1:1:key/k", "us-east-1": "arn:aws:kms:us-east-1:1:key/k" },
            protect: true,
        });
        return Promise.resolve({});
    };

/** The store after a busy hour. */
function scaled(store: Store): Store {
    return Object.fromEntries(
        Object.entries(store).map(([urn, kept]) => {
            const indexes = kept.inputs["globalSecondaryIndexes"];
            if (kept.type !== type || !Array.isArray(indexes)) {
                return [urn, kept];
            }
            const grown = indexes.map((index) => ({ ...(index as object), readCapacity: 60, writeCapacity: 60 }));
            const state = { ...kept.state, readCapacity: 70, writeCapacity: 70, globalSecondaryIndexes: grown };
            return [urn, { ...kept, state }];
        }),
    );
}

describe("a provisioned table, seen by Pulumi's engine", function () {
    this.timeout(600_000);
    let engine: Engine;

    before(async () => {
        engine = await startEngine(table("eu-west-1"));
    });
    after(() => engine.close());

    it("is not born with replicas: the preview is refused", async () => {
        await assert.rejects(
            engine.stack.preview({ program: table("eu-west-1", "us-east-1") }),
            /billing\.kind: expected "on-demand" until a table with replicas stands/,
        );
    });

    it("keeps what AWS scaled it to, and each index", async () => {
        await engine.stack.up();
        const born = readStore(engine.environment);
        writeStore(scaled(born), engine.environment);
        await engine.stack.refresh();
        assert.notDeepEqual(readStore(engine.environment), born);
        assert.deepEqual(changesOf(await engine.stack.preview()), {});
    });

    it("would take it away from the indexes alone, were only the table's own capacity ignored", async () => {
        const program = (): Promise<Record<string, unknown>> => {
            pulumi.runtime.registerStackTransformation(({ props, opts, type: of }) =>
                of === type
                    ? { props, opts: { ...opts, ignoreChanges: ["readCapacity", "writeCapacity"] } }
                    : undefined,
            );
            return table("eu-west-1")();
        };
        assert.notDeepEqual(changesOf(await engine.stack.preview({ program })), {});
    });
});
