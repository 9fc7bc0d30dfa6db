import { z } from "zod";

const healthCheck = z.strictObject({
    path: z
        .string()
        .regex(/^\/\S*$/, "expected a path that starts with /")
        .max(255, "expected at most 255 characters (Route 53's limit)")
        .default("/healthz")
        .describe(
            "What Route 53 asks each cell. It must not touch the writer: a standby would stay red until it is promoted.",
        ),
    intervalSeconds: z
        .literal([10, 30])
        .default(10)
        .describe("Between two probes of one checker; Route 53 offers these two (10 costs more)."),
    failureThreshold: z
        .int()
        .min(1)
        .max(10)
        .default(3)
        .describe("Probes in a row that change a checker's mind, in both directions."),
});

/** How clients find a cell: `traffic` of a stack's file. */
export const trafficSchema = z.strictObject({
    policy: z.literal("latency").default("latency").describe("How clients are spread over active cells."),
    healthCheck: z
        .union([healthCheck, z.literal("none")])
        .prefault({})
        .describe('How Route 53 probes each cell; "none" leaves evaluateTargetHealth alone to notice a dead one.'),
    evaluateTargetHealth: z
        .boolean()
        .default(true)
        .describe("Whether Route 53 also believes a cell's balancer about its targets."),
    failoverControl: z.literal("health").default("health").describe("What moves clients: health alone."),
});
