import { problemIf, show, under, type Problem } from "../shared/problems";
import { classPattern } from "./memory";
import type { DatabaseCapacity, DatabaseEngine, DatabaseMember, DatabaseSettings, WriteForwarding } from "./settings";

/** The Aurora guide; each rule names its page. */
const guide = "Aurora guide";

/** Instances of one cluster: a writer and 15 replicas (Aurora guide, "Replication with Amazon Aurora"). */
const mostInstances = 16;

/** A primary and ten secondaries (Aurora guide, "Overview of Amazon Aurora Global Database"). */
const mostRegions = 11;

/**
 * Days that CloudWatch takes
 * (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html).
 */
const retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288];

/** What of a platform the rules of a database look at besides the settings. */
export interface DatabaseScope {
    /** How many regions have a member. */
    readonly regions: number;
}

/** The rules between a database's settings, the same for every member. Paths are relative to the settings. */
export function checkDatabase(settings: DatabaseSettings, scope: DatabaseScope): Problem[] {
    const { engine, capacity, writeForwarding, backupDays, logDays, port } = settings;
    return [
        ...problemIf(
            scope.regions > mostRegions,
            "regions",
            `expected at most ${mostRegions} (a primary and ten secondaries), got ${scope.regions}`,
        ),
        ...under("engine", checkEngine(engine, scope)),
        ...under("capacity", [...checkCapacity(capacity, engine), ...checkReaderScaling(capacity, scope)]),
        ...under("writeForwarding", checkForwarding(writeForwarding, engine)),
        ...outside("backupDays", backupDays, [1, 35]),
        ...problemIf(
            !retentions.includes(logDays),
            "logDays",
            `expected a number that CloudWatch takes (${retentions.slice(0, 12).join(", ")}, ...), got ${logDays}`,
        ),
        // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html, Port.
        ...outside("port", port, [1150, 65_535]),
    ];
}

/** The rules of one region's part. Paths are relative to it. */
export function checkMember(member: DatabaseMember, { isInitialWriter }: { isInitialWriter: boolean }): Problem[] {
    return member.kind === "headless"
        ? problemIf(
              isInitialWriter,
              "kind",
              'expected instances in the initial writer (others join only a primary that has one), got "headless"',
          )
        : outside("count", member.count, [1, mostInstances]);
}

const versions = {
    postgresql: { pattern: /^\d{2}\.\d+$/, example: 'an Aurora PostgreSQL version such as "17.7"' },
    mysql: {
        pattern: /^8\.\d\.mysql_aurora\.\d+\.\d+\.\d+$/,
        example: 'an Aurora MySQL version such as "8.0.mysql_aurora.3.10.1"',
    },
};

function checkEngine(engine: DatabaseEngine, { regions }: DatabaseScope): Problem[] {
    const { pattern, example } = versions[engine.kind];
    const rpoSeconds = engine.kind === "postgresql" ? engine.rpoSeconds : undefined;
    return [
        ...problemIf(!pattern.test(engine.version), "version", `expected ${example}, got ${show(engine.version)}`),
        ...(rpoSeconds === undefined
            ? []
            : [
                  // Aurora guide, "Managing RPOs for Aurora PostgreSQL–based global databases": both rules.
                  ...outside("rpoSeconds", rpoSeconds, [20, 2_147_483_647]),
                  ...problemIf(
                      regions < 3,
                      "rpoSeconds",
                      "expected nothing with fewer than three regions (after a failover of two, commits would wait " +
                          `for the region that is gone), got ${rpoSeconds} and ${regions} regions`,
                  ),
              ]),
    ];
}

