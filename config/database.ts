import { z } from "zod";
import { checkProxy } from "../components/database-proxy/rules";
import { checkDatabase, checkMember } from "../components/regional-cluster/rules";
import type { DatabaseMember, DatabaseSettings } from "../components/regional-cluster/settings";
import { checkRotation } from "../components/secret/rules";
import { problemIf, show, under, type Problem } from "../components/shared/problems";
import { regions, type Region } from "../components/shared/regions";

const version = (example: string): z.ZodDefault<z.ZodString> =>
    z
        .string("expected a version in quotes")
        .default(example)
        .describe("The same in every region; upgraded through the global cluster.");

const engineSchema = z.discriminatedUnion("kind", [
    z.strictObject({
        kind: z.literal("postgresql").describe("Aurora PostgreSQL: what the app of this platform speaks."),
        version: version("17.7"),
        rpoSeconds: z
            .number()
            .exactOptional()
            .describe("Commits wait while every secondary is further behind than this; needs three regions."),
    }),
    z.strictObject({
        kind: z.literal("mysql").describe("Aurora MySQL, for an app of your own: orders speaks PostgreSQL."),
        version: version("8.0.mysql_aurora.3.10.1"),
    }),
]);

const readerScalingSchema = z.strictObject({
    maxReaders: z.number().describe("Readers, with those that are always there."),
    metric: z.enum(["cpu", "connections"]).describe("What the readers have to do."),
    target: z.number().describe("Percent of CPU, or connections, on average over the readers."),
});

const capacitySchema = z.discriminatedUnion("kind", [
    z.strictObject({
        kind: z.literal("provisioned").describe("Instances of a fixed size."),
        instanceClass: z
            .string()
            .default("db.r6g.large")
            .describe("The same in every region, since any may be promoted (Aurora guide, global databases)."),
        readerScaling: readerScalingSchema
            .exactOptional()
            .describe("More readers while those there are busy; only with one region."),
    }),
    z.strictObject({
        kind: z.literal("serverless").describe("Instances that grow and shrink by themselves."),
        minAcu: z.number().describe("Capacity units of 2 GiB; 0 pauses an instance that nobody is connected to."),
        maxAcu: z.number().describe("Capacity units of 2 GiB."),
        secondsUntilAutoPause: z.number().exactOptional().describe("Idle time before a pause; only with minAcu 0."),
    }),
]);

const forwardingSchema = z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("off").describe("Secondaries refuse writes.") }),
    z.strictObject({
        kind: z.literal("on").describe("Secondaries send writes on to the writer."),
        consistency: z
            .enum(["eventual", "session", "global"])
            .default("session")
            .describe("What a session of a secondary waits for before it reads."),
        connectionsPercent: z
            .number()
            .default(25)
            .describe("Share of the writer's connections that forwarded sessions may take."),
    }),
]);

const memberSchema = z.discriminatedUnion("kind", [
    z.strictObject({
        kind: z.literal("instances").describe("Another number of instances than `instances`."),
        count: z.number().describe("Instances in this region."),
    }),
    z.strictObject({ kind: z.literal("headless").describe("Storage only; cannot be failed over to as it is.") }),
]);

const rotationSchema = z.strictObject({
    everyDays: z.number().describe("Days from one new password to the next."),
    refreshSeconds: z
        .number()
        .default(30)
        .describe("How often instances read the password again: new connections are refused for at most as long."),
});

const proxySchema = z.strictObject({
    connectionsPercent: z.number().default(80).describe("Share of an instance's connections that the proxy may hold."),
    idleClientSeconds: z.number().default(1800).describe("How long a silent client stays connected."),
});

