import assert from "node:assert/strict";
import { route53Rules } from "../../routing/health-checks/verdict";
import { seededRandom } from "../../routing/random";
import { failoverModel, type FailoverOptions } from "../../routing/recovery/from-plan";
import { predict } from "../../routing/recovery/predict";
import { verdictSimulator } from "../../routing/recovery/detection";
import { simulator } from "../../routing/recovery/simulate";
import { drill, planOf, type PlanOptions } from "./plans";

const none = { min: 0, max: 0 };

describe("recovery-time model", () => {
    it("notices on average after I*14/17 + f + (N-1)(I+f)", () => {
        const detection = {
            intervalSeconds: 10,
            threshold: 3,
            checkers: 16,
            failureSeconds: 4,
            overheadSeconds: none,
            rules: route53Rules,
        };
        const next = verdictSimulator(detection, 1, seededRandom(1));
        const runs = 50_000;
        const mean = Array.from({ length: runs }, next).reduce((sum, value) => sum + value, 0) / runs;
        assert.ok(Math.abs(mean - (10 * (14 / 17) + 4 + 2 * 14)) < 0.03, `mean is ${mean}`);
    });

    it("orders the phases, and gives the same numbers for the same seed", () => {
        const prediction = predicted();
        const { detect, route, promote, recover } = prediction.phases;
        assert.ok(detect && route && promote && recover && prediction.readRto);
        assert.ok(detect.p50 < route.p50 && route.p50 < promote.p50 && route.p50 < recover.p50);
        assert.ok(detect.low < detect.p50 && detect.p50 < detect.p95 && detect.p99 < detect.high);
        assert.deepEqual(predicted(), prediction);
        assert.equal(prediction.never, undefined);
    });

    it("adds 4 s a cycle in a black hole", () => {
        const shift = detectP50({}, { manner: "black-hole" }) - detectP50({}, {});
        assert.ok(Math.abs(shift - 12) < 0.3, `shift is ${shift}`);
    });

    it("adds an interval for each step of the threshold, so that 10 breaks a promise of 120 s", () => {
        const shift = detectP50({ healthCheck: { threshold: 10 } }, {}) - detectP50({}, {});
        assert.ok(Math.abs(shift - 70) < 1, `shift is ${shift}`);
        const slow = failoverModel(planOf({ healthCheck: { threshold: 10 } }), {
            ...drill,
            manner: "black-hole",
            clockFactor: 10,
        });
        assert.ok((predict(slow, { seed: 1, runs: 20_000 }).readRto?.low ?? 0) > 120);
    });

    it("sends the last client over at most one TTL and a second after the first", () => {
        const { phases } = predicted();
        assert.ok((phases.route?.high ?? Infinity) - (phases.detect?.low ?? 0) < 61 + 20 + 5);
        assert.ok((phases.route?.p50 ?? 0) - (phases.detect?.p50 ?? 0) > 45);
    });

    it("leaves clients of other regions where they are", () => {
        const model = failoverModel(planOf(), { ...drill, lostRegion: "eu-central-1" });
        const prediction = predict(model, { seed: 1, runs: 1000 });
        const { detect, route, promote } = prediction.phases;
        assert.deepEqual([model.affected.includes(true), detect, route, promote], [false, null, null, null]);
        assert.equal(prediction.never, undefined);
        assert.ok((prediction.readRto?.high ?? Infinity) < 1);
    });

    it("asks only clients that the lost region served when it was noticed, and all when writes are back", () => {
        const model = failoverModel(planOf(), drill);
        const some = predict({ ...model, affected: [false, true, false, false] }, { seed: 1, runs: 2000 });
        const { detect, route, recover } = some.phases;
        assert.ok(detect && route && recover);
        assert.ok(detect.low > 20, `detected after ${detect.low} s`);
        // One client is the first and the last.
        assert.deepEqual(detect, route);
        const none = predict({ ...model, affected: [false, false] }, { seed: 1, runs: 2000 });
        assert.ok((none.readRto?.high ?? Infinity) === 0 && (none.writeRto?.low ?? 0) > 80);
    });

    it("lets a write wait for the writer as long as client and app do, whichever is shorter", () => {
        const waits = (["black-hole", "refused"] as const).map((manner) =>
            [1, 10].map((clockFactor) => {
                const { promotion } = failoverModel(planOf(), { ...drill, manner, clockFactor });
                return promotion?.waitSeconds;
            }),
        );
        assert.deepEqual(waits, [
            [1.5, 10],
            [0.1, 1],
        ]);
    });

    it("acknowledges a write that waited when there is a writer, and counts it from where it began", () => {
        const model = failoverModel(planOf(), { ...drill, manner: "black-hole" });
        assert.ok(model.promotion);
        const next = simulator({ ...model, promotion: { ...model.promotion, strayShare: 0 } }, seededRandom(5));
        const strays = simulator({ ...model, promotion: { ...model.promotion, strayShare: 1 } }, seededRandom(5));
        let later = 0;
        for (let round = 0; round < 1000; round += 1) {
            const { promote, writeEnd, route, clients } = next();
            // Whoever was routed long before waits: it began before the promotion, by its patience less one spacing.
            const waiting = clients.filter(({ readStart }) => readStart < promote - 3);
            assert.ok(waiting.every(({ ackStart, ackEnd }) => ackStart < promote - 1 && ackEnd >= promote));
            assert.ok(route > promote - 3 || (writeEnd > promote - 1.7 && writeEnd < promote - 0.7));
            const stray = strays();
            later += stray.writeEnd > stray.promote - 1 ? 1 : 0;
        }
        assert.ok(later > 500, `${later} of 1000 failovers end later where clients have strays`);
    });

    for (const [title, plan, reason] of [
        ["no check watches the lost region", { healthCheck: "none" }, /no health check watches eu-west-1/],
        [
            "neither checks nor target health",
            { healthCheck: "none", evaluateTargetHealth: false },
            /no health check watches/,
        ],
        ["the standby is empty", { standbyInstances: 0 }, /eu-central-1 has no instances/],
        ["the check touches the writer", { healthCheck: { path: "/readyz" } }, /\/readyz, which touches the writer/],
    ] satisfies [string, PlanOptions, RegExp][]) {
        it(`never recovers when ${title}, and says why`, () => {
            const prediction = predicted(plan);
            assert.match(prediction.never ?? "", reason);
            assert.deepEqual([prediction.phases.detect, prediction.readRto, prediction.writeRto], [null, null, null]);
        });
    }

    it("never recovers when nobody promotes", () => {
        const model = failoverModel(planOf(), { ...drill, recovery: "none" });
        assert.match(predict(model, { seed: 1, runs: 10 }).never ?? "", /nobody promotes/);
    });

    it("names each number that went in, with its source", () => {
        const { inputs } = failoverModel(planOf(), drill);
        assert.ok(inputs.every(({ source }) => ["config", "AWS", "assumed"].includes(source)));
        assert.equal(inputs.find(({ name }) => name === "TTL of the answer")?.value, "60 s");
    });

    it("fails on a region that the platform does not have", () => {
        assert.throws(() => failoverModel(planOf(), { ...drill, lostRegion: "mars-1" }), {
            message: "lost region: expected one of eu-west-1, eu-central-1, got mars-1",
        });
    });
});

function predicted(plan: PlanOptions = {}) {
    return predict(failoverModel(planOf(plan), drill), { seed: 7, runs: 20_000 });
}

function detectP50(plan: PlanOptions, more: Partial<FailoverOptions>): number {
    const model = failoverModel(planOf(plan), { ...drill, ...more });
    return predict(model, { seed: 3, runs: 50_000 }).phases.detect?.p50 ?? NaN;
}