function checkCapacity(capacity: DatabaseCapacity, engine: DatabaseEngine): Problem[] {
    if (capacity.kind === "provisioned") {
        const { instanceClass } = capacity;
        return problemIf(
            !classPattern.test(instanceClass),
            "instanceClass",
            "expected a memory-optimised class such as db.r6g.large (a global database takes no other: " +
                `${guide}, "Configuration requirements of an Aurora global database"), got ${show(instanceClass)}`,
        );
    }
    const { minAcu, maxAcu, secondsUntilAutoPause } = capacity;
    return [
        ...halves("minAcu", minAcu, [0, 256]),
        ...halves("maxAcu", maxAcu, [1, 256]),
        ...problemIf(maxAcu < minAcu, "maxAcu", `expected at least minAcu (${minAcu}), got ${maxAcu}`),
        ...problemIf(
            minAcu === 0 && !since(engine, pausing),
            "minAcu",
            `expected 0.5 or more with ${engine.version} (${guide}, "Aurora serverless capacity", says which pause), got 0`,
        ),
        ...(secondsUntilAutoPause === undefined
            ? []
            : [
                  ...outside("secondsUntilAutoPause", secondsUntilAutoPause, [300, 86_400]),
                  ...problemIf(
                      minAcu > 0,
                      "secondsUntilAutoPause",
                      `expected nothing unless minAcu is 0 (only then does it pause), got ${secondsUntilAutoPause}`,
                  ),
              ]),
    ];
}

/** Aurora guide, "Amazon Aurora Auto Scaling with Aurora Replicas" and "Limitations of Amazon Aurora Global Database". */
function checkReaderScaling(capacity: DatabaseCapacity, { regions }: DatabaseScope): Problem[] {
    if (capacity.kind !== "provisioned" || capacity.readerScaling === undefined) {
        return [];
    }
    const { maxReaders, metric, target } = capacity.readerScaling;
    return under("readerScaling", [
        ...problemIf(
            regions > 1,
            "maxReaders",
            "expected no reader scaling with more than one region (Aurora does not scale a secondary, and a failover " +
                `makes one of the primary), got ${regions} regions`,
        ),
        ...outside("maxReaders", maxReaders, [1, mostInstances - 1]),
        ...outside("target", target, metric === "cpu" ? [1, 100] : [1, 16_000]),
    ]);
}

function checkForwarding(forwarding: WriteForwarding, engine: DatabaseEngine): Problem[] {
    return forwarding.kind === "off"
        ? []
        : [
              ...outside("connectionsPercent", forwarding.connectionsPercent, [1, 90]),
              ...problemIf(
                  !since(engine, forwardingWrites),
                  "kind",
                  `expected "off" with ${engine.version} (${guide}, "Using write forwarding in an Aurora PostgreSQL ` +
                      'global database": 14.9, 15.4, 16 and later), got "on"',
              ),
          ];
}

/** The first minor version of a PostgreSQL major that has something; later majors have it from the start. */
type FirstMinors = Readonly<Record<number, number>>;

const forwardingWrites: FirstMinors = { 14: 9, 15: 4, 16: 0 };
const pausing: FirstMinors = { 13: 15, 14: 12, 15: 7, 16: 3 };

/** Every Aurora MySQL that the version's pattern admits forwards (2.08.1 and later); 3.08 and later pause. */
function since({ kind, version }: DatabaseEngine, first: FirstMinors): boolean {
    if (kind === "mysql") {
        const [, major = 0, minor = 0] = /mysql_aurora\.(\d+)\.(\d+)/.exec(version)?.map(Number) ?? [];
        return first !== pausing || major > 3 || (major === 3 && minor >= 8);
    }
    const [major = 0, minor = 0] = version.split(".").map(Number);
    const newest = Math.max(...Object.keys(first).map(Number));
    return major > newest || minor >= (first[major] ?? Infinity);
}

function outside(path: string, value: number, [low, high]: readonly [number, number]): Problem[] {
    return problemIf(
        !Number.isInteger(value) || value < low || value > high,
        path,
        `expected a whole number from ${low} to ${high}, got ${value}`,
    );
}

/** Aurora guide, "Aurora serverless capacity": 0 to 256 units in steps of a half. */
function halves(path: string, value: number, [low, high]: readonly [number, number]): Problem[] {
    return problemIf(
        !Number.isInteger(value * 2) || value < low || value > high,
        path,
        `expected ${low} to ${high} in steps of 0.5, got ${value}`,
    );
}
