import { describe, expect, it } from "tstyche";
import type { InferenceEndpointArgs } from "../../components/inference-endpoint/site";
import type { InferenceSettings, RealtimeVariant, Rollout } from "../../components/inference-endpoint/settings";

const model = { kind: "single", imageTag: "1.4.0", artifact: "a.tar.gz" } as const;
const limits = { p99Milliseconds: 100, errorPercent: 1 } as const;
const hosted = {
    rollout: { kind: "all-at-once", bakeSeconds: 60 },
    capture: "none",
    network: "isolated",
} as const;
const serverless = {
    ...limits,
    kind: "serverless",
    model,
    memoryMegabytes: 2048,
    maxConcurrency: 5,
    provisioned: "none",
} as const;
const capacity = { kind: "fixed", instances: 1 } as const;
const variant = { model, instanceType: "ml.c7g.large", weight: 1, capacity } as const;
const manyModels = { kind: "multi-model", imageTag: "1.0.0", prefix: "a/", cache: "enabled" } as const;
const asynchronous = {
    ...hosted,
    kind: "async",
    model,
    instanceType: "ml.g5.xlarge",
    concurrentPerInstance: 1,
    capacity: { min: 0, max: 1, backlogPerInstance: 5 },
    oldestRequestSeconds: 600,
    errorPercent: 1,
} as const;

describe("InferenceSettings", () => {
    it("takes each kind", () => {
        expect<InferenceSettings>().type.toBeAssignableFrom(serverless);
        expect<InferenceSettings>().type.toBeAssignableFrom(asynchronous);
        expect<InferenceSettings>().type.toBeAssignableFrom({
            ...hosted,
            ...limits,
            kind: "realtime",
            variants: { main: variant },
            shadow: "none",
        } as const);
    });

    it("knows no memory that serverless has not, and no serverless multi-model", () => {
        expect<InferenceSettings>().type.not.toBeAssignableFrom({ ...serverless, memoryMegabytes: 1500 } as const);
        expect<InferenceSettings>().type.not.toBeAssignableFrom({ ...serverless, model: manyModels } as const);
    });

    it("knows no serverless capture, rollout or network", () => {
        // SageMaker captures nothing of a serverless endpoint
        // @ts-expect-error Object literal may only specify known properties
        const captured: InferenceSettings = { ...serverless, capture: { percent: 5 } };
        // it has no instances to roll out to
        // @ts-expect-error Object literal may only specify known properties
        const rolled: InferenceSettings = { ...serverless, rollout: hosted.rollout };
        expect([captured, rolled]).type.toBeAssignableTo<unknown[]>();
    });

    it("shadows single models, of real-time endpoints only", () => {
        const shadow = { model: manyModels, instanceType: "ml.c7g.large", instances: 1, samplePercent: 50 } as const;
        expect<InferenceSettings>().type.not.toBeAssignableFrom({
            ...hosted,
            ...limits,
            kind: "realtime",
            variants: { main: variant },
            shadow,
        } as const);
        // an asynchronous endpoint has one variant and no shadow
        // @ts-expect-error Object literal may only specify known properties
        const queued: InferenceSettings = { ...asynchronous, shadow: "none" };
        expect(queued).type.toBeAssignableTo<InferenceSettings>();
    });
});

describe("RealtimeVariant", () => {
    it("scales with a target, or not at all", () => {
        const scaled = { kind: "scaled", initial: 1, min: 1, max: 2 } as const;
        expect<RealtimeVariant>().type.not.toBeAssignableFrom({ ...variant, capacity: scaled } as const);
        expect<RealtimeVariant>().type.toBeAssignableFrom({
            ...variant,
            capacity: { ...scaled, target: { kind: "concurrency", perModel: 4 } },
        } as const);
    });

    it("names its model within the store, never by an address", () => {
        // an address may be another region's
        // @ts-expect-error Object literal may only specify known properties
        const foreign: RealtimeVariant["model"] = { ...model, image: "1.dkr.ecr.us-east-1.amazonaws.com/a:1" };
        expect(foreign).type.toBeAssignableTo<RealtimeVariant["model"]>();
    });
});

describe("Rollout", () => {
    it("has a step wherever traffic shifts in steps", () => {
        expect<Rollout>().type.not.toBeAssignableFrom({ kind: "canary", bakeSeconds: 60 } as const);
        expect<Rollout>().type.not.toBeAssignableFrom({ kind: "rolling", bakeSeconds: 60 } as const);
    });
});

describe("InferenceEndpointArgs", () => {
    it("takes models only with the region that they lie in", () => {
        expect<Pick<InferenceEndpointArgs["models"], "region">>().type.not.toBeAssignableFrom({
            region: "nowhere",
        } as const);
    });
});
