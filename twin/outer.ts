import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "./errors";

/** The first process of a running twin's namespaces, as this side of them counts. @throws TwinError 2 when none runs */
export function firstProcess(directory: string): number {
    const gone = new TwinError(`no twin runs in ${directory}: start one by antipode twin up`, 2);
    try {
        const { pid } = JSON.parse(readFileSync(join(directory, "twin.json"), "utf8")) as { pid: number };
        const outer = pid.toFixed();
        const children = readFileSync(`/proc/${outer}/task/${outer}/children`, "utf8").trim().split(" ");
        const first = Number(children[0]);
        if (first > 0) {
            return first;
        }
    } catch {
        throw gone;
    }
    throw gone;
}

/** Whether the processes of a folder's twin are there; a folder outlives a twin that was killed. */
export function isRunning(directory: string): boolean {
    try {
        return firstProcess(directory) > 0;
    } catch {
        return false;
    }
}

/** Process numbers inside a twin's namespaces to those outside, where a person uses them. */
export function outerPids(directory: string): ReadonlyMap<number, number> {
    const namespace = readlinkSync(`/proc/${firstProcess(directory).toFixed()}/ns/pid`);
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && namespaceOf(name) === namespace);
    return new Map(pids.flatMap((pid) => innerPid(pid).map((inner) => [inner, Number(pid)] as const)));
}

function namespaceOf(pid: string): string | undefined {
    try {
        return readlinkSync(`/proc/${pid}/ns/pid`);
    } catch {
        return undefined;
    }
}

function innerPid(pid: string): number[] {
    try {
        const numbers = /^NSpid:\s+(.*)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]?.split(/\s+/);
        return [Number(numbers?.at(-1))];
    } catch {
        return [];
    }
}
