import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Plan, PlanResource, PlanValue } from "../../plan/plan";
import { readPlanInput } from "../../plan/readers/read-plan-input";
import { checkPlan, type CheckReport } from "../../policy/check-plan";
import { recordedStack } from "../recorded-stacks";

function errors({ broken }: CheckReport): string[] {
    return broken
        .filter(({ severity }) => severity === "error")
        .map(({ rule, where, message }) => `${rule} ${where.split("::").at(-1) ?? where}: ${message}`);
}

/** What `npm run keep:previews` kept. */
function kept(name: string): Plan {
    const file = join(__dirname, `../cost/previews/staging-${name}.json.gz`);
    return readPlanInput(gunzipSync(readFileSync(file)).toString(), { name }).after;
}

/** The plan with the inputs of some resources changed, or without those that become undefined. */
function changed(plan: Plan, change: (one: PlanResource) => { readonly [key: string]: PlanValue } | undefined): Plan {
    return {
        ...plan,
        resources: plan.resources.flatMap((one) => {
            const inputs = change(one);
            return inputs === undefined ? [] : [{ ...one, inputs }];
        }),
    };
}

describe("our own stacks, judged by the rules", function () {
    this.timeout(30_000);
    for (const [stack, unseen] of [
        ["dev", []],
        ["staging", []],
        ["prod", ["every-rule"]],
    ] as const) {
        it(`${stack}: no error, and only money is not judged, and what awsx makes`, async () => {
            const report = checkPlan(await recordedStack(stack), { today: "2026-11-21" });
            assert.deepEqual(errors(report), []);
            assert.deepEqual([...new Set(report.notJudged.map(({ rule }) => rule))].sort(), [
                ...unseen,
                "over-budget",
                "over-budget-when-busy",
            ]);
            assert.deepEqual(report.unused, []);
        });
    }

    it("prod, with what awsx makes for the runner of drills, as a preview has it: no error that is not waived", async () => {
        const plan = await recordedStack("prod");
        const part = (of: string, token: string, inputs: PlanResource["inputs"]): PlanResource => {
            const [type = "", name = ""] = token.split(" ");
            const parent = plan.resources.find((each) => each.type === of)?.urn;
            assert.ok(parent);
            const tags = { "antipode:platform": "orders" };
            const urn = `${parent}$${type}::${name}`;
            const made = { urn, type, name, parent, custom: true, region: "eu-central-1" };
            return { ...made, options: {}, inputs: { ...inputs, tags }, dependencies: [] };
        };
        // https://github.com/pulumi/pulumi-awsx: awsx/ec2/vpc.ts and awsx/ecr/repository.ts
        const parts = [
            part("awsx:ec2:Vpc", "aws:ec2/vpc:Vpc orders-gameday", {}),
            ...["1", "2"].map((zone) =>
                part("awsx:ec2:Vpc", `aws:ec2/subnet:Subnet orders-gameday-public-${zone}`, {
                    mapPublicIpOnLaunch: true,
                }),
            ),
            part("awsx:ecr:Repository", "aws:ecr/repository:Repository orders-gameday", {
                forceDelete: true,
                imageScanningConfiguration: { scanOnPush: true },
            }),
        ];
        const report = checkPlan({ ...plan, resources: [...plan.resources, ...parts] }, { today: "2026-11-21" });
        assert.deepEqual(errors(report), []);
        assert.deepEqual(
            report.waived.map(({ rule }) => rule),
            ["deletion-forced", "public-address-at-launch", "public-address-at-launch"],
        );
    });

    it("staging, as Pulumi's command line previews it before it is deployed: the same errors, and policies not judged", () => {
        const report = checkPlan(kept("created"), { today: "2026-11-21" });
        assert.deepEqual(errors(report), []);
        const open = new Set(report.notJudged.map(({ message }) => message));
        assert.deepEqual([...open].sort(), ["nobody has estimated its cost", "policy is not known before deployment"]);
    });

    for (const name of ["same", "events", "exported"] as const) {
        it(`staging, as it is deployed, is judged as its program is: ${name}`, () => {
            const judge = (plan: Plan) => {
                const { broken, notJudged } = checkPlan(plan, { today: "2026-11-21" });
                const places = (found: typeof broken) =>
                    found.map(({ rule, where }) => `${rule} ${where.split("::").at(-1) ?? ""}`);
                return { broken: places(broken), notJudged: places(notJudged) };
            };
            assert.deepEqual(judge(kept(name)), judge(kept("plan")));
        });
    }

    const broken = (plan: Plan, rule: string) =>
        errors(checkPlan(plan, { only: [rule] })).map((line) => line.slice(rule.length + 1));

    it("prod, one cell without a model: seen as a cell that differs, and its alarms too", async () => {
        const less = changed(await recordedStack("prod"), ({ inputs, region, type }) =>
            region === "us-east-1" && type.startsWith("aws:sagemaker/") ? undefined : inputs,
        );
        const found = broken(less, "cells-differ");
        assert.ok(
            found.some((line) => /us-east-1: no aws:sagemaker\/endpoint:Endpoint/.test(line)),
            found.join("\n"),
        );
    });

    it("prod, one cell with too low a maximum: it cannot carry a peer", async () => {
        const less = changed(await recordedStack("prod"), ({ inputs, region, type }) =>
            region === "us-east-1" && type === "aws:autoscaling/group:Group" ? { ...inputs, maxSize: 5 } : inputs,
        );
        assert.deepEqual(
            broken(less, "no-room-for-a-lost-peer").map((line) => line.replace(/^.*: us/, "us")),
            ["ap-northeast-1", "eu-west-1"].map(
                (lost) => `us-east-1 without ${lost}: needs 6 instances, and may have 5`,
            ),
        );
    });

    it("prod, one replica of the table sealed with another region's key", async () => {
        const table = "aws:dynamodb/table:Table";
        const less = changed(await recordedStack("prod"), ({ inputs, type }) =>
            type === table
                ? {
                      ...inputs,
                      replicas: (inputs["replicas"] as readonly { readonly [key: string]: PlanValue }[]).map((one) => ({
                          ...one,
                          kmsKeyArn: (inputs["serverSideEncryption"] as { readonly kmsKeyArn: PlanValue }).kmsKeyArn,
                      })),
                  }
                : inputs,
        );
        assert.equal(broken(less, "key-in-another-region").length, 2);
    });

    it("staging, its balancers deaf to what the app says", async () => {
        const less = changed(await recordedStack("staging"), ({ inputs, type }) =>
            type === "aws:autoscaling/group:Group" ? { ...inputs, healthCheckType: "EC2" } : inputs,
        );
        assert.equal(broken(less, "group-deaf-to-balancer").length, 2);
    });
});
