import { z } from "zod";

const seconds = z.number().positive();

/** What drills measure and alarms watch: `promises` of a stack's file. */
export const promisesSchema = z.strictObject({
    readRtoSeconds: seconds.describe("After a region is lost, every client reads again within this time."),
    writeRtoSeconds: seconds.describe(
        "After a region is lost, every client writes again within this time, the operator's decision included.",
    ),
    rpoSeconds: z
        .number()
        .min(0)
        .describe("Acknowledged writes older than this, at the moment of the loss, survive it."),
    p99Milliseconds: z.number().positive().describe("99 % of requests are answered within this time, in region."),
    availabilityPercent: z.number().gt(0).max(100).describe("Requests answered well, over a month."),
});
