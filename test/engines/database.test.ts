import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import type { TwinEvent } from "../../twin/api";
import { createAuthority, type Authority } from "../../twin/authority";
import { createDatabase, type DatabaseDriver } from "../../twin/database";
import type { DatabaseModel } from "../../twin/place";
import { LoopbackPlaces } from "../twin/loopback-places";

const factor = 10;
const lagSeconds = 0.5;
const promotionSeconds = 3;
const scaledLagMilliseconds = (lagSeconds * 1000) / factor;
const [west, east, south] = ["eu-west-1", "us-east-1", "sa-east-1"] as const;
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
        readerEndpoint: `orders.reader.${region}.example`,
    })),
    replicationLagSeconds: lagSeconds,
    promotionSeconds,
    roundTripMilliseconds: () => 80,
};

describe("the global database", function () {
    this.timeout(60_000);
    let directory: string;
    let authority: Authority;
    let places: LoopbackPlaces;
    let driver: DatabaseDriver;
    let events: TwinEvent[];

    async function startDriver(regions: readonly string[]): Promise<void> {
        directory = await mkdtemp(path.join(os.tmpdir(), "database-"));
        await mkdir(path.join(directory, "logs"));
        authority = await createAuthority(path.join(directory, "authority"));
        places = new LoopbackPlaces(path.join(directory, "logs"));
        events = [];
        const members = model.members.filter(({ region }) => regions.includes(region));
        driver = createDatabase({ ...model, members }, places, {
            clock: { factor },
            directory: path.join(directory, "database"),
            cacheDirectory: path.join(root, ".antipode/cache"),
            authority,
            relayAddress: (from, to) => `${octets}.${100 + 10 * indexOf(from) + indexOf(to)}`,
            relayCommand: [process.execPath, "--import", "tsx", path.join(root, "twin/relay-main.ts")],
            emit: (event) => events.push(event),
        });
        const started = performance.now();
        await driver.start();
        console.log("      start", Math.round(performance.now() - started), "ms");
    }

    afterEach(async () => {
        await driver.stop();
        assert.deepEqual(
            places.children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null),
            [],
        );
        assert.deepEqual(await processesNaming(directory), []);
        await rm(directory, { recursive: true });
    });

    /** As the app of a region connects: by the writer's name, over verified TLS. */
    async function connect(region: string, name = model.writerEndpoint): Promise<pg.Client> {
        const client = new pg.Client({
            host: driver.addressOf(name, region) ?? "",
            port: model.port,
            user: model.user,
            password: model.password,
            database: model.databaseName,
            connectionTimeoutMillis: 3_000,
            ssl: { ca: await readFile(authority.caFile), servername: name },
        });
        client.on("error", () => undefined);
        await client.connect();
        return client;
    }

    /** Writes orders until the region is gone or `count` is reached; those that were acknowledged, with their instants. */
    async function write(client: pg.Client, count: number): Promise<{ id: string; at: number }[]> {
        const acknowledged = [];
        for (let written = 0; written < count; written += 1) {
            const id = randomUUID();
            const sql = "insert into orders select $1, epoch, clock_timestamp() from writer_epoch";
            const done = await client.query(sql, [id]).catch(() => undefined);
            if (done === undefined) {
                break;
            }
            acknowledged.push({ id, at: Date.now() });
        }
        return acknowledged;
    }

    async function openShop(): Promise<pg.Client> {
        const client = await connect(west);
        await client.query(
            "create table orders (id uuid primary key, epoch bigint not null, committed_at timestamptz not null)",
        );
        return client;
    }

    async function caughtUp(region: string): Promise<void> {
        for (;;) {
            const { members } = await driver.status();
            if (members.find((member) => member.region === region)?.lagBytes === 0) {
                return;
            }
        }
    }

    const idsOf = (orders: readonly { id: string }[]): string[] => orders.map(({ id }) => id).sort();

    it("lets clients of every cell write over verified TLS and shows the declared lag", async () => {
        await startDriver([west, east]);
        const shop = await openShop();
        const remote = await connect(east);
        const started = performance.now();
        await remote.query("select 1");
        const roundTrip = performance.now() - started;
        assert.ok(roundTrip >= 8 && roundTrip < 30, `a round trip of 8 ms took ${roundTrip}`);
        await remote.end();

        const lags: number[] = [];
        let busy = true;
        const writing = write(shop, 400).finally(() => (busy = false));
        while (busy) {
            const { members } = await driver.status();
            lags.push(members.find(({ region }) => region === east)?.lagSeconds ?? -1);
        }
        const orders = await writing;
        const median = lags.sort((a, b) => a - b)[Math.floor(lags.length / 2)] ?? 0;
        assert.ok(median > 0.45 && median < 0.9, `lag ${median} s (platform) of ${lags.length} samples`);
        await shop.end();
        await caughtUp(east);
        assert.deepEqual((await driver.findOrders(east, idsOf(orders))).sort(), idsOf(orders));
        assert.deepEqual(await driver.findOrders(east, [randomUUID()]), []);
        const { writer, epoch } = await driver.status();
        assert.deepEqual({ writer, epoch }, { writer: west, epoch: 1 });
    });

    for (const manner of ["refused", "black-hole"] as const) {
        it(`loses at a failover (${manner}) exactly what is younger than the lag, finds it fenced, and rebuilds`, async () => {
            await startDriver([west, east]);
            const shop = await openShop();
            const lost = await loseRegion(shop, manner);
            await driver.regionHealing(west);
            await driver.regionHealed(west);
            assert.deepEqual((await driver.findOrders(west, lost)).sort(), lost);
            await assert.rejects(connect(west, `orders.reader.${west}.example`), /ECONNREFUSED/);

            const started = performance.now();
            await driver.rebuildStandby(west);
            console.log("      rebuild", Math.round(performance.now() - started), "ms");
            assert.deepEqual(await driver.findOrders(west, lost), []);
            const after = await connect(west);
            const orders = await write(after, 5);
            await after.end();
            await caughtUp(west);
            assert.equal((await driver.findOrders(west, idsOf(orders))).length, 5);
            assert.deepEqual(
                (await driver.status()).members.map(({ region, role }) => `${region} ${role}`),
                [`${west} standby`, `${east} writer`],
            );
        });
    }

    /** Breaks the writer's region under load and fails over; the ids that the new writer does not have. */
    async function loseRegion(shop: pg.Client, manner: "refused" | "black-hole"): Promise<string[]> {
        const writing = write(shop, manner === "refused" ? 100_000 : 600);
        await new Promise((resolve) => setTimeout(resolve, 400));
        const brokenAt = Date.now();
        const asked = performance.now();
        await driver.regionBroke(west, manner);
        const { epoch } = await driver.failover(east);
        console.log("      failover", Math.round(performance.now() - asked), "ms");
        assert.ok(performance.now() - asked >= (promotionSeconds * 1000) / factor);
        assert.equal(epoch, 2);
        const orders = await writing;
        await shop.end();
        const kept = new Set(await driver.findOrders(east, idsOf(orders)));
        const lost = orders.filter(({ id }) => !kept.has(id));
        const newestKept = Math.max(...orders.filter(({ id }) => kept.has(id)).map(({ at }) => at));
        const oldestLost = Math.min(...lost.map(({ at }) => at));
        // Half the round trip is part of the way.
        const declared = scaledLagMilliseconds + 4;
        console.log(
            "      lost",
            lost.length,
            "of",
            orders.length,
            "rpo",
            brokenAt - newestKept,
            brokenAt - oldestLost,
        );
        assert.ok(lost.length > 0 && newestKept <= oldestLost);
        assert.ok(Math.abs(brokenAt - oldestLost - declared) <= 20, `lost reaches back ${brokenAt - oldestLost} ms`);
        const fresh = await connect(east);
        assert.equal((await write(fresh, 1)).length, 1);
        await fresh.end();
        return idsOf(lost);
    }

    it("loses nothing at a switchover, twice, with a second standby that follows", async () => {
        await startDriver([west, east, south]);
        const shop = await openShop();
        const all: { id: string }[] = [];
        for (const [index, target] of [east, west].entries()) {
            const client = index === 0 ? shop : await connect(south);
            const writing = write(client, 100_000);
            await new Promise((resolve) => setTimeout(resolve, 200));
            const asked = performance.now();
            const { epoch } = await driver.switchover(target);
            console.log("      switchover", Math.round(performance.now() - asked), "ms");
            assert.equal(epoch, index + 2);
            const orders = await writing;
            assert.ok(orders.length > 10);
            all.push(...orders);
            await client.end();
            for (const region of [west, east, south]) {
                await caughtUpOrWriter(region, target);
                assert.deepEqual((await driver.findOrders(region, idsOf(all))).sort(), idsOf(all));
            }
        }
        const writer = await connect(south);
        assert.equal((await write(writer, 1)).length, 1);
        await writer.end();
    });

    async function caughtUpOrWriter(region: string, writer: string): Promise<void> {
        if (region !== writer) {
            await caughtUp(region);
        }
    }

    for (const manner of ["refused", "black-hole"] as const) {
        it(`brings a member back as what it was when nothing was promoted (${manner})`, async () => {
            await startDriver([west, east]);
            const shop = await openShop();
            for (const region of [west, east]) {
                await driver.regionBroke(region, manner);
                await driver.regionHealing(region);
                await driver.regionHealed(region);
            }
            await shop.end();
            const again = await connect(east);
            const orders = await write(again, 3);
            await again.end();
            await caughtUp(east);
            assert.equal((await driver.findOrders(east, idsOf(orders))).length, 3);
            assert.equal((await driver.status()).epoch, 1);
            await driver.deleteOrder(west, orders[0]?.id ?? "");
            await caughtUp(east);
            assert.equal((await driver.findOrders(east, idsOf(orders))).length, 2);
            await assert.rejects(driver.deleteOrder(east, orders[1]?.id ?? ""), /is a standby: delete the order in/);
        });
    }

    it("fails a promotion of what is no running standby, and a rebuild of the writer", async () => {
        await startDriver([west, east]);
        await assert.rejects(driver.failover(west), /expected a running standby, it is writer/);
        await assert.rejects(driver.failover("mars"), /no database in mars: expected one of/);
        await assert.rejects(driver.rebuildStandby(west), /is the writer/);
        await driver.regionBroke(east, "refused");
        await assert.rejects(driver.failover(east), /it is cut off/);
        await assert.rejects(driver.findOrders(east, []), /does not run: heal the region first/);
    });
});

function indexOf(region: string): number {
    return model.members.findIndex((member) => member.region === region);
}

/** Pids of this machine whose command line holds the text. */
async function processesNaming(text: string): Promise<string[]> {
    const { readdir } = await import("node:fs/promises");
    const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
    const named = await Promise.all(
        pids.map(async (pid) => {
            const file = `/proc/${pid}/cmdline`;
            return existsSync(file) && (await readFile(file, "utf8").catch(() => "")).includes(text) ? pid : undefined;
        }),
    );
    return named.filter((pid) => pid !== undefined);
}
