import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Common } from "../shared/region";
import type { ReaderScaling } from "./settings";

const metrics = {
    cpu: "RDSReaderAverageCPUUtilization",
    connections: "RDSReaderAverageDatabaseConnections",
};

/**
 * Lets AWS add readers and take its own away again
 * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html). It never
 * removes those of the plan, and theirs never stand in one.
 */
export function createReaderScaling(
    name: string,
    { maxReaders, metric, target: targetValue, count }: ReaderScaling & { readonly count: number },
    { own, identifier }: { readonly own: Common; readonly identifier: pulumi.Output<string> },
): void {
    const target = new aws.appautoscaling.Target(
        `${name}-readers`,
        {
            ...own.tagged,
            serviceNamespace: "rds",
            resourceId: pulumi.interpolate`cluster:${identifier}`,
            scalableDimension: "rds:cluster:ReadReplicaCount",
            minCapacity: count - 1,
            maxCapacity: maxReaders,
        },
        own.child,
    );
    new aws.appautoscaling.Policy(
        `${name}-readers`,
        {
            ...own.placed,
            serviceNamespace: target.serviceNamespace,
            resourceId: target.resourceId,
            scalableDimension: target.scalableDimension,
            policyType: "TargetTrackingScaling",
            targetTrackingScalingPolicyConfiguration: {
                predefinedMetricSpecification: { predefinedMetricType: metrics[metric] },
                targetValue,
            },
        },
        own.child,
    );
}
