import type { ClientClass, Operation, RequestLine } from "../../gameday/client-log";

/** What a client would meet at one instant (wall clock, milliseconds). */
export interface Reply {
    readonly status: number;
    readonly latency: number;
    readonly error?: number;
    readonly region?: string;
    readonly epoch?: number;
}

export interface SyntheticClient {
    readonly client: string;
    readonly class: ClientClass;
    readonly from: number;
    readonly to: number;
    /** Milliseconds between two requests of one operation. */
    readonly every: number;
    readonly reply: (at: number, operation: Operation) => Reply;
}

/** An id that says whose it is: deterministic, UUID-shaped. */
export function orderId(client: string, seq: number): string {
    const owner = Buffer.from(client).reduce((sum, byte) => (sum * 31 + byte) % 0xffff, 7);
    return `${owner.toString(16).padStart(8, "0")}-0000-4000-8000-${seq.toString(16).padStart(12, "0")}`;
}

/** A client's log as the k6 scenarios write it, from a description of the world that it met. */
export function syntheticLog(description: SyntheticClient): RequestLine[] {
    const lines: RequestLine[] = [];
    const seed = orderId(description.client, 0);
    for (let at = description.from; at < description.to; at += description.every) {
        for (const op of ["write", "read"] as const) {
            lines.push(requestLine(description, { at: op === "read" ? at + 1 : at, op, seq: lines.length, seed }));
        }
    }
    return lines;
}

function requestLine(
    { client, class: clientClass, from, reply }: SyntheticClient,
    { at, op, seq, seed }: { at: number; op: Operation; seq: number; seed: string },
): RequestLine {
    const { status, latency, error = 0, region, epoch } = reply(at, op);
    const acknowledged = op === "write" && status === 201;
    return {
        client,
        class: clientClass,
        seq,
        op,
        order: op === "read" ? seed : orderId(client, seq),
        start: at,
        end: at + latency,
        mono: at - from,
        status,
        error,
        ...(region === undefined ? {} : { region }),
        ...(epoch === undefined ? {} : { epoch }),
        ...(acknowledged ? { committed: at + latency / 2 } : {}),
    };
}
