import assert from "node:assert/strict";
import type { Plan, PlanResource } from "../../plan/plan";
import { byUrn, reference, resourcesOfType } from "../../plan/read";
import { planTable } from "../../plan/table";
import { planOf } from "./platform-plan";

function resource(name: string, more: Partial<PlanResource> = {}): PlanResource {
    const urn = `urn:pulumi:s::p::t::${name}`;
    return { urn, type: "t", name, custom: true, options: {}, inputs: {}, dependencies: [], ...more };
}

const cell = resource("cell", { custom: false, type: "c", inputs: { region: "eu-west-1" } });
const inner = resource("inner", { custom: false, type: "c", parent: cell.urn });
const bucket = resource("bucket", { parent: inner.urn, region: "us-east-1" });
const reader = resource("reader", {
    inputs: { bucket: { $ref: { urn: bucket.urn, output: "id" } } },
});
const plan: Plan = { version: 1, project: "p", stack: "s", resources: [cell, inner, bucket, reader] };

describe("reading a plan", () => {
    it("finds resources by urn and type", () => {
        assert.equal(byUrn(plan).get(bucket.urn), bucket);
        assert.deepEqual(resourcesOfType(plan, "c"), [cell, inner]);
    });

    it("tells a reference from a known value", () => {
        assert.deepEqual(reference(reader.inputs["bucket"]), { urn: bucket.urn, output: "id" });
        assert.equal(reference("text"), undefined);
    });
});

describe("the plan of prod", () => {
    it("shows three cells, and the runner of drills in a fourth region", async () => {
        const prod = await planOf("prod");
        assert.equal(resourcesOfType(prod, "antipode:platform:Cell").length, 3);
        assert.match(planTable(prod, false), /in 4 regions$/m);
        assert.ok(planTable(prod, true).endsWith(" in 4 regions\u001b[22m"));
    });

    it("has a region on everything that AWS keeps in one", async () => {
        const global = /^(pulumi:providers:|random:|aws:(route53|iam|budgets|costexplorer)\/)/;
        const lost = (await planOf("prod")).resources.filter(
            ({ custom, region, type }) => custom && region === undefined && !global.test(type),
        );
        assert.deepEqual(
            lost.map(({ urn }) => urn),
            [],
        );
    });
});
