import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import type { Verdict } from "../routing/zone";
import type { TwinEvent } from "./api";
import { programFile } from "./programs";
import type { CurrentAnswer, FromRoute53, RegionVerdict, ToRoute53 } from "./route53-messages";

export interface Route53Options {
    readonly directory: string;
    readonly root: string;
    readonly emit: (event: TwinEvent) => void;
    readonly onPrimed: () => void;
}

type Asked = Extract<ToRoute53, { id: number }>;
type Unnumbered<Message> = Message extends Asked ? Omit<Message, "id"> : never;

/** The host's side of the Route 53 process. */
export class Route53Process {
    readonly process: ChildProcess;
    private readonly waiting = new Map<number, (message: FromRoute53) => void>();
    private readonly ready: Promise<void>;
    private last = 0;

    constructor({ directory, root, emit, onPrimed }: Route53Options) {
        const log = openSync(join(directory, "logs", "route53.log"), "a");
        this.process = spawn(process.execPath, [programFile(root, "route53"), directory], {
            stdio: ["ignore", log, log, "ipc"],
        });
        closeSync(log);
        this.ready = new Promise((resolve, reject) => {
            this.process.on("message", (raw) => {
                const message = raw as FromRoute53;
                if (message.type === "ready") {
                    resolve();
                } else if (message.type === "primed") {
                    onPrimed();
                } else if (message.type === "event") {
                    emit(message.event);
                } else {
                    this.waiting.get(message.id)?.(message);
                    this.waiting.delete(message.id);
                }
            });
            this.process.on("error", reject);
            this.process.on("exit", (code) =>
                reject(new Error(`Route 53 ended with ${String(code)}: see logs/route53.log`)),
            );
        });
    }

    /** Resolves when it answers queries; rejects when it ended before. */
    started(): Promise<void> {
        return this.ready;
    }

    /** Lets the health checkers begin: a check that is made counts as healthy until they have asked. */
    open(): void {
        this.tell({ type: "open" });
    }

    targets(targets: { readonly [balancer: string]: Verdict }): void {
        this.tell({ type: "targets", targets });
    }

    names(region: string, addresses: { readonly [name: string]: string }): void {
        this.tell({ type: "names", region, addresses });
    }

    async answer(name: string, from: string): Promise<CurrentAnswer> {
        const reply = await this.ask({ type: "answer", name, from });
        return reply.type === "answer" ? reply.answer : { addresses: [], failOpen: false };
    }

    async verdicts(): Promise<readonly RegionVerdict[]> {
        const reply = await this.ask({ type: "verdicts" });
        return reply.type === "verdicts" ? reply.verdicts : [];
    }

    private ask(question: Unnumbered<ToRoute53>): Promise<FromRoute53> {
        this.last += 1;
        const id = this.last;
        return new Promise((resolve, reject) => {
            if (!this.process.connected) {
                reject(new Error("Route 53 does not run: see logs/route53.log"));
                return;
            }
            this.waiting.set(id, resolve);
            this.tell({ ...question, id });
        });
    }

    private tell(message: ToRoute53): void {
        if (this.process.connected) {
            this.process.send(message);
        }
    }
}
