import type { ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import type { Places } from "../place";
import { childrenOf, isRunning } from "./process-tree";
import { until } from "./until";

/** Where a member's server lives. */
export interface Site {
    readonly region: string;
    readonly dataDirectory: string;
    readonly socketDirectory: string;
    readonly port: number;
    /** The `postgres` program. */
    readonly program: string;
    /** What it calls itself: `PostgreSQL 15.18`. */
    readonly engine: string;
    readonly superuser: string;
}

/** Every cluster has it, whatever the app's database is called. */
const administrationDatabase = "template1";
const startLimitMilliseconds = 30_000;
const stopLimitMilliseconds = 20_000;
const connectLimitMilliseconds = 5_000;
const queryLimitMilliseconds = 30_000;

/** One PostgreSQL server: its process, and administration through its unix socket. */
export class Server {
    private child: ChildProcess | undefined;
    private exited: Promise<void> = Promise.resolve();
    private starts = 0;

    constructor(
        readonly site: Site,
        private readonly places: Places,
    ) {}

    get engine(): string {
        return this.site.engine;
    }

    get running(): boolean {
        return this.child !== undefined;
    }

    /** Of the postmaster; 0 when none runs. */
    get pid(): number {
        return this.child?.pid ?? 0;
    }

    /** Resolves when the server answers queries; rejects when it ends first or takes longer than 30 s. */
    async start(): Promise<void> {
        const { region, program, dataDirectory } = this.site;
        this.starts += 1;
        const child = this.places.start(region, [program, "-D", dataDirectory], {
            name: `database-${region}${this.starts === 1 ? "" : `-${this.starts}`}`,
            unprivileged: true,
        });
        this.child = child;
        this.exited = new Promise((resolve) => {
            const ended = (): void => {
                this.child = this.child === child ? undefined : this.child;
                resolve();
            };
            child.once("error", ended);
            child.once("exit", ended);
        });
        await until(`the database of ${region} answers`, startLimitMilliseconds, async () => {
            if (this.child !== child) {
                return "ended" as const;
            }
            await this.query("select 1");
            return "answers" as const;
        });
        if (!this.running) {
            throw new Error(`the database of ${region} ended while it started; its log says why`);
        }
    }

    /** `fast` ends sessions and waits for the standbys to have everything; `immediate` leaves crash recovery to the next start. */
    async stop(mode: "fast" | "immediate"): Promise<void> {
        if (this.child === undefined) {
            return;
        }
        process.kill(await this.postmaster(), mode === "fast" ? "SIGINT" : "SIGQUIT");
        await until(`the database of ${this.site.region} stops (${mode})`, stopLimitMilliseconds, () =>
            Promise.resolve(this.running ? undefined : true),
        );
    }

    /** As a lost region does it: every process at once, without a last word. */
    async kill(): Promise<void> {
        if (this.child === undefined) {
            return;
        }
        const postmaster = await this.postmaster();
        const family = [postmaster, ...childrenOf(postmaster)];
        family.forEach(killIfThere);
        await this.exited;
        await until(`all processes of the database of ${this.site.region} are gone`, stopLimitMilliseconds, () =>
            Promise.resolve(family.some(isRunning) ? undefined : true),
        );
    }

    /** Rows of one statement, by a connection of its own; as the superuser, in the given database. */
    async query<Row extends pg.QueryResultRow>(
        text: string,
        values: readonly unknown[] = [],
        database = administrationDatabase,
    ): Promise<Row[]> {
        const { socketDirectory, port, superuser } = this.site;
        const client = new pg.Client({
            host: socketDirectory,
            port,
            user: superuser,
            database,
            connectionTimeoutMillis: connectLimitMilliseconds,
            query_timeout: queryLimitMilliseconds,
        });
        // A server that ends under an idle connection is not an event here: the next query says so.
        client.on("error", () => undefined);
        await client.connect();
        try {
            return (await client.query<Row>(text, [...values])).rows;
        } finally {
            await client.end();
        }
    }

    /** The one row of a statement that cannot give less. */
    async row<Row extends pg.QueryResultRow>(text: string, database?: string): Promise<Row> {
        const [row] = await this.query<Row>(text, [], database);
        if (row === undefined) {
            throw new Error(`the database of ${this.site.region} gave no row for: ${text}`);
        }
        return row;
    }

    /** Its first line is the postmaster's pid (storage/pid.h); the child may be a wrapper that has the same. */
    private async postmaster(): Promise<number> {
        try {
            const text = await readFile(path.join(this.site.dataDirectory, "postmaster.pid"), "utf8");
            return Number.parseInt(text, 10);
        } catch {
            return this.pid;
        }
    }
}

function killIfThere(pid: number): void {
    try {
        process.kill(pid, "SIGKILL");
    } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) {
            throw error;
        }
    }
}
