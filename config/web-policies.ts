import { z } from "zod";

const metric = z.strictObject({
    namespace: z.string().describe("E.g. AWS/SQS."),
    name: z.string().describe("E.g. ApproximateNumberOfMessagesVisible."),
    statistic: z.enum(["Average", "Minimum", "Maximum", "Sum", "SampleCount"]).describe("Of each period."),
    dimensions: z
        .union([z.literal("group"), z.record(z.string(), z.string())])
        .describe("group: what the group's own instances measure; or by name."),
});

const alarm = z.strictObject({
    metric: metric.describe("What is watched."),
    when: z.enum(["atLeast", "atMost"]).describe("On which side of the threshold."),
    threshold: z.number().describe("Where it rings."),
    periods: z.int().min(1).describe("Periods in a row."),
    periodSeconds: z.int().describe("A multiple of 60, or 10, 20 or 30."),
});

const target = z.number().describe("What is kept to.");

const tracking = [
    z.strictObject({ kind: z.literal("cpu"), targetPercent: z.number().describe("Average CPU of a group.") }),
    z.strictObject({
        kind: z.literal("network"),
        direction: z.enum(["in", "out"]).describe("Bytes received or sent."),
        bytesPerMinute: z.number().describe("Average of an instance."),
    }),
    z.strictObject({ kind: z.literal("albRequests"), perMinute: z.number().describe("Requests of one instance.") }),
    z.strictObject({
        kind: z.literal("metric"),
        metric: metric.describe("Falls when the group grows."),
        targetValue: target,
    }),
    z.strictObject({
        kind: z.literal("metricMath"),
        metrics: z.record(z.string(), metric).describe("By the id that the expression calls them."),
        expression: z.string().describe("Falls when the group grows, e.g. jobs / workers."),
        targetValue: target,
    }),
    z.strictObject({
        kind: z.literal("queueBacklog"),
        queue: z.string().describe("Name of a queue of each region."),
        maxLatencySeconds: z.number().describe("How long a message may wait."),
        secondsPerMessage: z.number().describe("How long an instance works on one."),
    }),
] as const;

const change = z.enum(["instances", "percent", "exact"]).describe("What by counts.");

const by = z.int().describe("How much; less than 0 takes away.");

const steering = [
    z.strictObject({
        kind: z.literal("simple"),
        alarm: alarm.describe("What sets it off."),
        change,
        by,
        cooldownSeconds: z.int().min(0).describe("Pause after a change."),
    }),
    z.strictObject({
        kind: z.literal("step"),
        alarm: alarm.describe("What sets it off."),
        change,
        steps: z
            .array(z.strictObject({ beyond: z.number().describe("Distance from the threshold."), by }))
            .describe("Each ends where the next begins."),
    }),
    z.strictObject({
        kind: z.literal("scheduled"),
        cron: z.string().describe("Minute, hour, day of month, month, day of week."),
        timeZone: z.string().describe("An IANA name, e.g. Europe/Dublin."),
        min: z.int().exactOptional().describe("Stays until another action or pulumi up."),
        max: z.int().exactOptional().describe("Stays until another action or pulumi up."),
        desired: z.int().exactOptional().describe("Left to other policies right after."),
    }),
    z.strictObject({
        kind: z.literal("predictive"),
        measure: z.enum(["cpu", "networkIn", "networkOut", "albRequests"]).describe("What is foretold."),
        targetValue: target,
        mode: z
            .enum(["forecast", "scale"])
            .exactOptional()
            .describe("Show what it would do, or do it. Default: forecast."),
        aheadSeconds: z.int().exactOptional().describe("How early instances are launched. Default: 300."),
        beyondMax: z
            .union([z.literal("hold"), z.strictObject({ percent: z.number().describe("By how much max gives way.") })])
            .exactOptional()
            .describe("Whether max holds. Default: hold."),
    }),
] as const;

/** Why groups change their size: `web.policies` of a stack's file. */
export const policiesSchema = z
    .record(z.string(), z.discriminatedUnion("kind", [...tracking, ...steering]))
    .default({ cpu: { kind: "cpu", targetPercent: 50 }, requests: { kind: "albRequests", perMinute: 3000 } })
    .describe("Why the groups change their size, by name; whichever asks for most wins. {}: by hand.");
