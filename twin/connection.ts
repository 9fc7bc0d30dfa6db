import { once } from "node:events";
import { createConnection } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Twin } from "./api";
import { twinCalls, type Reply } from "./control";
import { TwinError } from "./errors";
import { socketPath } from "./socket-path";

export const controlSocket = (directory: string) => socketPath(join(directory, "control.sock"));

interface Waiting {
    readonly resolve: (value: unknown) => void;
    readonly reject: (error: Error) => void;
}

/**
 * Calls a running twin over the control socket of its folder.
 * @throws TwinError (exit 2) when none runs there
 */
export async function connectTwin(directory: string): Promise<Twin & { disconnect(): void }> {
    const socket = createConnection(controlSocket(directory));
    try {
        await once(socket, "connect");
    } catch {
        throw new TwinError(`no twin runs in ${directory}: start one by antipode twin up`, 2);
    }
    const waiting = new Map<number, Waiting>();
    let last = 0;
    socket.on("error", () => undefined);
    socket.on("close", () => {
        waiting.forEach(({ reject }) => reject(new Error(`the twin in ${directory} has ended`)));
        waiting.clear();
    });
    createInterface({ input: socket })
        .on("line", (line) => settle(waiting, JSON.parse(line) as Reply))
        .on("error", () => undefined);
    const call = (method: keyof Twin, args: readonly unknown[]) =>
        new Promise<unknown>((resolve, reject) => {
            if (!socket.writable) {
                reject(new Error(`the twin in ${directory} has ended`));
                return;
            }
            last += 1;
            waiting.set(last, { resolve, reject });
            socket.write(`${JSON.stringify({ id: last, method, args })}\n`);
        });
    const methods = twinCalls.map((method) => [method, (...args: unknown[]) => call(method, args)] as const);
    // twinCalls has every name of Twin, and what crosses the socket is JSON of the types that Twin gives.
    return { ...(Object.fromEntries(methods) as unknown as Twin), disconnect: () => socket.destroy() };
}

function settle(waiting: Map<number, Waiting>, reply: Reply): void {
    const waiter = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ("error" in reply) {
        waiter?.reject(new Error(reply.error));
    } else {
        waiter?.resolve(reply.result);
    }
}
