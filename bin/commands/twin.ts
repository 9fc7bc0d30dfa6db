import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Twin, TwinStatusRow } from "../../twin/api";
import type { RunningTwin } from "../../twin/start";
import { CommandError } from "../exit";
import { watchSignals, type Signals } from "../interruption";
import { twinsFolder } from "../state-folder";

export interface UpOptions {
    readonly stack: string;
    /** Divides every configured time. */
    readonly clock: number;
    readonly set: readonly string[];
    readonly name?: string;
}

interface Named {
    readonly name?: string;
}

const say = (line: string) => process.stderr.write(`antipode: ${line}\n`);

/** `antipode twin up`: stays in the foreground until the twin or the person ends it. */
export async function runTwin({ stack, clock, set, name = stack }: UpOptions): Promise<void> {
    const [{ recordStack }, { prepareEngines }, { startTwin }] = await Promise.all([
        import("../stack.js"),
        import("../setup/engines.js"),
        import("../../twin/start.js"),
    ]);
    const [plan] = await Promise.all([recordStack(stack, set), prepareEngines()]);
    const started = Date.now();
    const signals = watchSignals();
    try {
        const twin = await startTwin({
            plan,
            clock: { factor: clock },
            directory: join(twinsFolder(), name),
            onProgress: say,
            signal: signals.signal,
        });
        const seconds = ((Date.now() - started) / 1000).toFixed(1);
        say(`the twin ${name} is ready after ${seconds} s; antipode twin status shows it, Ctrl-C ends it`);
        await untilEnded(name, twin, signals);
    } catch (error) {
        if (!signals.signal.aborted) {
            throw error;
        }
        // Who has a twin that is up ends it by Ctrl-C; who has not wanted one and got none.
        say(error instanceof Error ? error.message : String(error));
        process.exitCode = signals.exitCode() ?? 3;
    } finally {
        signals.release();
    }
}

/** @throws CommandError 3 when the twin ends and nobody asked it to */
async function untilEnded(name: string, twin: RunningTwin, { given, signal }: Signals): Promise<void> {
    await Promise.race([twin.closed, given.then(() => twin.stop())]);
    // The host leaves this file when somebody asked it to end.
    if (!signal.aborted && !existsSync(join(twin.directory, "stopped"))) {
        throw new CommandError(`the twin ${name} ended by itself: see ${join(twin.directory, "logs", "host.log")}`, 3);
    }
}

/** `antipode twin status`. */
export async function showStatus({ format, ...which }: Named & { readonly format: "table" | "json" }): Promise<void> {
    const directory = await twinFolder(which);
    const rows = await connected(directory, (twin) => twin.status());
    const { outerPids } = await import("../../twin/outer.js");
    const pids = outerPids(directory);
    const outside = rows.map((row) => ({ ...row, pid: pids.get(row.pid) ?? 0 }));
    process.stdout.write(format === "json" ? `${JSON.stringify(outside, null, 2)}\n` : await table(outside));
}

async function table(rows: readonly TwinStatusRow[]): Promise<string> {
    const { default: Table } = await import("cli-table3");
    const head = ["cell", "kind", "name", "engine", "pid", "address", "health", "MB"];
    const shown = new Table({
        head,
        style: { head: [], border: [] },
        colAligns: [...head.slice(1).map(() => "left" as const), "right"],
    });
    const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(0);
    for (const { cell, kind, name, engine, pid, address, health, memoryBytes } of rows) {
        shown.push([cell, kind, name, engine, pid === 0 ? "" : pid, address, health, megabytes(memoryBytes)]);
    }
    const total = rows.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0);
    return `${shown.toString()}\n${rows.length.toFixed()} processes, ${megabytes(total)} MB\n`;
}

/** `antipode twin down`. */
export async function endTwin(which: Named): Promise<void> {
    const directory = await twinFolder(which);
    await connected(directory, (twin) => twin.stop());
    say(`ended the twin in ${directory}`);
}

/** `antipode twin break REGION`. */
export async function breakRegion(
    region: string,
    options: Named & { manner: "refused" | "black-hole" },
): Promise<void> {
    const at = await connected(await twinFolder(options), (twin) => twin.breakRegion(region, options.manner));
    say(`${region} is lost (${options.manner}) since ${new Date(at).toISOString()}`);
}

/** `antipode twin heal REGION`. */
export async function healRegion(region: string, options: Named): Promise<void> {
    const at = await connected(await twinFolder(options), (twin) => twin.healRegion(region));
    say(`${region} is back since ${new Date(at).toISOString()}`);
}

/** `antipode twin shell [CELL] [-- COMMAND...]`. */
export async function runShell(cell: string, command: readonly string[], options: Named): Promise<void> {
    const { openShell } = await import("../../twin/shell.js");
    const directory = await twinFolder(options);
    const run = command[0] === "--" ? command.slice(1) : command;
    process.exitCode = await openShell({ directory, cell, command: run });
}

async function connected<Result>(directory: string, work: (twin: Twin) => Promise<Result>): Promise<Result> {
    const { connectTwin } = await import("../../twin/connection.js");
    const twin = await connectTwin(directory);
    try {
        return await work(twin);
    } catch (error) {
        throw new CommandError(error instanceof Error ? error.message : String(error), 2, { cause: error });
    } finally {
        twin.disconnect();
    }
}

/** The folder of the twin that is meant. @throws CommandError 2 when none runs, or several and no name was given */
async function twinFolder({ name }: Named): Promise<string> {
    const folder = twinsFolder();
    if (name !== undefined) {
        return join(folder, name);
    }
    const { isRunning } = await import("../../twin/outer.js");
    const running = existsSync(folder) ? readdirSync(folder).filter((one) => isRunning(join(folder, one))) : [];
    const [only, ...others] = running;
    if (only === undefined) {
        throw new CommandError("no twin runs: start one by antipode twin up", 2);
    }
    if (others.length > 0) {
        throw new CommandError(`several twins run: name one of ${running.join(", ")} by --name`, 2);
    }
    return join(folder, only);
}
