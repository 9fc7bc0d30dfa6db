import assert from "node:assert/strict";
import type { FailoverControl } from "../../../components/traffic";
import type { Plan, PlanResource } from "../../../plan/plan";
import { field, ofType, one, recordAlone, text, without } from "../platforms";
import { checksOf, makeTraffic, pair, recordTraffic, stop, switched, trafficCell } from "./programs";

const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

function named(recorded: Plan, type: string, name: string): PlanResource {
    const found = ofType(recorded, type).find((resource) => resource.name === name);
    assert.ok(found, name);
    return found;
}

describe("Traffic with failover control stop", () => {
    it("puts on each record a check that needs endpoint, errors and switch together", async () => {
        const recorded = await recordTraffic({ failoverControl: stop });
        const whole = checksOf(recorded).find(({ name }) => name === "orders-euw1-whole");
        assert.deepEqual([whole?.inputs["type"], whole?.inputs["childHealthThreshold"]], ["CALCULATED", 3]);
        const children = [0, 1, 2].map((index) =>
            text(field(whole?.inputs["childHealthchecks"], index, "$ref", "urn"))
                .split("::")
                .pop(),
        );
        assert.deepEqual(children, ["orders-euw1", "orders-euw1-failing", "orders-euw1-stop"]);
    });

    it("counts a cell's failed requests by the minute, in the cell's region", async () => {
        const recorded = await recordTraffic({ failoverControl: { ...stop, errorsPerMinute: 7, errorMinutes: 2 } });
        const { inputs } = named(recorded, alarmType, "orders-euw1-failing");
        assert.deepEqual(without(inputs, ["tags", "alarmDescription"]), {
            region: "eu-west-1",
            namespace: "AWS/ApplicationELB",
            metricName: "HTTPCode_Target_5XX_Count",
            dimensions: { LoadBalancer: "app/balancer-eu-west-1/1" },
            statistic: "Sum",
            period: 60,
            evaluationPeriods: 2,
            comparisonOperator: "GreaterThanThreshold",
            threshold: 7,
            treatMissingData: "notBreaching",
        });
    });

    it("puts a cell's switch in another region than the cell's", async () => {
        const cells = [...pair, trafficCell("ap-south-1", false)];
        const recorded = await recordTraffic({ failoverControl: stop }, cells);
        const homes = cells.map(({ region }) => {
            const switches = ofType(recorded, alarmType).filter(({ name }) => name.endsWith("-stop"));
            const own = switches.find(({ inputs }) => field(inputs["dimensions"], "Cell") === region);
            return [region, own?.inputs["region"]];
        });
        assert.deepEqual(homes, [
            ["eu-west-1", "us-east-1"],
            ["us-east-1", "eu-west-1"],
            ["ap-south-1", "eu-west-1"],
        ]);
    });

    it("throws a switch by one datum, whose command it tells, and holds it until a 0 is written", async () => {
        let commands: object = {};
        await recordAlone(() => (commands = makeTraffic({ failoverControl: stop }, pair).stopCommands));
        assert.deepEqual(commands, {
            "eu-west-1":
                "aws cloudwatch put-metric-data --region us-east-1 --namespace Antipode/Traffic " +
                "--metric-name Stop --dimensions Platform=orders,Cell=eu-west-1 --value 1",
            "us-east-1":
                "aws cloudwatch put-metric-data --region eu-west-1 --namespace Antipode/Traffic " +
                "--metric-name Stop --dimensions Platform=orders,Cell=us-east-1 --value 1",
        });
        const recorded = await recordTraffic({ failoverControl: stop });
        const { inputs } = named(recorded, alarmType, "orders-euw1-stop");
        assert.deepEqual(
            [inputs["namespace"], inputs["metricName"], inputs["dimensions"], inputs["treatMissingData"]],
            ["Antipode/Traffic", "Stop", { Platform: "orders", Cell: "eu-west-1" }, "ignore"],
        );
        assert.deepEqual([inputs["statistic"], inputs["threshold"], inputs["period"]], ["Maximum", 1, 60]);
    });

    it("lets Route 53 copy an alarm anew when it changes: it reads the alarm's settings once", async () => {
        const triggers = async (errorsPerMinute: number): Promise<unknown> => {
            const recorded = await recordTraffic({ failoverControl: { ...stop, errorsPerMinute } });
            return checksOf(recorded).find(({ name }) => name === "orders-euw1-failing")?.inputs["triggers"];
        };
        assert.notDeepEqual(await triggers(1), await triggers(2));
        assert.deepEqual(await triggers(1), await triggers(1));
    });

    it("disables no check, since a disabled one counts as healthy, and turns none round", async () => {
        const found = checksOf(await recordTraffic({ failoverControl: stop }));
        assert.equal(found.length, 8);
        assert.ok(found.every(({ inputs }) => !("disabled" in inputs) && !("invertHealthcheck" in inputs)));
    });

    it("publishes a cell's red alarm alone, which rings for each reason: errors, silence, a switch that somebody threw", async () => {
        let count = 0;
        await recordAlone(() => (count = makeTraffic({ failoverControl: stop }, pair).alarms.length));
        assert.equal(count, 2);
    });
});

