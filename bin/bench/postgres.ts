import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { dirname, join } from "node:path";
import type { ChildProcess } from "node:child_process";
import { find } from "../setup/debian";
import { startChild } from "./child";

const debianFolder = "/usr/lib/postgresql";

/** A program of the newest PostgreSQL here, run by whom it allows: it refuses root. */
export function postgresCommand(program: string, ...words: readonly string[]): string[] {
    return [...asOwner(), programPath(program), ...words];
}

/** What makes root into the user of Debian's package; nothing for anybody else. */
export function asOwner(): string[] {
    return process.getuid?.() === 0
        ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig=KILL"]
        : [];
}

/** The same durability as a twin's, so that neither gains by losing data. */
const settings = [
    ["listen_addresses", ""],
    ["fsync", "on"],
    ["recovery_init_sync_method", "syncfs"],
    ["shared_buffers", "32MB"],
    ["dynamic_shared_memory_type", "mmap"],
] as const;

/** Settings that {@link startPostgres} needs, for the template that others are copied from. */
export function writeSettings(folder: string): void {
    const lines = settings.map(([name, value]) => `${name} = '${value}'\n`);
    writeFileSync(join(folder, "postgresql.auto.conf"), lines.join(""));
}

/** Starts a server with its unix socket beside its folder; resolves when it says that it takes connections. */
export async function startPostgres(folder: string, port: number, signal: AbortSignal): Promise<ChildProcess> {
    const socket = ["-p", port.toFixed(), "-c", `unix_socket_directories=${dirname(folder)}`];
    const command = postgresCommand("postgres", "-D", folder, ...socket);
    const child = startChild(command, { stdio: ["ignore", "ignore", "pipe"], signal });
    const said: string[] = [];
    if (child.stderr !== null) {
        for await (const line of createInterface({ input: child.stderr })) {
            said.push(line);
            if (/ready to accept (read-only )?connections/.test(line)) {
                child.stderr.resume();
                return child;
            }
        }
    }
    signal.throwIfAborted();
    throw new Error(`PostgreSQL ended at its start: ${said.slice(-5).join("\n")}`);
}

function programPath(program: string): string {
    const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
    const [newest] = versions.filter((version) => /^\d+$/.test(version)).sort((a, b) => Number(b) - Number(a));
    const path = newest === undefined ? find(program) : join(debianFolder, newest, "bin", program);
    if (path === undefined) {
        throw new Error(`${program} not found: antipode setup brings it`);
    }
    return path;
}
