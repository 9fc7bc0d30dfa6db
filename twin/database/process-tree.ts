import { readFileSync } from "node:fs";

/** Direct children of a process, as the kernel lists them (proc(5), /proc/pid/task/tid/children). */
export function childrenOf(pid: number): number[] {
    return read(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);
}

/** A zombie does not count: it holds nothing any more, and only its parent can take it away. */
export function isRunning(pid: number): boolean {
    const stat = read(`/proc/${pid}/stat`);
    const state = stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3);
    return stat !== "" && state !== "Z" && state !== "X";
}

function read(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch {
        return "";
    }
}