describe("Traffic with failover control routingControl", () => {
    const control: FailoverControl = { kind: "routingControl" };

    it("has a control for each cell, and a rule that keeps one on", async () => {
        const recorded = await recordTraffic({ failoverControl: control });
        const type = "aws:route53recoverycontrol/routingControl:RoutingControl";
        assert.deepEqual(
            ofType(recorded, type).map(({ name }) => name),
            ["orders-euw1", "orders-use1"],
        );
        const { inputs } = one(recorded, "aws:route53recoverycontrol/safetyRule:SafetyRule");
        assert.deepEqual(inputs["ruleConfig"], { type: "ATLEAST", threshold: 1, inverted: false });
        assert.equal((inputs["assertedControls"] as unknown[]).length, 2);
    });

    it("needs endpoint and control together", async () => {
        const recorded = await recordTraffic({ failoverControl: control });
        const whole = checksOf(recorded).find(({ name }) => name === "orders-euw1-whole");
        assert.equal(whole?.inputs["childHealthThreshold"], 2);
        const types = checksOf(recorded).map(({ inputs }) => text(inputs["type"]));
        assert.deepEqual([...new Set(types)].sort(), ["CALCULATED", "HTTPS", "RECOVERY_CONTROL"]);
    });
});

describe("Traffic with failover control regionSwitch", () => {
    const control = { kind: "regionSwitch", approval: { kind: "none" } } as const;
    const ids = { "eu-west-1": "check-a", "us-east-1": "check-b" };
    const both = [trafficCell("eu-west-1"), trafficCell("us-east-1")];
    const planType = "aws:arcregionswitch/plan:Plan";

    const stepsOf = (workflow: unknown): unknown[] => field(workflow as never, "steps") as unknown[];
    const kinds = (workflow: unknown): string[] =>
        stepsOf(workflow).map((step) => text(field(step as never, "executionBlockType")));

    it("goes by capacity, database, clients, after somebody approved", async () => {
        const approval = { kind: "role", arn: "arn:aws:iam::111122223333:role/approvers", timeoutMinutes: 30 } as const;
        const recorded = await recordTraffic({ failoverControl: { ...control, approval } }, pair, { switched });
        const { inputs } = one(recorded, planType);
        const workflows = inputs["workflows"] as unknown[];
        assert.deepEqual(
            workflows.map((workflow) => field(workflow as never, "workflowTargetRegion")),
            ["eu-west-1", "us-east-1"],
        );
        for (const workflow of workflows) {
            assert.deepEqual(kinds(workflow), [
                "ManualApproval",
                "EC2AutoScaling",
                "AuroraGlobalDatabase",
                "Route53HealthCheck",
            ]);
        }
        assert.deepEqual([inputs["recoveryApproach"], inputs["primaryRegion"]], ["activePassive", "eu-west-1"]);
    });

    it("has a way in and a way out of each of two active cells", async () => {
        const recorded = await recordTraffic({ failoverControl: control }, both, { switched });
        const { inputs } = one(recorded, planType);
        const workflows = inputs["workflows"] as unknown[];
        assert.deepEqual(
            workflows.map((workflow) => [
                field(workflow as never, "workflowTargetAction"),
                field(workflow as never, "workflowTargetRegion"),
                kinds(workflow).length,
            ]),
            [
                ["activate", "eu-west-1", 2],
                ["deactivate", "eu-west-1", 3],
                ["activate", "us-east-1", 2],
                ["deactivate", "us-east-1", 3],
            ],
        );
        assert.deepEqual([inputs["recoveryApproach"], inputs["primaryRegion"]], ["activeActive", undefined]);
    });

    it("tells the plan which of the hostname's records belongs to which region", async () => {
        const sets = async (cells: typeof pair): Promise<unknown> => {
            const recorded = await recordTraffic({ failoverControl: control }, cells, { switched });
            const [workflow] = one(recorded, planType).inputs["workflows"] as unknown[];
            return field(stepsOf(workflow).at(-1) as never, "route53HealthCheckConfigs", 0, "recordSets");
        };
        assert.deepEqual(await sets(pair), [
            { region: "eu-west-1", recordSetIdentifier: "primary" },
            { region: "us-east-1", recordSetIdentifier: "secondary" },
        ]);
        assert.deepEqual(await sets(both), [
            { region: "eu-west-1", recordSetIdentifier: "eu-west-1" },
            { region: "us-east-1", recordSetIdentifier: "us-east-1" },
        ]);
    });

    it("leaves clients to health until the plan's checks are known, then puts them on the hostname's records", async () => {
        const checks = async (healthCheckIds?: typeof ids): Promise<unknown[]> => {
            const failoverControl = { ...control, ...(healthCheckIds && { healthCheckIds }) };
            const recorded = await recordTraffic({ failoverControl }, pair, { switched });
            return ["orders-app-primary", "orders-app-secondary"].map(
                (name) => named(recorded, "aws:route53/record:Record", name).inputs["healthCheckId"],
            );
        };
        assert.deepEqual(await checks(), [undefined, undefined]);
        assert.deepEqual(await checks(ids), ["check-a", "check-b"]);
    });

    it("may move what it names, and read what AWS lists for all", async () => {
        const recorded = await recordTraffic({ failoverControl: control }, pair, { switched });
        const document = JSON.parse(text(one(recorded, "aws:iam/rolePolicy:RolePolicy").inputs["policy"])) as {
            Statement: { Action: string | string[]; Resource: string | string[] }[];
        };
        const everywhere = document.Statement.filter(({ Resource }) => Resource === "*").flatMap(
            ({ Action }) => Action,
        );
        assert.equal(everywhere.length, 7);
        assert.ok(everywhere.every((action) => /:(Describe|Get|List)/.test(action)));
        const moves = document.Statement.find(({ Action }) => Action.includes("rds:FailoverGlobalCluster"));
        assert.deepEqual(moves?.Resource, [
            "arn:aws:rds::111122223333:global-cluster:orders",
            "arn:aws:rds:eu-west-1:111122223333:cluster:c",
            "arn:aws:rds:us-east-1:111122223333:cluster:c",
        ]);
        const trusted = text(one(recorded, "aws:iam/role:Role").inputs["assumeRolePolicy"]);
        assert.match(trusted, /"Service":"arc-region-switch\.amazonaws\.com"/);
    });
});
