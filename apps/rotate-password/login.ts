import { randomBytes } from "node:crypto";
import pg from "pg";
import type { Login } from "./rotation";
import { scramVerifier } from "./verifier";

export interface Target {
    readonly host: string;
    readonly port: number;
    readonly database: string;
    readonly user: string;
    /** Certificate authorities in PEM that the server's certificate must lead to. */
    readonly ca: string;
}

/** Milliseconds; a step opens at most three sessions in the function's minute. */
const connectTimeout = 5000;
const statementTimeout = 5000;

/** https://www.postgresql.org/docs/17/errcodes-appendix.html: invalid_password, invalid_authorization_specification. */
const refusals = new Set(["28P01", "28000"]);

/** Sessions with PostgreSQL's writer over TLS whose certificate is verified. */
export function postgresLogin({ ca, ...target }: Target): Login {
    return {
        open: async (password) => {
            const client = new pg.Client({
                ...target,
                password,
                application_name: "rotate-password",
                ssl: { ca, rejectUnauthorized: true },
                connectionTimeoutMillis: connectTimeout,
                query_timeout: statementTimeout,
            });
            try {
                await client.connect();
            } catch (error) {
                if (error instanceof pg.DatabaseError && refusals.has(error.code ?? "")) {
                    return undefined;
                }
                throw error;
            }
            return {
                setPassword: async (next) => {
                    const verifier = client.escapeLiteral(scramVerifier(next, randomBytes(16)));
                    await client.query(`ALTER ROLE CURRENT_USER PASSWORD ${verifier}`);
                },
                close: () => client.end(),
            };
        },
    };
}
