import { z } from "zod";
import { checkInference, checkInferenceName } from "../components/inference-endpoint/rules";
import { serverlessMegabytes } from "../components/inference-endpoint/settings";
import { shortRegion, type Region } from "../components/shared/regions";
import { under, type Problem } from "../components/shared/problems";
import { at } from "./explain-issue";

const container = {
    imageTag: z.string().describe("Tag of an image in the platform's repository; tags there never move."),
    environment: z.record(z.string(), z.string()).exactOptional().describe("Of the container."),
};

const artifact = z
    .string()
    .describe("Key of a .tar.gz in the platform's model store; a new model has a new key, or no instance sees it.");

const single = z.strictObject({
    kind: z.literal("single").describe("One container, one model."),
    ...container,
    artifact,
});

const model = z
    .discriminatedUnion("kind", [
        single,
        z.strictObject({
            kind: z.literal("multi-model").describe("One container for many models: a request names the one it wants."),
            ...container,
            prefix: z.string().describe("Where the models lie in the store; ends with a slash."),
            cache: z.enum(["enabled", "disabled"]).default("enabled").describe("Whether loaded models stay in memory."),
        }),
        z.strictObject({
            kind: z.literal("containers").describe("Several containers."),
            invocation: z
                .enum(["serial", "direct"])
                .describe("serial: one after the other. direct: the one that a request names."),
            containers: z.record(z.string(), z.strictObject({ ...container, artifact })).describe("By name."),
            order: z.array(z.string()).describe("The order of a pipeline, by name; each exactly once."),
        }),
    ])
    .describe("What answers.");

const instanceType = z.string().describe("A type of SageMaker's such as ml.c7g.xlarge.");

const target = z.discriminatedUnion("kind", [
    z.strictObject({
        kind: z.literal("invocations").describe("By requests in a minute."),
        perInstancePerMinute: z.number().describe("Requests that one instance answers in a minute."),
    }),
    z.strictObject({
        kind: z.literal("concurrency").describe("By requests at once; sees a rush within seconds."),
        perModel: z.number().describe("Requests that one model has at once, queued ones included."),
    }),
]);

const capacity = z.discriminatedUnion("kind", [
    z.strictObject({
        kind: z.literal("fixed").describe("Always as many."),
        instances: z.int().describe("How many."),
    }),
    z.strictObject({
        kind: z.literal("scaled").describe("As many as requests need; their number is AWS's."),
        initial: z.int().describe("Instances that each new configuration starts with."),
        min: z.int().describe("Instances at least."),
        max: z.int().describe("Instances at most."),
        target: target.describe("What scaling keeps to."),
    }),
]);

const bakeSeconds = z.int().default(300).describe("Between two steps, while alarms may still take it back.");

const rollout = z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("all-at-once").describe("All traffic in one step."), bakeSeconds }),
    z.strictObject({
        kind: z.literal("canary").describe("A part of the traffic, then the rest."),
        percent: z.int().default(10).describe("Capacity that goes first."),
        bakeSeconds,
    }),
    z.strictObject({
        kind: z.literal("linear").describe("In equal steps."),
        percent: z.int().default(25).describe("Capacity of each step."),
        bakeSeconds,
    }),
]);

const hosted = {
    rollout: rollout
        .prefault({ kind: "canary" })
        .describe("How a new model takes over; an alarm takes it back at any moment of it."),
    capture: z
        .union([z.literal("none"), z.strictObject({ percent: z.int().describe("Of all requests.") })])
        .default("none")
        .describe("Requests and replies that are kept, to look at what the model was asked."),
    network: z
        .enum(["isolated", "vpc"])
        .default("isolated")
        .describe("isolated: containers make no call at all. vpc: they may call over 443 what the VPC reaches."),
};

const errorPercent = z.number().default(1).describe("Share of replies with 5xx that rings, and takes a rollout back.");

const answers = {
    p99Milliseconds: z.number().describe("Of model and overhead together: rings above it, and takes a rollout back."),
    errorPercent,
};

const realtime = z.strictObject({
    kind: z.literal("realtime").describe("Replies at once, from instances that are always there."),
    variants: z
        .record(
            z.string(),
            z.strictObject({
                model,
                instanceType,
                weight: z.number().default(1).describe("Share of the requests, relative to the others."),
                capacity: capacity.describe("How many instances."),
            }),
        )
        .describe("By name; each gets its share of the requests."),
    shadow: z
        .union([
            z.literal("none"),
            z.strictObject({
                model: single.describe("What is tried."),
                instanceType,
                instances: z.int().default(1).describe("How many."),
                samplePercent: z.number().describe("Requests that are copied to it."),
            }),
        ])
        .default("none")
        .describe("Gets copies of requests and answers nobody: a candidate under production's load."),
    ...hosted,
    ...answers,
});

const serverless = z.strictObject({
    kind: z.literal("serverless").describe("Replies at once, but for cold starts; CPU only, in no network of ours."),
    model: single.describe("What answers."),
    memoryMegabytes: z.literal(serverlessMegabytes).default(2048).describe("CPU comes with it."),
    maxConcurrency: z.int().default(10).describe("Requests at once; one more is refused."),
    provisioned: z
        .union([
            z.literal("none"),
            z.strictObject({
                initial: z.int().describe("Warm places that each new configuration starts with."),
                min: z.int().describe("Warm places at least."),
                max: z.int().describe("Warm places at most."),
                utilizationPercent: z.number().default(70).describe("Use of them that scaling keeps to."),
            }),
        ])
        .default("none")
        .describe("Places that are kept warm, and paid while idle."),
    ...answers,
});

const asynchronous = z.strictObject({
    kind: z.literal("async").describe("Queues requests that lie in a bucket; the only kind that goes down to none."),
    model: single.describe("What answers."),
    instanceType,
    concurrentPerInstance: z.int().default(1).describe("Requests that one instance works on at once."),
    capacity: z
        .strictObject({
            min: z.int().default(0).describe("Instances at least; 0 lets all go when the queue is empty."),
            max: z.int().describe("Instances at most."),
            backlogPerInstance: z.number().default(5).describe("Queued requests for each instance."),
        })
        .describe("How many instances."),
    oldestRequestSeconds: z.int().default(900).describe("Age of the oldest request that rings."),
    ...hosted,
    errorPercent,
});

const kinds = z.discriminatedUnion("kind", [realtime, serverless, asynchronous]);

/** The endpoint of every cell: `inference` of a stack's file. */
export const inferenceSchema = z.union([z.literal("none"), kinds]);

/** What the component of an endpoint says of it, and of the names that it would have. */
export function checkInferenceConfig(raw: unknown): Problem[] {
    const { data } = inferenceSchema.safeParse(at(raw, ["inference"]));
    const name = at(raw, ["name"]);
    if (data === undefined || data === "none" || typeof name !== "string") {
        return [];
    }
    const regions = Object.keys(Object(at(raw, ["regions"])) as object) as Region[];
    const longest = regions
        .map((region) => `${name}-${shortRegion(region)}-model`)
        .sort((a, b) => b.length - a.length)[0];
    const names = longest === undefined ? [] : checkInferenceName(longest, data);
    return [
        ...under("platform.inference", checkInference(data)),
        ...names.map(({ message }) => ({ path: "platform.name", message })),
    ];
}
