import { z } from "zod";
import { regions } from "../components/shared/regions";

/** Times that AWS owns: `assumptions` of a stack's file. */
export const assumptionsSchema = z.strictObject({
    replicationLagSeconds: z
        .number()
        .min(0)
        .default(0.5)
        .describe(
            "From commit in the writer's region to replay in another. Aurora documents typically under a second; alarm on AuroraGlobalDBReplicationLag.",
        ),
    decideSeconds: z
        .number()
        .min(0)
        .default(10)
        .describe("From clients reaching the standby to the operator's decision to promote it."),
    promotionSeconds: z
        .number()
        .min(0)
        .default(60)
        .describe(
            "Aurora's managed failover, from the call to the first write; AWS promises minutes, drills measure it.",
        ),
    bootSeconds: z.number().min(0).default(40).describe("From an instance's launch to its first good probe."),
    healthToDnsSeconds: z
        .strictObject({ min: z.number().min(0).describe("At best."), max: z.number().min(0).describe("At worst.") })
        .default({ min: 1, max: 5 })
        .describe(
            "From a health check's verdict to every Route 53 server answering by it. AWS publishes no bound; drills measure it.",
        ),
    regionRttMilliseconds: z
        .partialRecord(z.enum(regions), z.partialRecord(z.enum(regions), z.number().positive()))
        .default({})
        .describe(
            "Round trip between each pair of regions, named once: {eu-west-1: {us-east-1: 68}}. Source: AWS Network Manager, infrastructure performance.",
        ),
});
