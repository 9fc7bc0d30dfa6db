import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InferenceEndpoint } from "../../../components/inference-endpoint";
import {
    argsOf,
    asynchronous,
    alarmType,
    configurationType,
    endpoint,
    endpointType,
    modelType,
    named,
    policyType,
    realtime,
    serverless,
    targetType,
} from "./endpoints";
import { field, ofType, one, recordAlone } from "../platforms";

describe("InferenceEndpoint, serverless", () => {
    it("has neither network, isolation, capture, key nor rollout, which SageMaker refuses for it", async () => {
        const recorded = await endpoint(serverless);
        const model = one(recorded, modelType).inputs;
        assert.ok(!("vpcConfig" in model) && !("enableNetworkIsolation" in model));
        const configuration = one(recorded, configurationType).inputs;
        assert.ok(!("dataCaptureConfig" in configuration) && !("kmsKeyArn" in configuration));
        assert.ok(!("deploymentConfig" in one(recorded, endpointType).inputs));
        assert.deepEqual(ofType(recorded, "aws:ec2/securityGroup:SecurityGroup"), []);
    });

    it("scales its warm places by their use", async () => {
        const recorded = await endpoint(serverless);
        assert.deepEqual(field(one(recorded, configurationType).inputs["productionVariants"], 0, "serverlessConfig"), {
            memorySizeInMb: 2048,
            maxConcurrency: 20,
            provisionedConcurrency: 2,
        });
        const target = one(recorded, targetType).inputs;
        assert.equal(target["scalableDimension"], "sagemaker:variant:DesiredProvisionedConcurrency");
        const tracking = one(recorded, policyType).inputs["targetTrackingScalingPolicyConfiguration"];
        assert.equal(field(tracking, "targetValue"), 0.7);
        const cold = await endpoint({ ...serverless, provisioned: "none" });
        assert.deepEqual(ofType(cold, targetType), []);
    });

    it("has a name of its kind, so that a change of kind makes a new endpoint", async () => {
        assert.equal(one(await endpoint(serverless), endpointType).inputs["name"], "fraud-euw1-serverless");
        assert.equal(one(await endpoint(realtime), endpointType).inputs["name"], "fraud-euw1-realtime");
    });
});

describe("InferenceEndpoint, asynchronous", () => {
    it("goes down to no instance, and comes back by a step when a request waits", async () => {
        const recorded = await endpoint(asynchronous);
        assert.equal(one(recorded, targetType).inputs["minCapacity"], 0);
        const wake = named(recorded, policyType, "fraud-euw1-wake");
        assert.equal(wake.inputs["policyType"], "StepScaling");
        const alarm = named(recorded, alarmType, "fraud-euw1-wake").inputs;
        assert.equal(alarm["metricName"], "HasBacklogWithoutCapacity");
        assert.deepEqual(field(alarm["dimensions"], "EndpointName"), "fraud-euw1-async");
        assert.equal(field(alarm["alarmActions"], 0, "$ref", "urn"), wake.urn);
        assert.equal(
            field(one(recorded, configurationType).inputs["productionVariants"], 0, "initialInstanceCount"),
            1,
        );
    });

    it("follows the queue's length for each instance, and needs no step where one always runs", async () => {
        const recorded = await endpoint({ ...asynchronous, capacity: { min: 1, max: 5, backlogPerInstance: 10 } });
        const tracking = one(recorded, policyType).inputs["targetTrackingScalingPolicyConfiguration"];
        assert.equal(
            field(tracking, "customizedMetricSpecification", "metricName"),
            "ApproximateBacklogSizePerInstance",
        );
        assert.equal(field(tracking, "targetValue"), 10);
    });

    it("alarms when requests grow old and when no instance is to be had", async () => {
        const recorded = await endpoint(asynchronous);
        assert.equal(named(recorded, alarmType, "fraud-euw1-age").inputs["threshold"], 900);
        assert.equal(named(recorded, alarmType, "fraud-euw1-capacity").inputs["evaluationPeriods"], 15);
    });

    it("lets a client put requests and read answers, each below its own prefix", async () => {
        let access = "";
        await recordAlone(() => {
            const made = new InferenceEndpoint("fraud-euw1", argsOf(asynchronous));
            pulumi.jsonStringify(made.access).apply((json) => (access = json));
        });
        const statements = JSON.parse(access) as { Action: string | string[]; Resource: string | string[] }[];
        assert.deepEqual(
            statements.map(({ Action }) => Action),
            ["sagemaker:InvokeEndpointAsync", "s3:PutObject", "s3:GetObject", ["kms:Decrypt", "kms:GenerateDataKey"]],
        );
        assert.equal(statements[1]?.Resource, "arn:aws:s3:::results-euw1/requests/*");
    });
});
