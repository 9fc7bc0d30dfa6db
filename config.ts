import { z } from "zod";
import { isFreeName, keptBeginnings, namePattern } from "./components/shared/names";
import { ConfigProblems } from "./components/shared/problems";
import { regions, type Region } from "./components/shared/regions";
import { assumptionsSchema } from "./config/assumptions";
import { balancerSchema } from "./config/balancer";
import { cacheSchema } from "./config/cache";
import { databaseSchema } from "./config/database";
import { explainIssue } from "./config/explain-issue";
import { gamedaySchema } from "./config/gameday";
import { inferenceSchema } from "./config/inference";
import { layerSchema } from "./config/layer";
import { networkSchema } from "./config/network";
import { promisesSchema } from "./config/promises";
import { cellSchema, modeSchema, type CellConfig } from "./config/regions";
import { findContradictions } from "./config/rules";
import { securitySchema } from "./config/security";
import { readStackFile } from "./config/stack-file";
import { acceleratorSchema, tablesSchema } from "./config/tables";
import { trafficSchema } from "./config/traffic";
import { waiversSchema } from "./config/waivers";
import { watchingSchema } from "./config/watching";
import { webSchema } from "./config/web";

export { ConfigProblems };
export type { CellConfig };

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
    layer: layerSchema.default({ kind: "all" }).describe("Which part this stack builds."),
    mode: modeSchema,
    allowDestroy: z
        .boolean()
        .default(false)
        .describe("true lets a stack delete what holds state or a public name: only where all may be thrown away."),
    initialWriter: z
        .enum(regions)
        .describe(
            "Where the database is born as writer. Birth data: a failover moves the writer and changes nothing here.",
        ),
    regions: z.partialRecord(z.enum(regions), cellSchema).describe("One cell in each."),
    network: networkSchema.prefault({}).describe("What every region's network has besides its block and zones."),
    web: webSchema.prefault({}).describe("The app's instances, the same in every region."),
    balancer: balancerSchema.prefault({ kind: "alb" }).describe("The door of every cell."),
    security: securitySchema.prefault({}).describe("Keys besides those of each cell."),
    traffic: trafficSchema.prefault({}),
    database: databaseSchema.prefault({}),
    tables: tablesSchema.default({}).describe("DynamoDB tables with a replica in every region, by name."),
    accelerator: acceleratorSchema.default("none").describe("What answers reads of tables from memory."),
    cache: cacheSchema.default("none").describe("The cache of every cell."),
    inference: inferenceSchema.default("none").describe("The model that answers in every cell."),
    watching: watchingSchema.prefault({}).describe("Who is told."),
    gameday: gamedaySchema.default("none").describe("Drills on AWS, by schedule."),
    promises: promisesSchema.describe(
        "What drills measure, alarms watch and the README quotes. Declared here and nowhere else.",
    ),
    assumptions: assumptionsSchema
        .prefault({})
        .describe("Times that AWS owns. The twin waits for them, predictions are made of them."),
    budgetMonthlyUsd: z.number().positive().describe("What the stack may cost in a month."),
    waivers: waiversSchema.describe("What rules find and this stack accepts for a while (docs/rules.md)."),
});

export type PlatformConfig = z.infer<typeof platformSchema>;

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
    const problems = [...findings, ...findContradictions(raw)];
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
