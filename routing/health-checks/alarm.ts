import type { CloudWatchAlarmConfiguration, HealthCheckConfig } from "@aws-sdk/client-route-53";
import { RoutingError } from "../errors";
import type { CheckState, Verdict } from "../zone";

type Comparison = NonNullable<CloudWatchAlarmConfiguration["ComparisonOperator"]>;
type Statistic = NonNullable<CloudWatchAlarmConfiguration["Statistic"]>;

/** Whether a value breaches the threshold. */
const comparisons: { readonly [name in Comparison]: (value: number, threshold: number) => boolean } = {
    GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
    GreaterThanThreshold: (value, threshold) => value > threshold,
    LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
    LessThanThreshold: (value, threshold) => value < threshold,
};

/** Of a period's samples, at least one. Percentiles are not among them: Route 53 takes no extended statistics. */
const statistics: { readonly [name in Statistic]: (samples: readonly number[]) => number } = {
    Average: (samples) => sum(samples) / samples.length,
    Maximum: (samples) => Math.max(...samples),
    Minimum: (samples) => Math.min(...samples),
    SampleCount: (samples) => samples.length,
    Sum: sum,
};

/** Seconds of the shortest period of a metric of standard resolution. */
const standardPeriodSeconds = 60;

/** An alarm as a check copied it when the check was made or last updated, with what of CloudWatch a copy cannot hold. */
export type Alarm = CloudWatchAlarmConfiguration & {
    /** How many of the periods must breach. @default all of them */
    readonly DatapointsToAlarm?: number;
    readonly ExtendedStatistic?: string;
    /** Queries of metric math. */
    readonly Metrics?: readonly unknown[];
};

/**
 * The state of a check that follows an alarm's data stream: one period's samples in, the state out. It is the stream
 * that decides and not the alarm, so SetAlarmState changes nothing (Route 53 guide, "How Route 53 determines the status
 * of health checks that monitor CloudWatch alarms").
 */
export class AlarmState {
    /** Of the periods that are evaluated, the oldest first: whether each breached, undefined without samples. */
    private readonly breaches: (boolean | undefined)[] = [];
    private lastKnown: Verdict = "healthy";

    /** @throws RoutingError `invalid-zone` for an alarm that Route 53 does not follow. */
    constructor(private readonly alarm: Alarm) {
        const problem = alarmProblem(alarm);
        if (problem !== undefined) {
            throw new RoutingError("invalid-zone", `alarm on ${alarm.MetricName ?? "a metric"}: ${problem}`);
        }
    }

    /** A period has ended, with so many samples. */
    observe(samples: readonly number[]): void {
        const { ComparisonOperator = "GreaterThanThreshold", Statistic = "Average", Threshold = 0 } = this.alarm;
        const value = samples.length === 0 ? undefined : statistics[Statistic](samples);
        this.breaches.push(value === undefined ? undefined : comparisons[ComparisonOperator](value, Threshold));
        this.breaches.splice(0, this.breaches.length - (this.alarm.EvaluationPeriods ?? 1));
        this.lastKnown = this.state === "insufficient-data" ? this.lastKnown : this.state;
    }

    /**
     * Unhealthy when every period that is evaluated breached, healthy when one did not; between the two there is not
     * enough to say.
     */
    get state(): CheckState {
        if (this.breaches.includes(false)) {
            return "healthy";
        }
        const known = this.breaches.filter((breached) => breached === true).length;
        return known === this.alarm.EvaluationPeriods ? "unhealthy" : "insufficient-data";
    }

    /** What the check says, with its setting for too little data. */
    verdict(config: HealthCheckConfig): Verdict {
        return settledState(this.state, config, this.lastKnown);
    }
}

/**
 * What a check makes of its alarm's state. A new check, that has no last known status, is healthy (API reference,
 * HealthCheckConfig, InsufficientDataHealthStatus).
 */
export function settledState(
    state: CheckState,
    { InsufficientDataHealthStatus: setting }: HealthCheckConfig,
    lastKnown: Verdict = "healthy",
): Verdict {
    if (state !== "insufficient-data") {
        return state;
    }
    const settings = { Healthy: "healthy", Unhealthy: "unhealthy", LastKnownStatus: lastKnown } as const;
    return settings[setting ?? "LastKnownStatus"];
}

/**
 * Why Route 53 does not follow an alarm, in one line; undefined when it does. Source: API reference, AlarmIdentifier,
 * and Route 53 guide, "Values that you specify when you create or update health checks".
 */
export function alarmProblem(alarm: Alarm): string | undefined {
    const { Period = standardPeriodSeconds, EvaluationPeriods = 1, Statistic } = alarm;
    if (Period < standardPeriodSeconds) {
        return `Period: expected standard resolution, of ${standardPeriodSeconds} s or more, got ${Period} s`;
    }
    if (alarm.Metrics !== undefined) {
        return "Metrics: expected one metric, got metric math";
    }
    if (alarm.ExtendedStatistic !== undefined || (Statistic !== undefined && !Object.hasOwn(statistics, Statistic))) {
        const known = Object.keys(statistics).join(", ");
        return `Statistic: expected one of ${known}, got ${alarm.ExtendedStatistic ?? Statistic ?? ""}`;
    }
    const { DatapointsToAlarm = EvaluationPeriods } = alarm;
    return DatapointsToAlarm === EvaluationPeriods
        ? undefined
        : `DatapointsToAlarm: expected all ${EvaluationPeriods} evaluation periods, got ${DatapointsToAlarm}`;
}

function sum(samples: readonly number[]): number {
    return samples.reduce((total, sample) => total + sample, 0);
}
