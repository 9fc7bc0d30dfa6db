import { z } from "zod";
import { regions } from "../components/shared/regions";
import { continents } from "../components/traffic/settings";

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

const region = z.enum(regions);

const code = z.string().regex(/^[A-Z]{2}$/, "expected two capital letters");

const location = z.union([
    z.strictObject({ continent: z.enum(continents).describe("As Route 53 abbreviates them.") }),
    z.strictObject({ country: code.describe("ISO 3166-1 alpha-2.") }),
    z.strictObject({ country: z.literal("US"), state: code.describe("Of the United States, the only ones known.") }),
]);

/** How clients are spread over active cells. */
const policy = z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("latency").describe("To the region that answers soonest, as AWS measured.") }),
    z.strictObject({
        kind: z.literal("failover").describe("All to the first cell that is healthy."),
        order: z.array(region).describe("Every cell once, active ones first."),
    }),
    z.strictObject({
        kind: z.literal("weighted").describe("By share."),
        weights: z
            .partialRecord(region, z.int().min(0).max(255))
            .describe("Of each active cell; one of weight 0 is answered with when no other is healthy."),
    }),
    z.strictObject({
        kind: z.literal("geolocation").describe("By where clients are."),
        locations: z.partialRecord(region, z.array(location)).describe("Of active cells, each location once."),
        default: region.describe("For clients of no listed location; any active cell when it is dead."),
    }),
]);

const approval = z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("none").describe("The plan runs as soon as it is started.") }),
    z.strictObject({
        kind: z.literal("role").describe("Whoever may take a role approves."),
        arn: z.string().regex(/^arn:aws:iam::\d{12}:role\/\S+$/, "expected the arn of an IAM role"),
        timeoutMinutes: z.int().min(1).describe("After which the plan stops."),
    }),
]);

/** What moves clients away from a cell. */
const failoverControl = z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("health").describe("Endpoint checks alone.") }),
    z.strictObject({
        kind: z.literal("stop").describe("Endpoint check and alarm and a switch that one metric throws."),
        switchRegions: z
            .tuple([region, region])
            .describe("Where switches stand: a cell's in the first of the two that is not its own region."),
        errorsPerMinute: z
            .number()
            .min(0)
            .default(100)
            .describe("Failed requests of a cell, above which its alarm rings."),
        errorMinutes: z.int().min(1).max(1440).default(3).describe("In a row above that before it rings."),
    }),
    z.strictObject({
        kind: z.literal("regionSwitch").describe("A plan of ARC Region switch; two regions only."),
        approval: approval.default({ kind: "none" }).describe("Who must say yes before anything moves."),
        healthCheckIds: z
            .partialRecord(region, z.string().min(1))
            .exactOptional()
            .describe("Of the checks that the plan made, once it is there; health alone decides before."),
    }),
    z.strictObject({ kind: z.literal("routingControl").describe("Endpoint check and a routing control of ARC.") }),
]);

/** How clients find a cell: `traffic` of a stack's file. */
export const trafficSchema = z.strictObject({
    policy: policy.default({ kind: "latency" }).describe("How clients are spread over active cells."),
    healthCheck: z
        .union([healthCheck, z.literal("none")])
        .prefault({})
        .describe('How Route 53 probes each cell; "none" leaves evaluateTargetHealth alone to notice a dead one.'),
    evaluateTargetHealth: z
        .boolean()
        .default(true)
        .describe("Whether Route 53 also believes a cell's balancer about its targets."),
    failoverControl: failoverControl.default({ kind: "health" }).describe("What moves clients away from a cell."),
    privateNames: z
        .boolean()
        .default(false)
        .describe("Names of the writer and of each cell's readers in a zone <name>.internal that the networks ask."),
});
