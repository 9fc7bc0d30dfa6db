import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { systemFolders } from "../../../bin/setup/debian";
import { freePort } from "../postgres-server";

export interface Unbound {
    readonly port: number;
    readonly stop: () => Promise<void>;
}

/** A resolver whose cache obeys TTLs and nothing else, with our server for `example.com`. It dies with its parent. */
export async function startUnbound(serverPort: number): Promise<Unbound> {
    const folder = mkdtempSync(join(tmpdir(), "antipode-unbound-"));
    const port = await freePort();
    writeFileSync(join(folder, "unbound.conf"), settings(port, serverPort));
    const unbound = spawn("setpriv", ["--pdeathsig", "KILL", "unbound", "-d", "-c", join(folder, "unbound.conf")], {
        env: { ...process.env, PATH: [process.env["PATH"], ...systemFolders].join(delimiter) },
        stdio: ["ignore", "ignore", "pipe"],
    });
    const stop = async () => {
        await ended(unbound);
        rmSync(folder, { recursive: true });
    };
    try {
        await untilStarted(unbound);
    } catch (error) {
        await stop();
        throw error;
    }
    return { port, stop };
}

function settings(port: number, serverPort: number): string {
    const server = [
        "interface: 127.0.0.1",
        `port: ${port}`,
        'chroot: ""',
        'username: ""',
        'pidfile: ""',
        "use-syslog: no",
        "verbosity: 1",
        "do-ip6: no",
        "num-threads: 1",
        'module-config: "iterator"',
        "do-not-query-localhost: no",
        // 0x20: every question in a random spelling, which the reply must repeat.
        "use-caps-for-id: yes",
        "edns-buffer-size: 1232",
        "minimal-responses: yes",
        "prefetch: no",
        "serve-expired: no",
    ];
    const stub = ["name: example.com", `stub-addr: 127.0.0.1@${serverPort}`, "stub-prime: no"];
    const sections = { server, "stub-zone": stub, "remote-control": ["control-enable: no"] };
    return Object.entries(sections)
        .map(([title, lines]) => `${title}:\n${lines.map((line) => `    ${line}\n`).join("")}`)
        .join("");
}

/** @throws Error with what it said when it ends instead */
async function untilStarted({ stderr }: ChildProcess): Promise<void> {
    const said: string[] = [];
    if (stderr) {
        for await (const line of createInterface({ input: stderr })) {
            said.push(line);
            if (line.includes("start of service")) {
                stderr.resume();
                return;
            }
        }
    }
    throw new Error(`unbound did not start: ${said.join("\n")}`);
}

async function ended(child: ChildProcess): Promise<void> {
    if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, "exit");
        child.kill("SIGKILL");
        await gone;
    }
}
