import assert from "node:assert/strict";
import { buildApp } from "../../../apps/orders/app";
import { UnavailableError } from "../../../apps/orders/failures";
import type { Creation, Order, OrderRequest, OrderStore } from "../../../apps/orders/orders";

const key = "6a2b3c4d-1111-4222-8333-444455556666";
const body = { item: "lamp", quantity: 3, unitPriceCents: 250 };
const committedAt = new Date("2026-01-02T03:04:05.678Z");

class MemoryStore implements OrderStore {
    lastEpoch: number | undefined;
    failure: Error | undefined;
    private readonly orders = new Map<string, Order>();

    create(id: string, request: OrderRequest): Promise<Creation> {
        return this.answer(() => {
            const present = this.orders.get(id);
            const order = present ?? {
                ...request,
                id,
                totalCents: request.quantity * request.unitPriceCents,
                committedAt,
            };
            this.orders.set(id, order);
            const same = order.item === request.item;
            const outcome = present === undefined ? "created" : same ? "replayed" : "conflict";
            return { outcome, order, epoch: 4 };
        });
    }

    find(id: string): Promise<{ order: Order | undefined; epoch: number }> {
        return this.answer(() => ({ order: this.orders.get(id), epoch: 4 }));
    }

    touchWriter(): Promise<number> {
        return this.answer(() => 4);
    }

    private answer<T>(work: () => T): Promise<T> {
        return this.failure === undefined ? Promise.resolve(work()) : Promise.reject(this.failure);
    }
}

function setUp(isDraining = false) {
    const store = new MemoryStore();
    const app = buildApp({ store, region: "eu-west-1", instance: "i-7", isDraining: () => isDraining });
    const post = (payload: unknown, headers: Record<string, string> = { "idempotency-key": key }) =>
        app.inject({
            method: "POST",
            url: "/orders",
            headers: { "content-type": "application/json", ...headers },
            payload: typeof payload === "string" ? payload : JSON.stringify(payload),
        });
    return { store, app, post };
}

describe("orders over HTTP", () => {
    it("answers 201 with the order, its total and its commit time", async () => {
        const reply = await setUp().post(body);
        assert.equal(reply.statusCode, 201);
        assert.deepEqual(reply.json(), {
            id: key,
            ...body,
            totalCents: 750,
            committedAt: "2026-01-02T03:04:05.678Z",
            region: "eu-west-1",
            instance: "i-7",
            epoch: 4,
        });
    });

    it("answers a replay with 200 and the same order", async () => {
        const { post } = setUp();
        const first = await post(body);
        const second = await post(body, { "idempotency-key": key.toUpperCase() });
        assert.equal(second.statusCode, 200);
        assert.deepEqual(second.json(), first.json());
    });

    it("fails a key that is used again for another body with 422", async () => {
        const { post } = setUp();
        await post(body);
        const reply = await post({ ...body, item: "chair" });
        assert.equal(reply.statusCode, 422);
        assert.equal(reply.json<{ epoch: number }>().epoch, 4);
    });

    const wrong: [string, unknown, (Record<string, string> | undefined)?][] = [
        ["a missing key", body, {}],
        ["a key that is no UUID", body, { "idempotency-key": "7" }],
        ["a body that is no JSON", "{", undefined],
        ["a missing item", { quantity: 1, unitPriceCents: 1 }],
        ["a quantity of 0", { ...body, quantity: 0 }],
        ["a quantity in text", { ...body, quantity: "3" }],
        ["a price with a fraction", { ...body, unitPriceCents: 1.5 }],
        ["an unknown field", { ...body, colour: "red" }],
    ];
    for (const [what, payload, headers] of wrong) {
        it(`fails ${what} with 400`, async () => {
            const reply = await setUp().post(payload, headers);
            assert.equal(reply.statusCode, 400);
            assert.equal(typeof reply.json<{ error: unknown }>().error, "string");
        });
    }

    it("names region, instance and epoch in every reply, also when it refuses", async () => {
        const { store, app, post } = setUp();
        store.lastEpoch = 9;
        const refused = [
            await app.inject("/healthz"),
            await app.inject("/nowhere"),
            await app.inject("/orders/7"),
            await post("{"),
            await post("x".repeat(20_000)),
        ];
        assert.deepEqual(
            refused.map((reply) => reply.statusCode),
            [200, 404, 400, 400, 413],
        );
        for (const reply of refused) {
            const { "x-region": region, "x-instance": instance, "x-writer-epoch": epoch } = reply.headers;
            assert.deepEqual([region, instance, Number(epoch)], ["eu-west-1", "i-7", 9]);
            const facts = reply.json<{ region: string; instance: string; epoch: number }>();
            assert.deepEqual([facts.region, facts.instance, facts.epoch], ["eu-west-1", "i-7", 9]);
        }
    });

    it("leaves the epoch out while none is known", async () => {
        const reply = await setUp().app.inject("/healthz");
        assert.equal(reply.headers["x-writer-epoch"], undefined);
        assert.deepEqual(reply.json(), { status: "serving", region: "eu-west-1", instance: "i-7" });
    });

    it("reads an order back, and answers 404 for one that is not there", async () => {
        const { app, post } = setUp();
        await post(body);
        assert.equal((await app.inject(`/orders/${key}`)).json<{ totalCents: number }>().totalCents, 750);
        assert.equal((await app.inject("/orders/00000000-0000-4000-8000-000000000000")).statusCode, 404);
    });

    it("answers 503 and when to come back while the database is away, and stays healthy", async () => {
        const { store, app, post } = setUp();
        store.failure = new UnavailableError("writer", "not-sent", new Error("connection refused"));
        const replies = [await post(body), await app.inject(`/orders/${key}`), await app.inject("/readyz")];
        for (const reply of replies) {
            assert.equal(reply.statusCode, 503);
            assert.equal(reply.headers["retry-after"], "1");
        }
        assert.equal((await app.inject("/healthz")).statusCode, 200);
    });

    it("does not show what went wrong inside", async () => {
        const { store, post } = setUp();
        store.failure = new Error("password=hunter2");
        const reply = await post(body);
        assert.equal(reply.statusCode, 500);
        assert.doesNotMatch(reply.body, /hunter2/);
    });

    it("is not ready while it drains", async () => {
        assert.equal((await setUp(true).app.inject("/readyz")).statusCode, 503);
        assert.equal((await setUp(false).app.inject("/readyz")).statusCode, 200);
    });
});
