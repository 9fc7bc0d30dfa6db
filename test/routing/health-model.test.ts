import assert from "node:assert/strict";
import type { HealthCheckConfig } from "@aws-sdk/client-route-53";
import { modelDetection, type EndpointFault } from "../../routing/health-checks/model";
import type { EndpointBehaviour } from "../../routing/health-checks/observation";
import { detections } from "../../routing/health-checks/rehearsal";
import { checkerRegions, route53Rules } from "../../routing/health-checks/verdict";
import { seededRandom } from "../../routing/random";

const check = { Type: "HTTPS", RequestInterval: 10, FailureThreshold: 3 } satisfies HealthCheckConfig;
const slow: EndpointBehaviour = { manner: "answers", status: 200, statusSeconds: 3, bodySeconds: 0, matches: true };
const search = { ...check, Type: "HTTP_STR_MATCH", SearchString: "ok" } satisfies HealthCheckConfig;

/** Each with what a failing request takes. */
const faults: readonly { title: string; check: HealthCheckConfig; fault: EndpointFault; seconds: number }[] = [
    { title: "refused", check, fault: { behaviour: { manner: "refused" } }, seconds: 0 },
    { title: "a black hole", check, fault: { behaviour: { manner: "black-hole" } }, seconds: 4 },
    {
        title: "a black hole under a TCP check of 30 s",
        check: { ...check, Type: "TCP", RequestInterval: 30 },
        fault: { behaviour: { manner: "black-hole" } },
        seconds: 10,
    },
    { title: "nobody answers", check, fault: { behaviour: { manner: "silent" } }, seconds: 2 },
    { title: "a status after 3 s", check, fault: { behaviour: slow }, seconds: 2 },
    {
        title: "503 after 1 s",
        check,
        fault: { behaviour: { ...slow, status: 503, statusSeconds: 1 } },
        seconds: 1,
    },
    {
        title: "another text in the body",
        check: search,
        fault: { behaviour: { ...slow, statusSeconds: 1, bodySeconds: 0.5, matches: false } },
        seconds: 1.5,
    },
    {
        title: "a body that is late",
        check: search,
        fault: { behaviour: { ...slow, statusSeconds: 1, bodySeconds: 5 } },
        seconds: 3,
    },
    {
        title: "refused, four regions and one failure enough",
        check: { ...check, FailureThreshold: 1, Regions: ["eu-west-1", "us-east-1", "us-west-2", "sa-east-1"] },
        fault: { behaviour: { manner: "refused" } },
        seconds: 0,
    },
];

