import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findOrInstallK6 } from "../../../bin/setup/k6";
import { appTtlSeconds, regionAddresses } from "./served-zone";

const run = promisify(execFile);

describe("k6", () => {
    const folder = mkdtempSync(join(tmpdir(), "antipode-k6-"));
    after(() => rmSync(folder, { recursive: true }));

    it("goes where DNS and DNS over HTTP say, from the first request after a failover and after its end", async () => {
        const resolvConf = join(folder, "resolv.conf");
        writeFileSync(resolvConf, "nameserver 127.0.0.1\n");
        const k6 = join(await findOrInstallK6(), "k6");
        const inside = 'ip link set lo up && mount --bind "$0" /etc/resolv.conf && exec "$@"';
        const namespaces = ["--user", "--map-root-user", "--net", "--mount", "--pid", "--fork", "--kill-child"];
        const program = [process.execPath, "--import", "tsx", join(__dirname, "k6-run.ts"), k6];
        const command = ["unshare", ...namespaces, "sh", "-c", inside, resolvConf, ...program];
        const { stdout } = await run("setpriv", ["--pdeathsig", "KILL", ...command], { timeout: 15_000 });
        const { seen, udp } = JSON.parse(stdout) as { seen: unknown[]; udp: number };
        const at = (region: keyof typeof regionAddresses) => [region, regionAddresses[region], appTtlSeconds];
        const [home, away] = [at("eu-west-1"), at("eu-central-1")];
        assert.deepEqual(seen, [home, home, home, away, away, away, home, home, home]);
        assert.ok(udp >= seen.length, `${udp.toFixed()} questions: a name is asked for each connection`);
    });
});
