import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { createAuthority, type Authority } from "../../twin/authority";
import { createDatabase, type DatabaseDriver } from "../../twin/database";
import type { DatabaseModel } from "../../twin/place";
import { LoopbackPlaces } from "../twin/loopback-places";

export const factor = 10;
export const lagSeconds = 0.5;
export const promotionSeconds = 3;
export const [west, east, south] = ["eu-west-1", "us-east-1", "sa-east-1"] as const;
const root = path.join(__dirname, "../..");
/** Loopback addresses of this process alone, so that two test runs do not meet. */
const octets = `127.${64 + (process.pid % 128)}.${(process.pid >> 7) % 256}`;

const model: DatabaseModel = {
    writerEndpoint: "orders.global-writer.example",
    port: 5432,
    databaseName: "orders",
    user: "orders",
    password: "it's a \\ secret",
    initialWriter: west,
    members: [west, east, south].map((region, index) => ({
        region,
        address: `${octets}.${index + 1}`,
        readerEndpoint: readerEndpoint(region),
    })),
    replicationLagSeconds: lagSeconds,
    promotionSeconds,
    roundTripMilliseconds: () => 80,
};

export interface Order {
    readonly id: string;
    /** When its commit was acknowledged. */
    readonly at: number;
}

/** A started driver on loopback addresses, and the app's view of it. */
export class DatabaseFixture {
    private constructor(
        readonly driver: DatabaseDriver,
        private readonly places: LoopbackPlaces,
        private readonly authority: Authority,
    ) {}

    static async start(regions: readonly string[]): Promise<DatabaseFixture> {
        const directory = await mkdtemp(path.join(os.tmpdir(), "database-"));
        await mkdir(path.join(directory, "logs"));
        const authority = await createAuthority(path.join(directory, "authority"));
        const places = new LoopbackPlaces(path.join(directory, "logs"));
        const members = model.members.filter(({ region }) => regions.includes(region));
        const driver = createDatabase({ ...model, members }, places, {
            clock: { factor },
            directory: path.join(directory, "database"),
            cacheDirectory: path.join(root, ".antipode/cache"),
            authority,
            relayAddress: (from, to) => `${octets}.${100 + 10 * indexOf(from) + indexOf(to)}`,
            relayCommand: [process.execPath, "--import", "tsx", path.join(root, "twin/relay-main.ts")],
            emit: () => undefined,
        });
        const fixture = new DatabaseFixture(driver, places, authority);
        await driver.start();
        return fixture;
    }

    /** Stops the driver; fails when it leaves a process behind. */
    async stop(): Promise<void> {
        const directory = path.dirname(path.dirname(this.authority.caFile));
        await this.driver.stop();
        const left = this.places.children.filter(
            ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
        );
        assert.deepEqual(left, []);
        assert.deepEqual(await processesNaming(directory), []);
        await rm(directory, { recursive: true });
    }

    /** As the app of a region connects: by the endpoint's name, over verified TLS. */
    async connect(region: string, name = model.writerEndpoint): Promise<pg.Client> {
        const client = new pg.Client({
            host: this.driver.addressOf(name, region) ?? "",
            port: model.port,
            user: model.user,
            password: model.password,
            database: model.databaseName,
            connectionTimeoutMillis: 3_000,
            ssl: { ca: await readFile(this.authority.caFile), servername: name },
        });
        client.on("error", () => undefined);
        await client.connect();
        return client;
    }

    /** The app's first connection, which creates its table. */
    async openShop(): Promise<pg.Client> {
        const client = await this.connect(west);
        await client.query(
            "create table orders (id uuid primary key, epoch bigint not null, committed_at timestamptz not null)",
        );
        return client;
    }

    /** Waits until a standby has replayed everything. */
    async caughtUp(region: string): Promise<void> {
        const limit = performance.now() + 10_000;
        while (performance.now() < limit) {
            const { members } = await this.driver.status();
            if (members.find((member) => member.region === region)?.lagBytes === 0) {
                return;
            }
            await pause(10);
        }
        assert.fail(`${region} did not catch up within 10 s`);
    }

    async roles(): Promise<string[]> {
        const { members } = await this.driver.status();
        return members.map(({ region, role }) => `${region} ${role}`);
    }
}

/** Writes orders one after the other until the writer is gone or `done`; those that were acknowledged. */
export async function write(client: pg.Client, done: (orders: readonly Order[]) => boolean): Promise<Order[]> {
    const acknowledged: Order[] = [];
    while (!done(acknowledged)) {
        const id = randomUUID();
        const sql = "insert into orders select $1, epoch, clock_timestamp() from writer_epoch";
        const result = await client.query(sql, [id]).catch(() => undefined);
        if (result === undefined) {
            break;
        }
        acknowledged.push({ id, at: Date.now() });
    }
    return acknowledged;
}

export function idsOf(orders: readonly Order[]): string[] {
    return orders.map(({ id }) => id).sort();
}

export function readerEndpoint(region: string): string {
    return `orders.reader.${region}.example`;
}

function indexOf(region: string): number {
    return model.members.findIndex((member) => member.region === region);
}

/** Pids of this machine whose command line holds the text. */
async function processesNaming(text: string): Promise<string[]> {
    const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
    const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
    return pids.filter((_, index) => commands[index]?.includes(text));
}
