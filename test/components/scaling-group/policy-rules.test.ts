import assert from "node:assert/strict";
import type { Policy, Trigger } from "../../../components/scaling-group/policy-settings";
import { checkPolicies } from "../../../components/scaling-group/policy-rules";
import type { ScalingSettings } from "../../../components/scaling-group/settings";
import { plain } from "./groups";

function problemsOf(settings: Partial<ScalingSettings>): string[] {
    return checkPolicies({ ...plain, ...settings }).map(({ path, message }) => `${path}: ${message}`);
}

function problemsOfPolicy(policy: Policy): string[] {
    return problemsOf({ policies: { load: policy } });
}

const depth = { namespace: "AWS/SQS", name: "Depth", statistic: "Maximum", dimensions: { QueueName: "jobs" } } as const;

const trigger: Trigger = { metric: depth, when: "atLeast", threshold: 1, periods: 1, periodSeconds: 60 };

const refusedPolicies: readonly (readonly [title: string, policy: Policy, problems: readonly string[]])[] = [
    [
        "more CPU than there is",
        { kind: "cpu", targetPercent: 101 },
        ["targetPercent: expected above 0 and at most 100, got 101"],
    ],
    [
        "no traffic",
        { kind: "network", direction: "in", bytesPerMinute: 0 },
        ["bytesPerMinute: expected more than 0, got 0"],
    ],
    ["no requests", { kind: "albRequests", perMinute: 0 }, ["perMinute: expected more than 0, got 0"]],
    ["no target", { kind: "metric", metric: depth, targetValue: 0 }, ["targetValue: expected more than 0, got 0"]],
    [
        "an expression that uses not all, and our own id",
        { kind: "metricMath", metrics: { jobs: depth, result: depth }, expression: "jobs * 2", targetValue: 1 },
        [
            'metrics.result: expected an id of letters, digits and _, a small letter first, not result, got "result"',
            'metrics.result: expected the expression to use it, got "jobs * 2"',
        ],
    ],
    [
        "an expression of nothing",
        { kind: "metricMath", metrics: {}, expression: "1", targetValue: 1 },
        ["metrics: expected 1 to 9 metrics beside the expression, got 0"],
    ],
    [
        "a wait shorter than the work",
        { kind: "queueBacklog", queue: "jobs", maxLatencySeconds: 1, secondsPerMessage: 2 },
        ["maxLatencySeconds: expected at least secondsPerMessage (2), got 1"],
    ],
    [
        "a negative pause",
        { kind: "simple", alarm: trigger, change: "instances", by: 1, cooldownSeconds: -1 },
        ["cooldownSeconds: expected 0 or more seconds, got -1"],
    ],
    [
        "periods that CloudWatch does not know",
        {
            kind: "simple",
            alarm: { ...trigger, periods: 0, periodSeconds: 45 },
            change: "instances",
            by: 1,
            cooldownSeconds: 0,
        },
        [
            "alarm.periods: expected a whole number from 1, got 0",
            "alarm.periodSeconds: expected 10, 20, 30 or a multiple of 60, got 45",
        ],
    ],
    [
        "an alarm over more than a day",
        {
            kind: "step",
            alarm: { ...trigger, periods: 25, periodSeconds: 3540 },
            change: "instances",
            steps: [{ beyond: 0, by: 1 }],
        },
        ["alarm.periods: expected at most a day in all (a week from periods of an hour), got 88500 seconds"],
    ],
    [
        "steps that do not begin at the threshold",
        { kind: "step", alarm: trigger, change: "instances", steps: [{ beyond: 5, by: 1 }] },
        ["steps: expected steps beyond 0 and then ever further, got [5]"],
    ],
    [
        "steps that go back",
        {
            kind: "step",
            alarm: trigger,
            change: "instances",
            steps: [0, 9, 5].map((beyond) => ({ beyond, by: 1 })),
        },
        ["steps: expected steps beyond 0 and then ever further, got [0,9,5]"],
    ],
    [
        "more steps than AWS takes",
        {
            kind: "step",
            alarm: trigger,
            change: "instances",
            steps: Array.from({ length: 21 }, (_, beyond) => ({ beyond, by: 1 })),
        },
        ["steps: expected 1 to 20, got 21"],
    ],
    [
        "a time that is none, nowhere, of nothing",
        { kind: "scheduled", cron: "8am", timeZone: "Dublin" },
        [
            'cron: expected five fields such as "0 8 * * 1-5", got "8am"',
            'timeZone: expected an IANA time zone such as Europe/Dublin, got "Dublin"',
            "min: expected at least one of min, max and desired, got none",
        ],
    ],
    [
        "a schedule whose maximum is below its minimum",
        { kind: "scheduled", cron: "0 8 * * *", timeZone: "Etc/UTC", min: 3, max: 2 },
        ["max: expected at least min (3), got 2"],
    ],
    [
        "a forecast too early, of nothing, beyond twice the maximum",
        { kind: "predictive", measure: "cpu", targetValue: 0, aheadSeconds: 3601, beyondMax: { percent: 101 } },
        [
            "targetValue: expected more than 0, got 0",
            "aheadSeconds: expected 0 to 3600 seconds, got 3601",
            "beyondMax.percent: expected 0 to 100, got 101",
        ],
    ],
];

const backlog: Policy = { kind: "queueBacklog", queue: "jobs", maxLatencySeconds: 9, secondsPerMessage: 1 };

describe("a group's policies", () => {
    for (const [title, policy, expected] of refusedPolicies) {
        it(`may have no policy of ${title}`, () => {
            assert.deepEqual(
                problemsOfPolicy(policy),
                expected.map((problem) => `policies.load.${problem}`),
            );
        });
    }

    it("need a policy that wakes an empty group which follows its backlog", () => {
        assert.deepEqual(problemsOf({ min: 0, policies: { backlog } }), [
            "policies.backlog: expected min 1 or more, or a step or simple policy that wakes the empty group (atLeast, on the queue)",
        ]);
        const wake = { kind: "simple", alarm: trigger, change: "exact", by: 1, cooldownSeconds: 60 } as const;
        assert.deepEqual(problemsOf({ min: 0, policies: { backlog, wake } }), []);
    });

    it("name policies so that a resource can be called by them", () => {
        assert.deepEqual(problemsOf({ policies: { "Bad name": { kind: "cpu", targetPercent: 50 } } }), [
            'policies.Bad name: expected a name of letters, digits and dashes, a small letter first, got "Bad name"',
        ]);
    });

    it("stay within AWS's quotas of policies and schedules", () => {
        const many = <T>(count: number, value: T): Record<string, T> =>
            Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, value]));
        const schedule: Policy = { kind: "scheduled", cron: "0 8 * * *", timeZone: "Etc/UTC", min: 3 };
        assert.deepEqual(problemsOf({ policies: many(50, { kind: "cpu", targetPercent: 50 }) }), []);
        assert.deepEqual(problemsOf({ policies: many(51, { kind: "cpu", targetPercent: 50 }) }), [
            "policies: expected at most 50, got 51",
        ]);
        assert.deepEqual(problemsOf({ policies: many(126, schedule) }), [
            "policies: expected at most 125 of kind scheduled, got 126",
        ]);
    });
});
