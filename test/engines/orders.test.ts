import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import pino from "pino";
import { readConfiguration } from "../../apps/orders/configuration";
import { startService, type NameService, type Service } from "../../apps/orders/service";
import { environmentOf, orderBody, until } from "./orders-environment";
import { freePort, PostgresServer } from "./postgres-server";

/** A name service whose answers a test moves. */
class Names implements NameService {
    readonly leads = new Map<string, string>();

    readonly connect: NameService["connect"] = (host, options, callback) => {
        const address = this.leads.get(host) ?? "";
        if (options.all === true) {
            callback(null, [{ address, family: 4 }]);
        } else {
            callback(null, address, 4);
        }
    };

    readonly addresses = (host: string): Promise<string[]> => Promise.resolve([this.leads.get(host) ?? ""]);
}

async function startApp(server: PostgresServer, names: Names): Promise<Service> {
    const PORT = String(await freePort());
    const limits = {
        QUERY_TIMEOUT_MS: "400",
        STATEMENT_TIMEOUT_MS: "400",
        LOCK_TIMEOUT_MS: "300",
        WRITER_LOOKUP_MS: "50",
    };
    const environment = environmentOf(server, { PORT, ...limits });
    return startService(readConfiguration(environment), pino({ level: "silent" }), names);
}

async function place({ app }: Service, key = randomUUID()) {
    const headers = { "idempotency-key": key };
    const reply = await app.inject({ method: "POST", url: "/orders", headers, payload: orderBody });
    return { key, status: reply.statusCode, order: reply.json<{ committedAt: string; epoch: number }>() };
}

describe("orders on PostgreSQL", function () {
    this.timeout(60_000);
    let first: PostgresServer;
    const names = new Names();
    const services: Service[] = [];
    const others: PostgresServer[] = [];

    before(async () => {
        first = await PostgresServer.start("127.0.0.1");
    });
    beforeEach(() => {
        names.leads.set("writer.test", "127.0.0.1").set("reader.test", "127.0.0.1");
    });
    afterEach(async () => {
        await Promise.all(services.splice(0).map((service) => service.drain()));
        await Promise.all(others.splice(0).map((server) => server.remove()));
    });
    after(async () => {
        await first.remove();
    });

    const start = async (): Promise<Service> => {
        const service = await startApp(first, names);
        services.push(service);
        return service;
    };

    it("creates its tables once when several instances start together", async () => {
        await first.query("drop table if exists orders, writer_epoch");
        const together = await Promise.all([start(), start(), start(), start()]);
        const placed = await Promise.all(together.map((service) => place(service)));
        assert.deepEqual(
            placed.map(({ status, order }) => [status, order.epoch]),
            Array(4).fill([201, 1]),
        );
        assert.deepEqual(await first.query("select epoch::int from writer_epoch"), [{ epoch: 1 }]);
    });

    it("commits one order when thirty requests with one key arrive together", async () => {
        const both = await Promise.all([start(), start()]);
        const key = randomUUID();
        const placed = await Promise.all(
            Array.from({ length: 30 }, (_, index) => place(both[index % 2] as Service, key)),
        );
        const created = placed.filter(({ status }) => status === 201);
        assert.equal(created.length, 1);
        assert.ok(placed.every(({ status }) => status === 200 || status === 201));
        assert.equal(new Set(placed.map(({ order }) => order.committedAt)).size, 1);
    });

    it("tells the epoch of the moment, and the commit's time by the database's clock", async () => {
        const service = await start();
        await place(service);
        await first.query("update writer_epoch set epoch = epoch + 1");
        const { key, order } = await place(service);
        const [row] = await first.query("select epoch::int, committed_at from orders where id = $1", [key]);
        assert.deepEqual(row, { epoch: order.epoch, committed_at: new Date(order.committedAt) });
        assert.equal(order.epoch, 2);
    });

    it("goes where the writer's name leads when the writer is gone, and creates what is missing there", async () => {
        const service = await start();
        await place(service);
        const second = await PostgresServer.start("127.0.0.2", first);
        others.push(second);
        await first.kill();
        try {
            assert.equal((await place(service)).status, 503);
            assert.equal((await service.app.inject("/healthz")).statusCode, 200);
            names.leads.set("writer.test", "127.0.0.2");
            const { key, status } = await place(service);
            assert.equal(status, 201);
            assert.equal((await second.query("select 1 from orders where id = $1", [key])).length, 1);
            assert.equal(
                (await service.app.inject(`/orders/${key}`)).statusCode,
                200,
                "a read falls back to the writer",
            );
        } finally {
            await first.resume();
        }
    });

    it("leaves a writer that still works once its name leads elsewhere", async () => {
        const service = await start();
        await place(service);
        const second = await PostgresServer.start("127.0.0.2", first);
        others.push(second);
        names.leads.set("writer.test", "127.0.0.2");
        await until(async () => {
            const { key } = await place(service);
            return (await second.query("select to_regclass('orders') is not null as there"))[0]?.["there"] === true
                ? (await second.query("select 1 from orders where id = $1", [key])).length === 1
                : false;
        });
    });

    it("abandons connections that fell silent, within one request", async () => {
        const service = await start();
        await Promise.all([place(service), place(service), place(service)]);
        const backends = await first.query("select pid from pg_stat_activity where application_name = 'orders'");
        const signal = (name: NodeJS.Signals) => backends.forEach(({ pid }) => process.kill(Number(pid), name));
        assert.ok(backends.length >= 3);
        signal("SIGSTOP");
        try {
            assert.equal((await place(service)).status, 201);
            assert.equal((await place(service)).status, 201);
        } finally {
            signal("SIGCONT");
        }
    });

    it("answers 503 for what neither reader nor a reachable writer can decide", async () => {
        const service = await start();
        const { key } = await place(service);
        names.leads.set("writer.test", "127.0.0.9");
        await until(async () => (await service.app.inject("/readyz")).statusCode === 503);
        assert.equal((await service.app.inject(`/orders/${key}`)).statusCode, 200);
        assert.equal((await service.app.inject(`/orders/${randomUUID()}`)).statusCode, 503);
    });
});
