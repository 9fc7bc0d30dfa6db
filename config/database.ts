import { z } from "zod";

/** The relational database: `database` of a stack's file. */
export const databaseSchema = z.strictObject({
    engineVersion: z
        .string()
        .regex(/^\d{2}\.\d+$/, 'expected an Aurora PostgreSQL version in quotes, such as "17.7"')
        .default("17.7")
        .describe("The same in every region; upgraded through the global cluster."),
    instanceClass: z
        .string()
        .regex(
            /^db\.(r([5-9]|\d{2})|x[2-9])[a-z]*\.\w+$/,
            "expected a memory-optimised class such as db.r6g.large (a global database takes no other)",
        )
        .default("db.r6g.large")
        .describe("The same in every region, since any may be promoted (Aurora guide, global databases)."),
    instances: z
        .int()
        .min(1)
        .max(16)
        .default(2)
        .describe("In each region: the second takes over within it and serves reads."),
    backupDays: z.int().min(1).max(35).default(7).describe("Days that point-in-time recovery reaches back."),
});
