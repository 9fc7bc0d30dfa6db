import assert from "node:assert/strict";
import fc from "fast-check";
import type { Interval, OutageRow } from "../../gameday/report";
import { judgeInterval, judgePromises, type PromiseEvidence } from "../../gameday/promises";
import { audit, loss } from "./nothing-lost";

const outage: OutageRow = {
    class: "honest",
    operation: "read",
    clients: 8,
    rto: [70, 71],
    p50: 60,
    p95: 71,
    p99: 71,
    max: 71,
    requests: 1000,
    failed: 300,
    brownOut: 0,
};
const evidence: PromiseEvidence = {
    promises: {
        readRtoSeconds: 120,
        writeRtoSeconds: 300,
        rpoSeconds: 1,
        p99Milliseconds: 250,
        availabilityPercent: 99.9,
    },
    prediction: {
        runs: 1,
        seed: 1,
        phases: { detect: null, route: null, promote: null, recover: null },
        readRto: null,
        writeRto: null,
        inputs: [],
    },
    exact: true,
    outages: [outage, { ...outage, operation: "write", rto: [148, 149] }],
    audit,
    steady: { requests: 600, p99Milliseconds: 12 },
    watchedSeconds: 360,
};

function promise(name: string, change: Partial<PromiseEvidence> = {}) {
    return judgePromises({ ...evidence, ...change }).find((row) => row.name === name) ?? assert.fail(name);
}

describe("gameday: promises", () => {
    it("keeps within, breaks beyond, and across the promise only the real clock breaks", () => {
        assert.deepEqual(
            ([true, false] as const).map((exact) =>
                (
                    [
                        [10, 20],
                        [10, 21],
                        [20, 21],
                        [21, 22],
                    ] as const
                ).map((interval) => judgeInterval(interval, 20, exact)),
            ),
            [
                ["kept", "broken", "broken", "broken"],
                ["kept", "kept", "kept", "broken"],
            ],
        );
    });

    it("never breaks on a compressed clock what the real one would keep", () => {
        const times = fc.double({ min: 0, max: 100, noNaN: true });
        fc.assert(
            fc.property(times, times, times, (low, width, promised) => {
                const interval = [low, low + width] as const;
                if (judgeInterval(interval, promised, true) === "kept") {
                    assert.equal(judgeInterval(interval, promised, false), "kept");
                }
            }),
        );
    });

    it("keeps all that can be measured, and says why the rest cannot", () => {
        assert.deepEqual(
            judgePromises(evidence).map(({ name, measured, verdict }) => [name, measured, verdict]),
            [
                ["readRtoSeconds", [70, 71], "kept"],
                ["writeRtoSeconds", [148, 149], "kept"],
                ["rpoSeconds", [0, 0], "kept"],
                ["p99Milliseconds", [12, 12], "kept"],
                ["availabilityPercent", null, "not measured"],
            ],
        );
        // 149 s of 2592 s, the thousandth part of 30 days.
        assert.match(promise("availabilityPercent").note, /spends 6 % of 30 days' 2,592 s/);
    });

    it("takes the class of clients that came back last", () => {
        const pinned: OutageRow = { ...outage, class: "keep-alive", rto: [121, 122] };
        const row = promise("readRtoSeconds", { outages: [outage, pinned] });
        assert.deepEqual([row.measured, row.verdict], [[121, 122], "broken"]);
    });

    it("breaks a promise when clients were not back in longer than was promised", () => {
        const row = promise("readRtoSeconds", { outages: [{ ...outage, rto: null }] });
        assert.deepEqual([row.measured, row.verdict], [null, "broken"]);
        assert.match(row.note, /not back within the 360 s/);
    });

    it("measures nothing when the watch was shorter than the promise", () => {
        const row = promise("readRtoSeconds", { outages: [{ ...outage, rto: null }], watchedSeconds: 100 });
        assert.equal(row.verdict, "not measured");
    });

    it("calls times estimates on a compressed clock", () => {
        assert.equal(promise("readRtoSeconds", { exact: false }).note, "estimate");
        const across = promise("readRtoSeconds", { exact: false, outages: [{ ...outage, rto: [119, 121] }] });
        assert.equal(across.verdict, "kept");
        assert.match(across.note, /only the real clock decides/);
    });

    it("decides the recovery point by its upper end, on a compressed clock only when all of it lies beyond", () => {
        const lost = (rpo: Interval) => ({ ...audit, loss: { ...loss, lost: 3, rpo } });
        const verdict = (exact: boolean, rpo: Interval) => promise("rpoSeconds", { exact, audit: lost(rpo) }).verdict;
        assert.equal(verdict(true, [0.9, 1.1]), "broken");
        assert.equal(verdict(false, [0.9, 1.1]), "kept");
        assert.equal(verdict(false, [1.1, 1.3]), "broken");
        assert.match(promise("rpoSeconds", { exact: false, audit: lost([0.9, 1.1]) }).note, /3 of 5,912 .* estimate/);
        assert.equal(promise("rpoSeconds", { audit: null }).verdict, "not measured");
    });

    it("does not name a latency on a compressed clock, nor of too few requests", () => {
        assert.match(promise("p99Milliseconds", { exact: false }).note, /compressed clock/);
        const few = promise("p99Milliseconds", { steady: { requests: 499, p99Milliseconds: 12 } });
        assert.deepEqual([few.verdict, few.measured], ["not measured", null]);
        const slow = promise("p99Milliseconds", { steady: { requests: 500, p99Milliseconds: 251 } });
        assert.equal(slow.verdict, "broken");
    });
});
