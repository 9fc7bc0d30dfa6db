import { z } from "zod";

/** The app's instances, the same in every region: `web` of a stack's file. */
export const webSchema = z.strictObject({
    instanceType: z
        .string()
        .regex(/^[a-z]+\d+g[a-z]*\.\w+$/, "expected an arm64 type such as t4g.small")
        .default("t4g.small")
        .describe("An arm64 type."),
    cpuPercent: z.number().min(10).max(90).default(50).describe("Average CPU that a group keeps to."),
    requestsPerInstancePerMinute: z
        .int()
        .positive()
        .default(3000)
        .describe("Load that a group keeps to; what one instance is trusted with."),
});
