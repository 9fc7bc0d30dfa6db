import type { HealthCheckConfig } from "@aws-sdk/client-route-53";
import type { Random } from "../random";
import { AlarmState, type Alarm } from "./alarm";
import type { DetectionRun } from "./model";

/** The metric of an alarm before and during a fault; undefined for none. */
export interface MetricFault {
    readonly before: number | undefined;
    readonly during: number | undefined;
    /** Samples of each period, evenly spread. @default 6 */
    readonly samples?: number;
    /** Platform seconds from a period's end until Route 53 has read it. AWS publishes none. @default none */
    readonly delaySeconds?: number;
}

/** Periods that are looked at for a verdict beyond those that the alarm evaluates. */
const furtherPeriods = 3;

/**
 * Draws when a check on an alarm notices a fault and its end: a fault begins at any moment of a period, and the verdict
 * comes with the end of the period that decides it. The object is the same in every run.
 * @throws RoutingError `invalid-zone`, at the first draw, for an alarm that Route 53 does not follow.
 */
export function modelAlarmDetection(
    { alarm, check }: { readonly alarm: Alarm; readonly check: HealthCheckConfig },
    { before, during, samples = 6, delaySeconds = 0 }: MetricFault,
    random: Random,
): () => DetectionRun {
    const { Period: period = 60, EvaluationPeriods: periods = 1 } = alarm;
    const whole = (value: number | undefined) =>
        value === undefined ? [] : Array.from({ length: samples }, () => value);
    const run: DetectionRun = { downSeconds: Infinity, upSeconds: Infinity };
    return () => {
        const state = new AlarmState(alarm);
        const settle = (value: number | undefined) =>
            Array.from({ length: periods + furtherPeriods }, () => state.observe(whole(value)));
        settle(before);
        run.downSeconds = change(state, before, during);
        settle(during);
        run.upSeconds = run.downSeconds === Infinity ? Infinity : change(state, during, before);
        return run;
    };

    /** Seconds until the check says the other thing, from a moment at which the metric changes. */
    function change(state: AlarmState, was: number | undefined, is: number | undefined): number {
        const verdict = state.verdict(check);
        const begin = random();
        const old = Math.round(begin * samples);
        const mixed = [...whole(was).slice(0, old), ...whole(is).slice(old)];
        for (let ended = 1; ended <= periods + furtherPeriods; ended += 1) {
            state.observe(ended === 1 ? mixed : whole(is));
            if (state.verdict(check) !== verdict) {
                return (ended - begin) * period + delaySeconds;
            }
        }
        return Infinity;
    }
}
