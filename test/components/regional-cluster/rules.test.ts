import assert from "node:assert/strict";
import { checkDatabase, checkMember } from "../../../components/regional-cluster/rules";
import type { DatabaseSettings } from "../../../components/regional-cluster/settings";
import { database } from "./settings";

function problems(changes: Partial<DatabaseSettings>, regions = 3): string[] {
    return checkDatabase({ ...database, ...changes }, { regions }).map(({ path, message }) => `${path}: ${message}`);
}

const provisioned = { kind: "provisioned", instanceClass: "db.r6g.large" } as const;
const serverless = { kind: "serverless", minAcu: 0.5, maxAcu: 8 } as const;
const scaled = { ...provisioned, readerScaling: { maxReaders: 5, metric: "cpu", target: 60 } } as const;
const forwarding = { kind: "on", consistency: "session", connectionsPercent: 25 } as const;

describe("the rules of a database accept", () => {
    const accepted: readonly [string, Partial<DatabaseSettings>, number?][] = [
        ["the defaults, in one region and in eleven", {}, 11],
        ["a bound on loss of 20 s, with a third region", { engine: postgresql("17.7", 20) }],
        ["a pause, for versions that have it", { capacity: { ...serverless, minAcu: 0, secondsUntilAutoPause: 300 } }],
        [
            "a pause of Aurora MySQL 3.08",
            {
                engine: { kind: "mysql", version: "8.0.mysql_aurora.3.08.0" },
                capacity: { ...serverless, minAcu: 0 },
            },
        ],
        ["reader scaling in a platform of one region", { capacity: scaled }, 1],
        ["forwarding from PostgreSQL 15.4 on", { engine: postgresql("15.4"), writeForwarding: forwarding }],
        [
            "forwarding of any Aurora MySQL 8",
            { engine: { kind: "mysql", version: "8.0.mysql_aurora.3.04.0" }, writeForwarding: forwarding },
        ],
    ];
    for (const [title, changes, regions] of accepted) {
        it(title, () => {
            assert.deepEqual(problems(changes, regions), []);
        });
    }
});

