import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Common } from "../shared/region";
import type { CapacityRange, TableSettings } from "./settings";

interface ScalingParts {
    readonly own: Common;
    readonly tableName: pulumi.Output<string>;
}

/**
 * Scaling of a provisioned table and of each of its indexes. In the home region only: DynamoDB itself keeps write
 * capacity and its scaling the same in every replica and starts each replica's reads from here; a second policy for
 * the same metric of a replica would be refused
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html).
 */
export function createScaling(name: string, { billing, indexes = {} }: TableSettings, parts: ScalingParts): void {
    if (billing.kind !== "provisioned") {
        return;
    }
    const { read, write } = billing;
    createScaled(name, { ...parts, kind: "table", path: "", read, write });
    for (const index of Object.keys(indexes)) {
        const own = billing.indexes?.[index] ?? billing;
        const capacity = { read: own.read, write: own.write };
        createScaled(`${name}-${index}`, { ...parts, kind: "index", path: `/index/${index}`, ...capacity });
    }
}

interface Scaled extends ScalingParts {
    readonly kind: "table" | "index";
    readonly path: string;
    readonly read: CapacityRange;
    readonly write: CapacityRange;
}

function createScaled(name: string, { own, tableName, kind, path, ...capacity }: Scaled): void {
    for (const [use, range] of [["read", capacity.read] as const, ["write", capacity.write] as const]) {
        const unit = use === "read" ? "Read" : "Write";
        const target = new aws.appautoscaling.Target(
            `${name}-${use}`,
            {
                ...own.tagged,
                serviceNamespace: "dynamodb",
                resourceId: tableName.apply((table) => `table/${table}${path}`),
                scalableDimension: `dynamodb:${kind}:${unit}CapacityUnits`,
                minCapacity: range.min,
                maxCapacity: range.max,
            },
            own.child,
        );
        new aws.appautoscaling.Policy(
            `${name}-${use}`,
            {
                ...own.placed,
                serviceNamespace: target.serviceNamespace,
                resourceId: target.resourceId,
                scalableDimension: target.scalableDimension,
                policyType: "TargetTrackingScaling",
                targetTrackingScalingPolicyConfiguration: {
                    predefinedMetricSpecification: { predefinedMetricType: `DynamoDB${unit}CapacityUtilization` },
                    targetValue: range.targetPercent,
                },
            },
            own.child,
        );
    }
}
