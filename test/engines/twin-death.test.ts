import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freshFolder, planOf } from "./support";

/** A program that starts a twin and then waits for its end; it says nothing of its own when it dies. */
const runner = `
    const { startTwin } = require(${JSON.stringify(join(__dirname, "..", "..", "twin", "start"))});
    const { readFileSync } = require("node:fs");
    const [folder] = process.argv.slice(-1);
    const plan = JSON.parse(readFileSync(folder + ".plan.json", "utf8"));
    startTwin({ plan, clock: { factor: 10 }, directory: folder, onProgress: (line) => console.log(line) })
        .then((twin) => { console.log("ready"); return twin.closed; });
`;

describe("twin whose runner is killed by -9", function () {
    this.timeout(60_000);
    let plan: string;

    before(async () => {
        plan = JSON.stringify(await planOf("staging"));
    });

    for (const moment of ["cells have their networks", "the database streams", "ready"]) {
        it(`leaves nothing behind after "${moment}"`, async () => {
            const folder = freshFolder();
            writeFileSync(`${folder}.plan.json`, plan);
            const child = spawn(process.execPath, ["--require", "tsx", "--eval", runner, folder], {
                stdio: ["ignore", "pipe", "inherit"],
                cwd: join(__dirname, "..", ".."),
            });
            await said(child, moment);
            const spaces = namespacesBelow(child.pid ?? 0);
            assert.ok(spaces.size > 0, "the twin had namespaces of its own");
            child.kill("SIGKILL");
            await once(child, "exit");
            await until(() => processesIn(spaces).length === 0);
            const mounts = readFileSync("/proc/self/mountinfo", "utf8");
            assert.ok(!mounts.includes(folder), "no mount of the twin is left");
            rmSync(folder, { recursive: true });
            rmSync(`${folder}.plan.json`);
        });
    }
});

function said(child: ChildProcess, moment: string): Promise<void> {
    return new Promise((resolve, reject) => {
        child.stdout?.on("data", (chunk: Buffer) => {
            if (chunk.toString().includes(moment)) {
                resolve();
            }
        });
        child.once("exit", (code) => reject(new Error(`the runner ended with ${String(code)} before "${moment}"`)));
    });
}

/** Namespaces of processes that descend from one, other than our own. */
function namespacesBelow(ancestor: number): Set<string> {
    const own = readlinkSync("/proc/self/ns/pid");
    const below = (pid: number): number[] => {
        const children = read(`/proc/${pid.toFixed()}/task/${pid.toFixed()}/children`)
            .trim()
            .split(" ")
            .filter(Boolean);
        return [pid, ...children.map(Number).flatMap(below)];
    };
    const spaces = below(ancestor).map((pid) => namespaceOf(pid.toFixed()));
    return new Set(spaces.filter((space) => space !== "" && space !== own));
}

function processesIn(spaces: ReadonlySet<string>): string[] {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name) && spaces.has(namespaceOf(name)));
}

function namespaceOf(pid: string): string {
    try {
        return readlinkSync(`/proc/${pid}/ns/pid`);
    } catch {
        return "";
    }
}

function read(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch {
        return "";
    }
}

async function until(holds: () => boolean): Promise<void> {
    while (!holds()) {
        await new Promise((resolve) => setImmediate(resolve));
    }
}
