import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { delimiter } from "node:path";
import { systemFolders } from "../setup/debian";

export interface ChildOptions extends SpawnOptions {
    readonly signal: AbortSignal;
}

/** Starts a program that dies with this process, however this one dies, and is told to end when the signal is given. */
export function startChild(command: readonly string[], options: ChildOptions): ChildProcess {
    const path = [process.env["PATH"], ...systemFolders].join(delimiter);
    const child = spawn("setpriv", ["--pdeathsig", "KILL", ...command], {
        ...options,
        env: { ...process.env, PATH: path, ...options.env },
    });
    // The signal is said by whoever waits; an event that nobody hears would end this process.
    child.on("error", () => undefined);
    return child;
}

/** What a program wrote. @throws Error with its last words when it fails: a broken command is no fast one */
export async function runChild(
    command: readonly string[],
    { signal, ...options }: ChildOptions,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
    signal.throwIfAborted();
    const child = startChild(command, { stdio: ["ignore", "pipe", "pipe"], ...options, signal });
    const said = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
        child[name]?.setEncoding("utf8").on("data", (chunk: string) => (said[name] += chunk));
    }
    const code = await new Promise<number | null>((resolve) => {
        child.on("close", resolve);
    });
    signal.throwIfAborted();
    if (code !== 0) {
        const words = `${said.stdout}${said.stderr}`.trim().split("\n").slice(-8).join("\n");
        throw new Error(`${command.join(" ")} ended with ${String(code ?? child.signalCode)}: ${words}`);
    }
    return said;
}

/** Ends a child and waits until it has gone. */
export async function endChild(child: ChildProcess | undefined, how: NodeJS.Signals = "SIGKILL"): Promise<void> {
    if (child === undefined || child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
        return;
    }
    const gone = once(child, "exit");
    child.kill(how);
    await gone;
}

/** Milliseconds from start to end of a program. */
export async function processTime(command: readonly string[], signal: AbortSignal): Promise<number> {
    const started = performance.now();
    await runChild(command, { stdio: ["ignore", "ignore", "pipe"], signal });
    return performance.now() - started;
}

/** Milliseconds that a program measured itself and wrote as its last line. */
export async function reportedTime(command: readonly string[], signal: AbortSignal): Promise<number> {
    const { stdout } = await runChild(command, { signal });
    const time = Number(stdout.trim().split("\n").at(-1));
    if (!Number.isFinite(time)) {
        throw new Error(`${command.join(" ")} gave no time`);
    }
    return time;
}
