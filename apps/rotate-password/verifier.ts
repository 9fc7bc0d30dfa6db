import { createHash, createHmac, pbkdf2Sync } from "node:crypto";

/** PostgreSQL's own number (scram_iterations). */
const iterations = 4096;

/**
 * What PostgreSQL keeps of a password (RFC 5803; src/common/scram-common.c, scram_build_secret). It takes this in the
 * password's place, so the password itself stands in no statement: those go to logs, to pg_stat_statements and to
 * Database Insights. For ASCII only: anything else would have to be normalised first.
 */
export function scramVerifier(password: string, salt: Buffer): string {
    const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256");
    const key = (label: string) => createHmac("sha256", salted).update(label).digest();
    const stored = createHash("sha256").update(key("Client Key")).digest("base64");
    const server = key("Server Key").toString("base64");
    return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${stored}:${server}`;
}
