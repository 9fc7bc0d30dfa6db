import assert from "node:assert/strict";
import { recordStack } from "../../bin/stack";
import type { PlanResource, PlanValue } from "../../plan/plan";
import { checkPlan } from "../../policy/check-plan";
import { estimate } from "../cost/plans";
import { cell, inside, one, platform, planFrom } from "./cases/case";
import { said } from "./said";

const cellLayer = { kind: "cell", region: "eu-west-1", foundation: "organization/antipode/prod-foundation" };
const regions = { "eu-west-1": { role: "active" }, "us-east-1": { role: "active" } };
const split = (layer: PlanValue, more: PlanResource["inputs"] = {}) => platform({ layer, regions, ...more });
const west = cell("eu-west-1");
const east = cell("us-east-1");

/** Rules that compare cells, with what one cell must have for there to be anything to compare. */
const comparing = [
    ...["cells-differ", "alarms-differ", "endpoints-differ", "zones-differ", "sizes-differ", "versions-differ"].map(
        (rule) => [rule, []] as const,
    ),
    ...["no-room-for-a-lost-peer", "launches-before-it-carries"].map(
        (rule) => [rule, [inside(west, "aws:autoscaling/group:Group", { minSize: 2, maxSize: 4 })]] as const,
    ),
    [
        "no-room-for-a-lost-peers-questions",
        [inside(west, "aws:appautoscaling/target:Target", { serviceNamespace: "sagemaker", maxCapacity: 4 })],
    ] as const,
];

describe("a stack of one layer", () => {
    for (const [rule, parts] of comparing) {
        it(`${rule}: is not judged of a cell whose peers are in other stacks`, () => {
            assert.deepEqual(said(rule, split(cellLayer), west, ...parts), [
                "? the stack has one cell: its peers are in stacks of their own",
            ]);
            assert.deepEqual(said(rule, split({ kind: "all" }), west, ...parts), []);
            assert.deepEqual(said(rule, platform(), west, ...parts), []);
        });
    }

    it("compares active cells alone: of a standby's stack it says nothing that was never asked", () => {
        const standby = cell("eu-west-1", "warm");
        assert.deepEqual(said("cells-differ", split(cellLayer), standby), []);
        assert.equal(said("versions-differ", split(cellLayer), standby).length, 1);
        assert.equal(said("no-room-for-a-lost-peer", split(cellLayer), standby).length, 1);
    });

    it("has the foundation's replicas judged by the regions of the stack's file", () => {
        const foundation = split({ kind: "foundation" });
        for (const [rule, type, path] of [
            ["table-not-everywhere", "aws:dynamodb/table:Table", "regionName"],
            ["secret-not-everywhere", "aws:secretsmanager/secret:Secret", "region"],
        ] as const) {
            assert.deepEqual(said(rule, foundation, one(type)), ["no replica in us-east-1"], rule);
            assert.deepEqual(said(rule, foundation, one(type, { replicas: [{ [path]: "us-east-1" }] })), [], rule);
            assert.deepEqual(said(rule, one(type)), [], rule);
        }
    });

    it("does not judge a global database whose clusters are in the stacks of cells", () => {
        const global = one("aws:rds/globalCluster:GlobalCluster");
        assert.deepEqual(said("database-not-everywhere", split({ kind: "foundation" }), global), [
            "? its clusters are in the stacks of cells",
        ]);
        assert.deepEqual(said("database-not-everywhere", split({ kind: "all" }), west, east, global), [
            "no cluster of it in eu-west-1",
            "no cluster of it in us-east-1",
        ]);
    });

    it("wants the budget in the stack of traffic, or in the one stack", () => {
        const queue = one("aws:sqs/queue:Queue");
        for (const kind of ["traffic", "all"]) {
            assert.deepEqual(said("no-budget", split({ kind }), queue), ["no budget with a notification"], kind);
        }
        for (const kind of ["foundation", "cell"]) {
            assert.deepEqual(said("no-budget", split({ kind }), queue), [], kind);
        }
        assert.deepEqual(said("no-budget", platform()), []);
    });

    it("does not take a part that is below the platform's budget for the whole", () => {
        const judged = (layer: PlanValue, budgetMonthlyUsd: number) => {
            const resources = [split(layer, { budgetMonthlyUsd }), one("aws:ec2/natGateway:NatGateway")];
            const report = checkPlan(planFrom(resources), {
                only: ["over-budget"],
                estimate: estimate(resources, {}),
            });
            return [...report.broken, ...report.notJudged].map(({ message }) => message);
        };
        assert.deepEqual(judged(cellLayer, 35), ["35.04 USD a month, of 35.00 USD"]);
        assert.deepEqual(judged(cellLayer, 40), ["4.96 USD are left for the platform's other stacks"]);
    });

    it("does not say of a waiver that may be meant for another layer that it waives nothing", () => {
        const waivers = [{ rule: "deletion-forced", reason: "a trial", until: "2026-11-21" }];
        const unused = (layer: PlanValue) =>
            checkPlan(planFrom([split(layer, { waivers }), one("aws:s3/bucket:Bucket")])).unused.length;
        assert.equal(unused({ kind: "traffic" }), 0);
        assert.equal(unused({ kind: "all" }), 1);
    });

    it("is told from the whole in our own stacks", async () => {
        const settings = Object.entries(cellLayer).map(([key, value]) => `layer.${key}=${value}`);
        const { broken, notJudged, unused } = checkPlan(await recordStack("prod", settings), { today: "2026-11-21" });
        assert.deepEqual([...broken, ...unused], []);
        const unjudged = new Set(notJudged.filter(({ where }) => where === "plan").map(({ rule }) => rule));
        assert.deepEqual(
            comparing.map(([rule]) => rule).filter((rule) => !unjudged.has(rule)),
            [],
        );
    }).timeout(30_000);
});
