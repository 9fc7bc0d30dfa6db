import assert from "node:assert/strict";
import fc from "fast-check";
import type { RequestLine } from "../../../gameday/client-log";
import { measureOutages } from "../../../gameday/measure/outages";
import { measurePhases } from "../../../gameday/measure/phases";
import { syntheticLog } from "../synthetic";

const fault = 5_000_000;
const scale = { origin: fault, factor: 1 };
const window = { scale, until: fault + 150_000 };

/** Honest clients whose resolvers move one after the other while the database is promoted. */
function failover(movesAt: readonly number[], promotedAt: number, every = 100): RequestLine[] {
    return movesAt.flatMap((moved, index) =>
        syntheticLog({
            client: `honest-${index}`,
            class: "honest",
            from: fault - 20_000 + index * 7,
            to: fault + 140_000,
            every,
            reply: (at, operation) => {
                if (at + 5 < fault) {
                    return { status: 201, latency: 5, region: "eu-west-1", epoch: 1 };
                }
                if (at < fault + moved) {
                    return { status: 0, error: 1211, latency: 2000 };
                }
                if (operation === "write" && at < fault + promotedAt) {
                    return { status: 503, latency: 5, region: "eu-central-1", epoch: 1 };
                }
                const epoch = at < fault + promotedAt ? 1 : 2;
                return { status: 201, latency: 5, region: "eu-central-1", epoch };
            },
        }),
    );
}

function phasesOf(lines: readonly RequestLine[], lostRegion: string | null = "eu-west-1", until = window.until) {
    const outages = measureOutages(lines, { scale, until }, { windowSeconds: 1, holdSeconds: 30, goodRatio: 1 }).rows;
    return measurePhases(lines, { scale, until, lostRegion, outages });
}

describe("gameday: phases", () => {
    it("bounds each phase by the last request before and the first after it", () => {
        assert.deepEqual(phasesOf(failover([30_050, 60_050], 80_050)), {
            detect: [30.001, 30.106],
            route: [60.008, 60.113],
            promote: [80.007, 80.105],
            recover: [80.007, 80.107],
        });
    });

    it("does not take an error of a survivor for its service", () => {
        const writes = failover([30_050], 80_050).filter(({ op }) => op === "write");
        assert.deepEqual(phasesOf(writes).detect, [30, 80.105]);
    });

    it("has no route while one resolver still leads nowhere, though the drill's heal comes later", () => {
        const phases = phasesOf(failover([30_050, 999_000], 80_050));
        assert.deepEqual([phases.detect, phases.route, phases.recover], [[30.001, 30.106], null, null]);
        assert.notEqual(phases.promote, null);
    });

    it("ignores what only the heal brought", () => {
        const phases = phasesOf(failover([30_050, 60_050], 80_050), "eu-west-1", fault + 50_000);
        assert.deepEqual([phases.route, phases.promote, phases.recover], [null, null, null]);
    });

    it("does not wait for clients that the lost region never served", () => {
        const bystander = syntheticLog({
            client: "honest-9",
            class: "honest",
            from: fault - 20_000,
            to: fault + 140_000,
            every: 100,
            reply: () => ({ status: 200, latency: 5, region: "eu-central-1" }),
        });
        const phases = phasesOf([...failover([30_050, 60_050], 80_050), ...bystander]);
        assert.deepEqual(
            [phases.detect, phases.route],
            [
                [30.001, 30.106],
                [60.008, 60.113],
            ],
        );
    });

    it("asks honest clients only", () => {
        const pinned = failover([10_000], 10_000).map((line) => ({ ...line, class: "keep-alive" as const }));
        const phases = phasesOf([...failover([30_050, 60_050], 80_050), ...pinned]);
        assert.deepEqual(
            [phases.detect, phases.promote],
            [
                [30.001, 30.106],
                [80.007, 80.105],
            ],
        );
    });

    it("has neither detection nor routing in a planned switchover", () => {
        const phases = phasesOf(failover([0], 5050), null);
        assert.deepEqual([phases.detect, phases.route], [null, null]);
        assert.deepEqual(phases.promote, [5, 5.105]);
    });

    it("ends the promotion when the reply came, for a write that began before and waited", () => {
        const lines = failover([30_050], 80_050).map((line) =>
            line.op === "write" && line.start === fault + 80_000
                ? { ...line, status: 201, epoch: 2, end: line.start + 90 }
                : line,
        );
        assert.deepEqual(phasesOf(lines).promote, [79.9, 80.09]);
    });

    it("holds the truth of every phase, within two requests' spacing", () => {
        const moves = fc.array(fc.integer({ min: 1000, max: 60_000 }), { minLength: 1, maxLength: 4 });
        fc.assert(
            fc.property(moves, fc.integer({ min: 0, max: 40_000 }), (movesAt, later) => {
                const truth = {
                    detect: Math.min(...movesAt) / 1000,
                    route: Math.max(...movesAt) / 1000,
                    promote: (Math.max(...movesAt) + later) / 1000,
                };
                const measured = phasesOf(failover(movesAt, Math.max(...movesAt) + later));
                for (const phase of ["detect", "route", "promote"] as const) {
                    const [low, high] = measured[phase] ?? assert.fail(phase);
                    assert.ok(low <= truth[phase] && truth[phase] <= high, phase);
                    assert.ok(high - low <= 0.23, `${phase} is known to ${high - low} s`);
                }
            }),
            { numRuns: 25 },
        );
    });
});
