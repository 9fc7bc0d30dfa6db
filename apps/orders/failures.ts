/**
 * What a failed attempt says about the statement:
 * `not-sent`: no connection, so nothing can have happened;
 * `rolled-back`: the server undid it and says so;
 * `read-only`: the connection leads to a standby or to a writer that was fenced: nothing happened, and nothing will there;
 * `unknown`: the connection broke or fell silent while the statement was under way: it may have committed;
 * `answered`: the server refused it for what it says; asking again gives the same answer.
 */
export type FailureKind = "not-sent" | "rolled-back" | "read-only" | "unknown" | "answered";

/** PostgreSQL error codes, https://www.postgresql.org/docs/15/errcodes-appendix.html */
const rolledBack = new Set([
    "40001", // serialization_failure
    "40P01", // deadlock_detected
    "55P03", // lock_not_available (lock_timeout)
    "57014", // query_canceled (statement_timeout)
]);
const readOnly = "25006"; // read_only_sql_transaction
/** admin_shutdown, crash_shutdown, cannot_connect_now, idle_session_timeout: they end the connection. */
const connectionEnded = new Set(["57P01", "57P02", "57P03", "57P05"]);

/** The SQLSTATE of a server's error, or Node's error code; undefined when there is none. */
export function codeOf(error: unknown): string | undefined {
    return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Judges an error of a statement that was handed to a connection. */
export function classifyFailure(error: unknown): FailureKind {
    const code = codeOf(error);
    if (code === undefined || !isSqlState(code)) {
        return "unknown";
    }
    if (code === readOnly) {
        return "read-only";
    }
    if (rolledBack.has(code)) {
        return "rolled-back";
    }
    return connectionEnded.has(code) || code.startsWith("08") ? "unknown" : "answered";
}

function isSqlState(code: string): boolean {
    return /^[0-9A-Z]{5}$/.test(code) && /[0-9]/.test(code);
}

/** Whether another attempt can do no harm. `repeatable`: the statement has the same effect once or twice. */
export function mayRetry(kind: FailureKind, repeatable: boolean): boolean {
    return kind === "unknown" ? repeatable : kind !== "answered";
}

/** The database could not be reached, or its answer did not arrive, within the request's budget. */
export class UnavailableError extends Error {
    override readonly name = "UnavailableError";

    constructor(
        readonly endpoint: string,
        readonly kind: FailureKind,
        cause: unknown,
    ) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        super(`the ${endpoint} could not be reached: ${reason}`, { cause });
    }
}
