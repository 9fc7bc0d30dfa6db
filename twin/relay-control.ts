import net from "node:net";
import readline from "node:readline";
import { until } from "./database/until";
import { internet, type Places } from "./place";
import type { Delay, Manner, Route } from "./relay";

export type RelayCommand =
    | { readonly command: "open"; readonly route: Route }
    | { readonly command: "set-delay"; readonly name: string; readonly delay: Delay }
    | { readonly command: "cut"; readonly region: string; readonly manner: Manner }
    | { readonly command: "heal"; readonly region: string };
/** One line of JSON on the control socket; replies may come in another order. */
export type RelayRequest = RelayCommand & { readonly id: number };
export interface RelayReply {
    readonly id: number;
    readonly error?: string;
}

export interface RelayProgram {
    /** The process, control socket path not included. */
    readonly command: readonly string[];
    /** Path of the control socket: 107 bytes at most. */
    readonly socketPath: string;
}

/** The relay's process and its control connection. */
export class RelayControl {
    private readonly waiting = new Map<number, (reply: RelayReply) => void>();
    private lastId = 0;

    private constructor(
        private readonly connection: net.Socket,
        readonly pid: number,
        private readonly ended: Promise<void>,
    ) {
        readline.createInterface({ input: connection }).on("line", (line) => {
            const reply = JSON.parse(line) as RelayReply;
            this.waiting.get(reply.id)?.(reply);
            this.waiting.delete(reply.id);
        });
        connection.on("error", () => undefined);
        connection.on("close", () => {
            this.waiting.forEach((settle, id) => settle({ id, error: "the relay has ended" }));
            this.waiting.clear();
        });
    }

    /** Starts the relay in the internet between the cells; rejects when it does not listen within ten seconds. */
    static async start(places: Places, program: RelayProgram): Promise<RelayControl> {
        const { command, socketPath } = program;
        const child = places.start(internet, [...command, socketPath], { name: "relay" });
        let running = true;
        const ended = new Promise<void>((resolve) => {
            const end = (): void => {
                running = false;
                resolve();
            };
            child.once("exit", end);
            child.once("error", end);
        });
        const connection = await until<net.Socket | "ended">("the relay listens", 10_000, () =>
            running ? tryConnect(socketPath) : Promise.resolve("ended"),
        );
        if (connection === "ended") {
            throw new Error("the relay ended while it started; its log says why");
        }
        return new RelayControl(connection, child.pid ?? 0, ended);
    }

    get running(): boolean {
        return !this.connection.destroyed;
    }

    async send(command: RelayCommand): Promise<void> {
        this.lastId += 1;
        const request: RelayRequest = { ...command, id: this.lastId };
        const reply = await new Promise<RelayReply>((resolve) => {
            if (this.connection.destroyed) {
                resolve({ id: request.id, error: "the relay has ended" });
                return;
            }
            this.waiting.set(request.id, resolve);
            this.connection.write(`${JSON.stringify(request)}\n`);
        });
        if (reply.error !== undefined) {
            throw new Error(`relay, ${command.command}: ${reply.error}`);
        }
    }

    async stop(): Promise<void> {
        this.connection.destroy();
        await this.ended;
    }
}

function tryConnect(socketPath: string): Promise<net.Socket | undefined> {
    return new Promise((resolve) => {
        const socket = net.connect(socketPath);
        socket.once("connect", () => resolve(socket));
        socket.once("error", () => resolve(undefined));
    });
}
