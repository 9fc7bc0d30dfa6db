import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Pool } from "undici";

export interface Load {
    readonly requestsPerSecond: number;
    readonly seconds: number;
}

const body = JSON.stringify({ item: "lamp", quantity: 3, unitPriceCents: 250 });

/** Places orders one by one. */
export class OrderClient {
    private readonly pool: Pool;

    /** @param ca certificate authority, PEM */
    constructor(origin: string, ca: string) {
        this.pool = new Pool(origin, { connections: 20, connect: { ca } });
    }

    /** Milliseconds until the whole reply was there. @throws Error when it is not 201 */
    async place(): Promise<number> {
        const started = performance.now();
        const headers = { "content-type": "application/json", "idempotency-key": randomUUID() };
        const reply = await this.pool.request({ method: "POST", path: "/orders", headers, body });
        const text = await reply.body.text();
        if (reply.statusCode !== 201) {
            throw new Error(`an order was answered with ${reply.statusCode}: ${text}`);
        }
        return performance.now() - started;
    }

    /** Orders at a constant rate of arrivals: a slow reply does not lower it. Milliseconds of each, sorted. */
    async load({ requestsPerSecond, seconds }: Load, signal: AbortSignal): Promise<number[]> {
        const started = performance.now();
        const replies: Promise<number>[] = [];
        for (let index = 0; index < requestsPerSecond * seconds; index += 1) {
            const due = started + (index * 1000) / requestsPerSecond;
            await delay(Math.max(0, due - performance.now()), undefined, { signal });
            replies.push(this.place());
        }
        return (await Promise.all(replies)).sort((a, b) => a - b);
    }

    close(): Promise<void> {
        return this.pool.destroy();
    }
}

/** The value that a share of all does not exceed (nearest rank). @param sorted not empty */
export function quantile(sorted: readonly number[], share: number): number {
    return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}