describe("model of detection", () => {
    for (const { title, check: one, fault, seconds } of faults) {
        it(`agrees with the prober: ${title}`, () => {
            const interval = one.RequestInterval ?? 30;
            const checkers = (one.Regions?.length ?? checkerRegions.length) * 2;
            const healthy = Math.floor(0.18 * checkers) + 1;
            const repeats = (one.FailureThreshold ?? 3) - 1;
            const cycle = interval + seconds;
            const down = (interval * (checkers - healthy + 1)) / (checkers + 1) + seconds + repeats * cycle;
            const real = detections({ check: one, fault, count: 250 });
            near(mean(real.down), down, 0.03 * interval);
            const drawn = draws(one, fault, 5000);
            near(mean(drawn.down), down, 0.006 * interval);
            near(mean(drawn.up), mean(real.up), 0.03 * interval);
            assert.ok(distance(drawn.down, real.down) < limit(250), "distribution of down");
            assert.ok(distance(drawn.up, real.up) < limit(250), "distribution of up");
        });
    }

    it("agrees with the prober when two checkers, of one region, do not meet the fault: all others must", () => {
        const fault = { behaviour: { manner: "refused" }, unseenFrom: ["eu-west-1"] } as const;
        const real = detections({ check, fault, count: 250 });
        const drawn = draws(check, fault, 5000);
        near(mean(drawn.down), 10 * (14 / 15) + 20, 0.06);
        near(mean(drawn.up), 10 * (1 / 15) + 20, 0.06);
        assert.ok(distance(drawn.down, real.down) < limit(250), "distribution of down");
        assert.ok(distance(drawn.up, real.up) < limit(250), "distribution of up");
    });

    it("never notices when two regions do not meet the fault, when TCP connects, or when the limits are kept", () => {
        const never: readonly (readonly [HealthCheckConfig, EndpointFault])[] = [
            [check, { behaviour: { manner: "black-hole" }, unseenFrom: ["eu-west-1", "us-east-1"] }],
            [{ ...check, Type: "TCP" }, { behaviour: { manner: "silent" } }],
            [check, { behaviour: { ...slow, statusSeconds: 2 } }],
            [search, { behaviour: { ...slow, statusSeconds: 2, bodySeconds: 2 } }],
            [check, { behaviour: { ...slow, statusSeconds: 1, matches: false } }],
        ];
        for (const [one, fault] of never) {
            const { downSeconds, upSeconds } = modelDetection(one, fault, { random: seededRandom(1) })();
            assert.deepEqual([downSeconds, upSeconds], [Infinity, Infinity]);
            assert.deepEqual(detections({ check: one, fault, count: 1 }).down, [Infinity]);
        }
    });

    it("is told from a prober with half of the checkers as quorum, and from one that counts from the request", () => {
        const fault = { behaviour: { manner: "black-hole" } } as const;
        const drawn = draws(check, fault, 5000);
        for (const wrong of [
            { ...route53Rules, quorum: (votes: number, all: number) => votes > all / 2 },
            { ...route53Rules, intervalFrom: "request" },
        ] as const) {
            const real = detections({ check, fault, count: 50, rules: wrong });
            assert.ok(distance(drawn.down, real.down) > limit(50), "told apart by 50 detections");
        }
    });

    it("is back after the interval's 3/17 and as many passing requests as the threshold, when failing ones took no time", () => {
        const { up } = draws(check, { behaviour: { manner: "refused" } }, 5000);
        near(mean(up), 10 * (3 / 17) + 2 * 10, 0.06);
    });

    it("counts a slow endpoint's time and the machine's own into each cycle", () => {
        const random = seededRandom(1);
        const healthy = { ...slow, statusSeconds: 1 };
        const fault = { behaviour: { manner: "refused" } } as const;
        const draw = modelDetection(check, fault, { random, healthy, overheadSeconds: { min: 0.5, max: 0.5 } });
        const runs = Array.from({ length: 5000 }, () => ({ ...draw() }));
        near(mean(runs.map(({ downSeconds }) => downSeconds)), 11.5 * (14 / 17) + 0.5 + 2 * 10.5, 0.1);
    });

    it("fails on a check that asks no endpoint", () => {
        const fault = { behaviour: { manner: "refused" } } as const;
        assert.throws(() => modelDetection({ Type: "CALCULATED" }, fault, { random: seededRandom(1) }), {
            code: "unknown-value",
            message: /expected a type of HTTP, .* got CALCULATED/,
        });
    });
});

function draws(one: HealthCheckConfig, fault: EndpointFault, count: number): { down: number[]; up: number[] } {
    const draw = modelDetection(one, fault, { random: seededRandom(7) });
    const runs = Array.from({ length: count }, () => ({ ...draw() }));
    return { down: runs.map(({ downSeconds }) => downSeconds), up: runs.map(({ upSeconds }) => upSeconds) };
}

/** The largest distance between the shares of two samples below any value (Kolmogorov-Smirnov). */
function distance(a: readonly number[], b: readonly number[]): number {
    const below = (sample: readonly number[], value: number) =>
        sample.filter((one) => one <= value).length / sample.length;
    return Math.max(...b.map((value) => Math.abs(below(a, value) - below(b, value))));
}

/** What the distance of so many observations from their own distribution stays below in 99.9 % of all tests. */
function limit(count: number): number {
    return 1.95 / Math.sqrt(count);
}

function mean(values: readonly number[]): number {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function near(value: number, expected: number, within: number): void {
    assert.ok(Math.abs(value - expected) < within, `expected ${expected}, got ${value}`);
}
