import assert from "node:assert/strict";
import { InferenceEndpoint } from "../../components/inference-endpoint";
import type { InferenceSettings } from "../../components/inference-endpoint/settings";
import type { Plan } from "../../plan/plan";
import {
    argsOf,
    asynchronous,
    candidate,
    configurationType,
    endpoint,
    endpointType,
    keyArn,
    modelType,
    named,
    realtime,
    serverless,
    single,
    withCandidate,
} from "./inference-endpoint/endpoints";
import { field, listed, ofType, one, recordAlone, text } from "./platforms";

const configurationOf = async (settings: InferenceSettings) => one(await endpoint(settings), configurationType).inputs;

const shadowed = {
    ...realtime,
    shadow: { model: candidate.model, instanceType: "ml.c7g.xlarge", instances: 1, samplePercent: 50 },
};

/** What a plan says of each resource, by its urn. */
function byUrn({ resources }: Plan): Map<string, string> {
    return new Map(resources.map(({ urn, inputs, options }) => [urn, JSON.stringify({ inputs, options })]));
}

/** Names of resources that differ between two plans, or are in one only. */
function differing(before: Plan, after: Plan): string[] {
    const [old, young] = [byUrn(before), byUrn(after)];
    const urns = [...new Set([...old.keys(), ...young.keys()])].filter((urn) => old.get(urn) !== young.get(urn));
    return urns.map((urn) => urn.split("::").slice(2).join(" ").replace(/^.*\$/, "")).sort();
}

