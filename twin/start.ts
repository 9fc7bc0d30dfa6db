import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join, resolve as absolute } from "node:path";
import { createInterface } from "node:readline";
import type { Plan } from "../plan/plan";
import type { Clock, Twin } from "./api";
import { connectTwin } from "./connection";
import { enginePath, requireEngines } from "./engines";
import { refuse, TwinError } from "./errors";
import type { FromHost } from "./host-messages";
import { checkUserData } from "./instances";
import { leaseFolder } from "./lease";
import { buildModel } from "./plan-model";
import { buildPrograms, programFile, projectRoot } from "./programs";
import { saveSettings } from "./settings";
import { tooShort, twinZone } from "./zone";

export { connectTwin } from "./connection";

export interface StartTwinOptions {
    readonly plan: Plan;
    readonly clock: Clock;
    /** The twin's own folder; created, and emptied of an earlier twin's leavings. */
    readonly directory: string;
    /** Decides everything that is drawn; a new one when left out. */
    readonly seed?: string;
    readonly onProgress?: (line: string) => void;
    /** Ends the start at once, and whatever it has started; nothing more when the twin is up. */
    readonly signal?: AbortSignal;
}

export interface RunningTwin extends Twin {
    readonly directory: string;
    /** PEM file of the authority that signed every certificate in the twin. */
    readonly caFile: string;
    /** Resolves when the twin's processes are gone, for whatever reason. */
    readonly closed: Promise<void>;
}

/**
 * Starts a plan on this machine. Everything that it starts ends with this process, however that ends. The signal
 * rejects with its own reason, once nothing of the twin is left.
 * @throws TwinError 2 when the plan cannot run, the clock is too fast or a twin runs in this folder already; 3 when this machine lacks something
 */
export async function startTwin(options: StartTwinOptions): Promise<RunningTwin> {
    const { plan, clock } = options;
    const directory = absolute(options.directory);
    const seed = options.seed ?? randomBytes(8).toString("hex");
    const root = projectRoot();
    const model = buildModel(plan, seed);
    refuse("the twin cannot run so fast", tooShort(twinZone(plan, seed), clock.factor));
    refuse("the plan's instances cannot run", checkUserData(model, root));
    await requireEngines();
    mkdirSync(directory, { recursive: true });
    const giveBack = await leaseFolder(directory);
    try {
        clean(directory);
        saveSettings(directory, { factor: clock.factor, seed, root }, plan);
        await buildPrograms(root);
        options.signal?.throwIfAborted();
    } catch (error) {
        giveBack();
        throw error;
    }
    const child = spawnHost(directory, root);
    const closed = new Promise<void>((resolve) => child.once("close", () => resolve())).then(giveBack);
    await hostReadyOrGone(child, directory, { ...options, closed });
    const twin = await connectTwin(directory);
    const stop = async () => {
        await twin.stop().catch(() => undefined);
        child.stdin?.end();
        await closed;
    };
    return { ...twin, stop, directory, caFile: join(directory, "authority", "ca.pem"), closed };
}

/** A host that fails, or is not wanted any more, is gone before anyone hears of it. */
async function hostReadyOrGone(
    child: ChildProcess,
    directory: string,
    { signal, onProgress, closed }: Pick<StartTwinOptions, "signal" | "onProgress"> & Pick<RunningTwin, "closed">,
): Promise<void> {
    const end = () => child.kill("SIGKILL");
    signal?.addEventListener("abort", end, { once: true });
    try {
        await hostReady(child, directory, onProgress);
    } catch (error) {
        end();
        await closed;
        signal?.throwIfAborted();
        throw error;
    } finally {
        signal?.removeEventListener("abort", end);
    }
}

/** A twin's folder holds nothing that outlives it; reports and client logs have folders of their own. */
function clean(directory: string): void {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(join(directory, "logs"), { recursive: true, mode: 0o700 });
}

/**
 * A shell is the first process of the namespaces, because it collects orphans, which Node does not. When the host
 * ends, so does the shell, and with the first process the kernel ends all others. Three things end the host: its
 * parent's death (setpriv), the death of `unshare` (--kill-child), and the end of its standard input.
 */
function spawnHost(directory: string, root: string): ChildProcess {
    const first = 'exec 3<&0; "$@" <&3 & exec 3<&- </dev/null; wait $!';
    const log = openSync(join(directory, "logs", "host.log"), "a");
    const namespaces = [
        "--map-root-user",
        "--net",
        "--pid",
        "--fork",
        "--mount",
        "--ipc",
        "--kill-child",
        "--mount-proc",
    ];
    const child = spawn(
        "setpriv",
        [
            ...["--pdeathsig", "KILL", "unshare", ...namespaces, "sh", "-c", first, "twin"],
            ...[process.execPath, programFile(root, "host"), directory],
        ],
        // A group of its own: Ctrl-C is for whoever holds the twin, who then ends it in order.
        { stdio: ["pipe", "pipe", log], detached: true, env: { ...process.env, PATH: enginePath() } },
    );
    closeSync(log);
    child.stdin?.on("error", () => undefined);
    if (child.pid !== undefined) {
        writeFileSync(join(directory, "twin.json"), JSON.stringify({ pid: child.pid, startedBy: process.pid }));
    }
    return child;
}

function hostReady(child: ChildProcess, directory: string, onProgress?: (line: string) => void): Promise<void> {
    return new Promise((resolve, reject) => {
        const fail = (why: string) => {
            child.stdin?.end();
            reject(new TwinError(`the twin did not start: ${why} (${join(directory, "logs")})`, 3));
        };
        child.once("error", ({ message }) => fail(message));
        child.once("exit", (code, signal) => fail(`its host ended with ${signal ?? String(code)}`));
        if (child.stdout === null) {
            return;
        }
        createInterface({ input: child.stdout }).on("line", (line) => {
            const message = JSON.parse(line) as FromHost;
            if ("progress" in message) {
                onProgress?.(message.progress);
            } else if ("failed" in message) {
                fail(message.failed);
            } else {
                resolve();
            }
        });
    });
}
