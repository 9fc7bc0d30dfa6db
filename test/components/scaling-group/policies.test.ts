import assert from "node:assert/strict";
import type { Policy } from "../../../components/scaling-group/policy-settings";
import type { PlanResource } from "../../../plan/plan";
import { field, ofType, one } from "../platforms";
import { alarmNamed, recordGroup, recordPolicy } from "./groups";

type StepPolicy = Extract<Policy, { readonly kind: "step" }>;

const policyType = "aws:autoscaling/policy:Policy";
const scheduleType = "aws:autoscaling/schedule:Schedule";
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

const depth = {
    namespace: "AWS/SQS",
    name: "ApproximateNumberOfMessagesVisible",
    statistic: "Maximum",
    dimensions: { QueueName: "jobs" },
} as const;

async function inputsOf(policy: Policy): Promise<PlanResource["inputs"]> {
    return one(await recordPolicy(policy), policyType).inputs;
}

const tracked = async (policy: Policy): Promise<unknown> => (await inputsOf(policy))["targetTrackingConfiguration"];

describe("ScalingGroup's policies", () => {
    it("track CPU, network either way, and requests of the balancer's label", async () => {
        assert.deepEqual(await tracked({ kind: "cpu", targetPercent: 45 }), {
            targetValue: 45,
            predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
        });
        assert.deepEqual(await tracked({ kind: "network", direction: "out", bytesPerMinute: 1e9 }), {
            targetValue: 1e9,
            predefinedMetricSpecification: { predefinedMetricType: "ASGAverageNetworkOut" },
        });
        const inbound = await tracked({ kind: "network", direction: "in", bytesPerMinute: 5 });
        assert.match(JSON.stringify(inbound), /"ASGAverageNetworkIn"/);
        assert.deepEqual(await tracked({ kind: "albRequests", perMinute: 900 }), {
            targetValue: 900,
            predefinedMetricSpecification: {
                predefinedMetricType: "ALBRequestCountPerTarget",
                resourceLabel: "app/orders/1/targetgroup/orders/1",
            },
        });
    });

    it("track a metric, by its own dimensions", async () => {
        assert.deepEqual(await tracked({ kind: "metric", metric: depth, targetValue: 20 }), {
            targetValue: 20,
            customizedMetricSpecification: {
                namespace: "AWS/SQS",
                metricName: "ApproximateNumberOfMessagesVisible",
                statistic: "Maximum",
                metricDimensions: [{ name: "QueueName", value: "jobs" }],
            },
        });
    });

    it("track an expression, which alone returns data, over metrics by id, the group's by its name", async () => {
        const threads = { namespace: "Orders", name: "Threads", statistic: "Sum", dimensions: "group" } as const;
        const queries = field(
            (await tracked({
                kind: "metricMath",
                metrics: { jobs: depth, threads },
                expression: "jobs / threads",
                targetValue: 4,
            })) as never,
            "customizedMetricSpecification",
            "metrics",
        ) as Record<string, unknown>[];
        assert.deepEqual(
            queries.map(({ id, expression, returnData }) => [id, expression, returnData]),
            [
                ["jobs", undefined, false],
                ["threads", undefined, false],
                ["result", "jobs / threads", true],
            ],
        );
        const group = field(queries[1] as never, "metricStat", "metric", "dimensions", 0, "name");
        assert.equal(group, "AutoScalingGroupName");
    });

    it("let each instance have as many messages waiting as it works off within the latency", async () => {
        const backlog = (await tracked({
            kind: "queueBacklog",
            queue: "jobs",
            maxLatencySeconds: 60,
            secondsPerMessage: 0.5,
        })) as never;
        assert.equal(field(backlog, "targetValue"), 120);
        const queries = field(backlog, "customizedMetricSpecification", "metrics") as never[];
        assert.deepEqual(
            queries.map((query) => field(query, "metricStat", "metric", "metricName") ?? field(query, "expression")),
            ["ApproximateNumberOfMessagesVisible", "GroupInServiceInstances", "messages / instances"],
        );
        assert.deepEqual(field(queries[0], "metricStat", "metric", "dimensions"), [
            { name: "QueueName", value: "jobs" },
        ]);
    });

    it("need no alarm of ours where AWS makes its own", async () => {
        const recorded = await recordGroup({
            min: 4,
            policies: { cpu: { kind: "cpu", targetPercent: 50 }, requests: { kind: "albRequests", perMinute: 100 } },
        });
        assert.deepEqual(
            ofType(recorded, alarmType).map(({ name }) => name),
            ["orders-below-minimum"],
        );
    });

    it("change once and pause, set off by an alarm that is theirs", async () => {
        const recorded = await recordPolicy({
            kind: "simple",
            alarm: { metric: depth, when: "atLeast", threshold: 100, periods: 2, periodSeconds: 60 },
            change: "exact",
            by: 3,
            cooldownSeconds: 0,
        });
        const { inputs } = one(recorded, policyType);
        assert.deepEqual(
            [inputs["policyType"], inputs["adjustmentType"], inputs["scalingAdjustment"], inputs["cooldown"]],
            ["SimpleScaling", "ExactCapacity", 3, 0],
        );
        const alarm = alarmNamed(recorded, "orders-scaling-load")?.inputs ?? {};
        assert.equal(alarm["comparisonOperator"], "GreaterThanOrEqualToThreshold");
        assert.deepEqual([alarm["threshold"], alarm["evaluationPeriods"], alarm["period"]], [100, 2, 60]);
        assert.match(JSON.stringify(alarm["alarmActions"]), /autoscaling\/policy:Policy::orders-load/);
        assert.equal(alarm["treatMissingData"], "notBreaching");
    });

    const stepping = (when: "atLeast" | "atMost", steps: StepPolicy["steps"]): StepPolicy => ({
        kind: "step",
        alarm: {
            metric: { namespace: "AWS/EC2", name: "CPUUtilization", statistic: "Average", dimensions: "group" },
            when,
            threshold: 60,
            periods: 1,
            periodSeconds: 60,
        },
        change: "percent",
        steps,
    });

    it("step further the further a measure is above its threshold", async () => {
        const inputs = await inputsOf(
            stepping("atLeast", [
                { beyond: 0, by: 10 },
                { beyond: 20, by: 30 },
            ]),
        );
        assert.deepEqual(
            [inputs["policyType"], inputs["adjustmentType"], inputs["metricAggregationType"]],
            ["StepScaling", "PercentChangeInCapacity", "Average"],
        );
        assert.deepEqual(inputs["stepAdjustments"], [
            { scalingAdjustment: 10, metricIntervalLowerBound: "0", metricIntervalUpperBound: "20" },
            { scalingAdjustment: 30, metricIntervalLowerBound: "20" },
        ]);
    });

    it("step the other way below it", async () => {
        const recorded = await recordPolicy(
            stepping("atMost", [
                { beyond: 0, by: -10 },
                { beyond: 30, by: -50 },
            ]),
        );
        assert.deepEqual(one(recorded, policyType).inputs["stepAdjustments"], [
            { scalingAdjustment: -10, metricIntervalUpperBound: "0", metricIntervalLowerBound: "-30" },
            { scalingAdjustment: -50, metricIntervalUpperBound: "-30" },
        ]);
        const alarm = alarmNamed(recorded, "orders-scaling-load")?.inputs;
        assert.equal(alarm?.["comparisonOperator"], "LessThanOrEqualToThreshold");
    });

    it("set sizes at a time of a time zone, and leave alone what they do not name", async () => {
        const { inputs } = one(
            await recordPolicy({ kind: "scheduled", cron: "30 13 * * 2", timeZone: "Europe/Dublin", min: 4 }),
            scheduleType,
        );
        assert.deepEqual(
            [inputs["recurrence"], inputs["timeZone"], inputs["minSize"], inputs["maxSize"], inputs["desiredCapacity"]],
            ["30 13 * * 2", "Europe/Dublin", 4, -1, -1],
        );
    });

    it("foretell without scaling unless told to", async () => {
        const quiet = await inputsOf({ kind: "predictive", measure: "albRequests", targetValue: 900 });
        assert.deepEqual(quiet["predictiveScalingConfiguration"], {
            mode: "ForecastOnly",
            maxCapacityBreachBehavior: "HonorMaxCapacity",
            metricSpecification: {
                targetValue: 900,
                predefinedMetricPairSpecification: {
                    predefinedMetricType: "ALBRequestCount",
                    resourceLabel: "app/orders/1/targetgroup/orders/1",
                },
            },
        });
        const acting = await inputsOf({
            kind: "predictive",
            measure: "cpu",
            targetValue: 40,
            mode: "scale",
            aheadSeconds: 600,
            beyondMax: { percent: 10 },
        });
        assert.deepEqual(acting["predictiveScalingConfiguration"], {
            mode: "ForecastAndScale",
            schedulingBufferTime: "600",
            maxCapacityBreachBehavior: "IncreaseMaxCapacity",
            maxCapacityBuffer: "10",
            metricSpecification: {
                targetValue: 40,
                predefinedMetricPairSpecification: { predefinedMetricType: "ASGCPUUtilization" },
            },
        });
    });

    it("touch nothing else when one is added, of any kind", async () => {
        const one = { cpu: { kind: "cpu", targetPercent: 50 } } as const;
        const before = await recordGroup({ policies: one });
        const after = await recordGroup({
            policies: { again: stepping("atLeast", [{ beyond: 0, by: 10 }]), ...one },
        });
        const named = ({ type, name }: PlanResource): string => `${type} ${name}`;
        const kept = after.resources.filter(({ name }) => !name.endsWith("-again"));
        assert.deepEqual(kept, before.resources);
        assert.deepEqual(
            after.resources
                .filter((resource) => !kept.includes(resource))
                .map(named)
                .sort(),
            [`${policyType} orders-again`, `${alarmType} orders-scaling-again`].sort(),
        );
    });
});
