import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { closeSync, mkdirSync, openSync, readdirSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import { enginePath } from "./engines";
import { internet, type PlaceName, type Places, type StartOptions } from "./place";

/** Starts processes in the twin's namespaces. Every step before the command is an exec, so the child is the command. */
export class NamespacePlaces implements Places {
    private readonly logs: string;

    /** @param namespaces Folder that holds a file for each cell's network namespace, named by region. */
    constructor(
        directory: string,
        private readonly namespaces: string,
    ) {
        this.logs = join(directory, "logs");
        mkdirSync(this.logs, { recursive: true });
    }

    start(place: PlaceName, command: readonly string[], options: StartOptions): ChildProcess {
        const stdout = openSync(options.stdout ?? join(this.logs, `${options.name}.log`), "a");
        const stderr = options.stderr === undefined ? stdout : openSync(options.stderr, "a");
        const child = this.spawn(place, command, { ...options, stdio: ["ignore", stdout, stderr] });
        for (const descriptor of new Set([stdout, stderr])) {
            closeSync(descriptor);
        }
        return child;
    }

    run(place: PlaceName, command: readonly string[], options: Partial<StartOptions> = {}): Promise<string> {
        return this.feed(place, command, { ...options, input: "" });
    }

    /** {@link run} with something to read on standard input. */
    feed(
        place: PlaceName,
        command: readonly string[],
        options: Partial<StartOptions> & { input: string },
    ): Promise<string> {
        const child = this.spawn(place, command, { ...options, stdio: ["pipe", "pipe", "pipe"] });
        const out: Buffer[] = [];
        const error: Buffer[] = [];
        child.stdout?.on("data", (chunk: Buffer) => out.push(chunk));
        child.stderr?.on("data", (chunk: Buffer) => error.push(chunk));
        // A command that ends before it has read its input says why by its exit code.
        child.stdin?.on("error", () => undefined);
        child.stdin?.end(options.input);
        return new Promise((resolve, reject) => {
            child.on("error", reject);
            child.on("close", (code) => {
                if (code === 0) {
                    resolve(Buffer.concat(out).toString());
                    return;
                }
                const lines = Buffer.concat(error).toString().trim().split("\n").slice(-5).join("\n");
                reject(new Error(`${command.slice(0, 3).join(" ")} ended with ${String(code)} in ${place}: ${lines}`));
            });
        });
    }

    /** Kills every process of a cell and of nothing else; resolves when none is left. */
    async killAll(place: PlaceName): Promise<void> {
        while (this.processesOf(place).map(kill).length > 0) {
            await new Promise((resolve) => setTimeout(resolve, 5));
        }
    }

    private processesOf(place: PlaceName): number[] {
        const namespace = statSync(join(this.namespaces, place)).ino;
        const numbers = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
        return numbers.map(Number).filter((pid) => networkOf(pid) === `net:[${namespace.toFixed()}]`);
    }

    private spawn(
        place: PlaceName,
        command: readonly string[],
        { stdio, ...options }: Partial<StartOptions> & Pick<SpawnOptions, "stdio">,
    ): ChildProcess {
        const [program, ...args] = [...this.enter(place), ...inside(options), ...command];
        if (program === undefined) {
            throw new Error(`nothing to start in ${place}`);
        }
        const child = spawn(program, args, {
            stdio,
            env: { PATH: enginePath(), HOME: "/tmp", LANG: "C.UTF-8", ...options.environment },
            ...(options.directory === undefined ? {} : { cwd: options.directory }),
        });
        return child;
    }

    private enter(place: PlaceName): string[] {
        return place === internet ? [] : ["nsenter", `--net=${join(this.namespaces, place)}`, "--"];
    }
}

function inside({ resolvConf, unprivileged }: Partial<StartOptions>): string[] {
    const mount = 'mount --bind "$0" /etc/resolv.conf && exec "$@"';
    return [
        ...(resolvConf === undefined ? [] : ["unshare", "--mount", "sh", "-c", mount, resolvConf]),
        ...(unprivileged === true ? ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"] : []),
    ];
}

/** A process that has gone, or a zombie, has no network. */
function networkOf(pid: number): string | undefined {
    try {
        return readlinkSync(`/proc/${pid.toFixed()}/ns/net`);
    } catch {
        return undefined;
    }
}

function kill(pid: number): void {
    try {
        process.kill(pid, "SIGKILL");
    } catch {
        // It ended between the look and the blow.
    }
}
