import assert from "node:assert/strict";
import { resource, planOf } from "../../cost/plans";
import { PlanInputError } from "../../../plan/readers/plan-input";
import { readPlanInput } from "../../../plan/readers/read-plan-input";
import { checkPlan } from "../../../policy/check-plan";
import { estimate } from "../../cost/plans";

const queue = resource("aws:sqs/queue:Queue", {}, { name: "queue" });
const bucket = resource(
    "aws:s3/bucket:Bucket",
    {
        bucket: { $ref: { urn: queue.urn, output: "name" } },
        policy: { $secret: { Id: `\${${queue.urn}#arn}` } },
        source: { $asset: { path: "dist" } },
        tags: { owner: { $unknown: { urns: [queue.urn] } }, list: ["a", 1, true, null] },
    },
    {
        parent: queue.urn,
        provider: `${queue.urn}::p`,
        options: { protect: true, ignoreChanges: ["tags"] },
        ids: ["i-1"],
        dependencies: [queue.urn],
    },
);
const plan = planOf(queue, bucket);

function read(content: unknown) {
    return readPlanInput(JSON.stringify(content), { name: "x" });
}

describe("a plan's JSON", () => {
    it("is what was written", () => {
        assert.deepEqual(read(plan), { kind: "plan", after: plan });
    });

    it("may hold objects of a schema, which name others by a text", () => {
        const schema = { ...queue, inputs: { body: { $ref: "#/definitions/order" } } };
        const { after } = read(planOf(schema));
        assert.deepEqual(after.resources[0]?.inputs, schema.inputs);
        assert.deepEqual(estimate(after.resources).coverage.notPriced, 0);
        checkPlan(after);
    });

    const refusals: readonly [what: string, more: object, message: RegExp][] = [
        ["parent", { parent: 5 }, /^x: resources\.1\.parent: expected a text, got 5$/],
        ["dependencies", { dependencies: null }, /^x: resources\.1\.dependencies: expected a list of texts, got null$/],
        ["options", { options: null }, /^x: resources\.1\.options: expected an object, got null$/],
        ["protect", { options: { protect: "no" } }, /\.options\.protect: expected true or false, got "no"$/],
        ["custom", { custom: "yes" }, /^x: resources\.1\.custom: expected true or false, got "yes"$/],
        ["ids", { ids: 3 }, /^x: resources\.1\.ids: expected a list of texts, got 3$/],
        ["inputs", { inputs: [] }, /^x: resources\.1\.inputs: expected an object, got \[\]$/],
        ["a name", { name: undefined }, /^x: resources\.1\.name: expected a text, got nothing$/],
        ["a urn", { urn: "queue" }, /^x: resources\.1\.urn: expected urn:pulumi:<stack>::\S+, got "queue"$/],
        ["a second of one urn", { urn: queue.urn }, /^x: resources: expected one resource urn:\S+::queue, got 2$/],
        ["a parent", { parent: bucket.urn }, /^x: resources: expected a parent of urn:\S+::one that is not within it/],
        [
            "a reference",
            { inputs: { a: [{ $ref: null }] } },
            /^x: resources\.1\.inputs\.a\.0\.\$ref: expected an object with a urn and an output, got null$/,
        ],
        [
            "a reference's output",
            { inputs: { $ref: { urn: "u", output: 5 } } },
            /^x: resources\.1\.inputs\.\$ref: expected an object with a urn and an output, got \{"urn"/,
        ],
        [
            "an unknown",
            { inputs: { a: { b: { $unknown: {} } } } },
            /^x: resources\.1\.inputs\.a\.b\.\$unknown\.urns: expected a list of texts, got nothing$/,
        ],
        [
            "an asset",
            { inputs: { a: { $asset: { uri: "https://x" } } } },
            /^x: resources\.1\.inputs\.a\.\$asset: expected an object with a path or a text, got \{"uri"/,
        ],
    ];
    for (const [what, more, message] of refusals) {
        it(`is refused by the path of what somebody broke: ${what}`, () => {
            assert.throws(
                () => read(planOf(queue, { ...bucket, ...more })),
                (error: unknown) => error instanceof PlanInputError && message.test(error.message),
            );
        });
    }

    it("is refused when it is too deep for whoever reads it", () => {
        const deep = JSON.stringify(planOf({ ...queue, inputs: { a: "deep" } }));
        assert.throws(
            () => readPlanInput(deep.replace('"deep"', "[".repeat(9000) + "]".repeat(9000)), { name: "x" }),
            /^PlanInputError: x: resources\.0\.inputs\.a(\.0){19}: expected lists and objects within each other/,
        );
    });

    it("is refused when its resources are none", () => {
        assert.throws(() => read({ ...plan, resources: null }), /x: resources: expected a list, got null$/);
        assert.throws(() => read({ ...plan, resources: [null] }), /x: resources\.0: expected a resource, got null$/);
    });
});
