import * as aws from "@pulumi/aws";
import type { Common } from "../shared/region";
import type { Change, Policy, Trigger } from "./policy-settings";
import { namedDimensions, targetOf, type Measured } from "./targets";

/** What every policy of one group is made with. */
export interface PolicyParts extends Measured {
    readonly own: Common;
    readonly name: string;
}

type Of<Kind extends Policy["kind"]> = Extract<Policy, { readonly kind: Kind }>;

const adjustmentTypes: Record<Change, string> = {
    instances: "ChangeInCapacity",
    percent: "PercentChangeInCapacity",
    exact: "ExactCapacity",
};

const pairs: Record<Of<"predictive">["measure"], string> = {
    cpu: "ASGCPUUtilization",
    networkIn: "ASGNetworkIn",
    networkOut: "ASGNetworkOut",
    albRequests: "ALBRequestCount",
};

/** The provider's word for a size that a scheduled action leaves as it is; left out, it would mean 0. */
const unchanged = -1;

/** Each policy by its own name, so that one more or less touches no other. */
export function createPolicies(policies: Readonly<Record<string, Policy>>, parts: PolicyParts): void {
    for (const [key, policy] of Object.entries(policies)) {
        createPolicy(key, policy, parts);
    }
}

function createPolicy(key: string, policy: Policy, parts: PolicyParts): void {
    switch (policy.kind) {
        case "scheduled":
            createSchedule(key, policy, parts);
            return;
        case "simple":
            createAlarm(key, policy.alarm, {
                ...parts,
                policy: addPolicy(key, parts, {
                    policyType: "SimpleScaling",
                    adjustmentType: adjustmentTypes[policy.change],
                    scalingAdjustment: policy.by,
                    cooldown: policy.cooldownSeconds,
                }),
            });
            return;
        case "step":
            createAlarm(key, policy.alarm, {
                ...parts,
                policy: addPolicy(key, parts, {
                    policyType: "StepScaling",
                    adjustmentType: adjustmentTypes[policy.change],
                    metricAggregationType: aggregation(policy.alarm),
                    stepAdjustments: stepsOf(policy),
                }),
            });
            return;
        case "predictive":
            addPolicy(key, parts, {
                policyType: "PredictiveScaling",
                predictiveScalingConfiguration: predictionOf(policy, parts),
            });
            return;
        default:
            addPolicy(key, parts, {
                policyType: "TargetTrackingScaling",
                targetTrackingConfiguration: targetOf(policy, parts),
            });
    }
}

function addPolicy(
    key: string,
    { own, name, groupName }: PolicyParts,
    args: Omit<aws.autoscaling.PolicyArgs, "autoscalingGroupName">,
): aws.autoscaling.Policy {
    return new aws.autoscaling.Policy(
        `${name}-${key}`,
        { ...own.placed, autoscalingGroupName: groupName, ...args },
        own.child,
    );
}

/** How a step policy sums up what it steps by: as its alarm does, where AWS lets it. */
function aggregation({ metric }: Trigger): string {
    return metric.statistic === "Minimum" || metric.statistic === "Maximum" ? metric.statistic : "Average";
}

/** AWS counts from the threshold upwards, so steps of an alarm on too little run the other way. */
function stepsOf({ alarm, steps }: Of<"step">): aws.types.input.autoscaling.PolicyStepAdjustment[] {
    return steps.map(({ beyond, by }, index) => {
        const next = steps[index + 1]?.beyond;
        return alarm.when === "atLeast"
            ? {
                  scalingAdjustment: by,
                  metricIntervalLowerBound: String(beyond),
                  ...(next !== undefined && { metricIntervalUpperBound: String(next) }),
              }
            : {
                  scalingAdjustment: by,
                  metricIntervalUpperBound: String(0 - beyond),
                  ...(next !== undefined && { metricIntervalLowerBound: String(-next) }),
              };
    });
}

/** The alarm that sets a simple or step policy off. It tells nobody: a change of size is no trouble. */
function createAlarm(
    key: string,
    { metric, when, threshold, periods, periodSeconds }: Trigger,
    { own, name, policy, ...measured }: PolicyParts & { readonly policy: aws.autoscaling.Policy },
): void {
    const comparison = when === "atLeast" ? "GreaterThanOrEqualToThreshold" : "LessThanOrEqualToThreshold";
    new aws.cloudwatch.MetricAlarm(
        `${name}-scaling-${key}`,
        {
            ...own.tagged,
            alarmDescription: `Sets off the scaling policy ${key} of ${name}. Nothing to do.`,
            namespace: metric.namespace,
            metricName: metric.name,
            dimensions: namedDimensions(metric.dimensions, measured),
            statistic: metric.statistic,
            period: periodSeconds,
            evaluationPeriods: periods,
            comparisonOperator: comparison,
            threshold,
            // Silence is no reason to change the size.
            treatMissingData: "notBreaching",
            alarmActions: [policy.arn],
        },
        own.child,
    );
}

function createSchedule(
    key: string,
    { cron, timeZone, min, max, desired }: Of<"scheduled">,
    { own, name, groupName }: PolicyParts,
): void {
    new aws.autoscaling.Schedule(
        `${name}-${key}`,
        {
            ...own.placed,
            autoscalingGroupName: groupName,
            scheduledActionName: key,
            recurrence: cron,
            timeZone,
            minSize: min ?? unchanged,
            maxSize: max ?? unchanged,
            desiredCapacity: desired ?? unchanged,
        },
        own.child,
    );
}

function predictionOf(
    { measure, targetValue, mode, aheadSeconds, beyondMax }: Of<"predictive">,
    { resourceLabel }: PolicyParts,
): aws.types.input.autoscaling.PolicyPredictiveScalingConfiguration {
    return {
        mode: mode === "scale" ? "ForecastAndScale" : "ForecastOnly",
        ...(aheadSeconds !== undefined && { schedulingBufferTime: String(aheadSeconds) }),
        ...(typeof beyondMax === "object"
            ? { maxCapacityBreachBehavior: "IncreaseMaxCapacity", maxCapacityBuffer: String(beyondMax.percent) }
            : { maxCapacityBreachBehavior: "HonorMaxCapacity" }),
        metricSpecification: {
            targetValue,
            predefinedMetricPairSpecification: {
                predefinedMetricType: pairs[measure],
                ...(measure === "albRequests" && { resourceLabel }),
            },
        },
    };
}
