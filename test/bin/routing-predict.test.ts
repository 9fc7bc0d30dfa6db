import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FaultPrediction } from "../../routing/recovery/forecast";
import { planOf } from "../routing/plans";
import { tree } from "../routing/zones";

const root = join(__dirname, "../..");

interface Ended {
    readonly status: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

describe("antipode routing predict", () => {
    let folder = "";
    let plan: readonly string[] = [];
    let zone: readonly string[] = [];

    before("write a plan and a zone file", () => {
        folder = mkdtempSync(join(tmpdir(), "predict-"));
        const write = (name: string, content: unknown) => {
            writeFileSync(join(folder, name), JSON.stringify(content));
            return join(folder, name);
        };
        plan = ["--plan", write("plan.json", planOf()), "--runs", "2000"];
        zone = ["--zone", write("zone.json", tree()), "--runs", "2000"];
    });

    after(() => {
        rmSync(folder, { recursive: true });
    });

    function predict(...words: readonly string[]): Ended {
        return spawnSync(process.execPath, [join(root, "bin/antipode"), "routing", "predict", ...words], {
            encoding: "utf8",
            env: { ...process.env, NO_COLOR: "1" },
        });
    }

    it("prints phases, the closed forms beside them and every input with its source, in 100 columns", () => {
        const { status, stdout } = predict(...plan);
        assert.equal(status, 0);
        assert.ok(stdout.split("\n").every((line) => line.length <= 100));
        assert.match(stdout, /^eu-west-1 is lost, a black hole: clients of app\.example\.com$/m);
        assert.match(stdout, /^phase +p50 +p95 +p99 +99\.9 % of runs +mean +closed +diff$/m);
        assert.match(stdout, /^verdict: it counts as unhealthy +40\.\d .* 40\.27 +[+-]0\.\d\d$/m);
        assert.match(stdout, /^verdict = I\*14\/17 \+ f \+ \(N-1\)\(I\+f\)$/m);
        assert.match(stdout, /^time to promote +60 s +assumed$/m);
    });

    it("ends with 1 when the 99th percentile breaks a promise, and with 0 when it keeps it", () => {
        const broken = predict(...plan, "--read-rto", "100");
        assert.equal(broken.status, 1);
        assert.match(broken.stdout, /^BROKEN: readRtoSeconds 100 s, p99 10\d\.\d s$/m);
        const kept = predict(...plan, "--read-rto", "100", "--fault", "refused", "--format", "json");
        assert.equal(kept.status, 0);
        const { promises } = JSON.parse(kept.stdout) as FaultPrediction;
        assert.deepEqual(
            promises.map((promise) => [promise.name, promise.kept]),
            [["readRtoSeconds", true]],
        );
    });

    it("takes a zone file, and says what it leaves out", () => {
        const { status, stdout } = predict(...zone, "--lost", "eu-west-1", "--health-to-dns", "2-2");
        assert.equal(status, 0);
        assert.match(stdout, /^health to DNS +2-2 s +config$/m);
        assert.match(stdout, /^target health of what is lost +as last heard \(answer --lost .* unhealthy\) +assumed$/m);
        assert.match(stdout, /^left out: promotion of a database/m);
        assert.match(stdout, /^left out: promises/m);
        assert.doesNotMatch(stdout, /all-write/);
    });

    it("writes Markdown, with the kinds of clients that are asked for", () => {
        const { stdout } = predict(
            ...zone,
            "--lost",
            "eu-west-1",
            "--clients",
            "honest,stretch",
            "--format",
            "markdown",
        );
        assert.match(stdout, /^\| client: one client reads, stretch \| \d/m);
        assert.match(stdout, /^\| resolvers that stretch \| 8\.74 %, TTL x 1-10 \| assumed \|$/m);
    });

    it("says never with the reason, and breaks the promise with it", () => {
        const { status, stdout } = predict(...zone, "--lost", "eu-west-1", "--fault", "split", "--unreachable", "6");
        assert.equal(status, 0);
        assert.match(stdout, /^Nobody is moved: .*12 of 16\s+checkers/ms);
        const file = join(folder, "unwatched.json");
        writeFileSync(file, JSON.stringify(planOf({ healthCheck: "none" })));
        const never = predict("--plan", file, "--read-rto", "900");
        assert.equal(never.status, 1);
        assert.match(never.stdout, /^NEVER: .*no health check watches\s+eu-west-1/ms);
        assert.match(never.stdout, /^BROKEN: readRtoSeconds 900 s, never$/m);
    });

    it("takes a target's probes to be AWS's own where nothing says otherwise", () => {
        const { status, stdout } = predict(
            ...zone,
            "--target",
            "eu-west-1.elb.amazonaws.com",
            "--fault",
            "targets-error",
        );
        assert.equal(status, 0);
        assert.match(stdout, /^its health check +30 s x 2, 2 targets, .* AWS$/m);
        assert.match(stdout, /^verdict = I\*2\/3 \+ f \+ \(N-1\)I$/m);
    });

    for (const [what, words, message] of [
        ["a zone without a region", [], /^antipode: --lost: expected one/],
        [
            "an unknown region",
            ["--lost", "mars-1"],
            /^antipode: question to .*zone\.json is not valid: --lost: expected .*, got mars-1; there are eu-central-1/,
        ],
        [
            "an unknown place",
            ["--lost", "eu-west-1", "--from", "mars"],
            /--from: expected a region, a location .*got mars/,
        ],
        [
            "an unknown check",
            ["--check", "eu-wst-1"],
            /^antipode: question to .* is not valid: --check: expected the id .*, got eu-wst-1; did you mean eu-west-1\?/,
        ],
        ["an unknown target", ["--target", "b"], /: --target: expected the DNS name .*, got b; there are /],
        [
            "a name outside the zone",
            ["--lost", "eu-west-1", "--name", "a.org"],
            /--name: expected a name in zone example\.com, got a\.org/,
        ],
        ["a check with sick targets", ["--check", "eu-west-1", "--fault", "targets-error"], /^antipode: --fault: /],
        ["no range", ["--health-to-dns", "5-1"], /expected seconds as min-max/],
        [
            "an unknown kind of client",
            ["--clients", "patient"],
            /expected a list of honest, stretch, pinned, got patient/,
        ],
    ] satisfies [string, string[], RegExp][]) {
        it(`fails with 2 on ${what}, in one line`, () => {
            const { status, stderr } = predict(...zone, ...words);
            assert.equal(status, 2);
            const lines = stderr
                .trim()
                .split("\n")
                .filter((line) => !line.startsWith("antipode: built "));
            assert.equal(lines.length, 1);
            assert.match(lines[0] ?? "", message);
        });
    }
});
