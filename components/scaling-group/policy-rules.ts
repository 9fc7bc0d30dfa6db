import { problemIf, show, under, type Problem } from "../shared/problems";
import type { Policy, Step, Trigger } from "./policy-settings";
import type { ScalingSettings } from "./settings";

/** Of one group; none can be raised. Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-quotas.html. */
const mostPolicies = 50;
const mostSchedules = 125;
const mostSteps = 20;

/** Metrics and expressions of one policy (https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CustomizedMetricSpecification.html). */
const mostQueries = 10;

/** What CloudWatch lets an id be; the expression's own is kept for us. */
const metricId = /^(?!result$)[a-z]\w*$/;

/** The end of each logical name, so it may not hold what Pulumi keeps for itself. */
const policyKey = /^[a-z][a-zA-Z0-9-]*$/;

/** Five fields; AWS knows no seconds, and no year. Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html. */
const cronFields = /^\S+( \S+){4}$/;

type Of<Kind extends Policy["kind"]> = Extract<Policy, { readonly kind: Kind }>;

/** The rules of a group's policies; paths begin at the settings. */
export function checkPolicies(settings: ScalingSettings): Problem[] {
    const policies = Object.entries(settings.policies);
    const schedules = policies.filter(([, { kind }]) => kind === "scheduled").length;
    const others = policies.length - schedules;
    return [
        ...problemIf(others > mostPolicies, "policies", `expected at most ${mostPolicies}, got ${others}`),
        ...problemIf(
            schedules > mostSchedules,
            "policies",
            `expected at most ${mostSchedules} of kind scheduled, got ${schedules}`,
        ),
        ...policies.flatMap(([key, policy]) => [
            ...problemIf(
                !policyKey.test(key),
                `policies.${key}`,
                `expected a name of letters, digits and dashes, a small letter first, got ${show(key)}`,
            ),
            ...under(`policies.${key}`, checkPolicy(policy)),
            ...(policy.kind === "queueBacklog" ? checkWaking(key, settings) : []),
        ]),
    ];
}

function checkPolicy(policy: Policy): Problem[] {
    switch (policy.kind) {
        case "cpu":
            return problemIf(
                policy.targetPercent <= 0 || policy.targetPercent > 100,
                "targetPercent",
                `expected above 0 and at most 100, got ${policy.targetPercent}`,
            );
        case "network":
            return positive("bytesPerMinute", policy.bytesPerMinute);
        case "albRequests":
            return positive("perMinute", policy.perMinute);
        case "metric":
            return positive("targetValue", policy.targetValue);
        case "metricMath":
            return checkMath(policy);
        case "queueBacklog":
            return checkBacklog(policy);
        case "simple":
            return [
                ...checkTrigger(policy.alarm),
                ...problemIf(
                    policy.cooldownSeconds < 0,
                    "cooldownSeconds",
                    `expected 0 or more seconds, got ${policy.cooldownSeconds}`,
                ),
            ];
        case "step":
            return [...checkTrigger(policy.alarm), ...checkSteps(policy.steps)];
        case "scheduled":
            return checkSchedule(policy);
        case "predictive":
            return checkPrediction(policy);
    }
}

function positive(path: string, value: number): Problem[] {
    return problemIf(value <= 0, path, `expected more than 0, got ${value}`);
}

function checkMath({ metrics, expression, targetValue }: Of<"metricMath">): Problem[] {
    const ids = Object.keys(metrics);
    const words = new Set(expression.match(/[a-zA-Z]\w*/g));
    return [
        ...positive("targetValue", targetValue),
        ...problemIf(
            ids.length === 0 || ids.length >= mostQueries,
            "metrics",
            `expected 1 to ${mostQueries - 1} metrics beside the expression, got ${ids.length}`,
        ),
        ...ids.flatMap((id) => [
            ...problemIf(
                !metricId.test(id),
                `metrics.${id}`,
                `expected an id of letters, digits and _, a small letter first, not result, got ${show(id)}`,
            ),
            ...problemIf(!words.has(id), `metrics.${id}`, `expected the expression to use it, got ${show(expression)}`),
        ]),
    ];
}

