import { appendFileSync, writeFileSync } from "node:fs";
import type { ClientProcess, DatabaseMember, DatabaseStatus, Twin, TwinStatusRow } from "../../twin/api";
import type { Operation, RequestLine } from "../../gameday/client-log";
import { orderId, type Reply } from "./synthetic";

export const home = "eu-west-1";
export const survivor = "eu-central-1";

/** How this target behaves. Milliseconds are of the wall clock. */
export interface Behaviour {
    /** From the fault until Route 53 answers with the survivor; Infinity: never. */
    readonly detectMilliseconds: number;
    readonly ttlMilliseconds: number;
    readonly promotionMilliseconds: number;
    readonly lagMilliseconds: number;
    /** A cell whose instances are ill from the beginning. */
    readonly ill?: string;
    /** Calls fail from the fault on, as when the twin's process has died. */
    readonly dies?: boolean;
    /** An order, by its place in the log of all, that vanishes from every region after the failover. */
    readonly loses?: number;
    readonly dropped?: number;
    /** Never heals. */
    readonly staysBroken?: boolean;
}

interface Stored {
    readonly id: string;
    readonly at: number;
    /** Where it was committed. */
    readonly region: string;
    readonly epoch: number;
}

/**
 * A target in memory whose clients write logs as k6 would: the runner is tested whole without an engine. It keeps one
 * list of commits and says of each region which of them it has.
 */
export class FakeTwin implements Twin {
    readonly calls: string[] = [];
    private readonly commits: Stored[] = [];
    private readonly clients = new Map<string, { timer: NodeJS.Timeout; stdout: string; lines: number }>();
    private writer = home;
    private epoch = 1;
    private brokenAt = Infinity;
    private healedAt = Infinity;
    private fenced = false;
    private dead = false;

    constructor(private readonly behaviour: Behaviour) {}

    get running(): number {
        return this.clients.size;
    }

    status(): Promise<TwinStatusRow[]> {
        const row = (cell: string): TwinStatusRow => ({
            cell,
            kind: "app",
            name: `${cell}-app`,
            engine: "Node 20.20.0",
            pid: 1,
            address: "10.0.0.1",
            health: this.behaviour.ill === cell ? "unhealthy: refuses" : "healthy",
            memoryBytes: 1,
        });
        return this.answered("status", [row(home), row(home), row(survivor), row(survivor)]);
    }

    database(): Promise<DatabaseStatus> {
        const member = (region: string): DatabaseMember => {
            const role = region === this.writer ? "writer" : region === home && this.fenced ? "fenced" : "standby";
            return role === "standby" ? { region, role, lagSeconds: 0.5 } : { region, role };
        };
        const members = [member(home), member(survivor)];
        return this.answered("database", { writer: this.writer, epoch: this.epoch, members });
    }

    async breakRegion(region: string): Promise<number> {
        this.brokenAt = Date.now();
        await this.answered(`break ${region}`, null);
        this.dead = this.behaviour.dies === true;
        return this.brokenAt;
    }

    healRegion(region: string): Promise<number> {
        this.healedAt = this.behaviour.staysBroken === true ? Infinity : Date.now();
        return this.answered(`heal ${region}`, Date.now());
    }

    async failover(to: string): Promise<{ at: number; epoch: number }> {
        await pass(this.behaviour.promotionMilliseconds);
        const cut = this.brokenAt - this.behaviour.lagMilliseconds;
        for (const commit of this.commits.filter(({ region, at }) => region !== to && at > cut)) {
            this.onOldDisk.add(commit.id);
        }
        this.fenced = true;
        this.writer = to;
        this.epoch += 1;
        return this.answered(`failover ${to}`, { at: Date.now(), epoch: this.epoch });
    }
    private readonly onOldDisk = new Set<string>();

    switchover(to: string): Promise<{ at: number; epoch: number }> {
        this.writer = to;
        this.epoch += 1;
        return this.answered(`switchover ${to}`, { at: Date.now(), epoch: this.epoch });
    }

    rebuildStandby(region: string): Promise<void> {
        this.fenced = false;
        return this.answered(`rebuild ${region}`, undefined);
    }

