import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { environmentOf } from "../../test/engines/orders-environment";
import { freePort, PostgresServer } from "../../test/engines/postgres-server";
import { projectRoot } from "../root";
import { ratioAtMost, takeTurns, type Bench, type Finding } from "./bench";
import { bundled } from "./bundle";
import { endChild, runChild, startChild } from "./child";
import { processorSeconds } from "./leavings";
import { OrderClient, quantile, type Load } from "./order-load";

const load: Load = { requestsPerSecond: 100, seconds: 8 };
const runs = 5;
const startMilliseconds = 10_000;

/** The app beside the least that could take an order; both on one PostgreSQL, behind one HAProxy that ends their TLS. */
async function measure(signal: AbortSignal): Promise<Finding[]> {
    const stage = await setStage(signal);
    try {
        const players = [
            await stage.play("orders", await appBundle(signal)),
            await stage.play("bare", await bundled("bin/bench/bare-orders-run.ts")),
        ];
        const balancer = stage.balance(players);
        await Promise.all(players.map((player) => untilServed(player, balancer)));
        const processor: number[][] = players.map(() => []);
        const contestants = players.map(({ name, client, process: { pid = 0 } }, index) => ({
            name,
            run: async () => {
                const before = processorSeconds(pid);
                const times = await client.load(load, signal);
                processor[index]?.push(((processorSeconds(pid) - before) / load.seconds) * 100);
                return quantile(times, 0.99);
            },
        }));
        const [values = [], floor = []] = await takeTurns(contestants, { runs }, signal);
        const [used = [], floorUsed = []] = processor.map((shares) => shares.slice(1));
        const bare = "Fastify and pg, one insert";
        return [
            {
                name: "orders at 100/s, p99",
                unit: "ms",
                values,
                floor: { name: bare, values: floor },
                bar: ratioAtMost(1.25),
            },
            {
                name: "orders at 100/s, processor",
                unit: "% of one",
                values: used,
                floor: { name: bare, values: floorUsed },
                bar: ratioAtMost(1.5),
            },
        ];
    } finally {
        await stage.clear();
    }
}

interface Player {
    readonly name: string;
    readonly process: ChildProcess;
    readonly port: number;
    /** Of its TLS listener at the balancer. */
    readonly securePort: number;
    readonly client: OrderClient;
}

/** The database and the folder, and whatever is started on them: all ends together. */
async function setStage(signal: AbortSignal) {
    const folder = mkdtempSync(join(tmpdir(), "antipode-bench-"));
    const database = await PostgresServer.start("127.0.0.1").catch((error: unknown) => {
        rmSync(folder, { recursive: true });
        throw error;
    });
    const started: ChildProcess[] = [];
    const clients: OrderClient[] = [];
    const ca = readFileSync(database.caFile, "utf8");
    return {
        play: async (name: string, bundle: string): Promise<Player> => {
            const [port, securePort] = [await freePort(), await freePort()];
            const hosts = { WRITER_HOST: "localhost", READER_HOST: "localhost", LOG_LEVEL: "info" };
            const env = environmentOf(database, { PORT: port.toFixed(), ...hosts });
            const process_ = startChild([process.execPath, bundle], {
                env,
                stdio: ["ignore", "ignore", "inherit"],
                signal,
            });
            started.push(process_);
            const client = new OrderClient(`https://localhost:${securePort.toFixed()}`, ca);
            clients.push(client);
            return { name, process: process_, port, securePort, client };
        },
        balance: (players: readonly Player[]): ChildProcess => {
            const certificate = join(folder, "balancer.pem");
            writeFileSync(certificate, ca + readFileSync(join(database.folder, "server.key"), "utf8"), { mode: 0o600 });
            const file = join(folder, "haproxy.cfg");
            writeFileSync(file, balancerConfig(players, certificate));
            const balancer = startChild(["haproxy", "-db", "-f", file], {
                stdio: ["ignore", "ignore", "inherit"],
                signal,
            });
            started.push(balancer);
            return balancer;
        },
        clear: async (): Promise<void> => {
            await Promise.all(clients.map((client) => client.close()));
            await Promise.all(started.map((child) => endChild(child)));
            await database.remove();
            rmSync(folder, { recursive: true, force: true });
        },
    };
}

function balancerConfig(players: readonly Player[], certificate: string): string {
    const sections = players.map(({ name, port, securePort }) => [
        `listen ${name}`,
        "mode http",
        `bind 127.0.0.1:${securePort.toFixed()} ssl crt ${certificate} alpn h2,http/1.1`,
        "timeout client 60s",
        "timeout connect 5s",
        "timeout server 60s",
        `server target 127.0.0.1:${port.toFixed()}`,
    ]);
    const all = [["global", "nbthread 1"], ...sections];
    return `${all.map((lines) => lines.join("\n    ")).join("\n\n")}\n`;
}

/** @throws Error when a player, or the balancer before it, does not serve within ten seconds */
async function untilServed({ name, process: server, client }: Player, balancer: ChildProcess): Promise<void> {
    const started = performance.now();
    for (;;) {
        try {
            await client.place();
            return;
        } catch (error) {
            const ended = server.exitCode !== null || balancer.exitCode !== null;
            if (ended || performance.now() - started > startMilliseconds) {
                throw new Error(`${name} does not serve`, { cause: error });
            }
            await delay(50);
        }
    }
}

/** The file that S3 would hold; any command builds it when it is old. */
async function appBundle(signal: AbortSignal): Promise<string> {
    await runChild([process.execPath, join(projectRoot(), "bin/antipode"), "--help"], { signal });
    return join(projectRoot(), "dist/apps/orders/server.cjs");
}

export const benches: readonly Bench[] = [{ name: "orders", measure }];
