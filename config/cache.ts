import { z } from "zod";
import { checkCache, checkGlobalRegions } from "../components/cache/rules";
import { under, type Problem } from "../components/shared/problems";
import type { Region } from "../components/shared/regions";
import { at } from "./explain-issue";

const engine = z.enum(["valkey", "redis"]).describe("Engines that replicate.");

const kept = {
    snapshotDays: z.int().default(7).describe("Days that daily snapshots are kept; 0 takes none."),
    userAccess: z
        .string()
        .default("on ~* +@all -@dangerous +info")
        .describe("What the app may do, as an access string. INFO is what clients ask first."),
};

const replicated = {
    engine: engine.default("valkey"),
    version: z.string("expected a version in quotes").default("8.1").describe("Major and minor version."),
    nodeType: z.string().describe("A node type such as cache.r7g.large."),
    evictionPolicy: z
        .enum([
            "allkeys-lfu",
            "allkeys-lru",
            "allkeys-random",
            "noeviction",
            "volatile-lfu",
            "volatile-lru",
            "volatile-random",
            "volatile-ttl",
        ])
        .default("volatile-lru")
        .describe("What goes when memory is full."),
    topology: z
        .enum(["regional", "global"])
        .default("regional")
        .describe(
            "regional: each region's cache is warmed by itself. global: all copy the first writer's region, and only that one takes writes, so no other cell may be active. Never changes after birth.",
        ),
    ...kept,
};

const limits = {
    storageGb: z.int().describe("Gigabytes at most."),
    processingUnits: z.int().describe("Processing units a second at most."),
};

const serverless = z.discriminatedUnion("engine", [
    z.strictObject({
        kind: z.literal("serverless"),
        engine: z.literal("valkey"),
        version: z.string("expected a version in quotes").default("8").describe("Major version."),
        ...limits,
        ...kept,
    }),
    z.strictObject({
        kind: z.literal("serverless"),
        engine: z.literal("redis"),
        version: z.string("expected a version in quotes").default("7").describe("Major version."),
        ...limits,
        ...kept,
    }),
    z.strictObject({
        kind: z.literal("serverless"),
        engine: z.literal("memcached"),
        version: z.string("expected a version in quotes").default("1.6").describe("Version."),
        ...limits,
    }),
]);

const kinds = z.discriminatedUnion("kind", [
    serverless,
    z.strictObject({
        kind: z.literal("replication-group"),
        ...replicated,
        replicas: z.int().default(1).describe("Of the one primary; the first takes over within the region."),
    }),
    z.strictObject({
        kind: z.literal("cluster-mode"),
        ...replicated,
        shards: z.int().describe("Primaries, each with a share of the keys."),
        replicasPerShard: z.int().default(1).describe("Of each primary."),
    }),
    z.strictObject({
        kind: z.literal("nodes"),
        engine: z.literal("memcached"),
        version: z.string("expected a version in quotes").default("1.6.22").describe("Version with TLS."),
        nodeType: z.string().describe("A node type such as cache.m7g.large."),
        nodes: z.int().default(2).describe("In each region."),
    }),
]);

/** The cache of every cell: `cache` of a stack's file. */
export const cacheSchema = z.union([z.literal("none"), kinds]);

/** The rules of a cache, asked of one that is valid by itself. */
export function checkCaches(
    raw: unknown,
    initialWriter: Region | undefined,
    cells: readonly { readonly region: Region; readonly role?: string | undefined }[],
): Problem[] {
    const cache = cacheSchema.safeParse(at(raw, ["cache"])).data ?? "none";
    const places = cells.map(({ region, role }) => ({ region, active: role === "active" }));
    return cache === "none"
        ? []
        : under("platform.cache", [
              ...checkCache(cache),
              ...(initialWriter === undefined ? [] : checkGlobalRegions(cache, initialWriter, places)),
          ]);
}