describe("the rules of a database refuse", () => {
    const refused: readonly [title: string, changes: Partial<DatabaseSettings>, problem: string, regions?: number][] = [
        ["a twelfth region", {}, "regions: expected at most 11 (a primary and ten secondaries), got 12", 12],
        [
            "a version of another engine",
            { engine: postgresql("8.0.mysql_aurora.3.10.1") },
            'engine.version: expected an Aurora PostgreSQL version such as "17.7", got "8.0.mysql_aurora.3.10.1"',
        ],
        [
            "a MySQL version that is not Aurora's",
            { engine: { kind: "mysql", version: "8.0.36" } },
            'engine.version: expected an Aurora MySQL version such as "8.0.mysql_aurora.3.10.1", got "8.0.36"',
        ],
        [
            "a bound on loss below Aurora's least",
            { engine: postgresql("17.7", 19) },
            "engine.rpoSeconds: expected a whole number from 20 to 2147483647, got 19",
        ],
        [
            "a bound on loss with two regions: after a failover commits would stop",
            { engine: postgresql("17.7", 60) },
            "engine.rpoSeconds: expected nothing with fewer than three regions (after a failover of two, commits would " +
                "wait for the region that is gone), got 60 and 2 regions",
            2,
        ],
        [
            "a burstable class",
            { capacity: { kind: "provisioned", instanceClass: "db.t4g.medium" } },
            "capacity.instanceClass: expected a memory-optimised class such as db.r6g.large (a global database takes no " +
                'other: Aurora guide, "Configuration requirements of an Aurora global database"), got "db.t4g.medium"',
        ],
        [
            "quarters of a capacity unit",
            { capacity: { ...serverless, minAcu: 0.75 } },
            "capacity.minAcu: expected 0 to 256 in steps of 0.5, got 0.75",
        ],
        [
            "a largest capacity below the smallest",
            { capacity: { ...serverless, minAcu: 16 } },
            "capacity.maxAcu: expected at least minAcu (16), got 8",
        ],
        [
            "a pause of a version that has none",
            { engine: postgresql("16.2"), capacity: { ...serverless, minAcu: 0 } },
            'capacity.minAcu: expected 0.5 or more with 16.2 (Aurora guide, "Aurora serverless capacity", says which ' +
                "pause), got 0",
        ],
        [
            "a time until a pause that never comes",
            { capacity: { ...serverless, secondsUntilAutoPause: 300 } },
            "capacity.secondsUntilAutoPause: expected nothing unless minAcu is 0 (only then does it pause), got 300",
        ],
        [
            "a pause after less than five minutes",
            { capacity: { ...serverless, minAcu: 0, secondsUntilAutoPause: 299 } },
            "capacity.secondsUntilAutoPause: expected a whole number from 300 to 86400, got 299",
        ],
        [
            "reader scaling with a second region, which would depend on who writes",
            { capacity: scaled },
            "capacity.readerScaling.maxReaders: expected no reader scaling with more than one region (Aurora does not " +
                "scale a secondary, and a failover makes one of the primary), got 2 regions",
            2,
        ],
        [
            "more readers than a cluster takes",
            { capacity: { ...scaled, readerScaling: { ...scaled.readerScaling, maxReaders: 16 } } },
            "capacity.readerScaling.maxReaders: expected a whole number from 1 to 15, got 16",
            1,
        ],
        [
            "more than all of a CPU",
            { capacity: { ...scaled, readerScaling: { ...scaled.readerScaling, target: 101 } } },
            "capacity.readerScaling.target: expected a whole number from 1 to 100, got 101",
            1,
        ],
        [
            "forwarding of a version that does not",
            { engine: postgresql("15.3"), writeForwarding: forwarding },
            'writeForwarding.kind: expected "off" with 15.3 (Aurora guide, "Using write forwarding in an Aurora ' +
                'PostgreSQL global database": 14.9, 15.4, 16 and later), got "on"',
        ],
        [
            "every connection for forwarding",
            { writeForwarding: { ...forwarding, connectionsPercent: 100 } },
            "writeForwarding.connectionsPercent: expected a whole number from 1 to 90, got 100",
        ],
        ["backups of 36 days", { backupDays: 36 }, "backupDays: expected a whole number from 1 to 35, got 36"],
        ["a port that RDS keeps", { port: 1149 }, "port: expected a whole number from 1150 to 65535, got 1149"],
        [
            "a retention that CloudWatch does not offer",
            { logDays: 10 },
            "logDays: expected a number that CloudWatch takes (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, ...), " +
                "got 10",
        ],
    ];
    for (const [title, changes, problem, regions] of refused) {
        it(title, () => {
            assert.deepEqual(problems(changes, regions), [problem]);
        });
    }

    it("everything at once", () => {
        const changes = { backupDays: 0, logDays: 0, port: 0 };
        assert.deepEqual(
            checkDatabase({ ...database, ...changes }, { regions: 1 }).map(({ path }) => path),
            ["backupDays", "logDays", "port"],
        );
    });
});

describe("the rules of one region's member", () => {
    const paths = (member: Parameters<typeof checkMember>[0], isInitialWriter: boolean): string[] =>
        checkMember(member, { isInitialWriter }).map(({ path }) => path);

    it("take a headless one anywhere but where the database is born", () => {
        assert.deepEqual(paths({ kind: "headless" }, false), []);
        assert.deepEqual(paths({ kind: "headless" }, true), ["kind"]);
    });

    it("take 1 to 16 instances", () => {
        const counts = [0, 1, 16, 17, 1.5];
        assert.deepEqual(
            counts.filter((count) => paths({ kind: "instances", count }, true).length === 0),
            [1, 16],
        );
    });
});

function postgresql(version: string, rpoSeconds?: number): DatabaseSettings["engine"] {
    return { kind: "postgresql", version, ...(rpoSeconds === undefined ? {} : { rpoSeconds }) };
}
