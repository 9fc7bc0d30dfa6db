import { z } from "zod";
import { regions } from "../components/shared/regions";

const stackName = z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+\/[\w.-]+$/, "expected the full name of a stack such as example/antipode/prod-foundation");

const foundation = stackName.describe("The stack with the foundation, whose outputs this one reads.");

/**
 * Which part a stack builds: `layer` of a stack's file. Split, a dead region's APIs block only its own stack; the
 * other parts are the same classes, and what they need from another stack they read from its outputs.
 */
export const layerSchema = z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("all").describe("Everything, in one stack.") }),
    z.strictObject({ kind: z.literal("foundation").describe("What exists once, above regions. Comes first.") }),
    z.strictObject({
        kind: z.literal("cell").describe("Everything in one region. The initial writer's comes before the others'."),
        region: z.enum(regions).describe("Which of `regions`."),
        foundation,
    }),
    z.strictObject({
        kind: z
            .literal("traffic")
            .describe("What joins cells: links between networks, records, health checks. Comes last."),
        foundation,
        cells: z
            .partialRecord(z.enum(regions), stackName)
            .describe("The stack of each cell, by region; every region of `regions` has one."),
    }),
]);

export type LayerConfig = z.infer<typeof layerSchema>;
