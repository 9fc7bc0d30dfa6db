import { createServer, type Server, type Socket } from "node:net";
import { createInterface } from "node:readline";
import type { Twin } from "./api";

/** One line each way on the control socket. */
export interface Call {
    readonly id: number;
    readonly method: string;
    readonly args: readonly unknown[];
}
export type Reply = { readonly id: number } & ({ readonly result: unknown } | { readonly error: string });

/** Every call that the socket takes; the type keeps the list whole. */
const calls = {
    status: true,
    database: true,
    breakRegion: true,
    healRegion: true,
    failover: true,
    switchover: true,
    rebuildStandby: true,
    findOrders: true,
    deleteOrder: true,
    answer: true,
    healthChecks: true,
    resolvers: true,
    startClient: true,
    clientEnded: true,
    stop: true,
} satisfies { [method in keyof Twin]: true };
export const twinCalls = Object.keys(calls) as (keyof Twin)[];

/** Serves a twin's calls on a unix socket, several at a time. */
export function serveControl(path: string, twin: Twin): Promise<Server> {
    const server = createServer((socket) => {
        // A caller that leaves before its answer is no fault of the twin.
        socket.on("error", () => undefined);
        const lines = createInterface({ input: socket });
        lines.on("line", (line) => void answerCall(twin, line, socket));
        lines.on("error", () => undefined);
    });
    return new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(path, () => resolve(server));
    });
}

async function answerCall(twin: Twin, line: string, socket: Socket): Promise<void> {
    let id = 0;
    let reply: Reply;
    try {
        const call = JSON.parse(line) as Call;
        id = call.id;
        reply = { id, result: (await dispatch(twin, call)) ?? null };
    } catch (error) {
        reply = { id, error: error instanceof Error ? error.message : String(error) };
    }
    if (socket.writable) {
        socket.write(`${JSON.stringify(reply)}\n`);
    }
}

function dispatch(twin: Twin, { method, args }: Call): Promise<unknown> {
    const known = twinCalls.find((name) => name === method);
    if (known === undefined) {
        throw new Error(`no call ${method}: expected one of ${twinCalls.join(", ")}`);
    }
    const target: { readonly [method in keyof Twin]: (...args: never[]) => Promise<unknown> } = twin;
    return target[known](...(args as never[]));
}
