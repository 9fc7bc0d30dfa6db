import type { RawPlatform } from "../components/platforms";

/** What a person may get wrong in the database of a platform in Ireland, which writes first, and Virginia. */
export const databaseMistakes: readonly [title: string, change: (raw: RawPlatform) => unknown, problems: string[]][] = [
    [
        "a bound on loss that would stop the survivor of two regions, below Aurora's least",
        (raw) => (raw["database"] = { engine: { kind: "postgresql", version: "17.7", rpoSeconds: 5 } }),
        [
            "platform.database.engine.rpoSeconds: expected a whole number from 20 to 2147483647, got 5",
            "platform.database.engine.rpoSeconds: expected nothing with fewer than three regions (after a failover of two, commits would wait for the region that is gone), got 5 and 2 regions",
        ],
    ],
    [
        "a first writer without an instance, and a member where there is no cell",
        (raw) =>
            (raw["database"] = {
                members: { "eu-west-1": { kind: "headless" }, "eu-west-2": { kind: "instances", count: 17 } },
            }),
        [
            'platform.database.members.eu-west-1.kind: expected instances in the initial writer (others join only a primary that has one), got "headless"',
            'platform.database.members.eu-west-2: expected one of platform.regions (eu-west-1, us-east-1), got "eu-west-2"',
            "platform.database.members.eu-west-2.count: expected a whole number from 1 to 16, got 17",
        ],
    ],
    [
        "a pause of what never pauses",
        (raw) =>
            (raw["database"] = {
                capacity: { kind: "serverless", minAcu: 0.5, maxAcu: 0.25, secondsUntilAutoPause: 60 },
            }),
        [
            "platform.database.capacity.maxAcu: expected 1 to 256 in steps of 0.5, got 0.25",
            "platform.database.capacity.maxAcu: expected at least minAcu (0.5), got 0.25",
            "platform.database.capacity.secondsUntilAutoPause: expected a whole number from 300 to 86400, got 60",
            "platform.database.capacity.secondsUntilAutoPause: expected nothing unless minAcu is 0 (only then does it pause), got 60",
        ],
    ],
    [
        "readers that AWS adds, of a database that may be demoted",
        (raw) =>
            (raw["database"] = {
                capacity: { kind: "provisioned", readerScaling: { maxReaders: 4, metric: "cpu", target: 60 } },
            }),
        [
            "platform.database.capacity.readerScaling.maxReaders: expected no reader scaling with more than one region (Aurora does not scale a secondary, and a failover makes one of the primary), got 2 regions",
        ],
    ],
    [
        "forwarded writes of a version that has none, in a share that is too large",
        (raw) =>
            (raw["database"] = {
                engine: { kind: "postgresql", version: "14.8" },
                writeForwarding: { kind: "on", connectionsPercent: 95 },
            }),
        [
            "platform.database.writeForwarding.connectionsPercent: expected a whole number from 1 to 90, got 95",
            'platform.database.writeForwarding.kind: expected "off" with 14.8 (Aurora guide, "Using write forwarding in an Aurora PostgreSQL global database": 14.9, 15.4, 16 and later), got "on"',
        ],
    ],
    [
        "days that nothing is kept for",
        (raw) => (raw["database"] = { backupDays: 36, logDays: 42 }),
        [
            "platform.database.backupDays: expected a whole number from 1 to 35, got 36",
            "platform.database.logDays: expected a number that CloudWatch takes (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, ...), got 42",
        ],
    ],
    [
        "a rotation by a function that does not speak the database's language, seldom, and unheard for long",
        (raw) =>
            (raw["database"] = {
                engine: { kind: "mysql" },
                rotation: { everyDays: 2000, refreshSeconds: 3600 },
            }),
        [
            "platform.database.rotation.everyDays: expected no rotation with mysql (the function speaks PostgreSQL), got 2000",
            "platform.database.rotation.everyDays: expected a whole number from 1 to 1000, got 2000",
            "platform.database.rotation.refreshSeconds: expected a whole number from 10 to 60, got 3600",
        ],
    ],
];
