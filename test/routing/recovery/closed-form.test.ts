import assert from "node:assert/strict";
import { modelDetection } from "../../../routing/health-checks/model";
import { route53Rules } from "../../../routing/health-checks/verdict";
import { seededRandom } from "../../../routing/random";
import { cacheMean, cacheSimulator, clientClasses } from "../../../routing/recovery/client-classes";
import {
    healingOf,
    isReached,
    meanFormula,
    meanSeconds,
    orderOf,
    targetDetection,
    verdictSimulator,
} from "../../../routing/recovery/detection";
import type { Detection } from "../../../routing/recovery/failover-model";
import { buildModel } from "../../../routing/recovery/build-model";
import { simulator } from "../../../routing/recovery/simulate";
import { subjectOfPlan } from "../../../routing/recovery/subject";
import { planOf } from "../plans";

const none = { min: 0, max: 0 };
const runs = 8000;

/** A right mean is further away than this once in ten thousand seeds; the seeds are fixed. */
const standardErrors = 4;

interface Estimate {
    readonly mean: number;
    /** Standard error of the mean. */
    readonly error: number;
}

function estimate(next: () => number): Estimate {
    const values = Array.from({ length: runs }, next);
    const mean = values.reduce((sum, value) => sum + value, 0) / runs;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (runs - 1);
    return { mean, error: Math.sqrt(variance / runs) };
}

function assertMean(next: () => number, expected: number, what: string): void {
    const { mean, error } = estimate(next);
    const far = Math.abs(mean - expected);
    assert.ok(far <= standardErrors * error + 1e-9, `${what}: mean ${mean}, expected ${expected}, error ${error}`);
}

function endpoint(fields: Partial<Detection>): Detection {
    return {
        intervalSeconds: 10,
        threshold: 3,
        checkers: 16,
        failureSeconds: 0,
        rules: route53Rules,
        overheadSeconds: none,
        ...fields,
    };
}

describe("closed forms beside the recovery model", () => {
    it("say what Route 53's 16 checkers do: the 14th turns it red, the 3rd green", () => {
        const down = endpoint({ failureSeconds: 4 });
        assert.equal(meanFormula(down), "I*14/17 + f + (N-1)(I+f)");
        assert.equal(meanFormula(healingOf(down)), "I*3/17 + f + (N-1)(I+f)");
        assert.ok(Math.abs(meanSeconds(down, 1) - (140 / 17 + 4 + 28)) < 1e-9);
        assert.ok(Math.abs(meanSeconds(healingOf(down), 1) - (30 / 17 + 20)) < 1e-9);
    });

    it("say what 6 checkers of 3 regions do: all but one turn it red, two turn it green", () => {
        const down = endpoint({ checkers: 6 });
        assert.deepEqual(orderOf(down), { needed: 5, changing: 6 });
        assert.deepEqual(orderOf(healingOf(down)), { needed: 2, changing: 6 });
    });

    for (const checkers of [6, 10, 16]) {
        for (const intervalSeconds of [10, 30]) {
            it(`agree with the means of ${checkers} checkers every ${intervalSeconds} s`, () => {
                for (const threshold of [1, 3, 10]) {
                    for (const failureSeconds of [0, 4]) {
                        const down = endpoint({ checkers, intervalSeconds, threshold, failureSeconds });
                        for (const detection of [down, healingOf(down)]) {
                            const next = verdictSimulator(detection, 1, seededRandom(checkers + threshold));
                            const what = `N=${threshold} f=${failureSeconds} ${detection.towards ?? "red"}`;
                            assertMean(next, meanSeconds(detection, 1), what);
                        }
                    }
                }
            });
        }
    }

    it("agree when some checkers never meet the fault, and with an overhead on a compressed clock", () => {
        for (const untouched of [0, 1, 2]) {
            const detection = endpoint({ untouched, failureSeconds: 4, overheadSeconds: { min: 0, max: 0.02 } });
            const next = verdictSimulator(detection, 10, seededRandom(untouched));
            assertMean(next, meanSeconds(detection, 10), `${untouched} untouched`);
        }
    });

    it("know no verdict once more than 18 % of the checkers stay: 3 of 16, 2 of 6", () => {
        const stays = (checkers: number, untouched: number) => isReached(endpoint({ checkers, untouched }));
        assert.deepEqual([stays(16, 2), stays(16, 3), stays(6, 1), stays(6, 2)], [true, false, true, false]);
    });

    it("agree with the means of a balancer's targets, whose probes start an interval apart", () => {
        const check = { intervalSeconds: 5, timeoutSeconds: 4, unhealthyThreshold: 2 };
        for (const targets of [1, 2, 6]) {
            for (const manner of ["errors", "hangs"] as const) {
                const detection = targetDetection(check, { targets, manner, overheadSeconds: none });
                const mean = (5 * targets) / (targets + 1) + (manner === "hangs" ? 4 : 0) + 5;
                assert.ok(Math.abs(meanSeconds(detection, 1) - mean) < 1e-9);
                assertMean(verdictSimulator(detection, 1, seededRandom(targets)), mean, `${targets} ${manner}`);
            }
        }
    });

    it("agree with the health checks' own model of checkers", () => {
        const config = { Type: "HTTPS", RequestInterval: 10, FailureThreshold: 3 } as const;
        for (const unseenFrom of [[], ["us-east-1"]] as const) {
            const fault = { behaviour: { manner: "black-hole" }, unseenFrom } as const;
            const next = modelDetection(config, fault, { random: seededRandom(3) });
            const down = endpoint({ failureSeconds: 4, untouched: 2 * unseenFrom.length });
            assertMean(() => next().downSeconds, meanSeconds(down, 1), `down, unseen from ${unseenFrom.length}`);
        }
    });

    it("agree with what resolvers' copies outlive a switch by, of each kind of client", () => {
        for (const kind of clientClasses) {
            const next = cacheSimulator(kind, { ttlSeconds: 60 }, seededRandom(2));
            assertMean(next, cacheMean(kind, { ttlSeconds: 60 }), kind);
        }
        assert.equal(cacheMean("honest", { ttlSeconds: 60 }), 30.5);
    });

    it("agree with the drills' resolvers, which were filled at unrelated moments and count whole seconds", () => {
        const { model } = buildModel(
            subjectOfPlan(planOf()),
            { kind: "region-lost", region: "eu-west-1", manner: "refused" },
            { resolvers: 1, staggered: false, probesPerSecond: 10, timeoutSeconds: 2 },
        );
        const next = simulator({ ...model, probeSpacingSeconds: 0 }, seededRandom(4));
        const kept = () => {
            const { clients, switched } = next();
            return (clients[0]?.readStart ?? NaN) - switched;
        };
        assertMean(kept, cacheMean("honest", model), "resolver of a drill");
    });
});