    findOrders(region: string, orders: readonly string[]): Promise<string[]> {
        const asked = new Set(orders);
        const stray = this.commits[this.behaviour.loses ?? -1]?.id;
        const has = ({ id }: Stored): boolean =>
            id !== stray && ((this.fenced && region === home) || !this.onOldDisk.has(id));
        return this.answered(
            `find ${region}`,
            this.commits.filter(has).flatMap(({ id }) => (asked.has(id) ? [id] : [])),
        );
    }

    deleteOrder(): Promise<void> {
        return this.answered("delete", undefined);
    }

    answer(): Promise<{ addresses: string[]; region?: string; failOpen: boolean }> {
        return this.answered("answer", { addresses: ["10.0.0.1"], region: this.named(0), failOpen: false });
    }

    healthChecks(): Promise<{ check: string; region: string; healthy: boolean; votes: number; checkers: number }[]> {
        const check = (region: string) => ({
            check: `${region}-check`,
            region,
            healthy: region !== home || this.named(0) === home,
            votes: 16,
            checkers: 16,
        });
        return this.answered("checks", [check(home), check(survivor)]);
    }

    resolvers(): Promise<{ address: string; region: string; primed: boolean }[]> {
        return this.answered("resolvers", [{ address: "10.0.0.53", region: home, primed: true }]);
    }

    startClient({ name, command, environment, stdout }: ClientProcess): Promise<{ pid: number }> {
        const file = command[command.indexOf("--console-output") + 1] ?? "";
        const began = Date.now();
        const client = { stdout, lines: 0, timer: setInterval(() => this.ask(name, file, began), 20) };
        writeFileSync(file, "");
        this.clients.set(name, client);
        return this.answered(`start ${name} ${environment["CLIENT_CLASS"] ?? ""}`, { pid: 1 });
    }

    clientEnded(name: string): Promise<{ code: number }> {
        const client = this.clients.get(name);
        if (client !== undefined) {
            clearInterval(client.timer);
            const dropped = this.behaviour.dropped ?? 0;
            writeFileSync(client.stdout, `${JSON.stringify({ iterations: client.lines, dropped })}\n`);
            this.clients.delete(name);
        }
        return this.answered("ended", { code: 0 });
    }

    stop(): Promise<void> {
        this.clients.forEach(({ timer }) => clearInterval(timer));
        return Promise.resolve();
    }

    private answered<Result>(call: string, result: Result): Promise<Result> {
        this.calls.push(call);
        return this.dead ? Promise.reject(new Error("the twin has ended")) : Promise.resolve(result);
    }

    /** Where a name leads; `late` is how much later than Route 53 a cache notices. */
    private named(late: number): string {
        const now = Date.now();
        const left = now > this.brokenAt + this.behaviour.detectMilliseconds + late;
        return left && now < this.healedAt + late ? survivor : home;
    }

    private ask(name: string, file: string, began: number): void {
        const client = this.clients.get(name);
        if (client === undefined) {
            return;
        }
        for (const op of ["write", "read"] as const) {
            appendFileSync(file, `${JSON.stringify(this.line({ name, op, began, seq: client.lines }))}\n`);
            client.lines += 1;
        }
    }

    private line(asked: { name: string; op: Operation; began: number; seq: number }): RequestLine {
        const { name, op, began, seq } = asked;
        const start = Date.now();
        const reply = this.reply(op, name.endsWith("1") ? this.behaviour.ttlMilliseconds : 0);
        const order = orderId(name, op === "read" ? 0 : seq);
        const kept = op === "write" && reply.status === 201;
        if (kept) {
            this.commits.push({ id: order, at: start, region: this.writer, epoch: this.epoch });
        }
        return {
            ...{ client: name, class: name.startsWith("honest") ? "honest" : "keep-alive", seq, op, order, start },
            ...{ end: start + reply.latency, mono: start - began, status: reply.status, error: reply.error ?? 0 },
            ...(reply.region === undefined ? {} : { region: reply.region, epoch: this.epoch }),
            ...(kept ? { committed: start } : {}),
        };
    }

    private reply(op: Operation, late: number): Reply {
        const region = this.named(late);
        const broken = Date.now() >= this.brokenAt && Date.now() < this.healedAt;
        if (broken && region === home) {
            return { status: 0, error: 1211, latency: 1 };
        }
        const reachable = !broken || this.writer === survivor;
        return op === "write"
            ? { status: reachable ? 201 : 503, region, latency: 1 }
            : { status: 200, region, latency: 1 };
    }
}

function pass(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
        setTimeout(resolve, milliseconds);
    });
}
