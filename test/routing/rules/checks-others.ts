import assert from "node:assert/strict";
import type { HealthCheckConfig } from "@aws-sdk/client-route-53";
import type { Alarm } from "../../../routing/health-checks/alarm";
import { zone } from "../zones";
import { guide } from "./sources";
import { pair, shares, type Rule } from "./subject";

const determining = guide("dns-failover-determining-health-of-endpoints");
const values = guide("health-checks-creating-values");
const config = "https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html";
const identifier = "https://docs.aws.amazon.com/Route53/latest/APIReference/API_AlarmIdentifier.html";

const alarm: Alarm = {
    MetricName: "errors",
    Namespace: "app",
    Statistic: "Average",
    Period: 60,
    EvaluationPeriods: 2,
    ComparisonOperator: "GreaterThanThreshold",
    Threshold: 10,
};

/** Checks that ask no endpoint. */
export const otherChecks: readonly Rule[] = [
    {
        id: "calculated-threshold",
        title: "a calculated check is always healthy with a threshold of 0, and never with one above its children",
        source: config,
        holds: (subject) => {
            const one = (HealthThreshold: number) => {
                const p = { Type: "CALCULATED" as const, ChildHealthChecks: ["s"], HealthThreshold };
                return { ...pair({}), HealthChecks: zone([], { p, s: {} }).HealthChecks };
            };
            const red = { healthChecks: { s: "unhealthy" } } as const;
            assert.deepEqual(shares(subject, one(0), red), { "10.0.0.1": 1 });
            assert.deepEqual(shares(subject, one(2)), { "10.0.0.2": 1 });
        },
        mutants: [
            {
                title: "a threshold of 0 is one of 1",
                file: "health-checks/calculated.ts",
                find: "length >= HealthThreshold",
                replace: "length >= Math.max(1, HealthThreshold)",
            },
            {
                title: "all children are enough",
                file: "health-checks/calculated.ts",
                find: "length >= HealthThreshold",
                replace: "length >= Math.min(children.length, HealthThreshold)",
            },
        ],
    },
    {
        id: "recovery-control",
        title: "a routing control that is On is healthy, and one that is Off is not",
        source: config,
        holds: ({ health: { control } }) => {
            assert.deepEqual([control.controlState("On"), control.controlState("Off")], ["healthy", "unhealthy"]);
        },
        mutants: [
            {
                title: "Off is healthy",
                file: "health-checks/recovery-control.ts",
                find: '? "healthy" : "unhealthy"',
                replace: '? "healthy" : "healthy"',
            },
        ],
    },
    {
        id: "alarm-stream",
        title: "a check on an alarm follows the metric: unhealthy when every evaluated period breaches, healthy when one does not",
        source: determining,
        holds: ({ health }) => {
            const state = new health.alarm.AlarmState(alarm);
            const states = [[20], [20], [9, 10], [11], [11]].map((samples) => {
                state.observe(samples);
                return state.state;
            });
            assert.deepEqual(states, ["insufficient-data", "unhealthy", "healthy", "healthy", "unhealthy"]);
        },
        mutants: [
            {
                title: "one period is enough",
                file: "health-checks/alarm.ts",
                find: "known === this.alarm.EvaluationPeriods",
                replace: "known > 0",
            },
            {
                title: "periods are kept for ever",
                file: "health-checks/alarm.ts",
                find: "this.breaches.length - (this.alarm.EvaluationPeriods ?? 1)",
                replace: "0",
            },
        ],
    },
    {
        id: "alarm-comparison",
        title: "an alarm compares as its operator says, above or below, with or without the threshold itself",
        source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_CloudWatchAlarmConfiguration.html",
        holds: ({ health }) => {
            const operators = [
                "GreaterThanThreshold",
                "GreaterThanOrEqualToThreshold",
                "LessThanThreshold",
                "LessThanOrEqualToThreshold",
            ] as const;
            const breached = operators.map((ComparisonOperator) =>
                [9, 10, 11].filter((value) => {
                    const state = new health.alarm.AlarmState({ ...alarm, EvaluationPeriods: 1, ComparisonOperator });
                    state.observe([value]);
                    return state.state === "unhealthy";
                }),
            );
            assert.deepEqual(breached, [[11], [10, 11], [9], [9, 10]]);
        },
        mutants: [
            {
                title: "the threshold itself always breaches",
                file: "health-checks/alarm.ts",
                find: "value > threshold",
                replace: "value >= threshold",
            },
        ],
    },
    {
        id: "alarm-statistics",
        title: "an alarm's value of a period is the average, minimum, maximum, sum or number of its samples",
        source: identifier,
        holds: ({ health }) => {
            const value = (Statistic: NonNullable<Alarm["Statistic"]>) =>
                [1, 2, 3, 4, 5, 6, 7, 8, 9].find((Threshold) => {
                    const one = { ...alarm, EvaluationPeriods: 1, Statistic, Threshold } as const;
                    const state = new health.alarm.AlarmState({
                        ...one,
                        ComparisonOperator: "LessThanOrEqualToThreshold",
                    });
                    state.observe([1, 2, 5]);
                    return state.state === "unhealthy";
                });
            const statistics = ["Minimum", "Maximum", "Sum", "SampleCount", "Average"] as const;
            assert.deepEqual(statistics.map(value), [1, 5, 8, 3, 3]);
        },
        mutants: [
            {
                title: "the sum is the average",
                file: "health-checks/alarm.ts",
                find: "sum(samples) / samples.length",
                replace: "sum(samples)",
            },
        ],
    },
    {
        id: "alarm-insufficient",
        title: "with too little data a check is what its setting says: Healthy, Unhealthy, or as last known, at first healthy",
        source: config,
        holds: ({ health }) => {
            const verdicts = (["Healthy", "Unhealthy", "LastKnownStatus"] as const).map((setting) => {
                const check: HealthCheckConfig = {
                    Type: "CLOUDWATCH_METRIC",
                    InsufficientDataHealthStatus: setting,
                };
                const state = new health.alarm.AlarmState(alarm);
                return [[], [20], [20], [], []].map((samples) => {
                    state.observe(samples);
                    return state.verdict(check);
                });
            });
            assert.deepEqual(verdicts, [
                ["healthy", "healthy", "unhealthy", "healthy", "healthy"],
                ["unhealthy", "unhealthy", "unhealthy", "unhealthy", "unhealthy"],
                ["healthy", "healthy", "unhealthy", "unhealthy", "unhealthy"],
            ]);
        },
        mutants: [
            {
                title: "nothing is remembered",
                file: "health-checks/alarm.ts",
                find: '"insufficient-data" ? this.lastKnown : this.state',
                replace: '"insufficient-data" ? "healthy" : this.state',
            },
            {
                title: "a new check is unhealthy",
                file: "health-checks/alarm.ts",
                find: 'private lastKnown: Verdict = "healthy"',
                replace: 'private lastKnown: Verdict = "unhealthy"',
            },
        ],
    },
    {
        id: "alarm-insufficient-answer",
        title: "the answer follows the setting for too little data, and LastKnownStatus without a history is healthy",
        source: config,
        holds: (subject) => {
            const answers = (["Healthy", "Unhealthy", "LastKnownStatus"] as const).map((setting) => {
                const p = { Type: "CLOUDWATCH_METRIC", InsufficientDataHealthStatus: setting } as const;
                const one = { ...pair(), HealthChecks: zone([], { p, s: {} }).HealthChecks };
                return shares(subject, one, { healthChecks: { p: "insufficient-data" } });
            });
            assert.deepEqual(answers, [{ "10.0.0.1": 1 }, { "10.0.0.2": 1 }, { "10.0.0.1": 1 }]);
        },
        mutants: [
            {
                title: "too little data is always healthy",
                file: "health-checks/alarm.ts",
                find: 'Unhealthy: "unhealthy"',
                replace: 'Unhealthy: "healthy"',
            },
        ],
    },
    {
        id: "alarm-features",
        title: "high-resolution metrics, percentiles, metric math and M out of N are not followed",
        source: values,
        holds: ({ health: { alarm: alarms } }) => {
            const refused: readonly (readonly [Partial<Alarm>, RegExp])[] = [
                [{ Period: 10 }, /^Period: .* got 10 s/],
                [{ Statistic: undefined, ExtendedStatistic: "p99" }, /^Statistic: .* got p99/],
                [{ Metrics: [{}] }, /^Metrics: /],
                [{ DatapointsToAlarm: 1 }, /^DatapointsToAlarm: expected all 2 evaluation periods, got 1/],
            ];
            for (const [fields, message] of refused) {
                assert.match(alarms.alarmProblem({ ...alarm, ...fields }) ?? "", message);
            }
            assert.equal(alarms.alarmProblem({ ...alarm, DatapointsToAlarm: 2 }), undefined);
            assert.throws(() => new alarms.AlarmState({ ...alarm, Period: 10 }), { code: "invalid-zone" });
        },
        mutants: [
            {
                title: "periods of 10 s",
                file: "health-checks/alarm.ts",
                find: "Period < standardPeriodSeconds",
                replace: "Period < 10",
            },
            {
                title: "some of the periods are enough",
                file: "health-checks/alarm.ts",
                find: "DatapointsToAlarm === EvaluationPeriods",
                replace: "DatapointsToAlarm <= EvaluationPeriods",
            },
        ],
    },
];
