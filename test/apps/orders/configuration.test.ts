import assert from "node:assert/strict";
import { readConfiguration } from "../../../apps/orders/configuration";

const complete = {
    PORT: "8080",
    REGION: "eu-west-1",
    INSTANCE_ID: "i-1",
    WRITER_HOST: "writer.internal",
    READER_HOST: "reader.internal",
    DATABASE_NAME: "orders",
    DATABASE_USER: "orders",
    DATABASE_PASSWORD_FILE: "/opt/orders/password",
};

function problemsOf(changes: Record<string, string | undefined>): string[] {
    try {
        readConfiguration({ ...complete, ...changes });
        return [];
    } catch (error) {
        return error instanceof Error ? error.message.split("\n").slice(1) : [];
    }
}

describe("the environment of the orders", () => {
    it("needs no more than an instance's user data gives", () => {
        const { host, port, database, limits, logLevel } = readConfiguration(complete);
        assert.deepEqual(
            [host, port, database.port, database.caFile, logLevel],
            ["0.0.0.0", 8080, 5432, undefined, "info"],
        );
        assert.deepEqual(limits, {
            connectTimeout: 1000,
            statementTimeout: 800,
            lockTimeout: 500,
            queryTimeout: 1000,
            readerTimeout: 500,
            requestBudget: 1500,
            writerLookup: 1000,
            connectionLifetime: 300_000,
            drain: 10_000,
            poolSize: 10,
        });
    });

    it("fails with every problem at once", () => {
        assert.deepEqual(problemsOf({ PORT: "http", REGION: undefined, WRITER_HOST: "", LOG_LEVEL: "loud" }), [
            '  - PORT: expected a whole number from 1 to 65535, got "http"',
            "  - REGION: expected a text that is not empty, got nothing",
            '  - LOG_LEVEL: expected one of fatal, error, warn, info, debug, trace, silent, got "loud"',
            "  - WRITER_HOST: expected a text that is not empty, got nothing",
        ]);
    });

    for (const port of ["0", "65536", "80.5", "-1", " 80"]) {
        it(`fails port ${JSON.stringify(port)}`, () => {
            assert.equal(problemsOf({ PORT: port }).length, 1);
        });
    }

    it("fails limits that contradict each other", () => {
        assert.deepEqual(problemsOf({ STATEMENT_TIMEOUT_MS: "1200", REQUEST_BUDGET_MS: "900" }), [
            "  - STATEMENT_TIMEOUT_MS: expected at most QUERY_TIMEOUT_MS (1000), got 1200",
            "  - QUERY_TIMEOUT_MS: expected at most REQUEST_BUDGET_MS (900), got 1000",
            "  - CONNECT_TIMEOUT_MS: expected at most REQUEST_BUDGET_MS (900), got 1000",
        ]);
    });
});