/** The relational database: `database` of a stack's file. */
export const databaseSchema = z.strictObject({
    engine: engineSchema.prefault({ kind: "postgresql" }).describe("The engine, and what only it has."),
    capacity: capacitySchema.prefault({ kind: "provisioned" }).describe("What an instance is."),
    instances: z
        .int()
        .min(1)
        .max(16)
        .default(2)
        .describe("In each region: the second takes over within it and serves reads."),
    members: z
        .partialRecord(z.enum(regions), memberSchema)
        .default({})
        .describe("Regions that have something else than `instances`."),
    storage: z
        .enum(["standard", "io-optimized"])
        .default("standard")
        .describe("io-optimized costs more an hour and nothing an I/O."),
    writeForwarding: forwardingSchema.prefault({ kind: "off" }).describe("Whether secondaries take writes."),
    insights: z.enum(["standard", "advanced"]).default("standard").describe("advanced keeps 465 days of what ran."),
    backupDays: z.number().default(7).describe("Days that point-in-time recovery reaches back."),
    logDays: z.number().default(30).describe("Days that CloudWatch keeps the server's log."),
    rotation: z
        .union([z.literal("none"), rotationSchema])
        .default("none")
        .describe("Whether the password gets a new value by itself; PostgreSQL only."),
    proxy: z
        .union([z.literal("none"), proxySchema])
        .default("none")
        .describe("RDS Proxy in each region, which the app then reads through; not with a rotation."),
});

export type DatabaseConfig = z.infer<typeof databaseSchema>;

/** PostgreSQL's and MySQL's own. */
const ports = { postgresql: 5432, mysql: 3306 };

/** Where the database listens, in every region. */
export function databasePort({ engine }: DatabaseConfig): number {
    return ports[engine.kind];
}

/** What every member of the database has. */
export function databaseSettings(config: DatabaseConfig, promisedRpoSeconds?: number): DatabaseSettings {
    const { engine, capacity, storage, writeForwarding, insights, backupDays, logDays } = config;
    const port = databasePort(config);
    return {
        ...{ engine, capacity, storage, writeForwarding, insights, backupDays, logDays, port },
        ...(promisedRpoSeconds === undefined ? {} : { promisedRpoSeconds }),
    };
}

/** What one region has of the database. */
export function databaseMember({ instances, members }: DatabaseConfig, region: Region): DatabaseMember {
    return members[region] ?? { kind: "instances", count: instances };
}

/** The regions of a platform and the one where its database is born. */
interface DatabaseRegions {
    readonly regions: readonly Region[];
    readonly initialWriter: Region | undefined;
}

/** The rules of `database` that the components check too, and those about which regions it names. */
export function checkDatabaseConfig(
    database: DatabaseConfig,
    { regions: present, initialWriter }: DatabaseRegions,
): Problem[] {
    const named = Object.keys(database.members) as Region[];
    return under("platform.database", [
        ...checkDatabase(databaseSettings(database), { regions: present.length }),
        ...under("rotation", checkRotationConfig(database)),
        ...under("proxy", checkProxyConfig(database)),
        ...under(
            "members",
            named.flatMap((region) => [
                ...problemIf(
                    !present.includes(region),
                    region,
                    `expected one of platform.regions (${present.join(", ")}), got ${show(region)}`,
                ),
                ...under(
                    region,
                    checkMember(databaseMember(database, region), { isInitialWriter: region === initialWriter }),
                ),
            ]),
        ),
    ]);
}

function checkProxyConfig(database: DatabaseConfig): Problem[] {
    const { members, proxy, rotation } = database;
    if (proxy === "none") {
        return [];
    }
    const headless = Object.entries(members).filter(([, member]) => member.kind === "headless");
    return [
        ...checkProxy(proxy, database),
        ...problemIf(
            rotation !== "none",
            "connectionsPercent",
            "expected no proxy with database.rotation (it would be left with the former password)",
        ),
        ...problemIf(
            headless.length > 0,
            "connectionsPercent",
            `expected no proxy with a headless member (${headless.map(([region]) => region).join(", ")}): it has nothing to lead to`,
        ),
    ];
}

/** Seconds: a database that refuses connections for longer is an outage; oftener than this, the calls cost more than they save. */
const refresh = { least: 10, most: 60 };

function checkRotationConfig({ engine, rotation }: DatabaseConfig): Problem[] {
    if (rotation === "none") {
        return [];
    }
    const { refreshSeconds } = rotation;
    return [
        ...problemIf(
            engine.kind !== "postgresql",
            "everyDays",
            `expected no rotation with ${engine.kind} (the function speaks PostgreSQL), got ${rotation.everyDays}`,
        ),
        ...checkRotation(rotation),
        ...problemIf(
            !Number.isInteger(refreshSeconds) || refreshSeconds < refresh.least || refreshSeconds > refresh.most,
            "refreshSeconds",
            `expected a whole number from ${refresh.least} to ${refresh.most}, got ${refreshSeconds}`,
        ),
    ];
}
