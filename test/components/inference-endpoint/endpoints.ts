import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InferenceEndpoint } from "../../../components/inference-endpoint";
import type {
    AsyncSettings,
    InferenceSettings,
    RealtimeSettings,
    ServerlessSettings,
    SingleModel,
} from "../../../components/inference-endpoint/settings";
import type { InferenceEndpointArgs } from "../../../components/inference-endpoint/site";
import type { Plan, PlanResource } from "../../../plan/plan";
import { ofType, recordAlone } from "../platforms";

/** Types that tests ask a plan for. */
export const modelType = "aws:sagemaker/model:Model";
export const configurationType = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
export const endpointType = "aws:sagemaker/endpoint:Endpoint";
export const targetType = "aws:appautoscaling/target:Target";
export const policyType = "aws:appautoscaling/policy:Policy";
export const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

export const single: SingleModel = { kind: "single", imageTag: "1.4.0", artifact: "fraud/2026-09-01/model.tar.gz" };

export const realtime: RealtimeSettings = {
    kind: "realtime",
    variants: {
        main: {
            model: single,
            instanceType: "ml.c7g.xlarge",
            weight: 9,
            capacity: {
                kind: "scaled",
                initial: 3,
                min: 2,
                max: 8,
                target: { kind: "invocations", perInstancePerMinute: 600 },
            },
        },
    },
    shadow: "none",
    rollout: { kind: "canary", percent: 10, bakeSeconds: 300 },
    capture: { percent: 5 },
    network: "isolated",
    p99Milliseconds: 100,
    errorPercent: 1,
};

export const serverless: ServerlessSettings = {
    kind: "serverless",
    model: single,
    memoryMegabytes: 2048,
    maxConcurrency: 20,
    provisioned: { initial: 2, min: 1, max: 10, utilizationPercent: 70 },
    p99Milliseconds: 500,
    errorPercent: 1,
};

export const asynchronous: AsyncSettings = {
    kind: "async",
    model: single,
    instanceType: "ml.g5.xlarge",
    concurrentPerInstance: 4,
    capacity: { min: 0, max: 5, backlogPerInstance: 10 },
    rollout: { kind: "all-at-once", bakeSeconds: 120 },
    capture: "none",
    network: "isolated",
    oldestRequestSeconds: 900,
    errorPercent: 1,
};

/** A second variant that answers a tenth. */
export const candidate = {
    model: { ...single, artifact: "fraud/2026-10-01/model.tar.gz" },
    instanceType: "ml.c7g.xlarge",
    weight: 1,
    capacity: { kind: "fixed", instances: 1 },
} as const;

export const withCandidate: RealtimeSettings = { ...realtime, variants: { ...realtime.variants, candidate } };

export const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/k";

/** Everything around an endpoint in Ireland, as plain values. */
export function argsOf(settings: InferenceSettings): InferenceEndpointArgs {
    return {
        place: { region: "eu-west-1", tags: { owner: "me" } },
        account: "111122223333",
        network: {
            vpcId: pulumi.output("vpc-1"),
            subnetIds: { public: [], app: [pulumi.output("subnet-1"), pulumi.output("subnet-2")], data: [] },
        },
        models: {
            region: "eu-west-1",
            bucket: pulumi.output("models-euw1"),
            repositoryUrl: pulumi.output("111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders-models"),
            repositoryArn: pulumi.output("arn:aws:ecr:eu-west-1:111122223333:repository/orders-models"),
        },
        results: { bucket: pulumi.output("results-euw1"), arn: pulumi.output("arn:aws:s3:::results-euw1") },
        keyArn,
        settings,
        protect: true,
    };
}

export function endpoint(settings: InferenceSettings): Promise<Plan> {
    return recordAlone(() => new InferenceEndpoint("fraud-euw1", argsOf(settings)));
}

/** The one resource of a type and a name. */
export function named(plan: Plan, type: string, name: string): PlanResource {
    const found = ofType(plan, type).find((resource) => resource.name === name);
    assert.ok(found, `${type} ${name}`);
    return found;
}
