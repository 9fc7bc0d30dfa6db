import { problemIf, show, type Problem } from "../shared/problems";
import type { Region } from "../shared/regions";
import { globalDatastoreId } from "./datastore-id";
import { isReplicated, nodesPerShard, type CacheSettings, type ReplicatedSettings } from "./settings";

/**
 * Versions that know users who sign in by IAM
 * (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html) and, of Memcached, TLS
 * (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-mc.html).
 */
const versions = {
    serverless: {
        valkey: { pattern: /^[789]$/, example: "8" },
        redis: { pattern: /^7$/, example: "7" },
        memcached: { pattern: /^1\.6$/, example: "1.6" },
    },
    nodes: {
        valkey: { pattern: /^(7\.2|[89]\.\d)$/, example: "8.1" },
        redis: { pattern: /^7\.[01]$/, example: "7.1" },
        memcached: { pattern: /^1\.6\.(1[2-9]|[2-9]\d)$/, example: "1.6.22" },
    },
} as const;

const nodeTypePattern = /^cache\.([a-z]+\d+[a-z]*)\.([a-z0-9]+)$/;

/**
 * Families that a Global Datastore takes, from the size large on
 * (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html).
 */
const globalFamilies = ["m5", "m6g", "m7g", "r5", "r6g", "r6gd", "r7g", "c7gn"];
const smallSizes = ["micro", "small", "medium"];

/** Regions of one Global Datastore: a primary and two more. Same page. */
const mostGlobalRegions = 3;

/** Of this list a Global Datastore knows all other regions. Same page. */
const regionsWithoutGlobal: readonly Region[] = ["ap-east-2", "ap-southeast-6"];

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html */
const most = { nodes: 90, replicas: 5, memcachedNodes: 60, snapshotDays: 35 };

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html */
const serverless = { storageGb: { min: 1, max: 5000 }, processingUnits: { min: 1000, max: 15_000_000 } };

/** What is wrong with a cache, with paths relative to its settings. */
export function checkCache(settings: CacheSettings): Problem[] {
    return [
        ...checkVersion(settings),
        ...(settings.kind === "serverless" ? [] : checkNodeType(settings.nodeType)),
        ...(isReplicated(settings) ? checkReplicated(settings) : []),
        ...("snapshotDays" in settings
            ? within("snapshotDays", settings.snapshotDays, { min: 0, max: most.snapshotDays })
            : []),
        ...("userAccess" in settings
            ? problemIf(
                  !/^on( \S+)+$/.test(settings.userAccess),
                  "userAccess",
                  `expected an access string that begins with on, such as "on ~* +@read", got ${show(settings.userAccess)}`,
              )
            : []),
        ...(settings.kind === "nodes" ? within("nodes", settings.nodes, { min: 1, max: most.memcachedNodes }) : []),
        ...(settings.kind === "serverless"
            ? [
                  ...within("storageGb", settings.storageGb, serverless.storageGb),
                  ...within("processingUnits", settings.processingUnits, serverless.processingUnits),
              ]
            : []),
    ];
}

/** What the rules need to know of a cell with a cache. */
export interface CacheCell {
    readonly region: Region;
    /** Whether its app answers clients while all is well; undefined while a person has not said its role. */
    readonly active?: boolean | undefined;
}

/** What is wrong with the places of a cache that is copied between regions; `home` is where it is born. */
export function checkGlobalRegions(settings: CacheSettings, home: Region, cells: readonly CacheCell[]): Problem[] {
    if (!isReplicated(settings) || settings.topology === "regional") {
        return [];
    }
    const unknown = cells.filter(({ region }) => regionsWithoutGlobal.includes(region));
    const active = cells.filter((cell) => cell.active === true);
    return [
        ...problemIf(
            cells.length > mostGlobalRegions,
            "topology",
            `expected at most ${mostGlobalRegions} regions where it is global, got ${cells.length}`,
        ),
        ...problemIf(
            active.length > 1,
            "topology",
            `expected regional where several cells are active (only the first region's takes writes), got global with ${active.map(({ region }) => region).join(", ")}`,
        ),
        ...problemIf(
            unknown.length > 0,
            "topology",
            `expected regions that have Global Datastores where it is global, got ${unknown.map(({ region }) => region).join(", ")}`,
        ),
        ...problemIf(
            globalDatastoreId(home, "") === undefined,
            "topology",
            `expected a first region whose prefix of Global Datastores AWS documents, got ${home}`,
        ),
    ];
}

function checkVersion({ kind, engine, version }: CacheSettings): Problem[] {
    const { pattern, example } = versions[kind === "serverless" ? "serverless" : "nodes"][engine];
    return problemIf(
        !pattern.test(version),
        "version",
        `expected a version of ${engine} with users and TLS, such as "${example}", got ${show(version)}`,
    );
}

function checkNodeType(nodeType: string): Problem[] {
    return problemIf(
        !nodeTypePattern.test(nodeType),
        "nodeType",
        `expected a node type such as cache.r7g.large, got ${show(nodeType)}`,
    );
}

function checkReplicated(settings: ReplicatedSettings): Problem[] {
    const perShard = nodesPerShard(settings);
    const [key, shards] =
        settings.kind === "cluster-mode"
            ? (["replicasPerShard", settings.shards] as const)
            : (["replicas", 1] as const);
    const [, family = "", size = ""] = nodeTypePattern.exec(settings.nodeType) ?? [];
    const global = settings.topology === "global";
    return [
        ...within(key, perShard - 1, { min: 0, max: most.replicas }),
        ...(settings.kind === "cluster-mode"
            ? problemIf(shards < 1, "shards", `expected 1 or more, got ${shards}`)
            : []),
        ...problemIf(
            shards * perShard > most.nodes,
            "shards",
            `expected at most ${most.nodes} nodes in all (AWS raises this quota on request), got ${shards * perShard}`,
        ),
        ...problemIf(
            global && family !== "" && (!globalFamilies.includes(family) || smallSizes.includes(size)),
            "nodeType",
            `expected one of ${globalFamilies.join(", ")}, large or above, where topology is global, got ${show(settings.nodeType)}`,
        ),
        ...problemIf(
            global && perShard < 2,
            key,
            "expected 1 or more where topology is global (members take over failover from the first), got 0",
        ),
    ];
}

function within(path: string, value: number, { min, max }: { readonly min: number; readonly max: number }): Problem[] {
    return problemIf(value < min || value > max, path, `expected ${min} to ${max}, got ${value}`);
}
