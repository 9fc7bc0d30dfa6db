import assert from "node:assert/strict";
import type { Plan } from "../../plan/plan";
import { unrun, unrunText } from "../../twin/unrun";

function component(type: string, name: string): Plan["resources"][number] {
    return { urn: `urn:${name}`, type, name, custom: false, options: {}, inputs: {}, dependencies: [] };
}

const plan = (...types: string[]): Plan => ({
    version: 1,
    project: "p",
    stack: "s",
    resources: types.map((type, index) => component(type, String(index))),
});

describe("what a twin leaves out", () => {
    it("is every component that no engine stands for, counted", () => {
        const parts = unrun(
            plan("antipode:cache:Cache", "antipode:network:Network", "antipode:cache:Cache", "a:b:Wheel"),
        );
        assert.deepEqual(parts, [
            { kind: "Cache", count: 2 },
            { kind: "Wheel", count: 1 },
        ]);
        assert.equal(unrunText(parts), "2 Cache, Wheel");
    });

    it("is nothing when engines run or stand for all", () => {
        assert.equal(unrunText(unrun(plan("antipode:network:Network", "antipode:traffic:Traffic"))), "");
    });
});
