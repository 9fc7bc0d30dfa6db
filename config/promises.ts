import { z } from "zod";
import { problemIf, show, type Problem } from "../components/shared/problems";
import { at } from "./explain-issue";
import type { modeSchema } from "./regions";

const seconds = z.number().positive();

/** Promises about the loss of a region: all of them where another is left, none where the only one is lost. */
const recoveryPromises = ["readRtoSeconds", "writeRtoSeconds", "rpoSeconds"] as const;

/** What drills measure and alarms watch: `promises` of a stack's file. */
export const promisesSchema = z.strictObject({
    readRtoSeconds: seconds
        .optional()
        .describe("After a region is lost, every client reads again within this time. Not in mode single-region."),
    writeRtoSeconds: seconds
        .optional()
        .describe(
            "After a region is lost, every client writes again within this time, the operator's decision included. Not in mode single-region.",
        ),
    rpoSeconds: z
        .number()
        .min(0)
        .optional()
        .describe(
            "Acknowledged writes older than this, at the moment of the loss, survive it. Not in mode single-region.",
        ),
    p99Milliseconds: z.number().positive().describe("99 % of requests are answered within this time, in region."),
    availabilityPercent: z.number().gt(0).max(100).describe("Requests answered well, over a month."),
});

/** Nobody can promise what a lost region takes with it, and nobody should forget to where it can be kept. */
export function checkPromises(raw: unknown, mode: z.infer<typeof modeSchema> | undefined): Problem[] {
    const promises = at(raw, ["promises"]);
    if (mode === undefined || typeof promises !== "object" || promises === null) {
        return [];
    }
    return recoveryPromises.flatMap((name) => {
        const promised = at(promises, [name]);
        const path = `platform.promises.${name}`;
        return mode === "single-region"
            ? problemIf(
                  promised !== undefined,
                  path,
                  `expected nothing in mode single-region, where no region is left to recover in, got ${show(promised)}`,
              )
            : problemIf(promised === undefined, path, `expected seconds in mode ${mode}, got nothing`);
    });
}
