import { readdirSync, readFileSync } from "node:fs";

/** The processes of this pid namespace: parent by pid. */
function parents(): Map<number, number> {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return new Map(
        pids.flatMap((pid) => {
            // The command's name, in brackets, may hold spaces: fields are counted from its end (proc(5)).
            const fields = read(`/proc/${pid}/stat`)
                ?.replace(/^.*\) /, "")
                .split(" ");
            return fields?.[1] === undefined ? [] : [[Number(pid), Number(fields[1])] as const];
        }),
    );
}

/** Bytes that each process and its descendants hold, shared pages divided among those that share them. */
export function treeMemory(roots: readonly number[]): Map<number, number> {
    const parentOf = parents();
    const known = new Set(roots);
    const sums = new Map(roots.map((root) => [root, 0]));
    for (const pid of parentOf.keys()) {
        let owner: number | undefined = pid;
        while (owner !== undefined && !known.has(owner)) {
            owner = parentOf.get(owner);
        }
        if (owner !== undefined) {
            sums.set(owner, (sums.get(owner) ?? 0) + proportionalBytes(pid));
        }
    }
    return sums;
}

function proportionalBytes(pid: number): number {
    const match = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid.toFixed()}/smaps_rollup`) ?? "");
    return Number(match?.[1] ?? 0) * 1024;
}

/** Undefined when the process has gone meanwhile. */
function read(file: string): string | undefined {
    try {
        return readFileSync(file, "utf8");
    } catch {
        return undefined;
    }
}
