import type { ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../../../test/engines/postgres-server";
import { endChild, startChild } from "../child";
import { ask } from "./ask";
import type { Peer } from "./peers";
import { weightedNames } from "./zone";

const startMilliseconds = 10_000;

export interface RunningServer {
    readonly name: string;
    readonly pid: number;
    readonly port: number;
}

/** DNS servers on free ports of 127.0.0.1, and a folder for their files: all goes with {@link clear}. */
export class Stage {
    readonly folder = mkdtempSync(join(tmpdir(), "antipode-bench-"));
    private readonly started: ChildProcess[] = [];

    constructor(private readonly signal: AbortSignal) {}

    /** @throws Error with its last words when it does not answer within ten seconds */
    async start(name: string, peer: Peer): Promise<RunningServer> {
        const folder = join(this.folder, this.started.length.toFixed());
        mkdirSync(folder);
        const port = await freePort();
        const log = join(folder, "log");
        const output = openSync(log, "w");
        const child = startChild(peer({ folder, port }), { stdio: ["ignore", output, output], signal: this.signal });
        closeSync(output);
        this.started.push(child);
        const begun = performance.now();
        while (!(await answers(port))) {
            this.signal.throwIfAborted();
            if (child.exitCode !== null || performance.now() - begun > startMilliseconds) {
                const words = readFileSync(log, "utf8").trim().split("\n").slice(-5).join("\n");
                throw new Error(`${name} does not answer: ${words}`);
            }
            await delay(20);
        }
        return { name, pid: child.pid ?? 0, port };
    }

    /** The path of a file with these lines. */
    write(name: string, lines: readonly string[]): string {
        const file = join(this.folder, name);
        writeFileSync(file, `${lines.join("\n")}\n`);
        return file;
    }

    async clear(): Promise<void> {
        await Promise.all(this.started.map((child) => endChild(child)));
        rmSync(this.folder, { recursive: true, force: true });
    }
}

async function answers(port: number): Promise<boolean> {
    try {
        await ask(port, weightedNames[0] ?? "");
        return true;
    } catch {
        return false;
    }
}
