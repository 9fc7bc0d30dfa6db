import assert from "node:assert/strict";
import type { HealthCheckConfig } from "@aws-sdk/client-route-53";
import { AlarmState, type Alarm } from "../../routing/health-checks/alarm";
import { modelAlarmDetection, type MetricFault } from "../../routing/health-checks/alarm-model";
import { seededRandom } from "../../routing/random";

const alarm: Alarm = {
    MetricName: "errors",
    Namespace: "app",
    Statistic: "Maximum",
    Period: 60,
    EvaluationPeriods: 3,
    ComparisonOperator: "GreaterThanThreshold",
    Threshold: 10,
};
const check: HealthCheckConfig = { Type: "CLOUDWATCH_METRIC", InsufficientDataHealthStatus: "LastKnownStatus" };

describe("check on an alarm", () => {
    it("knows from what it has when the rest is missing, and does not when the rest would decide", () => {
        const states = [[20], [20], [], [1], [], []].map((samples, at, all) => {
            const state = new AlarmState(alarm);
            all.slice(0, at + 1).forEach((one) => state.observe(one));
            return [state.state, samples.length];
        });
        assert.deepEqual(
            states.map(([state]) => state),
            ["insufficient-data", "insufficient-data", "insufficient-data", "healthy", "healthy", "healthy"],
        );
    });

    it("notices after the evaluated periods: the first counts with one breaching sample, when the maximum decides", () => {
        const { down, up } = draws(alarm, { before: 1, during: 20 });
        // The fault's own period breaches unless the fault begins behind its last sample.
        near(mean(down), 2.5 * 60 + 60 / 12, 2);
        // Then a whole period without a breaching sample.
        near(mean(up), 90 - 60 / 12, 2);
    });

    it("notices a minimum only with a whole period, and never what does not breach", () => {
        const { down } = draws({ ...alarm, Statistic: "Minimum", EvaluationPeriods: 1 }, { before: 1, during: 20 });
        near(mean(down), 90 - 60 / 12, 2);
        assert.deepEqual(new Set(draws(alarm, { before: 1, during: 9 }).down), new Set([Infinity]));
    });

    it("goes by its setting when the metric ends", () => {
        const ends = { before: 1, during: undefined, delaySeconds: 30 };
        assert.deepEqual(new Set(draws(alarm, ends).down), new Set([Infinity]));
        const { down } = draws(alarm, ends, { ...check, InsufficientDataHealthStatus: "Unhealthy" });
        // Three periods without a sample; the one that the end falls in has some, unless it falls before the first.
        near(mean(down), 3.5 * 60 - 60 / 12 + 30, 2);
    });

    it("fails on an alarm that Route 53 does not follow", () => {
        const math = { ...alarm, Metrics: [{}] };
        const draw = modelAlarmDetection({ alarm: math, check }, { before: 1, during: 20 }, seededRandom(1));
        assert.throws(draw, { code: "invalid-zone", message: /alarm on errors: Metrics: expected one metric/ });
    });
});

function draws(one: Alarm, fault: MetricFault, config = check): { down: number[]; up: number[] } {
    const draw = modelAlarmDetection({ alarm: one, check: config }, fault, seededRandom(3));
    const runs = Array.from({ length: 5000 }, () => ({ ...draw() }));
    return { down: runs.map(({ downSeconds }) => downSeconds), up: runs.map(({ upSeconds }) => upSeconds) };
}

function mean(values: readonly number[]): number {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function near(value: number, expected: number, within: number): void {
    assert.ok(Math.abs(value - expected) < within, `expected ${expected}, got ${value}`);
}
