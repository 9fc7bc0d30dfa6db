import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { onlyVariant, type BacklogCapacity, type ScalingTarget } from "./settings";
import type { Site } from "./site";

/** Seconds between two steps; a new instance takes minutes until it answers, so fewer take away too early. */
const cooldowns = { scaleOutCooldown: 60, scaleInCooldown: 300 };

/** What scaling changes: the number of instances, or of warm places of a serverless variant. */
type Dimension = "DesiredInstanceCount" | "DesiredProvisionedConcurrency";

interface Scaled {
    readonly key: string;
    readonly dimension: Dimension;
    readonly limits: { readonly min: number; readonly max: number };
    readonly policies: (target: Addressed) => void;
}

interface Addressed {
    readonly serviceNamespace: pulumi.Output<string>;
    readonly resourceId: pulumi.Output<string>;
    readonly scalableDimension: pulumi.Output<string>;
}

/** Registers what scales of an endpoint; its capacity is AWS's from then on. */
export function createScaling(site: Site, endpoint: aws.sagemaker.Endpoint): void {
    for (const { key, dimension, limits, policies } of scaledParts(site)) {
        const target = new aws.appautoscaling.Target(
            `${site.name}-${key}`,
            {
                ...site.own.tagged,
                serviceNamespace: "sagemaker",
                resourceId: endpoint.name.apply((name) => `endpoint/${name}/variant/${key}`),
                scalableDimension: `sagemaker:variant:${dimension}`,
                minCapacity: limits.min,
                maxCapacity: limits.max,
            },
            site.own.child,
        );
        policies(target);
    }
}

function scaledParts(site: Site): Scaled[] {
    const { settings } = site;
    switch (settings.kind) {
        case "realtime":
            return Object.entries(settings.variants).flatMap(([key, { capacity }]): Scaled[] =>
                capacity.kind === "fixed"
                    ? []
                    : [
                          {
                              key,
                              dimension: "DesiredInstanceCount",
                              limits: capacity,
                              policies: (target) => follow(site, key, { target, ...metricOf(capacity.target) }),
                          },
                      ],
            );
        case "serverless": {
            const { provisioned } = settings;
            const metric = "SageMakerVariantProvisionedConcurrencyUtilization";
            return provisioned === "none"
                ? []
                : [
                      {
                          key: onlyVariant,
                          dimension: "DesiredProvisionedConcurrency",
                          limits: provisioned,
                          policies: (target) => {
                              const value = provisioned.utilizationPercent / 100;
                              follow(site, onlyVariant, { target, metric, value });
                          },
                      },
                  ];
        }
        case "async":
            return [
                {
                    key: onlyVariant,
                    dimension: "DesiredInstanceCount",
                    limits: settings.capacity,
                    policies: (target) => followBacklog(site, target, settings.capacity),
                },
            ];
    }
}

interface Following {
    readonly target: Addressed;
    readonly metric: string;
    readonly value: number;
}

/** Names of metrics: https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html. */
function metricOf(target: ScalingTarget): Omit<Following, "target"> {
    return target.kind === "invocations"
        ? { metric: "SageMakerVariantInvocationsPerInstance", value: target.perInstancePerMinute }
        : { metric: "SageMakerVariantConcurrentRequestsPerModelHighResolution", value: target.perModel };
}

function follow(site: Site, key: string, { target, metric, value }: Following): void {
    new aws.appautoscaling.Policy(
        `${site.name}-${key}`,
        {
            ...site.own.placed,
            ...addressOf(target),
            policyType: "TargetTrackingScaling",
            targetTrackingScalingPolicyConfiguration: {
                ...cooldowns,
                targetValue: value,
                predefinedMetricSpecification: { predefinedMetricType: metric },
            },
        },
        site.own.child,
    );
}

/**
 * Follows the queue. From no instance at all the backlog *per instance* is no number, so a step of its own brings the
 * first (https://docs.aws.amazon.com/sagemaker/latest/dg/async-inference-autoscale.html).
 */
function followBacklog(site: Site, target: Addressed, { backlogPerInstance, min }: BacklogCapacity): void {
    const { endpointName, name, own } = site;
    new aws.appautoscaling.Policy(
        `${name}-backlog`,
        {
            ...own.placed,
            ...addressOf(target),
            policyType: "TargetTrackingScaling",
            targetTrackingScalingPolicyConfiguration: {
                ...cooldowns,
                targetValue: backlogPerInstance,
                customizedMetricSpecification: {
                    namespace: "AWS/SageMaker",
                    metricName: "ApproximateBacklogSizePerInstance",
                    dimensions: [{ name: "EndpointName", value: endpointName }],
                    statistic: "Average",
                },
            },
        },
        own.child,
    );
    if (min === 0) {
        wake(site, target);
    }
}

function wake({ endpointName, name, own }: Site, target: Addressed): void {
    const first = new aws.appautoscaling.Policy(
        `${name}-wake`,
        {
            ...own.placed,
            ...addressOf(target),
            policyType: "StepScaling",
            stepScalingPolicyConfiguration: {
                adjustmentType: "ChangeInCapacity",
                metricAggregationType: "Average",
                cooldown: cooldowns.scaleInCooldown,
                stepAdjustments: [{ metricIntervalLowerBound: "0", scalingAdjustment: 1 }],
            },
        },
        own.child,
    );
    new aws.cloudwatch.MetricAlarm(
        `${name}-wake`,
        {
            ...own.tagged,
            alarmDescription: `${endpointName} has requests and no instance; this starts the first. Nothing to do.`,
            namespace: "AWS/SageMaker",
            metricName: "HasBacklogWithoutCapacity",
            dimensions: { EndpointName: endpointName },
            statistic: "Average",
            period: 60,
            evaluationPeriods: 2,
            datapointsToAlarm: 2,
            comparisonOperator: "GreaterThanOrEqualToThreshold",
            threshold: 1,
            // Without an instance and without a request SageMaker says nothing, and nothing is to be done.
            treatMissingData: "missing",
            alarmActions: [first.arn],
        },
        own.child,
    );
}

function addressOf({ serviceNamespace, resourceId, scalableDimension }: Addressed): Addressed {
    return { serviceNamespace, resourceId, scalableDimension };
}
