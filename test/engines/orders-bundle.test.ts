import assert from "node:assert/strict";
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildSync } from "esbuild";
import { findOrInstallK6 } from "../../bin/setup/k6";
import type { RequestLine } from "../../gameday/client-log";
import { environmentOf, orderBody, until } from "./orders-environment";
import { freePort, PostgresServer } from "./postgres-server";

const root = join(__dirname, "..", "..");

describe("orders as the bundle that instances run", function () {
    this.timeout(60_000);
    let first: PostgresServer;
    let folder: string;
    let instance: ChildProcess;
    let url: string;

    before(async () => {
        first = await PostgresServer.start("127.0.0.1");
        folder = await mkdtemp(join(tmpdir(), "orders-bundle-"));
        const outfile = join(folder, "server.cjs");
        const entryPoints = [join(root, "apps/orders/server.ts")];
        buildSync({ entryPoints, outfile, bundle: true, platform: "node", target: "node20", logLevel: "error" });
    });
    beforeEach(async () => {
        const port = String(await freePort());
        url = `http://127.0.0.1:${port}`;
        const hosts = { WRITER_HOST: "localhost", READER_HOST: "localhost", LOCK_TIMEOUT_MS: "1000" };
        const env = environmentOf(first, { PORT: port, ...hosts, STATEMENT_TIMEOUT_MS: "1000" });
        instance = spawn(process.execPath, [join(folder, "server.cjs")], {
            env,
            stdio: ["ignore", "ignore", "inherit"],
        });
        await until(() =>
            fetch(`${url}/readyz`).then(
                ({ ok }) => ok,
                () => false,
            ),
        );
    });
    afterEach(() => {
        instance.kill("SIGKILL");
    });
    after(async () => {
        await first.remove();
        await rm(folder, { recursive: true, force: true });
    });

    it("answers what is under way at SIGTERM, refuses what is new, and ends with 0", async () => {
        const holder = await first.client();
        await holder.query("begin; lock table orders in access exclusive mode");
        const headers = { "content-type": "application/json", "idempotency-key": randomUUID() };
        const underWay = fetch(`${url}/orders`, { method: "POST", headers, body: JSON.stringify(orderBody) });
        const waiting = "select 1 from pg_stat_activity where application_name = 'orders' and wait_event_type = 'Lock'";
        await until(async () => (await first.query(waiting)).length > 0);
        const exit = once(instance, "exit");
        instance.kill("SIGTERM");
        await until(() =>
            fetch(`${url}/healthz`, { headers: { connection: "close" } }).then(
                () => false,
                () => true,
            ),
        );
        await holder.query("commit");
        await holder.end();
        assert.equal((await underWay).status, 201);
        assert.deepEqual(await exit, [0, null]);
    });

    it("serves k6, whose every line is whole and whose sequence has no gap", async () => {
        const log = join(folder, "client.ndjson");
        const flags = ["run", "--quiet", "--no-usage-report", "--log-format", "raw", "--console-output", log];
        const settings = {
            TARGET_URL: url,
            RATE: "20",
            DURATION: "2s",
            CLIENT_CLASS: "honest",
            CLIENT: "honest-0",
            SEED_ORDERS: "3",
        };
        const env = {
            ...process.env,
            ...settings,
            K6_AUTO_EXTENSION_RESOLUTION: "false",
        };
        const k6 = join(await findOrInstallK6(), "k6");
        const { stdout } = await promisify(execFile)(k6, [...flags, join(root, "loadtest/scenarios/orders.ts")], {
            env,
        });
        const lines = (await readFile(log, "utf8"))
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line) as RequestLine);
        const summary = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as {
            iterations: number;
            dropped: number;
        };
        assert.deepEqual(summary, { iterations: lines.length - 3, dropped: 0 });
        assert.ok(summary.iterations >= 75 && summary.iterations <= 85, `${summary.iterations} iterations`);
        assert.deepEqual(
            lines.map(({ seq }) => seq).sort((a, b) => a - b),
            lines.map((_, index) => index),
        );
        const drifts = lines.map(({ start, mono }) => start - mono);
        assert.ok(Math.max(...drifts) - Math.min(...drifts) < 250, "start - mono is constant");
        for (const line of lines) {
            const { status, error, region, instance: name, op, end, start: began, ip } = line;
            assert.deepEqual([error, region, name, ip], [0, "eu-west-1", "i-1", "127.0.0.1"]);
            assert.equal(status, op === "write" ? 201 : 200);
            assert.ok(end >= began && (line.committed === undefined) === (op === "read"), JSON.stringify(line));
        }
    });
});
