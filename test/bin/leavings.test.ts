import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
    descendantsOf,
    familyOf,
    mountPoints,
    parseStat,
    processorSeconds,
    survivorsOf,
    type ProcessRow,
} from "../../bin/bench/leavings";

const stat = (pid: number, name: string, parent: number) =>
    `${pid} (${name}) S ${parent} 1 1 0 -1 4194560 1 0 0 0 5 6 0 0 20 0 1 0 4711 1000 10 18446744073709551615\n`;

describe("the list of processes", () => {
    it("is read whatever a process calls itself", () => {
        const row = { pid: 12, parent: 3, state: "S", startTicks: "4711" };
        assert.deepEqual(parseStat(stat(12, "node", 3)), { ...row, name: "node" });
        assert.deepEqual(parseStat(stat(12, "a) S 9 (b\n", 3)), { ...row, name: "a) S 9 (b\n" });
        assert.equal(parseStat(""), undefined);
    });

    it("gives a process with all below it, in whatever order they stand", () => {
        const row = (pid: number, parent: number): ProcessRow => ({
            pid,
            parent,
            name: "",
            state: "S",
            startTicks: "1",
        });
        const rows = [row(9, 5), row(5, 4), row(4, 2), row(3, 1), row(2, 1), row(1, 0)];
        assert.deepEqual(
            descendantsOf(4, rows).map(({ pid }) => pid),
            [9, 5, 4],
        );
    });

    it("gives the processor time that this process has used", () => {
        const { user, system } = process.cpuUsage();
        const seconds = processorSeconds(process.pid);
        assert.ok(Math.abs(seconds - (user + system) / 1e6) < 0.1, `${seconds}`);
    });

    it("finds the root among the mounts", () => {
        assert.ok(mountPoints().has("/"));
    });
});

describe("what a killed process leaves behind", () => {
    const mark = "ANTIPODE_TEST_MARK=leavings";
    let child: ChildProcess;
    let orphan = 0;

    /** A parent with a child of which it does not take care: `environment` is the child's. */
    async function start(environment: string): Promise<number> {
        const script = `${environment} sleep 60 & echo $!; wait`;
        child = spawn("sh", ["-c", script], {
            stdio: ["ignore", "pipe", "inherit"],
            env: { ...process.env, ANTIPODE_TEST_MARK: "leavings" },
        });
        const [line] = (await once(child.stdout ?? child, "data")) as [Buffer];
        orphan = Number(line.toString());
        return child.pid ?? 0;
    }

    async function kill(): Promise<void> {
        child.kill("SIGKILL");
        await once(child, "exit");
    }

    afterEach(() => {
        process.kill(orphan, "SIGKILL");
    });

    it("is found by the mark in its environment, also when it was born after the look", async () => {
        const pid = await start("");
        const family = { ...familyOf(pid, mark), members: [], namespaces: new Set<string>() };
        await kill();
        assert.deepEqual(
            survivorsOf(family).map((row) => row.pid),
            [orphan],
        );
    });

    it("is found by its descent when it has no mark", async () => {
        const pid = await start("env --unset=ANTIPODE_TEST_MARK");
        const family = familyOf(pid, mark);
        await kill();
        assert.deepEqual(
            survivorsOf(family).map((row) => row.pid),
            [orphan],
        );
    });

    it("is not found once it has gone", async () => {
        const pid = await start("");
        const family = familyOf(pid, mark);
        assert.equal(survivorsOf(family).length, 2);
        await kill();
        assert.equal(survivorsOf(family).length, 1);
    });
});
