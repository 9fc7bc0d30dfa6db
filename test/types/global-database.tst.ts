import { describe, expect, it } from "tstyche";
import type {
    DatabaseCapacity,
    DatabaseEngine,
    DatabaseMember,
    DatabaseSettings,
    WriteForwarding,
} from "../../components/regional-cluster/settings";

const instanceClass = "db.r6g.large";
const readerScaling = { maxReaders: 5, metric: "cpu", target: 60 } as const;

describe("DatabaseEngine", () => {
    it("takes both engines, and a bound on loss of PostgreSQL", () => {
        expect<DatabaseEngine>().type.toBeAssignableFrom({ kind: "postgresql", version: "17.7" } as const);
        expect<DatabaseEngine>().type.toBeAssignableFrom({
            kind: "postgresql",
            version: "17.7",
            rpoSeconds: 60,
        } as const);
        expect<DatabaseEngine>().type.toBeAssignableFrom({
            kind: "mysql",
            version: "8.0.mysql_aurora.3.10.1",
        } as const);
    });

    it("knows no bound on loss of MySQL, and no other engine", () => {
        // @ts-expect-error Object literal may only specify known properties -- Aurora MySQL has no rds.global_db_rpo
        const bounded: DatabaseEngine = { kind: "mysql", version: "8.0.mysql_aurora.3.10.1", rpoSeconds: 60 };
        expect(bounded).type.toBe<DatabaseEngine>();
        expect<DatabaseEngine>().type.not.toBeAssignableFrom({ kind: "oracle", version: "19" } as const);
    });
});

describe("DatabaseCapacity", () => {
    it("takes fixed instances, with or without readers that come and go, and serverless ones", () => {
        expect<DatabaseCapacity>().type.toBeAssignableFrom({ kind: "provisioned", instanceClass } as const);
        expect<DatabaseCapacity>().type.toBeAssignableFrom({
            kind: "provisioned",
            instanceClass,
            readerScaling,
        } as const);
        expect<DatabaseCapacity>().type.toBeAssignableFrom({ kind: "serverless", minAcu: 0, maxAcu: 4 } as const);
    });

    it("knows no serverless instance with a class or with readers that come and go", () => {
        // @ts-expect-error Object literal may only specify known properties -- a serverless instance has no class
        const classed: DatabaseCapacity = { kind: "serverless", minAcu: 0, maxAcu: 4, instanceClass };
        // @ts-expect-error Object literal may only specify known properties -- Aurora's reader scaling does not know serverless instances
        const scaled: DatabaseCapacity = { kind: "serverless", minAcu: 0, maxAcu: 4, readerScaling };
        expect([classed, scaled]).type.toBe<DatabaseCapacity[]>();
    });

    it("asks for both ends of a serverless capacity", () => {
        expect<DatabaseCapacity>().type.not.toBeAssignableFrom({ kind: "serverless", minAcu: 0 } as const);
    });
});

describe("DatabaseMember", () => {
    it("has instances or is headless, never both", () => {
        expect<DatabaseMember>().type.toBeAssignableFrom({ kind: "instances", count: 2 } as const);
        expect<DatabaseMember>().type.toBeAssignableFrom({ kind: "headless" } as const);
        // @ts-expect-error Object literal may only specify known properties -- a headless member has no instances
        const both: DatabaseMember = { kind: "headless", count: 2 };
        expect(both).type.toBe<DatabaseMember>();
    });
});

describe("WriteForwarding", () => {
    it("says how consistent reads are exactly where it is on", () => {
        expect<WriteForwarding>().type.toBeAssignableFrom({ kind: "off" } as const);
        expect<WriteForwarding>().type.not.toBeAssignableFrom({ kind: "on" } as const);
        // @ts-expect-error Object literal may only specify known properties -- nothing is forwarded
        const off: WriteForwarding = { kind: "off", consistency: "session" };
        expect(off).type.toBe<WriteForwarding>();
    });
});

describe("DatabaseSettings", () => {
    it("says nowhere who writes", () => {
        expect<keyof DatabaseSettings>().type.toBe<
            | "engine"
            | "capacity"
            | "storage"
            | "writeForwarding"
            | "insights"
            | "backupDays"
            | "logDays"
            | "port"
            | "promisedRpoSeconds"
        >();
    });
});
