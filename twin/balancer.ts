import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createConnection } from "node:net";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { balancerConfig, backendName, type BalancerParts } from "./balancer-config";
import type { BalancerModel, TargetGroupModel } from "./model";
import type { Places } from "./place";
import { socketPath } from "./socket-path";

export interface BalancerOptions {
    readonly region: string;
    readonly directory: string;
    readonly places: Places;
    readonly parts: BalancerParts;
}

/** The load balancers of one cell: one HAProxy, which binds an address in each zone. */
export class CellBalancer {
    private child: ChildProcess | undefined;
    private readonly socket: string;
    private readonly folder: string;

    constructor(private readonly options: BalancerOptions) {
        this.folder = join(options.directory, "balancers", options.region);
        mkdirSync(this.folder, { recursive: true });
        writeFileSync(join(this.folder, "haproxy.cfg"), balancerConfig(options.parts));
        this.socket = socketPath(join(this.folder, "balancer.sock"));
    }

    get process(): ChildProcess | undefined {
        return this.child;
    }

    /**
     * Resolves when it answers on its own socket; rejects when it ends before.
     * @param targets `healthy` when the instances serve already; `unknown` lets each pass its health checks first
     */
    async start(targets: "healthy" | "unknown"): Promise<void> {
        const { places, region } = this.options;
        const child = places.start(region, ["haproxy", "-db", "-f", "haproxy.cfg"], {
            name: `balancer-${region}`,
            directory: this.folder,
        });
        this.child = child;
        const ended = once(child, "exit").then(() => {
            throw new Error(`the balancer of ${region} ended at its start: see logs/balancer-${region}.log`);
        });
        await Promise.race([ended, this.answers()]);
        ended.catch(() => undefined);
        if (targets === "unknown") {
            await Promise.all(this.servers().map((server) => this.ask(`set server ${server} health down`)));
        }
    }

    /** Every checked server, as HAProxy's commands name it. */
    private servers(): string[] {
        const { balancers, targets } = this.options.parts;
        const groups = balancers.flatMap(({ targetGroups }) => targetGroups);
        return groups.flatMap((group) => targets(group).map((address) => `${backendName(group)}/${address}`));
    }

    private async answers(): Promise<void> {
        while (this.child?.exitCode === null && this.child.signalCode === null) {
            const state = await this.ask("show info").catch(() => undefined);
            if (state !== undefined) {
                return;
            }
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
    }

    /**
     * Whether each balancer would be a healthy alias target: in every target group at least one target is healthy, and
     * none is empty. Rejects when HAProxy cannot be reached.
     */
    async health(): Promise<{ balancer: BalancerModel; healthy: boolean }[]> {
        const up = upServers(await this.ask("show stat"));
        const alive = (group: TargetGroupModel) => (up.get(backendName(group)) ?? []).length > 0;
        return this.options.parts.balancers.map((balancer) => ({
            balancer,
            healthy: balancer.targetGroups.every(alive),
        }));
    }

    /** Addresses of the healthy targets of a group. */
    async healthyTargets(group: TargetGroupModel): Promise<readonly string[]> {
        return upServers(await this.ask("show stat")).get(backendName(group)) ?? [];
    }

    private async ask(command: string): Promise<string> {
        const connection = createConnection(this.socket);
        const chunks: Buffer[] = [];
        connection.on("data", (chunk: Buffer) => chunks.push(chunk));
        connection.write(`${command}\n`);
        await once(connection, "close");
        if (chunks.length === 0) {
            throw new Error(`the balancer of ${this.options.region} does not answer`);
        }
        return Buffer.concat(chunks).toString();
    }
}

/** Healthy servers by backend, out of HAProxy's `show stat` (management guide, 9.1: fields 1, 2 and 18). */
export function upServers(table: string): Map<string, string[]> {
    const up = new Map<string, string[]>();
    for (const line of table.split("\n")) {
        const fields = line.split(",");
        const [backend = "", server = ""] = fields;
        const isServer = server !== "" && server !== "BACKEND" && server !== "FRONTEND" && !line.startsWith("#");
        if (isServer && fields[17]?.startsWith("UP") === true) {
            up.set(backend, [...(up.get(backend) ?? []), server]);
        }
    }
    return up;
}
