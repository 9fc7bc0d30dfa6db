import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Metric, TargetTracking } from "./policy-settings";

type Configuration = aws.types.input.autoscaling.PolicyTargetTrackingConfiguration;
type Query = aws.types.input.autoscaling.PolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetric;

/** What a policy's metrics name. */
export interface Measured {
    readonly groupName: pulumi.Output<string>;
    /** Of an application load balancer and its targets. */
    readonly resourceLabel: pulumi.Output<string> | undefined;
}

/** SQS publishes each minute (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html). */
const queueMetric = { namespace: "AWS/SQS", name: "ApproximateNumberOfMessagesVisible", statistic: "Maximum" } as const;

const instancesMetric: Metric = {
    namespace: "AWS/AutoScaling",
    name: "GroupInServiceInstances",
    statistic: "Average",
    dimensions: "group",
};

/** What Auto Scaling keeps near what value. */
export function targetOf(policy: TargetTracking, measured: Measured): Configuration {
    switch (policy.kind) {
        case "cpu":
            return predefined("ASGAverageCPUUtilization", policy.targetPercent);
        case "network":
            return predefined(
                policy.direction === "in" ? "ASGAverageNetworkIn" : "ASGAverageNetworkOut",
                policy.bytesPerMinute,
            );
        case "albRequests":
            return {
                targetValue: policy.perMinute,
                predefinedMetricSpecification: {
                    predefinedMetricType: "ALBRequestCountPerTarget",
                    resourceLabel: measured.resourceLabel,
                },
            };
        case "metric": {
            const { namespace, name, statistic, dimensions } = policy.metric;
            return {
                targetValue: policy.targetValue,
                customizedMetricSpecification: {
                    namespace,
                    metricName: name,
                    statistic,
                    metricDimensions: listDimensions(dimensions, measured),
                },
            };
        }
        case "metricMath":
            return mathOf(policy.metrics, policy, measured);
        case "queueBacklog": {
            const messages = { ...queueMetric, dimensions: { QueueName: policy.queue } };
            return mathOf(
                { messages, instances: instancesMetric },
                {
                    expression: "messages / instances",
                    targetValue: policy.maxLatencySeconds / policy.secondsPerMessage,
                },
                measured,
            );
        }
    }
}

function predefined(predefinedMetricType: string, targetValue: number): Configuration {
    return { targetValue, predefinedMetricSpecification: { predefinedMetricType } };
}

function mathOf(
    metrics: Readonly<Record<string, Metric>>,
    { expression, targetValue }: { readonly expression: string; readonly targetValue: number },
    measured: Measured,
): Configuration {
    const queries: Query[] = Object.entries(metrics).map(([id, { namespace, name, statistic, dimensions }]) => ({
        id,
        returnData: false,
        metricStat: {
            metric: { namespace, metricName: name, dimensions: listDimensions(dimensions, measured) },
            stat: statistic,
        },
    }));
    return {
        targetValue,
        customizedMetricSpecification: { metrics: [...queries, { id: "result", expression, returnData: true }] },
    };
}

function listDimensions(
    dimensions: Metric["dimensions"],
    measured: Pick<Measured, "groupName">,
): { name: string; value: pulumi.Input<string> }[] {
    return Object.entries(namedDimensions(dimensions, measured)).map(([name, value]) => ({ name, value }));
}

/** By name, as alarms take them. */
export function namedDimensions(
    dimensions: Metric["dimensions"],
    { groupName }: Pick<Measured, "groupName">,
): Readonly<Record<string, pulumi.Input<string>>> {
    return dimensions === "group" ? { AutoScalingGroupName: groupName } : dimensions;
}
