import assert from "node:assert/strict";
import { planMermaid } from "../../../plan/export/mermaid";
import type { PlanResource } from "../../../plan/plan";

function resource(name: string, more: Partial<PlanResource>): PlanResource {
    return {
        urn: name,
        type: "aws:s3/bucket:Bucket",
        name,
        custom: true,
        options: {},
        inputs: {},
        dependencies: [],
        ...more,
    };
}

const component = (name: string) => resource(name, { type: `antipode:${name}:${name}`, custom: false });
const member = (name: string, parent: string, more: Partial<PlanResource> = {}) =>
    resource(name, { parent, region: "eu-west-1", ...more });

function chart(...resources: readonly PlanResource[]): string[] {
    const text = planMermaid({ version: 1, project: "p", stack: "s", resources });
    return text.split("\n").map((line) => line.trim());
}

describe("a plan as a Mermaid chart", () => {
    const lines = chart(
        component("A"),
        component("B"),
        component("C"),
        member("a", "A", { dependencies: ["b", "c"] }),
        member("b", "B", { dependencies: ["c"] }),
        member("below", "b", { region: "us-east-1" }),
        member("c", "C", { region: "us-east-1" }),
    );

    it("groups components by where their resources stand", () => {
        const groups = lines.filter((line) => line.startsWith("subgraph"));
        assert.deepEqual(groups, [
            'subgraph s0["eu-west-1"]',
            'subgraph s1["several regions"]',
            'subgraph s2["us-east-1"]',
        ]);
    });

    it("has an arrow to what a component needs, unless a longer way says it", () => {
        assert.deepEqual(
            lines.filter((line) => line.includes("-->")),
            ["n0 --> n1", "n1 --> n2"],
        );
    });

    it("keeps both arrows of two that need each other", () => {
        const ring = chart(
            component("A"),
            component("B"),
            member("a", "A", { dependencies: ["b"] }),
            member("b", "B", { dependencies: ["a2"] }),
            member("a2", "A"),
        );
        assert.equal(ring.filter((line) => line.includes("-->")).length, 2);
    });

    it("escapes what Mermaid would read", () => {
        const [, , node] = chart(resource('Q"<', { custom: false, type: "x:y:Q" }), member("q", 'Q"<'));
        assert.equal(node, 'n0["Q<br/>Q#quot;#lt;"]');
    });
});
