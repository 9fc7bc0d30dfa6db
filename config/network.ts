import { z } from "zod";

/** What every region's network has besides its block and zones: `network` of a stack's file. */
export const networkSchema = z.strictObject({
    nat: z
        .enum(["none", "single", "per-zone"])
        .default("per-zone")
        .describe("How instances reach out: not, through one gateway, or through one in each zone."),
});
