import { z } from "zod";
import { isVpcBlock, largestVpcPrefix, smallestVpcPrefix } from "./components/shared/cidr";
import { at, explainIssue } from "./components/shared/explain-issue";
import { findContradictions, isRegion, type PlatformDraft } from "./components/shared/platform-rules";
import { isFreeName, keptBeginnings, namePattern } from "./components/shared/names";
import { ConfigProblems } from "./components/shared/problems";
import { regions, type Region } from "./components/shared/regions";
import { readStackFile } from "./components/shared/stack-file";

export { ConfigProblems };

const seconds = z.number().positive();

const capacity = z.strictObject({
    min: z
        .int()
        .min(0)
        .describe(
            "Instances that always run; 0 only in a standby. A standby carries the lost peer's load with what it has until it scales.",
        ),
    max: z.int().min(1).describe("Instances at most; the same in every region that may have to carry everything."),
});

const cell = z.strictObject({
    role: z
        .enum(["active", "warm", "pilot"])
        .describe(
            "active: clients are sent to it. warm: a standby that runs. pilot: a standby that keeps only its data and may run no instance.",
        ),
    cidr: z
        .string()
        .refine(
            isVpcBlock,
            `expected a private IPv4 block of /${largestVpcPrefix} to /${smallestVpcPrefix} such as 10.20.0.0/16`,
        )
        .describe(
            "The VPC's block. Disjoint from those of all other regions: the networks are joined. Never changes after birth.",
        ),
    zones: z
        .array(z.string().regex(/^[a-z]+\d+-az[1-9]\d*$/, "expected a zone id such as euw1-az1"))
        .min(2, "expected at least two zones")
        .describe(
            "Zone ids, which mean the same place in every account (names such as eu-west-1a do not). New ones are appended.",
        ),
    web: capacity.describe("Instances of the app in this region."),
});

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

const traffic = z.strictObject({
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

const database = z.strictObject({
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

const promises = z.strictObject({
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

const assumptions = z.strictObject({
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

/** What stands under `antipode:platform` in a stack's file. The descriptions are the documentation. */
export const platformSchema = z.strictObject({
    name: z
        .string()
        .regex(namePattern, "expected 2 to 16 lower-case letters, digits and single dashes")
        .refine(isFreeName, `expected no beginning that AWS keeps for itself (${keptBeginnings.join(", ")})`)
        .describe("Begins every name; a balancer's ends at 32 characters. Never changes after birth."),
    domain: z
        .string()
        .max(60, "expected at most 60 characters (the certificate's name ends at 64)")
        .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, "expected a domain such as example.com")
        .describe("The zone; clients ask for app.<domain>."),
    account: z
        .string("expected 12 digits in quotes")
        .regex(/^\d{12}$/, "expected 12 digits in quotes")
        .describe("The one AWS account that this stack may touch; any other is refused before the first call."),
    layer: z.literal("all").default("all").describe("Which part this stack builds."),
    mode: z
        .enum(["single-region", "active-passive", "active-active"])
        .describe(
            "single-region: one cell. active-passive: one active cell and at least one standby. active-active: several active cells.",
        ),
    protect: z
        .boolean()
        .default(true)
        .describe("Refuses to delete what holds state or a public name. false only where all may be thrown away."),
    initialWriter: z
        .enum(regions)
        .describe(
            "Where the database is born as writer. Birth data: a failover moves the writer and changes nothing here.",
        ),
    regions: z.partialRecord(z.enum(regions), cell).describe("One cell in each."),
    network: z
        .strictObject({
            nat: z
                .enum(["none", "single", "per-zone"])
                .default("per-zone")
                .describe("How instances reach out: not, through one gateway, or through one in each zone."),
        })
        .prefault({}),
    web: z
        .strictObject({
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
        })
        .prefault({})
        .describe("The app's instances, the same in every region."),
    traffic: traffic.prefault({}),
    database: database.prefault({}),
    promises: promises.describe(
        "What drills measure, alarms watch and the README quotes. Declared here and nowhere else.",
    ),
    assumptions: assumptions
        .prefault({})
        .describe("Times that AWS owns. The twin waits for them, predictions are made of them."),
    budgetMonthlyUsd: z.number().positive().describe("What the stack may cost in a month."),
});

export type PlatformConfig = z.infer<typeof platformSchema>;
export type CellConfig = z.infer<typeof cell>;

/** The cells of a platform, by region name: neither the order in the file nor a new region moves one. */
export function cellsOf(platform: Pick<PlatformConfig, "regions">): (CellConfig & { readonly region: Region })[] {
    return regions.flatMap((region) => {
        const found = platform.regions[region];
        return found === undefined ? [] : [{ region, ...found }];
    });
}

/**
 * The only reader of stack config, from the plain value to a platform with its defaults.
 * @throws ConfigProblems with every problem at once
 */
export function parsePlatform(raw: unknown, what = "antipode:platform"): PlatformConfig {
    const parsed = platformSchema.safeParse(raw);
    const findings = (parsed.error?.issues ?? []).flatMap((issue) => explainIssue(issue, raw, platformSchema));
    const problems = [...findings, ...findContradictions(draft(raw))];
    if (!parsed.success || problems.length > 0) {
        throw new ConfigProblems(what, problems);
    }
    return parsed.data;
}

/**
 * Reads `Pulumi.<stack>.yaml` of a project as the Pulumi command line would, without it; `change` sees the raw platform.
 * @throws ConfigProblems when there is no such stack (it names those that are), or its file or platform is not valid
 */
export function loadStack(stack: string, projectDirectory: string, change = (raw: unknown) => raw): PlatformConfig {
    const { file, platform } = readStackFile(stack, projectDirectory);
    return parsePlatform(change(platform), file);
}

/** What of a raw platform is valid by itself, for the rules between values. */
function draft(raw: unknown): PlatformDraft {
    const pick = <T>(schema: z.ZodType<T>, ...path: string[]): T | undefined => schema.safeParse(at(raw, path)).data;
    const cells = Object.keys(pick(z.record(z.string(), z.unknown()), "regions") ?? {})
        .filter(isRegion)
        .map((region) => ({
            region,
            role: pick(cell.shape.role, "regions", region, "role"),
            cidr: pick(cell.shape.cidr, "regions", region, "cidr"),
            zones: pick(z.array(z.string()), "regions", region, "zones"),
            web: pick(capacity, "regions", region, "web"),
        }));
    return {
        cells,
        databaseInstances: pick(database.shape.instances, "database", "instances"),
        mode: pick(platformSchema.shape.mode, "mode"),
        initialWriter: pick(platformSchema.shape.initialWriter, "initialWriter"),
        healthToDnsSeconds: pick(assumptions.shape.healthToDnsSeconds, "assumptions", "healthToDnsSeconds"),
        regionRttMilliseconds: pick(assumptions.shape.regionRttMilliseconds, "assumptions", "regionRttMilliseconds"),
    };
}
