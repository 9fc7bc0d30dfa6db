/*
 * What the orders app is measured beside: Fastify, pg, one insert a request, and nothing else.
 * Takes the app's own environment.
 */
import { readFileSync } from "node:fs";
import Fastify from "fastify";
import pg from "pg";

interface Order {
    readonly item: string;
    readonly quantity: number;
    readonly unitPriceCents: number;
}

const environment = process.env;
const pool = new pg.Pool({
    host: environment["WRITER_HOST"],
    port: Number(environment["DATABASE_PORT"]),
    database: environment["DATABASE_NAME"],
    user: environment["DATABASE_USER"],
    password: readFileSync(environment["DATABASE_PASSWORD_FILE"] ?? "", "utf8"),
    ssl: { ca: readFileSync(environment["DATABASE_CA_FILE"] ?? "", "utf8") },
    max: 10,
});
const insert = "insert into bare_orders values ($1, $2, $3, $4, now()) returning *";

const app = Fastify();
app.post<{ Body: Order }>("/orders", async ({ headers, body }, reply) => {
    const values = [headers["idempotency-key"], body.item, body.quantity, body.unitPriceCents];
    const { rows } = await pool.query<Record<string, unknown>>(insert, values);
    return reply.code(201).send(rows[0]);
});

async function main(): Promise<void> {
    await pool.query(
        `create table bare_orders (
            id uuid primary key, item text, quantity integer, unit_price_cents integer, committed_at timestamptz
        )`,
    );
    await app.listen({ host: "127.0.0.1", port: Number(environment["PORT"]) });
}

void main();