function checkBacklog({ maxLatencySeconds, secondsPerMessage }: Of<"queueBacklog">): Problem[] {
    return [
        ...positive("secondsPerMessage", secondsPerMessage),
        ...problemIf(
            maxLatencySeconds < secondsPerMessage,
            "maxLatencySeconds",
            `expected at least secondsPerMessage (${secondsPerMessage}), got ${maxLatencySeconds}`,
        ),
    ];
}

/** An empty group has no backlog per instance, so nothing would ever start its first. */
function checkWaking(key: string, { min, policies }: ScalingSettings): Problem[] {
    const wakes = Object.values(policies).some(
        (policy) =>
            (policy.kind === "step" || policy.kind === "simple") &&
            policy.alarm.when === "atLeast" &&
            policy.alarm.metric.dimensions !== "group",
    );
    return problemIf(
        min === 0 && !wakes,
        `policies.${key}`,
        "expected min 1 or more, or a step or simple policy that wakes the empty group (atLeast, on the queue)",
    );
}

function checkTrigger({ periods, periodSeconds }: Trigger): Problem[] {
    const fine = [10, 20, 30].includes(periodSeconds) || (periodSeconds > 0 && periodSeconds % 60 === 0);
    return under("alarm", [
        ...problemIf(
            !Number.isInteger(periods) || periods < 1,
            "periods",
            `expected a whole number from 1, got ${periods}`,
        ),
        ...problemIf(!fine, "periodSeconds", `expected 10, 20, 30 or a multiple of 60, got ${periodSeconds}`),
        // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
        ...problemIf(
            periods * periodSeconds > (periodSeconds < 3600 ? 86_400 : 604_800),
            "periods",
            `expected at most a day in all (a week from periods of an hour), got ${periods * periodSeconds} seconds`,
        ),
    ]);
}

function checkSteps(steps: readonly Step[]): Problem[] {
    const starts = steps.map(({ beyond }) => beyond);
    const ascending = starts.every((start, index) => index === 0 || start > (starts[index - 1] ?? 0));
    return [
        ...problemIf(
            steps.length === 0 || steps.length > mostSteps,
            "steps",
            `expected 1 to ${mostSteps}, got ${steps.length}`,
        ),
        ...problemIf(
            starts.length > 0 && (starts[0] !== 0 || !ascending),
            "steps",
            `expected steps beyond 0 and then ever further, got ${show(starts)}`,
        ),
    ];
}

function checkSchedule({ cron, timeZone, min, max, desired }: Of<"scheduled">): Problem[] {
    return [
        ...problemIf(!cronFields.test(cron), "cron", `expected five fields such as "0 8 * * 1-5", got ${show(cron)}`),
        ...problemIf(
            !isTimeZone(timeZone),
            "timeZone",
            `expected an IANA time zone such as Europe/Dublin, got ${show(timeZone)}`,
        ),
        ...problemIf(
            min === undefined && max === undefined && desired === undefined,
            "min",
            "expected at least one of min, max and desired, got none",
        ),
        ...Object.entries({ min, max, desired }).flatMap(([key, size = 0]) =>
            problemIf(!Number.isInteger(size) || size < 0, key, `expected a whole number from 0, got ${size}`),
        ),
        ...problemIf(
            min !== undefined && max !== undefined && max < min,
            "max",
            `expected at least min (${min ?? 0}), got ${max ?? 0}`,
        ),
    ];
}

/** As the JavaScript engine knows the names; AWS knows the same list. */
function isTimeZone(name: string): boolean {
    try {
        new Intl.DateTimeFormat("en", { timeZone: name });
        return /^[A-Za-z]/.test(name);
    } catch {
        return false;
    }
}

function checkPrediction({ targetValue, aheadSeconds = 0, beyondMax }: Of<"predictive">): Problem[] {
    const percent = typeof beyondMax === "object" ? beyondMax.percent : 0;
    return [
        ...positive("targetValue", targetValue),
        ...problemIf(
            aheadSeconds < 0 || aheadSeconds > 3600,
            "aheadSeconds",
            `expected 0 to 3600 seconds, got ${aheadSeconds}`,
        ),
        ...problemIf(percent < 0 || percent > 100, "beyondMax.percent", `expected 0 to 100, got ${percent}`),
    ];
}
