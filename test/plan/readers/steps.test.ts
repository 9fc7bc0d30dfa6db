import assert from "node:assert/strict";
import type { Preview } from "../../../plan/readers/plan-input";
import { readPlanInput } from "../../../plan/readers/read-plan-input";
import { digest, state, step } from "./states";

const instance = "aws:ec2/instance:Instance";

function preview(text: string): Preview {
    const input = readPlanInput(text, { name: "preview.json" });
    assert.equal(input.kind, "preview");
    return input;
}

describe("a step of a preview", () => {
    it("counts a step whose op nobody knows as both of its sides say, and tells how many there are", () => {
        const [old, next] = ["x", "y"].map((ami) => state(instance, "a", { inputs: { ami } }));
        const { before, after, unknownOps } = preview(
            digest([step("udpate", old, next), step("udpate", undefined, state(instance, "b"))]),
        );
        assert.deepEqual([...unknownOps], [["udpate", 2]]);
        assert.deepEqual(
            [before, after].map(({ resources }) => resources.map(({ inputs }) => inputs["ami"])),
            [["x"], ["y", undefined]],
        );
    });

    it("knows every op of Pulumi's", () => {
        const one = state(instance, "a");
        const logical = ["same", "create", "update", "delete", "replace", "import", "read", "discard"];
        const parts = ["create", "import", "read"].map((op) => `${op}-replacement`);
        const others = ["delete-replaced", "discard-replaced", "remove-pending-replace", "refresh"];
        for (const op of [...logical, ...parts, ...others]) {
            assert.deepEqual([...preview(digest([step(op, one, one)])).unknownOps], []);
        }
    });

    it("counts once what is looked at first, as with --refresh", () => {
        const one = state(instance, "a");
        const { before, after, foreign } = preview(digest([step("refresh", one, one), step("same", one, one)]));
        assert.deepEqual([before.resources.length, after.resources.length, foreign], [1, 1, []]);
    });

    it("does not take what is left of an interrupted replacement for what took its place", () => {
        const one = state(instance, "a");
        const { before, after, changes } = preview(
            digest([step("same", one, one), step("delete", { ...one, delete: true }, undefined)]),
        );
        assert.deepEqual([before.resources.length, after.resources.length, changes.size], [1, 1, 0]);
    });

    it("has nothing deployed of what a replacement deleted and did not make anew", () => {
        const gone = state(instance, "a", { pendingReplacement: true });
        const { before, after, changes } = preview(digest([step("replace", gone, state(instance, "a"))]));
        assert.deepEqual([before.resources.length, after.resources.length], [0, 1]);
        assert.equal(changes.get(gone.urn)?.kind, "create");
    });

    it("fails where only what is deployed has one resource twice", () => {
        const gone = step("delete", state(instance, "a"), undefined);
        assert.throws(() => preview(digest([gone, gone])), {
            message: `preview.json: steps: expected one resource ${gone.urn}, got 2`,
        });
    });

    it("has only changes when the engine counted more that stay than it tells of", () => {
        const [one, other] = [state(instance, "a"), state(instance, "b")];
        const steps = [step("same", one, one), step("create", undefined, other), step("delete", other, undefined)];
        for (const [same, changesOnly] of [
            [1, false],
            [2, true],
        ] as const) {
            assert.equal(preview(digest(steps, { changeSummary: { same } })).changesOnly, changesOnly);
        }
    });

    it("has the names of the stack from a single step", () => {
        const one = state(instance, "a");
        const { before, after } = preview(digest([step("same", one, one)]));
        assert.deepEqual([after.project, after.stack, before.project, before.stack], ["shop", "live", "shop", "live"]);
    });

    it("makes one resource for both sides of what stays: the newer state, named as the older", () => {
        const old = state(instance, "a", { id: "i-1", inputs: { ami: "x" } });
        const { before, after } = preview(digest([step("same", old, state(instance, "a", { inputs: { ami: "y" } }))]));
        assert.equal(before.resources[0], after.resources[0]);
        assert.deepEqual([after.resources[0]?.inputs["ami"], after.resources[0]?.ids], ["y", ["i-1"]]);
    });

    it("tells what happens to a resource by its op", () => {
        const one = state(instance, "a");
        const kept = { ...one, retainOnDelete: true };
        const told = [
            step("create", undefined, one),
            step("update", one, one),
            step("replace", one, one),
            step("import", undefined, one),
            step("delete", one, undefined),
            step("delete", kept, undefined),
            step("same", one, one),
        ].map((only) => preview(digest([only])).changes.get(one.urn)?.kind);
        assert.deepEqual(told, ["create", "update", "replace", "import", "delete", "retain", undefined]);
    });

    it("does not count what belongs to somebody else when it is not read any more", () => {
        const read = state(instance, "a", { external: true });
        const { before, foreign } = preview(digest([step("delete", read, undefined)]));
        assert.deepEqual([before.resources, foreign], [[], [read.urn]]);
    });
});
