import { randomUUID } from "node:crypto";
import Fastify, {
    LogController,
    type FastifyBaseLogger,
    type FastifyInstance,
    type FastifyReply,
    type FastifyRequest,
} from "fastify";
import * as z from "zod/mini";
import { UnavailableError } from "./failures";
import type { Order, OrderStore } from "./orders";

export interface AppDependencies {
    readonly store: OrderStore;
    /** Named in every reply: without it a drill cannot see a failover. */
    readonly region: string;
    readonly instance: string;
    readonly logger?: FastifyBaseLogger;
    /** True once the process was told to end. */
    readonly isDraining?: () => boolean;
}

const orderRequest = z.strictObject({
    item: z.string().check(z.minLength(1), z.maxLength(200)),
    quantity: z.int().check(z.gte(1), z.lte(10_000)),
    unitPriceCents: z.int().check(z.gte(0), z.lte(100_000_000)),
});
const expected =
    "expected {item: text of 1 to 200 characters, quantity: whole number from 1 to 10000, " +
    "unitPriceCents: whole number from 0 to 100000000} and nothing else";
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Accepted from a client or a balancer (`x-amzn-trace-id` has this alphabet too). */
const requestId = /^[\w=;:.-]{1,128}$/;

/** The HTTP face of the orders: routes, and nothing that listens. Every reply names region, instance and, once known, writer epoch. */
export function buildApp(dependencies: AppDependencies): FastifyInstance {
    const { logger, store } = dependencies;
    const app = Fastify({
        ...(logger === undefined ? { logger: false } : { loggerInstance: logger }),
        bodyLimit: 16 * 1024,
        logController: new LogController({ disableRequestLogging: true }),
        // While draining, requests on connections that are still open are served; the reply closes the connection.
        return503OnClosing: false,
        genReqId: (request) => {
            const given = request.headers["x-request-id"] ?? request.headers["x-amzn-trace-id"];
            return typeof given === "string" && requestId.test(given) ? given : randomUUID();
        },
    });
    const answer = answerer(dependencies);
    app.addHook("onResponse", logRequest);
    app.get("/healthz", (_, reply) => answer(reply.code(200), { status: "serving" }));
    app.get("/readyz", async (_, reply) => {
        if (dependencies.isDraining?.() === true) {
            return answer(reply.code(503), { error: "this instance is about to end" });
        }
        const epoch = await store.touchWriter();
        return answer(reply.code(200), { status: "ready" }, epoch);
    });
    app.post("/orders", (request, reply) => placeOrder(store, request, { reply, answer }));
    app.get<{ Params: { id: string } }>("/orders/:id", async (request, reply) => {
        const { id } = request.params;
        if (!uuid.test(id)) {
            return answer(reply.code(400), {
                error: `order id: expected a UUID, got ${JSON.stringify(id.slice(0, 64))}`,
            });
        }
        const { order, epoch } = await store.find(id.toLowerCase());
        return order === undefined
            ? answer(reply.code(404), { error: `there is no order ${id}` }, epoch)
            : answer(reply.code(200), describe(order), epoch);
    });
    app.setNotFoundHandler((request, reply) =>
        answer(reply.code(404), { error: `there is no ${request.method} ${request.url}` }),
    );
    app.setErrorHandler((error, request, reply) => refuse(error, request, { reply, answer }));
    return app;
}

/** Sends a body with the instance's names in it and in the headers. */
type Answer = (reply: FastifyReply, body: object, epoch?: number) => FastifyReply;

function answerer({ store, region, instance, isDraining }: AppDependencies): Answer {
    return (reply, body, epoch = store.lastEpoch) => {
        void reply.headers({ "x-region": region, "x-instance": instance });
        // Fastify says so only to requests that arrive after the close began; those under way would keep their connections.
        if (isDraining?.() === true) {
            void reply.header("connection", "close");
        }
        if (epoch === undefined) {
            return reply.send({ ...body, region, instance });
        }
        return reply.header("x-writer-epoch", epoch).send({ ...body, region, instance, epoch });
    };
}

async function placeOrder(
    store: OrderStore,
    request: FastifyRequest,
    { reply, answer }: { reply: FastifyReply; answer: Answer },
): Promise<FastifyReply> {
    const key = request.headers["idempotency-key"];
    if (typeof key !== "string" || !uuid.test(key)) {
        return answer(reply.code(400), { error: "header idempotency-key: expected a UUID, the order's id" });
    }
    const body = orderRequest.safeParse(request.body);
    if (!body.success) {
        const paths = body.error.issues.map(({ path }) => path.join(".") || "body");
        return answer(reply.code(400), { error: `${[...new Set(paths)].join(", ")}: ${expected}` });
    }
    const { outcome, order, epoch } = await store.create(key.toLowerCase(), body.data);
    if (outcome === "conflict") {
        const error = `idempotency-key ${order.id} was used for an order with another body`;
        return answer(reply.code(422), { error }, epoch);
    }
    return answer(reply.code(outcome === "created" ? 201 : 200), describe(order), epoch);
}

function describe({ committedAt, ...order }: Order): object {
    return { ...order, committedAt: committedAt.toISOString() };
}

function refuse(
    error: unknown,
    request: FastifyRequest,
    { reply, answer }: { reply: FastifyReply; answer: Answer },
): FastifyReply {
    if (error instanceof UnavailableError) {
        request.log.warn({ endpoint: error.endpoint, failure: error.kind, reason: error.message }, "unavailable");
        void reply.header("retry-after", "1");
        return answer(reply.code(503), { error: error.message });
    }
    const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
    if (status >= 400 && status < 500) {
        return answer(reply.code(status), { error: (error as Error).message });
    }
    request.log.error({ err: error }, "failed");
    return answer(reply.code(500), { error: "the request failed; its id is in the log", requestId: request.id });
}

/** One line a request. Health routes are asked every few seconds by many, so they stay below info. */
function logRequest(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
    const quiet = request.url === "/healthz" || request.url === "/readyz";
    const facts = {
        method: request.method,
        url: request.url,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 100) / 100,
    };
    request.log[quiet ? "debug" : "info"](facts, "answered");
    done();
}
