import assert from "node:assert/strict";
import type { PostgresServer } from "./postgres-server";

/** What the tests order. */
export const orderBody = { item: "lamp", quantity: 3, unitPriceCents: 250 };

/** The environment of an instance whose writer and reader are `server`. */
export function environmentOf(server: PostgresServer, changes: Record<string, string>): Record<string, string> {
    return {
        HOST: "127.0.0.1",
        REGION: "eu-west-1",
        INSTANCE_ID: "i-1",
        LOG_LEVEL: "silent",
        WRITER_HOST: "writer.test",
        READER_HOST: "reader.test",
        DATABASE_PORT: String(server.port),
        DATABASE_NAME: "postgres",
        DATABASE_USER: "orders",
        DATABASE_PASSWORD_FILE: server.passwordFile,
        DATABASE_CA_FILE: server.caFile,
        ...changes,
    };
}

/** Asks until it is so; throws after ten seconds. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + 10_000;
    while (!(await holds())) {
        assert.ok(performance.now() < end, "it did not come about within ten seconds");
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}
