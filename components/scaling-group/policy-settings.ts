/** One reason to change a group's size. */
export type Policy = TargetTracking | SimplePolicy | StepPolicy | ScheduledPolicy | PredictivePolicy;

/** Keeps a measure near a target; AWS makes, moves and deletes the alarms of these. */
export type TargetTracking =
    CpuPolicy | NetworkPolicy | AlbRequestsPolicy | MetricPolicy | MetricMathPolicy | QueueBacklogPolicy;

interface CpuPolicy {
    readonly kind: "cpu";
    /** Average CPU of the group, percent. */
    readonly targetPercent: number;
}

interface NetworkPolicy {
    readonly kind: "network";
    readonly direction: "in" | "out";
    /** Average of an instance. */
    readonly bytesPerMinute: number;
}

/** Needs an application load balancer: others have no label that names requests. */
interface AlbRequestsPolicy {
    readonly kind: "albRequests";
    /** Requests of one instance. */
    readonly perMinute: number;
}

/** A metric that falls when the group grows, such as jobs of one instance; a total never settles. */
interface MetricPolicy {
    readonly kind: "metric";
    readonly metric: Metric;
    readonly targetValue: number;
}

interface MetricMathPolicy {
    readonly kind: "metricMath";
    /** By the id that the expression calls them: a small letter, then letters, digits and `_`; not `result`. */
    readonly metrics: Readonly<Record<string, Metric>>;
    /** E.g. `jobs / workers`; must fall when the group grows. */
    readonly expression: string;
    readonly targetValue: number;
}

/**
 * Says what people wait for; how many messages an instance may have waiting follows from it. At no instance there is
 * nothing to divide by, so a group that may be empty needs a step or simple policy that wakes it.
 */
interface QueueBacklogPolicy {
    readonly kind: "queueBacklog";
    /** Name of an SQS queue of the group's region. */
    readonly queue: string;
    /** How long a message may wait. */
    readonly maxLatencySeconds: number;
    /** How long one instance works on one message. */
    readonly secondsPerMessage: number;
}

/** One change when an alarm rings, then a pause. */
interface SimplePolicy {
    readonly kind: "simple";
    readonly alarm: Trigger;
    readonly change: Change;
    /** How much; less than 0 takes instances away. */
    readonly by: number;
    readonly cooldownSeconds: number;
}

/** A change that grows with the distance from the threshold. */
interface StepPolicy {
    readonly kind: "step";
    readonly alarm: Trigger;
    readonly change: Change;
    /** Each begins at a distance from the threshold and ends where the next begins: no gap, no overlap. */
    readonly steps: readonly Step[];
}

export interface Step {
    /** Distance from the threshold, in the direction of the alarm; the first is 0. */
    readonly beyond: number;
    /** How much; less than 0 takes instances away. */
    readonly by: number;
}

/** What `by` counts: instances more or fewer, percent of the group, or the size itself. */
export type Change = "instances" | "percent" | "exact";

/** When the alarm of a simple or step policy rings. */
export interface Trigger {
    readonly metric: Metric;
    readonly when: "atLeast" | "atMost";
    readonly threshold: number;
    /** Periods in a row. */
    readonly periods: number;
    /** A multiple of 60, or 10, 20 or 30 for metrics that are that fine. */
    readonly periodSeconds: number;
}

/** A CloudWatch metric of the group's region. */
export interface Metric {
    readonly namespace: string;
    readonly name: string;
    readonly statistic: "Average" | "Minimum" | "Maximum" | "Sum" | "SampleCount";
    /** `group`: what the group's own instances measure. */
    readonly dimensions: "group" | Readonly<Record<string, string>>;
}

/**
 * A size at a time of day, e.g. before a GameDay. `desired` is left to other policies right after. `min` and `max`
 * stay until another action or the next `pulumi up` puts back what the settings say: give each its way back.
 */
interface ScheduledPolicy {
    readonly kind: "scheduled";
    /** Five fields: minute, hour, day of month, month, day of week. */
    readonly cron: string;
    /** An IANA name, e.g. Europe/Dublin; summer time is minded. */
    readonly timeZone: string;
    readonly min?: number;
    readonly max?: number;
    readonly desired?: number;
}

/** Load of the same hours of past days, foretold. */
interface PredictivePolicy {
    readonly kind: "predictive";
    readonly measure: "cpu" | "networkIn" | "networkOut" | "albRequests";
    /** Of one instance, as the policies of these measures say it: percent, bytes or requests in a minute. */
    readonly targetValue: number;
    /** `forecast` only shows what it would do, and is where to begin; `scale` does it. Default: forecast. */
    readonly mode?: "forecast" | "scale";
    /** Seconds that instances are launched before the hour, at most 3600. Default: AWS's 300. */
    readonly aheadSeconds?: number;
    /** Whether `max` holds, or gives way by this much when the forecast asks for more. Default: it holds. */
    readonly beyondMax?: "hold" | { readonly percent: number };
}
