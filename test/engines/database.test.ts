import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import type { DatabaseDriver } from "../../twin/database";
import {
    DatabaseFixture,
    east,
    factor,
    idsOf,
    lagSeconds,
    promotionSeconds,
    readerEndpoint,
    south,
    west,
    write,
} from "./database-fixture";

const manners = ["refused", "black-hole"] as const;

describe("the global database", function () {
    this.timeout(60_000);
    let fixture: DatabaseFixture;
    let driver: DatabaseDriver;

    async function start(...regions: string[]): Promise<void> {
        fixture = await DatabaseFixture.start(regions);
        driver = fixture.driver;
    }
    afterEach(() => fixture.stop());

    it("lets clients of every cell write over verified TLS and shows the declared lag", async () => {
        await start(west, east);
        const shop = await fixture.openShop();
        const remote = await fixture.connect(east);
        const started = performance.now();
        await remote.query("select 1");
        const roundTrip = performance.now() - started;
        assert.ok(roundTrip >= 8 && roundTrip < 30, `a round trip of 8 ms took ${roundTrip}`);
        await remote.end();

        const lags: number[] = [];
        const until = performance.now() + 600;
        const writing = write(shop, () => performance.now() > until);
        while (performance.now() < until) {
            const { members } = await driver.status();
            lags.push(members.find(({ region }) => region === east)?.lagSeconds ?? -1);
        }
        const orders = await writing;
        const median = lags.sort((a, b) => a - b)[Math.floor(lags.length / 2)] ?? 0;
        assert.ok(median > 0.4 && median < 1, `lag ${median} s (platform) of ${lags.length} samples`);
        await shop.end();
        await fixture.caughtUp(east);
        assert.deepEqual((await driver.findOrders(east, idsOf(orders))).sort(), idsOf(orders));
        assert.deepEqual(await driver.findOrders(east, [randomUUID()]), []);
        const { writer, epoch } = await driver.status();
        assert.deepEqual({ writer, epoch }, { writer: west, epoch: 1 });
    });

    for (const manner of manners) {
        it(`loses at a failover (${manner}) what is younger than the lag, finds it fenced, and rebuilds`, async () => {
            await start(west, east);
            const lost = await loseWriter(manner);
            await driver.regionHealing(west);
            await driver.regionHealed(west);
            assert.deepEqual(await fixture.roles(), [`${west} fenced`, `${east} writer`]);
            assert.deepEqual((await driver.findOrders(west, lost)).sort(), lost);
            await assert.rejects(fixture.connect(west, readerEndpoint(west)), /ECONNREFUSED/);

            await driver.rebuildStandby(west);
            assert.deepEqual(await driver.findOrders(west, lost), []);
            const client = await fixture.connect(west);
            const orders = await write(client, ({ length }) => length === 5);
            await client.end();
            await fixture.caughtUp(west);
            assert.equal((await driver.findOrders(west, idsOf(orders))).length, 5);
            assert.deepEqual(await fixture.roles(), [`${west} standby`, `${east} writer`]);
        });
    }

    /** Breaks the writer's region under load and fails over; the ids that the new writer does not have. */
    async function loseWriter(manner: (typeof manners)[number]): Promise<string[]> {
        const shop = await fixture.openShop();
        let failedOver = false;
        const writing = write(shop, () => failedOver);
        await pause(400);
        const brokenAt = Date.now();
        const asked = performance.now();
        await driver.regionBroke(west, manner);
        const { epoch } = await driver.failover(east);
        assert.ok(performance.now() - asked >= (promotionSeconds * 1000) / factor);
        assert.equal(epoch, 2);
        failedOver = true;
        const orders = await writing;
        await shop.end();
        const kept = new Set(await driver.findOrders(east, idsOf(orders)));
        const lost = orders.filter(({ id }) => !kept.has(id));
        const newestKept = Math.max(...orders.filter(({ id }) => kept.has(id)).map(({ at }) => at));
        const oldestLost = Math.min(...lost.map(({ at }) => at));
        assert.ok(lost.length > 0 && newestKept <= oldestLost, "what was lost is not the youngest");
        // Half the round trip of 80 ms is part of the way.
        const declared = (lagSeconds * 1000 + 40) / factor;
        const reach = brokenAt - oldestLost;
        assert.ok(Math.abs(reach - declared) <= 20, `${declared} ms are declared, the loss reaches ${reach} ms back`);
        return idsOf(lost);
    }

    it("loses nothing at a switchover and back, while a second standby follows", async () => {
        await start(west, east, south);
        const clients: pg.Client[] = [await fixture.openShop()];
        const all: string[] = [];
        for (const [index, target] of [east, west].entries()) {
            const client = clients[index] ?? (await fixture.connect(south));
            const writing = write(client, () => false);
            await pause(200);
            assert.equal((await driver.switchover(target)).epoch, index + 2);
            const orders = idsOf(await writing);
            assert.ok(orders.length > 10);
            all.push(...orders);
            await client.end();
            for (const region of [west, east, south].filter((other) => other !== target)) {
                await fixture.caughtUp(region);
                assert.deepEqual((await driver.findOrders(region, all)).sort(), [...all].sort());
            }
        }
        assert.deepEqual(await fixture.roles(), [`${west} writer`, `${east} standby`, `${south} standby`]);
    });

    for (const manner of manners) {
        it(`brings members back as what they were when nothing was promoted (${manner})`, async () => {
            await start(west, east);
            const shop = await fixture.openShop();
            for (const region of [west, east]) {
                await driver.regionBroke(region, manner);
                await driver.regionHealing(region);
                await driver.regionHealed(region);
            }
            await shop.end();
            const client = await fixture.connect(east);
            const orders = await write(client, ({ length }) => length === 3);
            await client.end();
            await fixture.caughtUp(east);
            assert.equal((await driver.findOrders(east, idsOf(orders))).length, 3);
            assert.equal((await driver.status()).epoch, 1);
        });
    }

    it("lets a standby that was away during a failover follow the new writer", async () => {
        await start(west, east, south);
        const shop = await fixture.openShop();
        await fixture.caughtUp(east);
        await driver.regionBroke(south, "refused");
        await driver.regionBroke(west, "refused");
        await shop.end();
        await driver.failover(east);
        await driver.regionHealing(south);
        await driver.regionHealed(south);
        const client = await fixture.connect(south);
        const orders = await write(client, ({ length }) => length === 3);
        await client.end();
        await fixture.caughtUp(south);
        assert.equal((await driver.findOrders(south, idsOf(orders))).length, 3);
    });

    it("removes an order from the writer alone, and fails calls that make no sense", async () => {
        await start(west, east);
        const shop = await fixture.openShop();
        const [order] = await write(shop, ({ length }) => length === 1);
        await shop.end();
        assert.ok(order);
        await assert.rejects(driver.deleteOrder(east, order.id), /is standby: delete the order in eu-west-1/);
        await driver.deleteOrder(west, order.id);
        await fixture.caughtUp(east);
        assert.deepEqual(await driver.findOrders(east, [order.id]), []);
        await assert.rejects(driver.deleteOrder(west, order.id), /has no order/);
        await assert.rejects(driver.failover(west), /expected a running standby, it is writer/);
        await assert.rejects(driver.failover("mars"), /no database in mars: expected one of/);
        await assert.rejects(driver.rebuildStandby(west), /is the writer/);
        await driver.regionBroke(east, "refused");
        await assert.rejects(driver.failover(east), /it is cut off/);
        await assert.rejects(driver.switchover(east), /it is cut off/);
        await assert.rejects(driver.findOrders(east, []), /does not run: heal the region first/);
        assert.deepEqual(await fixture.roles(), [`${west} writer`, `${east} stopped`]);
    });

    it("answers names by where they are asked: at home directly, elsewhere through the relay", async () => {
        await start(west, east);
        const home = driver.addressOf("Orders.Global-Writer.Example.", west);
        const away = driver.addressOf("orders.global-writer.example", east);
        assert.ok(home !== undefined && away !== undefined && home !== away);
        assert.equal(driver.addressOf(readerEndpoint(west), east), away);
        assert.notEqual(driver.addressOf(readerEndpoint(east), east), home);
        assert.equal(driver.addressOf("elsewhere.example", east), undefined);
        await driver.switchover(east);
        assert.equal(
            driver.addressOf("orders.global-writer.example", east),
            driver.addressOf(readerEndpoint(east), east),
        );
    });
});
