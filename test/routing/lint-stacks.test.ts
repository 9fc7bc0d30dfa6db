import assert from "node:assert/strict";
import type { FailoverControl, TrafficPolicy } from "../../components/traffic";
import type { Plan, PlanResource } from "../../plan/plan";
import { planFacts } from "../../routing/lint/facts-from-plan";
import { lintZone, type LintReport } from "../../routing/lint/lint-zone";
import { plannedNames } from "../../routing/from-plan/planned-names";
import { zoneFromPlan } from "../../routing/from-plan/zone-from-plan";
import { recordTraffic, stop, switched, trafficCell } from "../components/traffic/programs";
import { recordedStack, stacks } from "../recorded-stacks";
import { inZone, resource } from "./plans";

function lintPlan(plan: Plan): LintReport {
    return lintZone(zoneFromPlan(plan, plannedNames(plan)), planFacts(plan));
}

function lines(report: LintReport): string[] {
    return report.findings.map(({ severity, rule, where }) => `${severity} ${rule} ${where}`);
}

/** The plan with the inputs of some resources changed. */
function changed(plan: Plan, type: string, change: (one: PlanResource) => PlanResource["inputs"]): Plan {
    const resources = plan.resources.map((one) =>
        one.type === type ? { ...one, inputs: { ...one.inputs, ...change(one) } } : one,
    );
    return { ...plan, resources };
}

describe("lint of our own stacks", function () {
    this.timeout(30_000);
    it("finds nothing but how long negative answers are kept, and judges every rule", async () => {
        const expected: Record<string, string[]> = {
            // A zone of one place has no drill that a missing name could lengthen.
            dev: [],
            // Route 53's own SOA: docs/runbooks never delete a name.
            staging: ["note negative-answers-kept-long staging.antipode.example SOA"],
            prod: ["note negative-answers-kept-long antipode.example SOA"],
        };
        for (const stack of stacks) {
            const report = lintPlan(await recordedStack(stack));
            assert.deepEqual(lines(report), expected[stack], stack);
            assert.deepEqual(report.notJudged, [], stack);
        }
    });

    it("reads from a plan what stands behind each balancer", async () => {
        const { balancers, cells, readRtoSeconds, healthToDnsSeconds } = planFacts(await recordedStack("staging"));
        assert.deepEqual(
            [...balancers].map(([name, { region, targetGroups, redirectingPorts }]) => [
                name,
                region,
                targetGroups?.map(({ instances }) => instances),
                redirectingPorts,
            ]),
            [
                ["orders-staging-euc1.eu-central-1.elb.amazonaws.com", "eu-central-1", [2], [80]],
                ["orders-staging-euw1.eu-west-1.elb.amazonaws.com", "eu-west-1", [2], [80]],
            ],
        );
        assert.deepEqual(
            [cells.toSorted(), readRtoSeconds, healthToDnsSeconds],
            [["eu-central-1", "eu-west-1"], 120, 5],
        );
    });

    it("finds a standby at size 0, a check on /readyz, and rights to edit records", async () => {
        const staging = await recordedStack("staging");
        const asleep = changed(staging, "aws:autoscaling/group:Group", ({ region }) =>
            region === "eu-central-1" ? { minSize: 0 } : {},
        );
        assert.ok(
            lines(lintPlan(asleep)).includes(
                'error empty-target-group standby.app.staging.antipode.example A "eu-central-1"',
            ),
        );
        const writer = changed(staging, "aws:route53/healthCheck:HealthCheck", () => ({ resourcePath: "/readyz" }));
        assert.ok(lines(lintPlan(writer)).includes("error check-reaches-the-writer check orders-staging-euw1"));
        const mover = resource("aws:iam/rolePolicy:RolePolicy", "mover", {
            policy: JSON.stringify({ Statement: [{ Action: ["route53:ChangeResourceRecordSets"], Resource: "*" }] }),
        });
        const edited = lines(lintPlan({ ...staging, resources: [...staging.resources, mover] }));
        assert.ok(edited.includes(`warning failover-by-editing-records ${mover.urn}`));
    });

    it("finds a dead region that stays, by what is left of the checks", async () => {
        const staging = await recordedStack("staging");
        const unwatched = changed(staging, "aws:route53/record:Record", () => ({ healthCheckId: null }));
        assert.ok(lines(lintPlan(unwatched)).includes("warning target-health-alone app.staging.antipode.example A"));
        const disabled = changed(staging, "aws:route53/healthCheck:HealthCheck", () => ({ disabled: true }));
        assert.ok(lines(lintPlan(disabled)).includes("warning disabled-check check orders-staging-euw1"));
        const asleep = changed(unwatched, "aws:route53/record:Record", ({ inputs }) => ({
            aliases:
                (inputs["aliases"] as Record<string, never>[] | undefined)?.map((one) => ({
                    ...one,
                    evaluateTargetHealth: false,
                })) ?? null,
        }));
        assert.ok(lines(lintPlan(asleep)).includes("error dead-region-still-answers app.staging.antipode.example A"));
    });

    const order = ["eu-west-1", "us-east-1"] as const;
    const policies: readonly TrafficPolicy[] = [
        { kind: "latency" },
        { kind: "weighted", weights: { "eu-west-1": 10, "us-east-1": 0 } },
        { kind: "failover", order },
        { kind: "geolocation", locations: { "eu-west-1": [{ continent: "EU" }] }, default: "us-east-1" },
    ];
    const healthCheckIds = { "eu-west-1": "a", "us-east-1": "b" };
    const controls: readonly FailoverControl[] = [
        { kind: "health" },
        stop,
        { kind: "routingControl" },
        { kind: "regionSwitch", approval: { kind: "none" }, healthCheckIds },
    ];

    it("finds no error and no warning in any policy with any failover control that goes with it", async () => {
        for (const policy of policies) {
            // Region switch decides records of the hostname by region: geolocation has several for one.
            const fitting = controls.filter(({ kind }) => policy.kind !== "geolocation" || kind !== "regionSwitch");
            for (const failoverControl of fitting) {
                const cells = order.map((region) => ({ ...trafficCell(region), dualStack: true }));
                const plan = inZone(await recordTraffic({ policy, failoverControl }, cells, { switched }));
                const report = lintZone(
                    zoneFromPlan(plan, ({ output }) => output),
                    planFacts(plan),
                );
                const worse = lines(report).filter((line) => !line.startsWith("note "));
                assert.deepEqual([...worse, ...report.notJudged], [], `${policy.kind}, ${failoverControl.kind}`);
            }
        }
    });
});
