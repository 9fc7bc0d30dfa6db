import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { familyOf, mountPoints, survivorsOf, type Family } from "../../bin/bench/leavings";
import type { JournalEntry } from "../../gameday/journal";
import type { Report } from "../../gameday/report";

const root = join(__dirname, "..", "..");
/** As much as a slow machine with other work may need for a whole drill at 10x. */
export const drillMilliseconds = 240_000;

/** Shorter than the stack's own, so that a test is about what happens and not about waiting for it. */
export const quick = settings({
    "assumptions.bootSeconds": 10,
    "assumptions.decideSeconds": 2,
    "assumptions.promotionSeconds": 20,
});

export function settings(values: Readonly<Record<string, string | number | boolean>>): string[] {
    return Object.entries(values).flatMap(([path, value]) => ["--set", `${path}=${String(value)}`]);
}

export interface Ended {
    /** As a shell shows it: 128 and more for a signal that was not handled. */
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** What the command itself said, without what building it and starting the twin said. */
export function messages({ stderr }: Ended): string[] {
    return stderr.split("\n").filter((line) => line.startsWith("antipode: ") && !line.startsWith("antipode: built "));
}

/** A folder for twins and runs of one suite, and the commands that a person runs there. */
export class Home {
    readonly directory = mkdtempSync(join(tmpdir(), "antipode-home-"));
    readonly twin = join(this.directory, "twins", "gameday-staging");
    readonly mark = `ANTIPODE_HOME=${this.directory}`;
    private readonly mounts = mountPoints();
    private readonly children: Command[] = [];

    /** `antipode ...`, in a process group of its own as a terminal would have it; it dies with the tests. */
    start(words: readonly string[], wrapper: readonly string[] = []): Command {
        const command = [...wrapper, process.execPath, join(root, "bin", "antipode"), ...words];
        const command_ = new Command(command, { ...process.env, ANTIPODE_HOME: this.directory, NO_COLOR: "1" });
        this.children.push(command_);
        return command_;
    }

    run(words: readonly string[], wrapper: readonly string[] = []): Promise<Ended> {
        return this.start(words, wrapper).ended;
    }

    drill(name: string, ...more: readonly string[]): Drill {
        const before = new Set(this.runs());
        const command = this.start(["gameday", "run", name, "--clock", "10x", "--seed", "7", ...more]);
        return new Drill(command, () => {
            const [run] = this.runs().filter((one) => !before.has(one));
            return run === undefined ? undefined : join(this.directory, "runs", run);
        });
    }

    runs(): string[] {
        const folder = join(this.directory, "runs");
        return existsSync(folder) ? readdirSync(folder).sort() : [];
    }

    /** The processes of a command, to be missed later. */
    familyOf(command: Command): Family {
        const family = familyOf(command.pid, this.mark);
        assert.ok(family.members.length > 0, "the command runs");
        return family;
    }

    /** @throws AssertionError when a process of the family, or any that was given this home, or a mount stays */
    async isClean(family: Family = { members: [], namespaces: new Set(), mark: this.mark }): Promise<void> {
        const left = (): string[] => [
            ...survivorsOf(family).map(({ pid, name }) => `process ${pid.toFixed()} ${name}`),
            ...[...mountPoints()].filter((point) => !this.mounts.has(point)).map((point) => `mount ${point}`),
        ];
        // The kernel ends the processes of a namespace one after another.
        await until(() => (left().length === 0 ? true : undefined), { what: () => left().join(", "), seconds: 10 });
    }

    async end(): Promise<void> {
        await Promise.all(this.children.map((child) => child.kill()));
        await this.isClean();
        rmSync(this.directory, { recursive: true, force: true });
    }
}

class Command {
    readonly ended: Promise<Ended>;
    private readonly child: ChildProcess;
    private said = "";

    constructor(command: readonly string[], environment: NodeJS.ProcessEnv) {
        this.child = spawn("setpriv", ["--pdeathsig", "KILL", ...command], {
            cwd: root,
            env: environment,
            detached: true,
            stdio: ["ignore", "pipe", "pipe"],
        });
        let stdout = "";
        this.child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
        this.child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.said += text));
        this.ended = new Promise((resolve, reject) => {
            this.child.once("error", reject);
            this.child.once("close", (code, signal) => {
                const signalled = signal === "SIGKILL" ? 137 : signal === "SIGINT" ? 130 : 128;
                resolve({ code: code ?? signalled, stdout, stderr: this.said });
            });
        });
    }

    get pid(): number {
        return this.child.pid ?? 0;
    }

    /** Waits until stderr has said something. */
    async says(pattern: RegExp, seconds = 60): Promise<void> {
        await this.lives(() => (pattern.test(this.said) ? true : undefined), { what: () => String(pattern), seconds });
    }

    /** Waits for something that only comes while the command runs. */
    async lives<Found>(look: () => Found | undefined, { what, seconds }: Patience): Promise<Found> {
        const ended = (): boolean => this.child.exitCode !== null || this.child.signalCode !== null;
        const describe = () => `${what()}; the command said:\n${this.said}`;
        const found = await until(() => look() ?? (ended() ? null : undefined), { what: describe, seconds });
        assert.ok(found !== null, `the command ended before: ${describe()}`);
        return found;
    }

    /** Ctrl-C: a terminal sends it to the whole group. */
    interrupt(): void {
        process.kill(-this.pid, "SIGINT");
    }

    async kill(): Promise<void> {
        this.child.kill("SIGKILL");
        await this.ended;
    }
}

/** `antipode gameday run` and what it leaves in its folder. */
export class Drill {
    readonly ended: Promise<Ended>;

    constructor(
        readonly command: Command,
        private readonly folder: () => string | undefined,
    ) {
        this.ended = command.ended;
    }

    get directory(): string {
        const folder = this.folder();
        assert.ok(folder !== undefined, "the drill has a folder");
        return folder;
    }

    journal(): readonly JournalEntry[] {
        const folder = this.folder();
        const file = folder === undefined ? "" : join(folder, "journal.ndjson");
        const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
        // The last piece is empty, or a line that is being written.
        return lines.slice(0, -1).map((line) => JSON.parse(line) as JournalEntry);
    }

    report(): Report {
        return JSON.parse(readFileSync(join(this.directory, "report.json"), "utf8")) as Report;
    }

    async phase(name: string): Promise<void> {
        await this.journalled((entry) => entry.type === "phase" && entry.phase === name, `phase ${name}`);
    }

    async fact(name: string): Promise<void> {
        await this.journalled((entry) => entry.type === "fact" && entry.name === name, name);
    }

    private async journalled(holds: (entry: JournalEntry) => boolean, what: string): Promise<void> {
        const look = () => (this.journal().some(holds) ? true : undefined);
        await this.command.lives(look, { what: () => `the journal's ${what}`, seconds: 180 });
    }
}

export interface Patience {
    readonly what: () => string;
    readonly seconds: number;
}

/** Looks again and again, up to a limit, until there is something. */
export async function until<Found>(look: () => Found | undefined, { what, seconds }: Patience): Promise<Found> {
    const deadline = performance.now() + seconds * 1000;
    for (;;) {
        const found = look();
        if (found !== undefined) {
            return found;
        }
        assert.ok(performance.now() < deadline, `waited ${seconds.toFixed()} s in vain: ${what()}`);
        await delay(20);
    }
}