describe("InferenceEndpoint", () => {
    it("takes image and model from the store of its own region", async () => {
        const { primaryContainer } = one(await endpoint(realtime), modelType).inputs;
        assert.deepEqual(primaryContainer, {
            image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders-models:1.4.0",
            modelDataUrl: "s3://models-euw1/fraud/2026-09-01/model.tar.gz",
        });
    });

    it("fails before its first child when the store is another region's", async () => {
        const args = argsOf(realtime);
        const models = { ...args.models, region: "us-east-1" as const };
        await assert.rejects(
            recordAlone(() => new InferenceEndpoint("fraud-euw1", { ...args, models })),
            /models\.region: expected the endpoint's own eu-west-1, got us-east-1/,
        );
    });

    it("brings a new model to the endpoint: nothing on the way has a fixed name, nothing goes before the new is there", async () => {
        const recorded = await endpoint(realtime);
        const configuration = one(recorded, configurationType);
        const model = one(recorded, modelType);
        assert.equal(
            field(configuration.inputs["productionVariants"], 0, "modelName", "$ref", "urn"),
            one(recorded, modelType).urn,
        );
        assert.equal(field(one(recorded, endpointType).inputs["endpointConfigName"], "$ref", "urn"), configuration.urn);
        for (const { inputs, options } of [configuration, model]) {
            assert.ok(!("name" in inputs));
            assert.ok(!options.deleteBeforeReplace);
            assert.deepEqual(options.ignoreChanges ?? [], []);
        }
    });

    it("leaves old models and configurations in AWS, which an endpoint that was taken back still runs on", async () => {
        for (const settings of [realtime, asynchronous, serverless]) {
            const recorded = await endpoint(settings);
            for (const type of [configurationType, modelType]) {
                assert.equal(one(recorded, type).options.retainOnDelete, true);
            }
            assert.ok(!one(recorded, endpointType).options.retainOnDelete);
        }
        const open = await recordAlone(
            () => new InferenceEndpoint("fraud-euw1", { ...argsOf(realtime), protect: false }),
        );
        assert.ok(!open.resources.some(({ options }) => options.retainOnDelete));
    });

    it("changes only a variant's model when that changes", async () => {
        const main = { ...realtime.variants["main"], model: { ...single, imageTag: "1.5.0" } } as typeof candidate;
        const changed = { ...withCandidate, variants: { ...withCandidate.variants, main } } as typeof withCandidate;
        assert.deepEqual(differing(await endpoint(withCandidate), await endpoint(changed)), [
            "aws:sagemaker/model:Model fraud-euw1-main",
        ]);
    });

    it("adds with a variant its model, alarms and share, and touches no other variant's", async () => {
        assert.deepEqual(differing(await endpoint(realtime), await endpoint(withCandidate)), [
            "aws:cloudwatch/metricAlarm:MetricAlarm fraud-euw1-candidate-errors",
            "aws:cloudwatch/metricAlarm:MetricAlarm fraud-euw1-candidate-latency",
            "aws:iam/rolePolicy:RolePolicy fraud-euw1",
            "aws:sagemaker/endpoint:Endpoint fraud-euw1",
            "aws:sagemaker/endpointConfiguration:EndpointConfiguration fraud-euw1",
            "aws:sagemaker/model:Model fraud-euw1-candidate",
        ]);
    });

    it("says the same whatever order variants are written in", async () => {
        const reversed = { ...realtime, variants: { candidate, ...realtime.variants } };
        assert.deepEqual(await configurationOf(withCandidate), await configurationOf(reversed));
    });

    it("gives variants their weight and the count that each configuration starts with", async () => {
        const variants = listed((await configurationOf(withCandidate))["productionVariants"]);
        const facts = variants.map((variant) =>
            ["variantName", "initialVariantWeight", "initialInstanceCount", "instanceType"].map((key) =>
                field(variant, key),
            ),
        );
        assert.deepEqual(facts, [
            ["candidate", 1, 1, "ml.c7g.xlarge"],
            ["main", 9, 3, "ml.c7g.xlarge"],
        ]);
    });

    it("copies a part of production's requests to a shadow", async () => {
        const [shadow] = listed((await configurationOf(shadowed))["shadowProductionVariants"]);
        assert.equal(field(shadow, "variantName"), "shadow");
        assert.equal(field(shadow, "initialVariantWeight"), 4.5);
    });

    it("isolates containers in the app tier, behind a group that lets nobody in", async () => {
        const recorded = await endpoint(realtime);
        const { inputs } = one(recorded, modelType);
        assert.equal(inputs["enableNetworkIsolation"], true);
        assert.deepEqual(field(inputs["vpcConfig"], "subnets"), ["subnet-1", "subnet-2"]);
        assert.deepEqual(ofType(recorded, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), []);
        const open = one(await endpoint({ ...realtime, network: "vpc" }), modelType);
        assert.equal(open.inputs["enableNetworkIsolation"], false);
    });

    it("loads many models below one prefix", async () => {
        const model = { kind: "multi-model", imageTag: "2.0.0", prefix: "tenants/", cache: "enabled" } as const;
        const main = { ...candidate, model };
        const recorded = await endpoint({ ...realtime, variants: { main } });
        assert.deepEqual(one(recorded, modelType).inputs["primaryContainer"], {
            image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders-models:2.0.0",
            modelDataUrl: "s3://models-euw1/tenants/",
            mode: "MultiModel",
            multiModelConfig: { modelCacheSetting: "Enabled" },
        });
        const rights = text(named(recorded, "aws:iam/rolePolicy:RolePolicy", "fraud-euw1").inputs["policy"]);
        assert.match(rights, /arn:aws:s3:::models-euw1\/tenants\/\*/);
    });

    it("runs containers in the order that is written, each by its name", async () => {
        const each = (artifact: string) => ({ imageTag: "1.0.0", artifact });
        const model = {
            kind: "containers",
            invocation: "serial",
            containers: { score: each("b.tar.gz"), clean: each("a.tar.gz") },
            order: ["clean", "score"],
        } as const;
        const { inputs } = one(await endpoint({ ...realtime, variants: { main: { ...candidate, model } } }), modelType);
        assert.deepEqual(inputs["inferenceExecutionConfig"], { mode: "Serial" });
        assert.deepEqual(
            listed(inputs["containers"]).map((one) => field(one, "containerHostname")),
            ["clean", "score"],
        );
    });

    it("encrypts volumes, captures, answers and logs with the cell's key", async () => {
        const recorded = await endpoint(realtime);
        const { inputs } = one(recorded, configurationType);
        assert.equal(inputs["kmsKeyArn"], keyArn);
        assert.equal(field(inputs["dataCaptureConfig"], "kmsKeyId"), keyArn);
        assert.equal(field(inputs["dataCaptureConfig"], "destinationS3Uri"), "s3://results-euw1/captures/");
        assert.equal(field(inputs["dataCaptureConfig"], "initialSamplingPercentage"), 5);
        const answers = (await configurationOf(asynchronous))["asyncInferenceConfig"];
        assert.equal(field(answers, "outputConfig", "kmsKeyId"), keyArn);
        const logs = one(recorded, "aws:cloudwatch/logGroup:LogGroup").inputs;
        assert.deepEqual([logs["name"], logs["kmsKeyId"]], ["/aws/sagemaker/Endpoints/fraud-euw1-realtime", keyArn]);
    });

    it("names no key where an instance's own disk makes SageMaker refuse one", async () => {
        for (const [instanceType, refused] of [
            ["ml.g5.xlarge", true],
            ["ml.g6e.xlarge", true],
            ["ml.m6gd.large", true],
            ["ml.c5d.large", true],
            ["ml.p4d.24xlarge", true],
            ["ml.inf2.xlarge", false],
            ["ml.c7g.xlarge", false],
            ["ml.r6i.large", false],
        ] as const) {
            const inputs = await configurationOf({ ...realtime, variants: { main: { ...candidate, instanceType } } });
            assert.equal("kmsKeyArn" in inputs, !refused, instanceType);
        }
    });
});
