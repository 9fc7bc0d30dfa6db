import assert from "node:assert/strict";
import { engineName, exportedLogs, parameterFamily, parametersOf } from "../../../components/regional-cluster/engine";
import type { DatabaseEngine, WriteForwarding } from "../../../components/regional-cluster/settings";

const postgresql: DatabaseEngine = { kind: "postgresql", version: "16.9" };
const mysql: DatabaseEngine = { kind: "mysql", version: "8.0.mysql_aurora.3.10.1" };
const off: WriteForwarding = { kind: "off" };
const on: WriteForwarding = { kind: "on", consistency: "global", connectionsPercent: 40 };

/** Each parameter as `name=value`, with what waits for a restart marked. */
function parameters(engine: DatabaseEngine, writeForwarding: WriteForwarding): string[] {
    return parametersOf({ engine, writeForwarding }).map(
        ({ name, value, applyMethod }) => `${name}=${value}${applyMethod === "immediate" ? "" : " (restart)"}`,
    );
}

describe("an engine's names", () => {
    it("are Aurora's", () => {
        assert.deepEqual([postgresql, mysql].map(engineName), ["aurora-postgresql", "aurora-mysql"]);
        assert.deepEqual([postgresql, mysql].map(parameterFamily), ["aurora-postgresql16", "aurora-mysql8.0"]);
        assert.deepEqual([postgresql, mysql].map(exportedLogs), [["postgresql"], ["error", "slowquery"]]);
    });
});

describe("an engine's parameters", () => {
    it("refuse plain text, each in its own word", () => {
        assert.deepEqual(parameters(postgresql, off), ["rds.force_ssl=1"]);
        assert.deepEqual(parameters(mysql, off), ["require_secure_transport=ON", "slow_query_log=1"]);
    });

    it("bound the loss only where it is asked for", () => {
        assert.deepEqual(parameters({ ...postgresql, rpoSeconds: 30 }, off), [
            "rds.force_ssl=1",
            "rds.global_db_rpo=30",
        ]);
    });

    it("forward writes with PostgreSQL's names", () => {
        assert.deepEqual(parameters(postgresql, on).slice(1), [
            "apg_write_forward.consistency_mode=global",
            "apg_write_forward.max_forwarding_connections_percent=40 (restart)",
        ]);
    });

    it("forward writes with MySQL's names, whose values are in capitals", () => {
        assert.deepEqual(parameters(mysql, on).slice(2), [
            "aurora_replica_read_consistency=GLOBAL",
            "aurora_fwd_writer_max_connections_pct=40",
        ]);
    });
});
