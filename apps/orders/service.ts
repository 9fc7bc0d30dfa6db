import { setTimeout as delay } from "node:timers/promises";
import type { LookupFunction } from "node:net";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { buildApp } from "./app";
import type { Configuration } from "./configuration";
import { PoolMaker, type Endpoint } from "./connections";
import { Database } from "./database";
import { watchName, type NameWatch } from "./name-watch";
import { PostgresOrders } from "./orders";

/** What a test may replace: where names lead. */
export interface NameService {
    readonly connect: LookupFunction;
    readonly addresses: (host: string) => Promise<readonly string[]>;
}

/** A running app with its connections. */
export interface Service {
    readonly app: FastifyInstance;
    /**
     * Turns readiness off, stops accepting, waits for requests under way (at most `limits.drain` milliseconds) and closes the
     * connections. True when every request got its answer.
     */
    drain(): Promise<boolean>;
}

/** Wires the app to its database. It serves at once: tables are created when the writer can first be reached. */
export async function startService(
    configuration: Configuration,
    logger: FastifyBaseLogger,
    names?: NameService,
): Promise<Service> {
    const { database: where, limits, region, instance } = configuration;
    const maker = await PoolMaker.create(configuration);
    const open = (role: Endpoint["role"], host: string): Database => {
        const endpoint = { role, host, ...(names === undefined ? {} : { lookup: names.connect }) };
        const pool = maker.make(endpoint, (error) => {
            logger.debug({ endpoint: role, err: error }, "an idle connection ended");
        });
        return new Database({ endpoint: role, pool, queryTimeout: limits.queryTimeout, log: logger });
    };
    const writer = open("writer", where.writerHost);
    const reader = open("reader", where.readerHost);
    const watch = watchName({
        host: where.writerHost,
        interval: limits.writerLookup,
        onMove: (addresses) => writer.renew(`the writer's name leads to ${addresses}`),
        ...(names === undefined ? {} : { lookup: names.addresses }),
    });
    const store = new PostgresOrders(writer, reader, limits);
    const ending = new AbortController();
    const app = buildApp({ store, region, instance, logger, isDraining: () => ending.signal.aborted });
    void migrateUntilDone(store, { logger, signal: ending.signal, pause: limits.writerLookup });
    const drain = drainer({ app, ending, watch, databases: [writer, reader], limit: limits.drain });
    try {
        await app.listen({ host: configuration.host, port: configuration.port });
    } catch (error) {
        await drain();
        throw error;
    }
    return { app, drain };
}

async function migrateUntilDone(
    store: PostgresOrders,
    { logger, signal, pause }: { logger: FastifyBaseLogger; signal: AbortSignal; pause: number },
): Promise<void> {
    while (!signal.aborted) {
        try {
            await store.migrate();
            logger.info("the tables are there");
            return;
        } catch (error) {
            logger.warn({ reason: String(error) }, "the tables could not be created yet");
        }
        await delay(pause, undefined, { ref: false, signal }).catch(() => undefined);
    }
}

interface Parts {
    readonly app: FastifyInstance;
    readonly ending: AbortController;
    readonly watch: NameWatch;
    readonly databases: readonly Database[];
    readonly limit: number;
}

function drainer({ app, ending, watch, databases, limit }: Parts): () => Promise<boolean> {
    return async () => {
        ending.abort();
        watch.stop();
        const closed = app.close().then(() => true);
        const complete = await Promise.race([closed, delay(limit, false, { ref: false })]);
        if (!complete) {
            app.server.closeAllConnections();
            await closed;
        }
        await Promise.all(databases.map((database) => database.close(limit)));
        return complete;
    };
}
