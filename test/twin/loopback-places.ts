import { execFile, spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import type { Places, StartOptions } from "../../twin/place";

const execute = promisify(execFile);

/** Places without namespaces: every cell is this machine, told apart by its loopback addresses. */
export class LoopbackPlaces implements Places {
    readonly children: ChildProcess[] = [];

    constructor(private readonly logs: string) {}

    start(place: string, command: readonly string[], options: StartOptions): ChildProcess {
        const [program = "", ...rest] = whole(command, options);
        const log = openSync(path.join(this.logs, `${options.name}.log`), "a");
        const child = spawn(program, rest, {
            stdio: ["ignore", log, log],
            env: { ...process.env, PLACE: place, ...options.environment },
        });
        closeSync(log);
        this.children.push(child);
        return child;
    }

    async run(place: string, command: readonly string[], options: Partial<StartOptions> = {}): Promise<string> {
        const [program = "", ...rest] = whole(command, options);
        const env = { ...process.env, PLACE: place, ...options.environment };
        return (await execute(program, rest, { env })).stdout;
    }
}

/** Dies with the tests; PostgreSQL refuses uid 0, and its shared memory stays in a namespace of its own. */
function whole(command: readonly string[], options: Partial<StartOptions>): string[] {
    const mapped = ["unshare", "-U", "--ipc", "--map-user=1000", "--map-group=1000"];
    return ["setpriv", "--pdeathsig", "KILL", ...(options.unprivileged === true ? mapped : []), ...command];
}
