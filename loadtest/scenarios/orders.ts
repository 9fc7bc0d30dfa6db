// What a user of the orders does: places orders and reads some back. One process is one client.
// Asks nothing about who should answer: it writes down what happened, a line a request (gameday/client-log.ts).
import exec from "k6/execution";
import http, { type RefinedResponse, type ResponseType } from "k6/http";
import { sleep } from "k6";
import { readSettings } from "./settings.ts";

const settings = readSettings(__ENV);
/** Both operations share one scenario, so that they are evenly spaced and numbered in one sequence. */
const rate = 2 * settings.rate;

export const options = {
    scenarios: {
        orders: {
            executor: "constant-arrival-rate",
            rate,
            timeUnit: "1s",
            duration: `${settings.durationMilliseconds}ms`,
            // Enough for every request to wait out its time: otherwise k6 drops iterations just when replies are slow.
            preAllocatedVUs: Math.ceil(rate * (settings.timeoutMilliseconds / 1000) * 1.5) + 4,
            maxVUs: Math.ceil(rate * (settings.timeoutMilliseconds / 1000) * 3) + 10,
            // What was asked is waited for: a line is missing otherwise.
            gracefulStop: `${settings.timeoutMilliseconds + 2000}ms`,
        },
    },
    // The name is asked for at each new connection; the resolver outside holds the TTL.
    dns: { ttl: "0", select: "first", policy: "preferIPv4" },
    noConnectionReuse: settings.clientClass === "honest",
    setupTimeout: `${settings.seedLimitMilliseconds + settings.timeoutMilliseconds + 5000}ms`,
    discardResponseBodies: false,
    throw: false,
    summaryTrendStats: [],
    systemTags: ["scenario"],
    userAgent: `antipode/${settings.client}`,
};

interface Seeded {
    /** Wall clock at the client's beginning, milliseconds. */
    readonly began: number;
    readonly orders: readonly string[];
    /** Requests that seeding took: the sequence goes on from here. */
    readonly requests: number;
}

/** Places the orders that reads ask for; tries again until the limit, and every try has its line. */
export function setup(): Seeded {
    const began = Date.now();
    const orders: string[] = [];
    let requests = 0;
    while (orders.length < settings.seedOrders) {
        const order = crypto.randomUUID();
        const start = Date.now();
        // No scenario runs yet, so there is no monotonic clock to be had: these lines have the wall clock's.
        const good = place({ order, seq: requests, start, mono: start - began });
        requests += 1;
        if (good) {
            orders.push(order);
        } else if (Date.now() - began > settings.seedLimitMilliseconds) {
            exec.test.abort(
                `${orders.length} of ${settings.seedOrders} orders could be placed at ${settings.target} ` +
                    `in ${settings.seedLimitMilliseconds} ms`,
            );
        } else {
            sleep(0.1);
        }
    }
    return { began, orders, requests };
}

/** One request: even iterations place an order, odd ones read. */
export default function (seeded: Seeded): void {
    const iteration = exec.scenario.iterationInTest;
    const stamp = { seq: seeded.requests + iteration, start: Date.now(), mono: monotonic(seeded.began) };
    if (iteration % 2 === 0) {
        place({ ...stamp, order: crypto.randomUUID() });
    } else {
        const order = seeded.orders[((iteration - 1) / 2) % seeded.orders.length];
        read({ ...stamp, order: order ?? "" });
    }
}

interface Stamp {
    readonly order: string;
    readonly seq: number;
    readonly start: number;
    readonly mono: number;
}

type Reply = RefinedResponse<ResponseType | undefined>;

/** The scenario's progress is the one value of k6 that comes from a monotonic clock; exec.instance's duration does not. */
function monotonic(began: number): number {
    const { progress, startTime } = exec.scenario;
    return startTime - began + progress * settings.durationMilliseconds;
}

function place(stamp: Stamp): boolean {
    const quantity = 1 + (stamp.seq % 9);
    const unitPriceCents = 100 + (stamp.seq % 900);
    const body = JSON.stringify({ item: `${settings.client}-${stamp.seq}`, quantity, unitPriceCents });
    const headers = { "content-type": "application/json", "idempotency-key": stamp.order };
    const reply = http.post(`${settings.target}/orders`, body, { headers, ...parameters });
    return log("write", stamp, { reply, total: quantity * unitPriceCents });
}

function read(stamp: Stamp): boolean {
    const reply = http.get(`${settings.target}/orders/${stamp.order}`, parameters);
    return log("read", stamp, { reply });
}

const parameters = {
    timeout: settings.timeoutMilliseconds,
    redirects: 0,
    responseType: "text",
    tags: { name: "orders" },
} as const;

/** k6 gives errors of its own scripts no code; this one says that a reply had a good status and a wrong order in it. */
const wrongReply = 1999;

function log(op: "read" | "write", stamp: Stamp, { reply, total }: { reply: Reply; total?: number }): boolean {
    const end = Date.now();
    const body = parse(reply.body);
    const good = reply.status === 200 || reply.status === 201;
    const wrong = good && !isOrder(body, stamp.order, total);
    const epoch = Number(reply.headers["X-Writer-Epoch"]);
    const committed = op === "write" && typeof body["committedAt"] === "string" ? Date.parse(body["committedAt"]) : NaN;
    console.log(
        JSON.stringify({
            client: settings.client,
            class: settings.clientClass,
            seq: stamp.seq,
            op,
            order: stamp.order,
            start: stamp.start,
            end,
            mono: stamp.mono,
            status: reply.status,
            error: wrong ? wrongReply : reply.error_code,
            ip: reply.remote_ip === "" ? undefined : reply.remote_ip,
            region: reply.headers["X-Region"],
            instance: reply.headers["X-Instance"],
            epoch: Number.isNaN(epoch) ? undefined : epoch,
            committed: Number.isNaN(committed) ? undefined : committed,
        }),
    );
    return good && !wrong;
}

/** The reply's business facts: the order asked for, and a total that is right. */
function isOrder(body: Record<string, unknown>, order: string, total: number | undefined): boolean {
    const product = Number(body["quantity"]) * Number(body["unitPriceCents"]);
    return body["id"] === order && body["totalCents"] === (total ?? product);
}

function parse(body: Reply["body"]): Record<string, unknown> {
    try {
        const value: unknown = typeof body === "string" ? JSON.parse(body) : null;
        return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
    } catch {
        return {};
    }
}

interface Summary {
    readonly metrics: { readonly [metric: string]: { readonly values: { readonly [statistic: string]: number } } };
}

/** The last line of stdout. */
export function handleSummary({ metrics }: Summary): Record<string, string> {
    const count = (metric: string): number => metrics[metric]?.values["count"] ?? 0;
    return { stdout: `${JSON.stringify({ iterations: count("iterations"), dropped: count("dropped_iterations") })}\n` };
}
