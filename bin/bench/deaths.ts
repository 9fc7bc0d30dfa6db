import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { seededRandom } from "../../routing/random";
import { projectRoot } from "../root";
import { atMost, type Bar, type Bench, type Finding } from "./bench";
import { endChild, startChild } from "./child";
import { familyOf, mountPoints, survivorsOf } from "./leavings";
import { completeRun, gamedayCommand } from "./runner";

const deaths = 20;
const seed = 20;
/** The kernel ends a namespace's processes one after another; beyond this, something was left behind. */
const patienceMilliseconds = 5000;

/**
 * `kill -9` of `antipode gameday run` at random moments of the whole drill: nothing of it may stay, and the next run
 * must work. The seconds of a complete run say how long a drill is; another one at the end says that all still works.
 */
async function measure(signal: AbortSignal): Promise<Finding[]> {
    const before = await completeRun(seed, signal);
    const found: Death[] = [];
    for (const [index, seconds] of deathMoments(deaths, before.seconds, seededRandom(seed)).entries()) {
        const death = await die(seconds, seed + index + 1, signal);
        say(`killed after ${seconds.toFixed(1)} s (${death.at}): ${describe(death)}`);
        found.push(death);
    }
    const after = await secondsAfter(signal);
    const row = (name: string, unit: string, value: (death: Death) => number): Finding => ({
        name,
        unit,
        values: found.map(value),
    });
    return [
        row("moments of kill -9", "s", ({ seconds }) => seconds),
        row("processes before", "", ({ processes }) => processes),
        { ...row("processes left behind", "", ({ survivors }) => survivors.length), bar: atMost(0) },
        { ...row("mounts left behind", "", ({ mounts }) => mounts.length), bar: atMost(0) },
        row("until the last process has gone", "ms", ({ goneMilliseconds }) => goneMilliseconds),
        { name: "a complete run before", unit: "s", values: [before.seconds] },
        { name: "a complete run afterwards", unit: "s", values: [after], bar: passes },
    ];
}

const passes: Bar = { text: "ends with PASS", keeps: ({ max }) => Number.isFinite(max) };

/** NaN when it fails: what was found of the deaths is worth its table all the same. */
async function secondsAfter(signal: AbortSignal): Promise<number> {
    try {
        return (await completeRun(seed, signal)).seconds;
    } catch (error) {
        signal.throwIfAborted();
        say(error instanceof Error ? error.message : String(error));
        return NaN;
    }
}

interface Death {
    readonly seconds: number;
    /** What the runner said last. */
    readonly at: string;
    readonly processes: number;
    readonly goneMilliseconds: number;
    readonly survivors: readonly string[];
    readonly mounts: readonly string[];
}

/** One moment in each of so many equal parts of the drill: random, yet none of its phases can be left out. */
export function deathMoments(count: number, seconds: number, random: () => number): number[] {
    return Array.from({ length: count }, (_, index) => ((index + random()) * seconds) / count);
}

/** @throws Error when the runner ends by itself before its moment, which means that the run did not work */
async function die(seconds: number, runSeed: number, signal: AbortSignal): Promise<Death> {
    const mark = `ANTIPODE_BENCH_MARK=${randomUUID()}`;
    const [name = "", value] = mark.split("=");
    const mountsBefore = mountPoints();
    const runsBefore = new Set(allRuns());
    const child = startChild(gamedayCommand(runSeed), {
        cwd: projectRoot(),
        stdio: ["ignore", "ignore", "pipe"],
        env: { [name]: value },
        signal,
    });
    const said = lastLine(child);
    try {
        await Promise.race([delay(seconds * 1000, undefined, { signal }), endsEarly(child, said)]);
        const family = familyOf(child.pid ?? 0, mark);
        await endChild(child, "SIGKILL");
        const killed = performance.now();
        while (survivorsOf(family).length > 0 && performance.now() - killed < patienceMilliseconds) {
            await delay(5);
        }
        const goneMilliseconds = performance.now() - killed;
        const survivors = survivorsOf(family).map((row) => `${row.pid} ${row.name}`);
        const mounts = [...mountPoints()].filter((point) => !mountsBefore.has(point));
        return { seconds, at: said(), processes: family.members.length, goneMilliseconds, survivors, mounts };
    } finally {
        await endChild(child, "SIGKILL");
        removeRun(runSeed, runsBefore);
    }
}

function describe({ processes, goneMilliseconds, survivors, mounts }: Death): string {
    const left = [...survivors, ...mounts];
    return left.length === 0
        ? `${processes} processes gone after ${goneMilliseconds.toFixed(0)} ms`
        : `left behind: ${left.join(", ")}`;
}

/** The last line that a child wrote to stderr, whenever it is asked. */
function lastLine(child: ChildProcess): () => string {
    let last = "nothing said yet";
    if (child.stderr !== null) {
        createInterface({ input: child.stderr }).on("line", (line) => (last = line.trim() || last));
    }
    return () => last;
}

function endsEarly(child: ChildProcess, said: () => string): Promise<never> {
    return new Promise((_resolve, reject) => {
        child.once("exit", (code) => {
            reject(new Error(`the runner ended by itself with ${String(code)} before it was killed: ${said()}`));
        });
    });
}

const runsFolder = join(projectRoot(), ".antipode", "runs");

function allRuns(): string[] {
    return existsSync(runsFolder) ? readdirSync(runsFolder) : [];
}

/** What a killed run had written; runs of others stay. */
function removeRun(runSeed: number, before: ReadonlySet<string>): void {
    for (const name of allRuns().filter((one) => !before.has(one))) {
        const folder = join(runsFolder, name);
        const journal = join(folder, "journal.ndjson");
        if (!existsSync(journal)) {
            removeEmpty(folder);
        } else if (readFileSync(journal, "utf8").includes(`--seed ${runSeed.toFixed()}`)) {
            rmSync(folder, { recursive: true });
        }
    }
}

function removeEmpty(folder: string): void {
    if (readdirSync(folder).length === 0) {
        rmdirSync(folder);
    }
}

function say(text: string): void {
    process.stderr.write(`bench: ${text}\n`);
}

export const benches: readonly Bench[] = [{ name: "deaths", measure }];
