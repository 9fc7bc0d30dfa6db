import { z } from "zod";
import { arm64Type } from "../components/scaling-group/mixed-instances";
import type { ScalingSettings } from "../components/scaling-group/settings";
import { regions, type Region } from "../components/shared/regions";
import { policiesSchema } from "./web-policies";

const healthyPercent = {
    minHealthyPercent: z.int().min(0).max(100).describe("Percent of the group that is always healthy meanwhile."),
    maxHealthyPercent: z.int().min(100).max(200).describe("Percent of the group that runs at most meanwhile."),
};

const image = z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("latest") }),
    z.strictObject({
        kind: z.literal("ami"),
        ids: z
            .partialRecord(z.enum(regions), z.string().regex(/^ami-[0-9a-f]+$/, "expected an id such as ami-0abc"))
            .describe("The image in each region of the platform."),
        failedRefresh: z
            .enum(["stop", "rollBack"])
            .exactOptional()
            .describe("What happens when a replacement of instances fails. Default: stop."),
    }),
]);

const span = z.strictObject({
    min: z.number().positive().describe("At least."),
    max: z.number().positive().describe("At most."),
});

const mix = z.strictObject({
    choose: z
        .discriminatedUnion("kind", [
            z.strictObject({
                kind: z.literal("types"),
                types: z
                    .array(
                        z.strictObject({
                            type: z.string().describe("An arm64 type."),
                            weight: z.int().exactOptional().describe("Units that it counts for."),
                        }),
                    )
                    .describe("In order of preference."),
            }),
            z.strictObject({
                kind: z.literal("requirements"),
                vcpus: span.describe("Virtual processors."),
                memoryGib: span.describe("Memory."),
            }),
        ])
        .describe("Which types."),
    onDemandBase: z.int().min(0).describe("Instances that are always on demand."),
    onDemandPercent: z.number().min(0).max(100).describe("Percent on demand of what comes on top; the rest is spot."),
    spotStrategy: z
        .enum(["price-capacity-optimized", "capacity-optimized", "capacity-optimized-prioritized", "lowest-price"])
        .exactOptional()
        .describe("Which spot pools. Default: price-capacity-optimized."),
    rebalance: z.boolean().exactOptional().describe("Replace a spot instance that is at risk. Default: true."),
});

const warmPool = z.strictObject({
    state: z.enum(["stopped", "running"]).describe("How they wait."),
    min: z.int().min(0).describe("Instances that always wait."),
    maxPrepared: z.int().min(1).exactOptional().describe("Waiting and serving together. Default: the cell's web.max."),
    reuse: z.boolean().exactOptional().describe("Whether instances go back when the group shrinks. Default: false."),
});

const hook = z.strictObject({
    on: z.enum(["launching", "terminating"]).describe("What is held."),
    otherwise: z.enum(["continue", "abandon"]).exactOptional().describe("When nobody answers. Default: abandon."),
    timeoutSeconds: z.int().describe("Time to answer in, 30 to 7200."),
});

const refresh = z.strictObject({
    ...healthyPercent,
    skipMatching: z.boolean().exactOptional().describe("Keep instances that are like the new ones. Default: false."),
    checkpoints: z
        .strictObject({
            percents: z.array(z.number()).describe("Percents of the group, ascending, 100 last."),
            delaySeconds: z.int().min(0).describe("How long each lasts."),
        })
        .exactOptional()
        .describe("Where a replacement waits. Default: nowhere."),
});

const health = z.strictObject({
    kind: z.enum(["ec2", "elb"]).describe("Who says that an instance is dead."),
    graceSeconds: z.int().min(0).describe("Life before they are asked."),
});

const processes = [
    "Launch",
    "Terminate",
    "AddToLoadBalancer",
    "AlarmNotification",
    "AZRebalance",
    "HealthCheck",
    "InstanceRefresh",
    "ReplaceUnhealthy",
    "ScheduledActions",
] as const;

/** The app's instances, the same in every region: `web` of a stack's file. */
export const webSchema = z.strictObject({
    instanceType: z
        .string()
        .regex(arm64Type, "expected an arm64 type such as t4g.small")
        .default("t4g.small")
        .describe("An arm64 type."),
    policies: policiesSchema,
    image: image.default({ kind: "latest" }).describe("What instances boot; only a fixed one can be rolled back to."),
    mix: mix.exactOptional().describe("Several types, and spot. Default: instanceType, on demand."),
    warmPool: warmPool.exactOptional().describe("Instances that are prepared before they are needed. Default: none."),
    hooks: z.record(z.string(), hook).default({}).describe("What holds instances when they come or go, by name."),
    refresh: refresh.exactOptional().describe("How a new version replaces instances. Default: 100 to 200 % healthy."),
    maintenance: z
        .strictObject(healthyPercent)
        .exactOptional()
        .describe("How instances are replaced at other times. Default: as AWS does."),
    health: health.exactOptional().describe("When an instance is replaced. Default: elb, after 180 s."),
    warmupSeconds: z.int().min(0).exactOptional().describe("Life before an instance's load counts. Default: 60."),
    suspended: z.array(z.enum(processes)).exactOptional().describe("What the groups stop doing by themselves."),
    maxLifetimeDays: z.int().min(1).max(365).exactOptional().describe("Life after which an instance is replaced."),
    zones: z
        .enum(["balanced-best-effort", "balanced-only"])
        .exactOptional()
        .describe("What happens while a zone has no capacity. Default: the others get more."),
    reservations: z
        .enum(["none", "capacity-reservations-first", "capacity-reservations-only"])
        .exactOptional()
        .describe("Whether reserved capacity is used. Default: open reservations that match."),
});

export type WebConfig = z.infer<typeof webSchema>;

/** What the group of one cell is asked for. */
export function scalingSettings(
    { image: images, ...web }: WebConfig,
    region: Region,
    size: { readonly min: number; readonly max: number },
): ScalingSettings {
    if (images.kind === "latest") {
        return { ...web, ...size, image: images };
    }
    const { ids, ...ami } = images;
    // A region without an id is refused before: see web-rules.ts.
    return { ...web, ...size, image: { ...ami, id: ids[region] ?? "" } };
}
