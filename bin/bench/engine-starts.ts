import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createSocket } from "node:dgram";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { encode } from "dns-packet";
import { freePort } from "../../test/engines/postgres-server";
import type { Contestant } from "./bench";
import { endChild, runChild, startChild } from "./child";
import { asOwner, postgresCommand, startPostgres, writeSettings } from "./postgres";

const limitMilliseconds = 10_000;
/** They name unix sockets in one folder. */
const ports = { writer: 5432, standby: 5433 };

/** The engines of a twin, each alone and as it comes: seconds until it does its work. */
export async function engineStarts(
    signal: AbortSignal,
): Promise<{ readonly contestants: readonly Contestant[]; readonly remove: () => void }> {
    const folder = mkdtempSync(join(tmpdir(), "antipode-bench-"));
    // PostgreSQL's own user must get through to its folders.
    chmodSync(folder, 0o755);
    const remove = () => rmSync(folder, { recursive: true, force: true });
    try {
        const postgres = await prepareDatabase(folder, signal);
        return {
            contestants: [
                { name: "PostgreSQL and a standby, from a template", run: () => databaseStart(postgres, signal) },
                { name: "HAProxy", run: () => balancerStart(folder, signal) },
                { name: "unbound", run: () => resolverStart(folder, signal) },
                { name: "Node.js", run: () => nodeStart(signal) },
            ],
            remove,
        };
    } catch (error) {
        remove();
        throw error;
    }
}

/** A fresh cluster to copy from, in a folder that belongs to PostgreSQL's user. */
async function prepareDatabase(folder: string, signal: AbortSignal): Promise<string> {
    const home = join(folder, "postgres");
    mkdirSync(home);
    if (process.getuid?.() === 0) {
        await runChild(["chown", "postgres:postgres", home], { signal });
    }
    const template = join(home, "template");
    const initdb = ["-D", template, "--auth=trust", "-U", "bench", "--no-sync", "--wal-segsize=4"];
    await runChild(postgresCommand("initdb", ...initdb), { signal });
    writeSettings(template);
    return home;
}

/** A writer from the template, a base backup of it, and a standby that streams. */
async function databaseStart(home: string, signal: AbortSignal): Promise<number> {
    const [writer, standby] = [join(home, "writer"), join(home, "standby")];
    const servers = [];
    const started = performance.now();
    try {
        const template = join(home, "template");
        await runChild([...asOwner(), "cp", "--archive", "--reflink=auto", template, writer], { signal });
        servers.push(await startPostgres(writer, ports.writer, signal));
        const backup = [
            "-h",
            home,
            "-p",
            ports.writer.toFixed(),
            "-U",
            "bench",
            "-D",
            standby,
            "-R",
            "-X",
            "stream",
            "-c",
            "fast",
            "--no-sync",
        ];
        await runChild(postgresCommand("pg_basebackup", ...backup), { signal });
        servers.push(await startPostgres(standby, ports.standby, signal));
        return (performance.now() - started) / 1000;
    } finally {
        await Promise.all(servers.map((server) => endChild(server, "SIGQUIT")));
        rmSync(writer, { recursive: true, force: true });
        rmSync(standby, { recursive: true, force: true });
    }
}

async function balancerStart(folder: string, signal: AbortSignal): Promise<number> {
    const port = await freePort();
    const file = join(folder, "haproxy.cfg");
    const frontend = ["frontend all", "mode http", "timeout client 5s", `bind 127.0.0.1:${port}`];
    writeFileSync(file, `${frontend.join("\n    ")}\n    http-request return status 200\n`);
    return untilItWorks(["haproxy", "-db", "-f", file], () => connects(port), signal);
}

async function resolverStart(folder: string, signal: AbortSignal): Promise<number> {
    const port = await freePort();
    const file = join(folder, "unbound.conf");
    const server = [
        "server:",
        "interface: 127.0.0.1",
        `port: ${port}`,
        'chroot: ""',
        'username: ""',
        'pidfile: ""',
        "use-syslog: no",
        'module-config: "iterator"',
    ];
    writeFileSync(file, `${server.join("\n    ")}\nremote-control:\n    control-enable: no\n`);
    return untilItWorks(["unbound", "-d", "-c", file], () => answers(port), signal);
}

async function nodeStart(signal: AbortSignal): Promise<number> {
    const started = performance.now();
    await runChild([process.execPath, "-e", "0"], { signal });
    return (performance.now() - started) / 1000;
}

/** Seconds from the start of a program until it works. */
async function untilItWorks(
    command: readonly string[],
    works: () => Promise<boolean>,
    signal: AbortSignal,
): Promise<number> {
    const started = performance.now();
    const child = startChild(command, { stdio: ["ignore", "ignore", "ignore"], signal });
    try {
        while (!(await works())) {
            signal.throwIfAborted();
            if (child.exitCode !== null || performance.now() - started > limitMilliseconds) {
                throw new Error(`${command.join(" ")} did not begin to work (exit code ${String(child.exitCode)})`);
            }
            await delay(1);
        }
        return (performance.now() - started) / 1000;
    } finally {
        await endChild(child);
    }
}

function connects(port: number): Promise<boolean> {
    return new Promise((resolve) => {
        const socket = connect(port, "127.0.0.1");
        const settle = (works: boolean) => {
            socket.destroy();
            resolve(works);
        };
        socket.once("connect", () => settle(true));
        socket.once("error", () => settle(false));
    });
}

/** Whether a resolver answers; a question that nobody hears is asked again. */
function answers(port: number): Promise<boolean> {
    return new Promise((resolve) => {
        const socket = createSocket("udp4");
        const settle = (works: boolean) => {
            clearTimeout(timer);
            socket.close();
            resolve(works);
        };
        const timer = setTimeout(() => settle(false), 50);
        socket.once("message", () => settle(true));
        socket.once("error", () => settle(false));
        socket.connect(port, "127.0.0.1", () => {
            socket.send(encode({ type: "query", id: 1, questions: [{ type: "A", name: "localhost" }] }));
        });
    });
}
