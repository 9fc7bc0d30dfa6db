import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InferenceEndpoint } from "../../../components/inference-endpoint";
import {
    argsOf,
    alarmType,
    candidate,
    endpoint,
    endpointType,
    named,
    policyType,
    realtime,
    targetType,
    withCandidate,
} from "./endpoints";
import { field, listed, ofType, one, recordAlone, text } from "../platforms";

describe("InferenceEndpoint, at work", () => {
    it("registers no scaling for a fixed capacity, and follows requests or concurrency for others", async () => {
        const recorded = await endpoint(withCandidate);
        const { inputs } = one(recorded, targetType);
        assert.deepEqual([inputs["minCapacity"], inputs["maxCapacity"]], [2, 8]);
        assert.equal(inputs["scalableDimension"], "sagemaker:variant:DesiredInstanceCount");
        assert.equal(inputs["resourceId"], "endpoint/fraud-euw1-realtime/variant/main");
        assert.ok(one(recorded, targetType).dependencies.includes(one(recorded, endpointType).urn));
        const tracking = one(recorded, policyType).inputs["targetTrackingScalingPolicyConfiguration"];
        assert.equal(
            field(tracking, "predefinedMetricSpecification", "predefinedMetricType"),
            "SageMakerVariantInvocationsPerInstance",
        );
        assert.equal(field(tracking, "targetValue"), 600);
    });

    it("sees a rush of concurrent requests by the metric of high resolution", async () => {
        const capacity = { kind: "scaled", initial: 2, min: 2, max: 4, target: { kind: "concurrency", perModel: 5 } };
        const main = { ...candidate, capacity } as NonNullable<(typeof realtime.variants)[string]>;
        const { inputs } = one(await endpoint({ ...realtime, variants: { main } }), policyType);
        assert.equal(
            field(
                inputs["targetTrackingScalingPolicyConfiguration"],
                "predefinedMetricSpecification",
                "predefinedMetricType",
            ),
            "SageMakerVariantConcurrentRequestsPerModelHighResolution",
        );
    });

    it("takes a rollout back by alarms that are there before the endpoint", async () => {
        const recorded = await endpoint(withCandidate);
        const { deploymentConfig } = one(recorded, endpointType).inputs;
        const urns = listed(
            field(deploymentConfig, "autoRollbackConfiguration", "alarms") as Parameters<typeof listed>[0],
        ).map((alarm) => field(alarm, "alarmName", "$ref", "urn"));
        assert.deepEqual(
            urns.sort(),
            ofType(recorded, alarmType)
                .map(({ urn }) => urn)
                .sort(),
        );
        assert.deepEqual(field(deploymentConfig, "blueGreenUpdatePolicy", "trafficRoutingConfiguration"), {
            type: "CANARY",
            waitIntervalInSeconds: 300,
            canarySize: { type: "CAPACITY_PERCENT", value: 10 },
        });
    });

    for (const [rollout, routing] of [
        [
            { kind: "linear", percent: 25, bakeSeconds: 60 },
            { type: "LINEAR", waitIntervalInSeconds: 60, linearStepSize: { type: "CAPACITY_PERCENT", value: 25 } },
        ],
        [
            { kind: "all-at-once", bakeSeconds: 600 },
            { type: "ALL_AT_ONCE", waitIntervalInSeconds: 600 },
        ],
    ] as const) {
        it(`shifts traffic ${rollout.kind}`, async () => {
            const { deploymentConfig } = one(await endpoint({ ...realtime, rollout }), endpointType).inputs;
            assert.deepEqual(field(deploymentConfig, "blueGreenUpdatePolicy", "trafficRoutingConfiguration"), routing);
        });
    }

    it("alarms on the sum of both latencies in microseconds and on the share of 5xx, and notifies nobody", async () => {
        const recorded = await endpoint(realtime);
        const latency = named(recorded, alarmType, "fraud-euw1-main-latency").inputs;
        assert.equal(latency["threshold"], 100_000);
        assert.deepEqual(
            listed(latency["metricQueries"]).map(
                (query) => field(query, "metric", "metricName") ?? field(query, "expression"),
            ),
            ["model + overhead", "ModelLatency", "OverheadLatency"],
        );
        const errors = named(recorded, alarmType, "fraud-euw1-main-errors").inputs;
        assert.deepEqual(
            [errors["metricName"], errors["statistic"], errors["threshold"]],
            ["Invocation5XXErrors", "Average", 0.01],
        );
        assert.ok(!("alarmActions" in latency) && !("alarmActions" in errors));
    });

    it("gives a client its exact endpoint and nothing else", async () => {
        let access = "";
        await recordAlone(() => {
            const made = new InferenceEndpoint("fraud-euw1", argsOf(realtime));
            pulumi.jsonStringify(made.access).apply((json) => (access = json));
        });
        const [statement, ...others] = JSON.parse(access) as Record<string, string>[];
        assert.deepEqual(others, []);
        assert.equal(statement?.["Action"], "sagemaker:InvokeEndpoint");
        assert.equal(statement["Resource"], "arn:aws:sagemaker:eu-west-1:111122223333:endpoint/fraud-euw1-realtime");
    });

    it("gives its role rights on anything only where a reason is written", async () => {
        const policy = named(await endpoint(withCandidate), "aws:iam/rolePolicy:RolePolicy", "fraud-euw1");
        const { Statement } = JSON.parse(text(policy.inputs["policy"])) as { Statement: Record<string, unknown>[] };
        const anything = Statement.filter(({ Resource }) => Resource === "*").map(({ Sid }) => Sid);
        assert.deepEqual(anything, ["ImageRegistry", "NetworkInterfaces"]);
        const reads = Statement.filter(({ Action }) => Action === "s3:GetObject").map(({ Resource }) => Resource);
        assert.deepEqual(reads, [
            "arn:aws:s3:::models-euw1/fraud/2026-09-01/model.tar.gz",
            "arn:aws:s3:::models-euw1/fraud/2026-10-01/model.tar.gz",
            "arn:aws:s3:::results-euw1/requests/*",
        ]);
    });
});
