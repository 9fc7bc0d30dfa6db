import assert from "node:assert/strict";
import fc from "fast-check";
import {
    atMost,
    measured,
    meanInside,
    meanOutside,
    ratioAtLeast,
    ratioAtMost,
    shown,
    summaryOf,
    takeTurns,
    type Finding,
} from "../../bin/bench/bench";
import { deathMoments } from "../../bin/bench/deaths";
import { quantile } from "../../bin/bench/order-load";
import { phasesOf } from "../../bin/bench/runner";
import { seededRandom } from "../../routing/random";

const never = new AbortController().signal;

function keeps(finding: Omit<Finding, "name" | "unit">): boolean | undefined {
    return finding.bar?.keeps(measured({ name: "it", unit: "ms", ...finding }));
}

describe("a bench's numbers", () => {
    it("summarises an odd and an even number of runs", () => {
        assert.deepEqual(summaryOf([9, 1, 2]), { min: 1, median: 2, mean: 4, max: 9 });
        assert.deepEqual(summaryOf([8, 2, 4, 6]), { min: 2, median: 5, mean: 5, max: 8 });
    });

    it("judges the slowest run where there is no floor", () => {
        assert.equal(keeps({ values: [1, 10], bar: atMost(10) }), true);
        assert.equal(keeps({ values: [1, 1, 10.1], bar: atMost(10) }), false);
    });

    it("judges medians beside a floor", () => {
        const floor = { name: "bare", values: [10, 20, 1000] };
        assert.equal(keeps({ values: [24, 1, 90], floor, bar: ratioAtMost(1.2) }), true);
        assert.equal(keeps({ values: [24.1, 1, 90], floor, bar: ratioAtMost(1.2) }), false);
        assert.equal(keeps({ values: [1], bar: ratioAtMost(1.2) }), false, "nothing to compare with is no success");
        assert.equal(keeps({ values: [16, 1, 90], floor, bar: ratioAtLeast(0.8) }), true);
        assert.equal(keeps({ values: [15.9, 1, 90], floor, bar: ratioAtLeast(0.8) }), false);
        assert.equal(keeps({ values: [1], bar: ratioAtLeast(0.8) }), false);
    });

    it("wants a mean inside its band, and a mutant's outside", () => {
        const band = { low: 2, high: 3 };
        for (const [values, inside] of [
            [[2, 3], true],
            [[1, 2], false],
            [[3, 3.2], false],
        ] as const) {
            assert.equal(keeps({ values, bar: meanInside(band) }), inside);
            assert.equal(keeps({ values, bar: meanOutside(band) }), !inside);
        }
    });

    it("shows three digits that matter", () => {
        assert.deepEqual([0, 0.1234, 9.876, 98.76, 1234.5].map(shown), ["0", "0.12", "9.88", "98.8", "1235"]);
    });

    it("takes the nearest rank as quantile", () => {
        const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
        assert.equal(quantile(hundred, 0.99), 99);
        assert.equal(quantile(hundred, 1), 100);
        assert.equal(quantile([7], 0.5), 7);
    });
});

describe("contestants of a bench", () => {
    const recorder = (calls: string[], name: string) => ({
        name,
        run: () => Promise.resolve(calls.push(name)),
    });

    it("take turns there and back, and the first turn is not counted", async () => {
        const calls: string[] = [];
        const values = await takeTurns([recorder(calls, "a"), recorder(calls, "b")], { runs: 2 }, never);
        assert.deepEqual(calls, ["a", "b", "b", "a", "a", "b"]);
        assert.deepEqual(values, [
            [4, 5],
            [3, 6],
        ]);
    });

    it("stop as soon as somebody interrupts", async () => {
        const control = new AbortController();
        const calls: string[] = [];
        const quit = () => {
            control.abort(new Error("enough"));
            return Promise.resolve(1);
        };
        const quitter = { name: "quitter", run: quit };
        await assert.rejects(takeTurns([quitter, recorder(calls, "a")], { runs: 5 }, control.signal), /enough/);
        assert.deepEqual(calls, []);
    });
});

describe("phases of a run", () => {
    const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000).toISOString();
    const journal = [
        { at: at(5), type: "run", id: "x" },
        { at: at(5.5), type: "preflight", name: "healthy" },
        { at: at(6), type: "phase", phase: "steady state" },
        { at: at(12), type: "phase", phase: "lost" },
        { at: at(13), type: "fact", name: "detected" },
        { at: at(32), type: "end", result: "PASS" },
    ];

    it("fill the whole wall time, from the command's start to its end", () => {
        const text = journal.map((line) => `${JSON.stringify(line)}\n`).join("");
        const times = { startedAt: Date.parse(at(0)), endedAt: Date.parse(at(34)) };
        assert.deepEqual(
            phasesOf(text, times).map(({ seconds }) => seconds),
            [5, 1, 6, 20, 2],
        );
        assert.deepEqual(
            phasesOf(text, times).map(({ name }) => name),
            [
                "record the plan, predict, start the twin",
                "preflight",
                "steady state",
                "lost",
                "write the report, end the twin",
            ],
        );
    });
});

describe("moments of death", () => {
    it("lie one in each equal part of the drill, whatever the seed", () => {
        fc.assert(
            fc.property(
                fc.nat(),
                fc.integer({ min: 1, max: 50 }),
                fc.integer({ min: 1, max: 600 }),
                (seed, count, seconds) => {
                    const moments = deathMoments(count, seconds, seededRandom(seed));
                    assert.equal(moments.length, count);
                    moments.forEach((moment, index) => {
                        assert.equal(Math.floor((moment / seconds) * count + 1e-9), index);
                    });
                },
            ),
        );
    });

    it("are the same for the same seed, and others for another", () => {
        const moments = (seed: number) => deathMoments(20, 60, seededRandom(seed));
        assert.deepEqual(moments(1), moments(1));
        assert.notDeepEqual(moments(1), moments(2));
    });
});
