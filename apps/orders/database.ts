import { setTimeout as delay } from "node:timers/promises";
import type { Connection, Pool, Row, Statement } from "./connections";
import { beforeDeadline, DeadlineError, type Deadline } from "./deadline";
import { classifyFailure, mayRetry, UnavailableError, type FailureKind } from "./failures";

export interface DatabaseDependencies {
    /** `writer` or `reader`, as it stands in messages. */
    readonly endpoint: string;
    readonly pool: Pool;
    /** The client's limit for one statement, milliseconds. */
    readonly queryTimeout: number;
    readonly log: { warn(facts: object, message: string): void };
}

/** Three attempts: one on a connection that may be stale, one on a fresh one, one for bad luck. */
const attempts = 3;
/** Milliseconds before the second attempt; doubled before the third, so that a dead writer is not hammered. */
const pause = 25;

/**
 * One endpoint of the database, by name. When an established connection breaks, falls silent or turns out to be read-only,
 * all its siblings are suspect: none is lent again, and the next connections look the name up anew.
 */
export class Database {
    constructor(private readonly dependencies: DatabaseDependencies) {}

    /**
     * Runs a statement in a transaction of its own and returns its rows. Repeats it only when that can do no harm
     * ({@link mayRetry}) and time is left; one that found a read-only server is repeated once.
     * Throws {@link UnavailableError}, or the server's own error when the server refused the statement.
     */
    async query(statement: Statement & { readonly repeatable: boolean }, deadline: Deadline): Promise<readonly Row[]> {
        let sawReadOnly = false;
        for (let attempt = 1; ; attempt += 1) {
            const outcome = await this.attempt(statement, deadline);
            if ("rows" in outcome) {
                return outcome.rows;
            }
            const { kind, error } = outcome;
            if (kind === "answered") {
                throw error;
            }
            const wait = pause * attempt;
            const last = attempt === attempts || (kind === "read-only" && sawReadOnly) || deadline.remaining() <= wait;
            if (last || !mayRetry(kind, statement.repeatable)) {
                throw new UnavailableError(this.dependencies.endpoint, kind, error);
            }
            sawReadOnly ||= kind === "read-only";
            await delay(wait);
        }
    }

    /** Sets the present connections aside: statements under way finish, new ones get connections to where the name leads now. */
    renew(reason: string): void {
        const { endpoint, pool, queryTimeout, log } = this.dependencies;
        log.warn({ endpoint, reason }, "connections set aside");
        pool.renew(queryTimeout);
    }

    /** Closes everything; what is under way has `grace` milliseconds. */
    async close(grace: number): Promise<void> {
        await this.dependencies.pool.end(grace);
    }

    private async attempt(statement: Statement, deadline: Deadline): Promise<Outcome> {
        const { pool } = this.dependencies;
        let connection: Connection;
        try {
            connection = await beforeDeadline(pool.connect(), deadline, (late) => {
                late.release(false);
            });
        } catch (error) {
            return { kind: "not-sent", error };
        }
        try {
            const timeout = Math.min(this.dependencies.queryTimeout, deadline.remaining());
            if (timeout === 0) {
                connection.release(false);
                return { kind: "not-sent", error: new DeadlineError("the request's time is used up") };
            }
            const rows = await connection.query(statement, timeout);
            connection.release(false);
            return { rows };
        } catch (error) {
            const kind = classifyFailure(error);
            const suspect = kind === "unknown" || kind === "read-only";
            connection.release(suspect);
            if (suspect && connection.generation === pool.generation) {
                this.renew(error instanceof Error ? error.message : String(error));
            }
            return { kind, error };
        }
    }
}

type Outcome = { readonly rows: readonly Row[] } | { readonly kind: FailureKind; readonly error: unknown };
