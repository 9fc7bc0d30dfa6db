import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { startTwin, type RunningTwin } from "../../twin/start";
import { fetchInside, freshFolder, planOf, startStaging } from "./support";

const app = "https://app.staging.antipode.example";
const ireland = "https://eu-west-1.app.staging.antipode.example";
const frankfurt = "https://eu-central-1.app.staging.antipode.example";

describe("twin of staging", function () {
    this.timeout(60_000);
    let twin: RunningTwin;

    before(async () => {
        twin = await startStaging(freshFolder());
    });
    after(async () => {
        await twin.stop();
        rmSync(twin.directory, { recursive: true });
    });

    it("serves HTTPS by its names, with the headers of the active region", async () => {
        const reply = await fetchInside(twin, `${app}/readyz`);
        assert.deepEqual([reply.code, reply.status], [0, 200]);
        assert.match(reply.headers, /^http\/2 200/);
        assert.match(reply.headers, /x-region: eu-west-1/);
        assert.match(reply.headers, /x-writer-epoch: 1/);
    });

    it("redirects plain HTTP to the same address under HTTPS", async () => {
        const reply = await fetchInside(twin, `${app.replace("https", "http")}/orders/1?a=b`);
        assert.equal(reply.status, 301);
        assert.match(reply.headers, /location: https:\/\/app\.staging\.antipode\.example\/orders\/1\?a=b/);
    });

    it("lets the standby's app reach the writer across regions", async () => {
        const reply = await fetchInside(twin, `${frankfurt}/readyz`);
        assert.equal(reply.status, 200);
        assert.match(reply.headers, /x-region: eu-central-1/);
    });

    it("shows every process as healthy and stays under 1.5 GB", async () => {
        const rows = await twin.status();
        assert.deepEqual(
            rows.filter(({ health }) => health !== "healthy"),
            [],
        );
        const count = (kind: string) => rows.filter((row) => row.kind === kind).length;
        assert.deepEqual(["balancer", "app", "database", "resolver"].map(count), [2, 4, 2, 9]);
        const bytes = rows.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0);
        assert.ok(bytes > 100e6 && bytes < 1.5e9, `${bytes.toFixed()} bytes`);
    });

    it("loses a region without a sign in a black hole, and has it back", async () => {
        await twin.breakRegion("eu-west-1", "black-hole");
        const lost = await fetchInside(twin, `${ireland}/healthz`);
        assert.equal(lost.code, 28, "expected curl to time out");
        await assert.rejects(twin.breakRegion("eu-west-1", "refused"), /broken already/);
        await until(
            async () => (await twin.answer("app.staging.antipode.example", "eu-west-1")).region === "eu-central-1",
        );
        await twin.healRegion("eu-west-1");
        const back = await fetchInside(twin, `${ireland}/readyz`);
        assert.deepEqual([back.code, back.status], [0, 200]);
    });

    it("refuses connections to a region whose processes died, and boots it again", async () => {
        const before = await regionProcesses(twin, "eu-west-1");
        await twin.breakRegion("eu-west-1", "refused");
        const lost = await fetchInside(twin, `${ireland}/healthz`);
        assert.equal(lost.code, 7, "expected curl to be refused");
        const dead = await regionProcesses(twin, "eu-west-1");
        assert.deepEqual(dead, []);
        await twin.healRegion("eu-west-1");
        const back = await fetchInside(twin, `${ireland}/healthz`);
        assert.deepEqual([back.code, back.status], [0, 200]);
        const after = await regionProcesses(twin, "eu-west-1");
        assert.equal(after.length, before.length);
        assert.equal(after.filter((pid) => before.includes(pid)).length, 0, "every process is a new one");
    });

    it("refuses a second twin in its folder, and lets another stand beside it", async () => {
        const plan = await planOf("staging");
        const clock = { factor: 10 };
        await assert.rejects(startTwin({ plan, clock, directory: twin.directory }), /runs in .* already/);
        const other = await startTwin({ plan, clock, directory: freshFolder() });
        try {
            await other.breakRegion("eu-west-1", "refused");
            const [here, there] = [
                await fetchInside(twin, `${ireland}/healthz`),
                await fetchInside(other, `${ireland}/healthz`),
            ];
            assert.deepEqual([here.code, there.code], [0, 7]);
        } finally {
            await other.stop();
            rmSync(other.directory, { recursive: true });
        }
    });

    it("names a region that it does not have", async () => {
        await assert.rejects(twin.healRegion("mars-1"), /no cell mars-1: expected one of eu-central-1, eu-west-1/);
    });

    it("starts from a folder whose path is too long for a socket", async () => {
        const short = freshFolder();
        const directory = `${short}/${"long-".repeat(30)}`;
        const other = await startStaging(directory);
        try {
            assert.equal((await fetchInside(other, `${app}/healthz`)).status, 200);
        } finally {
            await other.stop();
            rmSync(dirname(directory), { recursive: true });
        }
    });
});

async function regionProcesses(twin: RunningTwin, region: string): Promise<number[]> {
    const rows = await twin.status();
    return rows.filter(({ cell, pid }) => cell === region && pid !== 0).map(({ pid }) => pid);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) {
        await new Promise((resolve) => setImmediate(resolve));
    }
}
