import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A process as proc(5) shows it. `startTicks` tells it from a later one of the same number. */
export interface ProcessRow {
    readonly pid: number;
    readonly parent: number;
    readonly name: string;
    readonly state: string;
    readonly startTicks: string;
}

/** Everything by which what descends from a process can be found again after its death. */
export interface Family {
    readonly members: readonly ProcessRow[];
    /** Of processes that have their own: whoever is in them belongs to the family, however it came there. */
    readonly namespaces: ReadonlySet<string>;
    /** `NAME=value`, which stands in the environment of those that were given it. */
    readonly mark: string;
}

export function familyOf(ancestor: number, mark: string): Family {
    const members = descendantsOf(ancestor, allProcesses());
    const own = namespaceOf(process.pid);
    const namespaces = new Set(members.map(({ pid }) => namespaceOf(pid)));
    return { members, namespaces: new Set([...namespaces].filter((one) => one !== "" && one !== own)), mark };
}

/** Those of a family that are alive now; a zombie is dead, and only waits to be counted. */
export function survivorsOf({ members, namespaces, mark }: Family): ProcessRow[] {
    const known = new Set(members.map(identity));
    return allProcesses().filter(
        (row) =>
            row.state !== "Z" &&
            (known.has(identity(row)) || namespaces.has(namespaceOf(row.pid)) || isMarked(row.pid, mark)),
    );
}

/** A process and all below it. */
export function descendantsOf(ancestor: number, rows: readonly ProcessRow[]): ProcessRow[] {
    const found = new Set([ancestor]);
    let size = 0;
    while (size !== found.size) {
        size = found.size;
        rows.filter(({ parent }) => found.has(parent)).forEach(({ pid }) => found.add(pid));
    }
    return rows.filter(({ pid }) => found.has(pid));
}

/** One line of /proc/PID/stat; the name in brackets may hold anything, so fields are counted from its end (proc(5)). */
export function parseStat(text: string): ProcessRow | undefined {
    const match = /^(\d+) \((.*)\) (\S) (\d+) (.*)$/s.exec(text);
    const [, pid, name = "", state = "", parent, rest = ""] = match ?? [];
    // Field 22 is the start; the rest begins with field 5.
    const startTicks = rest.split(" ")[17];
    return startTicks === undefined ? undefined : { pid: Number(pid), name, state, parent: Number(parent), startTicks };
}

/** Where something is mounted in this process's sight. */
export function mountPoints(): Set<string> {
    const lines = readFileSync("/proc/self/mountinfo", "utf8").trim().split("\n");
    return new Set(lines.map((line) => line.split(" ")[4] ?? ""));
}

/** Seconds of processor time of a process with all its threads. */
export function processorSeconds(pid: number): number {
    const fields = readFileSync(`/proc/${pid.toFixed()}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
    // Fields 14 and 15, in ticks of 10 ms on every Linux of today (proc(5), sysconf(_SC_CLK_TCK)).
    return (Number(fields[11]) + Number(fields[12])) / 100;
}

function allProcesses(): ProcessRow[] {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return pids.flatMap((pid) => parseStat(orNothing(() => readFileSync(`/proc/${pid}/stat`, "utf8"))) ?? []);
}

function identity({ pid, startTicks }: ProcessRow): string {
    return `${pid} since ${startTicks}`;
}

function namespaceOf(pid: number): string {
    return orNothing(() => readlinkSync(`/proc/${pid.toFixed()}/ns/pid`));
}

function isMarked(pid: number, mark: string): boolean {
    const environment = orNothing(() => readFileSync(`/proc/${pid.toFixed()}/environ`, "utf8"));
    return environment.split("\0").includes(mark);
}

/** What is asked of a process that has gone meanwhile, or belongs to somebody else. */
function orNothing(ask: () => string): string {
    try {
        return ask();
    } catch {
        return "";
    }
}
