import assert from "node:assert/strict";
import fc from "fast-check";
import type { RequestLine } from "../../../gameday/client-log";
import { findOutages, measureOutages, type OutageRules } from "../../../gameday/measure/outages";
import { syntheticLog, type SyntheticClient } from "../synthetic";

const rules: OutageRules = { windowSeconds: 1, holdSeconds: 30, goodRatio: 0.999 };
const fault = 1_000_000;
const window = { scale: { origin: fault, factor: 1 }, until: fault + 300_000 };

/** Serves except in the given spans, milliseconds after the fault. */
function client(name: string, downs: readonly (readonly [number, number])[], more: Partial<SyntheticClient> = {}) {
    return syntheticLog({
        client: name,
        class: "honest",
        from: fault - 60_000,
        to: fault + 200_000,
        every: 100,
        reply: (at) =>
            downs.some(([from, to]) => at >= fault + from && at < fault + to)
                ? { status: 0, error: 1050, latency: 2000 }
                : { status: 200, latency: 5, region: "eu-west-1" },
        ...more,
    });
}

function writes(lines: readonly RequestLine[]): RequestLine[] {
    return lines.filter((line) => line.op === "write");
}

describe("gameday: outages", () => {
    it("ends between the last failed start and the first good one", () => {
        const found = findOutages(writes(client("honest-0", [[0, 71_230]])), window, rules);
        assert.deepEqual(found, [{ from: 0, end: [71.2, 71.3] }]);
    });

    it("finds none where every request was answered", () => {
        assert.deepEqual(findOutages(writes(client("honest-0", [])), window, rules), []);
    });

    it("ignores what failed and ended before the fault", () => {
        assert.deepEqual(findOutages(writes(client("honest-0", [[-50_000, -40_000]])), window, rules), []);
    });

    it("counts a request that was in flight at the fault", () => {
        const [outage] = findOutages(writes(client("honest-0", [[-300, 5000]])), window, rules);
        assert.deepEqual(outage, { from: -0.3, end: [4.9, 5] });
    });

    it("does not end while service comes back for less than the hold", () => {
        const downs = [
            [0, 20_000],
            [49_900, 60_000],
        ] as const;
        assert.deepEqual(findOutages(writes(client("honest-0", downs)), window, rules), [{ from: 0, end: [59.9, 60] }]);
    });

    it("ends, and finds a second one, when service held for exactly the hold", () => {
        const downs = [
            [0, 20_000],
            [51_000, 60_000],
        ] as const;
        assert.deepEqual(findOutages(writes(client("honest-0", downs)), window, rules), [
            { from: 0, end: [19.9, 20] },
            { from: 51, end: [59.9, 60] },
        ]);
    });

    it("never ends when the log stops before the hold is over", () => {
        const short = writes(client("honest-0", [[0, 180_000]], { to: fault + 209_900 }));
        assert.deepEqual(findOutages(short, window, rules), [{ from: 0, end: null }]);
        const enough = writes(client("honest-0", [[0, 180_000]], { to: fault + 210_100 }));
        assert.deepEqual(findOutages(enough, window, rules), [{ from: 0, end: [179.9, 180] }]);
    });

    it("does not credit a recovery to the failover that only the heal brought", () => {
        const healed = { ...window, until: fault + 100_000 };
        const found = findOutages(writes(client("honest-0", [[0, 100_000]])), healed, rules);
        assert.deepEqual(found, [{ from: 0, end: null }]);
    });

    it("tolerates as many failures in a window as the ratio allows, and no more", () => {
        const stray = [[5000, 5100]] as const;
        const lenient = { ...rules, goodRatio: 0.9 };
        assert.deepEqual(findOutages(writes(client("honest-0", stray)), window, lenient), []);
        assert.equal(findOutages(writes(client("honest-0", stray)), window, { ...rules, goodRatio: 0.91 }).length, 1);
    });

    it("measures in platform time on a compressed clock", () => {
        const compressed = { scale: { origin: fault, factor: 10 }, until: fault + 300_000 };
        const found = findOutages(writes(client("honest-0", [[0, 7100]])), compressed, rules);
        assert.deepEqual(found, [{ from: 0, end: [70, 71] }]);
    });

    it("takes the last client for the class, and ranks the clients", () => {
        const lines = [10, 20, 30, 40].flatMap((seconds, index) => client(`honest-${index}`, [[0, seconds * 1000]]));
        const { rows } = measureOutages(lines, window, rules);
        const row = rows.find(({ operation }) => operation === "write") ?? assert.fail();
        assert.deepEqual(row.rto, [39.9, 40]);
        assert.deepEqual([row.p50, row.p95, row.p99, row.max], [20, 40, 40, 40]);
        assert.equal(row.clients, 4);
        assert.equal(row.failed, 100 + 200 + 300 + 400);
        assert.equal(row.requests, 4 * 2000);
    });

    it("has no class-wide recovery when one client of four never recovers, but keeps the median", () => {
        const lines = [10_000, 20_000, 30_000, 250_000].flatMap((ms, index) => client(`honest-${index}`, [[0, ms]]));
        const row = measureOutages(lines, window, rules).rows[0];
        assert.deepEqual([row?.rto, row?.p50, row?.p95, row?.max], [null, 20, null, null]);
    });

    it("calls a client that fell silent at the fault never recovered", () => {
        const lines = client("honest-0", [], { to: fault });
        assert.equal(measureOutages(lines, window, rules).rows[0]?.rto, null);
    });

    it("counts slow answers as brown-out, from ten times the steady median on", () => {
        const lines = syntheticLog({
            client: "honest-0",
            class: "honest",
            from: fault - 10_000,
            to: fault + 60_000,
            every: 100,
            reply: (at) => ({ status: 200, latency: at === fault + 1000 ? 51 : at === fault + 2000 ? 50 : 5 }),
        });
        const rows = measureOutages(lines, window, rules).rows;
        assert.deepEqual(
            rows.map(({ operation, brownOut, rto }) => [operation, brownOut, rto]),
            [
                ["write", 1, [0, 0]],
                ["read", 0, [0, 0]],
            ],
        );
    });

    it("holds the truth in its interval, to max(100 ms, 2 / probe rate), for any outage, rate and clock", () => {
        fc.assert(
            fc.property(
                fc.integer({ min: 1, max: 150_000 }),
                fc.integer({ min: 10, max: 500 }),
                fc.constantFrom(1, 10),
                fc.integer({ min: 0, max: 499 }),
                (...[truth, every, factor, phase]) => {
                    const lines = syntheticLog({
                        client: "honest-0",
                        class: "honest",
                        from: fault - 5000 - phase,
                        to: fault + truth + 31_000 + 2 * every,
                        every,
                        reply: (at) =>
                            at + 3 >= fault && at < fault + truth
                                ? { status: 0, latency: 2000 }
                                : { status: 200, latency: 3 },
                    });
                    const scale = { origin: fault, factor };
                    const [outage] = findOutages(writes(lines), { scale, until: fault + 1e9 }, rules);
                    if (outage === undefined) {
                        assert.ok(truth < every, "an outage longer than the spacing of requests is seen");
                        return;
                    }
                    const [low, high] = outage.end ?? assert.fail("it recovered");
                    const platformTruth = (truth / 1000) * factor;
                    assert.ok(low <= platformTruth && platformTruth <= high + 1e-9);
                    assert.ok(high - low <= Math.max(0.1, (2 * every) / 1000) * factor);
                },
            ),
        );
    });
});
