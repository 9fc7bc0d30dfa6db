import assert from "node:assert/strict";
import { checkScaling } from "../../../components/scaling-group/rules";
import type { ScalingSettings } from "../../../components/scaling-group/settings";
import { plain } from "./groups";

function problemsOf(settings: Partial<ScalingSettings>): string[] {
    return checkScaling({ ...plain, ...settings }).map(({ path, message }) => `${path}: ${message}`);
}

const spot = {
    choose: { kind: "types", types: [{ type: "m7g.large" }] },
    onDemandBase: 0,
    onDemandPercent: 50,
} as const;

const refused: readonly (readonly [title: string, settings: Partial<ScalingSettings>, problems: readonly string[]])[] =
    [
        [
            "another processor",
            { instanceType: "t3.small" },
            ['instanceType: expected an arm64 type such as t4g.small, got "t3.small"'],
        ],
        ["less than nothing", { min: -1 }, ["min: expected a whole number from 0, got -1"]],
        ["a maximum below the minimum", { max: 1 }, ["max: expected a whole number from 2, got 1"]],
        ["a life that never ends", { maxLifetimeDays: 366 }, ["maxLifetimeDays: expected 1 to 365 days, got 366"]],
        ["a negative warmup", { warmupSeconds: -1 }, ["warmupSeconds: expected 0 or more seconds, got -1"]],
        [
            "a negative grace",
            { health: { kind: "elb", graceSeconds: -1 } },
            ["health.graceSeconds: expected 0 or more seconds, got -1"],
        ],
        [
            "only reserved capacity, and spot",
            { reservations: "capacity-reservations-only", mix: spot },
            ["reservations: expected mix.onDemandPercent 100 with capacity-reservations-only, got 50"],
        ],
        [
            "a warm pool of spot instances",
            { warmPool: { state: "running", min: 1 }, mix: spot },
            ["warmPool: expected no warm pool beside spot instances"],
        ],
        [
            "a stopped pool of instances that nothing lets finish",
            { warmPool: { state: "stopped", min: 1 } },
            ["hooks: expected a hook on launching, which holds instances until they are ready to be stopped, got none"],
        ],
        [
            "a pool that may hold nothing, which the provider would turn into no limit",
            { warmPool: { state: "running", min: 0, maxPrepared: 0 } },
            ["warmPool.maxPrepared: expected a whole number from 1, got 0"],
        ],
        [
            "a pool of less than nothing",
            { warmPool: { state: "running", min: -1 } },
            ["warmPool.min: expected a whole number from 0, got -1"],
        ],
        [
            "a hook that waits too long",
            { hooks: { drain: { on: "terminating", timeoutSeconds: 7201 } } },
            ["hooks.drain.timeoutSeconds: expected 30 to 7200 seconds, got 7201"],
        ],
        [
            "percents more than 100 apart",
            { maintenance: { minHealthyPercent: 50, maxHealthyPercent: 160 } },
            ["maintenance.maxHealthyPercent: expected 100 to 150, got 160"],
        ],
        [
            "more healthy than there are",
            { refresh: { minHealthyPercent: 101, maxHealthyPercent: 200 } },
            ["refresh.minHealthyPercent: expected 0 to 100, got 101"],
        ],
        [
            "checkpoints that go back",
            {
                refresh: {
                    minHealthyPercent: 100,
                    maxHealthyPercent: 200,
                    checkpoints: { percents: [50, 20], delaySeconds: 1 },
                },
            },
            ["refresh.checkpoints.percents: expected ascending percents that end with 100, got [50,20]"],
        ],
        [
            "checkpoints that leave half of the group as it was",
            {
                refresh: {
                    minHealthyPercent: 100,
                    maxHealthyPercent: 200,
                    checkpoints: { percents: [20, 50], delaySeconds: 1 },
                },
            },
            ["refresh.checkpoints.percents: expected ascending percents that end with 100, got [20,50]"],
        ],
        [
            "likeness to an image that is not fixed",
            { refresh: { minHealthyPercent: 100, maxHealthyPercent: 200, skipMatching: true } },
            [
                "refresh.skipMatching: expected a fixed image (kind ami): AWS cannot tell whether an image named by a parameter matches",
            ],
        ],
        [
            "a mix of nothing",
            { mix: { ...spot, choose: { kind: "types", types: [] } } },
            ["mix.choose.types: expected 1 to 40 types, got 0"],
        ],
        [
            "a mix with weights for some, another processor, and a type twice",
            {
                mix: {
                    ...spot,
                    choose: { kind: "types", types: [{ type: "m5.large", weight: 0 }, { type: "m5.large" }] },
                },
            },
            [
                'mix.choose.types: expected each type once, got ["m5.large","m5.large"]',
                "mix.choose.types: expected a weight for all types or none, got 1 of 2",
                'mix.choose.types[0].type: expected an arm64 type such as t4g.small, got "m5.large"',
                "mix.choose.types[0].weight: expected a whole number from 1 to 999, got 0",
                'mix.choose.types[1].type: expected an arm64 type such as t4g.small, got "m5.large"',
            ],
        ],
        [
            "shares that are none",
            { mix: { ...spot, onDemandBase: -1, onDemandPercent: 101 } },
            [
                "mix.onDemandBase: expected a whole number from 0, got -1",
                "mix.onDemandPercent: expected 0 to 100, got 101",
            ],
        ],
        [
            "requirements without a fixed image, the wrong way round",
            {
                mix: {
                    ...spot,
                    choose: { kind: "requirements", vcpus: { min: 4, max: 2 }, memoryGib: { min: 1, max: 2 } },
                },
            },
            [
                "image: expected a fixed image (kind ami): AWS chooses no types by requirements for an image named by a parameter",
                "mix.choose.vcpus: expected 0 < min <= max, got min 4 and max 2",
            ],
        ],
    ];

describe("a group's settings", () => {
    it("are fine as they are in every test", () => {
        assert.deepEqual(problemsOf({}), []);
    });

    for (const [title, settings, expected] of refused) {
        it(`may not be ${title}`, () => {
            assert.deepEqual(problemsOf(settings), expected);
        });
    }

    it("stay within AWS's quota of hooks", () => {
        const hook = { on: "launching", timeoutSeconds: 30 } as const;
        const hooks = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`n${index}`, hook]));
        assert.deepEqual(problemsOf({ hooks }), ["hooks: expected at most 50, got 51"]);
    });
});
