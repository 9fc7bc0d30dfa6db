import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Zone } from "../../routing/zone";
import { latency, pair, regional } from "../routing/lint/cases";
import { planOf } from "../routing/plans";

const root = join(__dirname, "../..");

/** The command as a person types it, with a file on standard input. */
function lint(
    words: readonly string[],
    input: unknown = "",
): { status: number | null; stdout: string; stderr: string } {
    return spawnSync(process.execPath, [join(root, "bin/antipode"), "routing", "lint", ...words], {
        encoding: "utf8",
        input: typeof input === "string" ? input : JSON.stringify(input),
        env: { ...process.env, NO_COLOR: "1" },
    });
}

function lintZone(zone: Zone, ...words: string[]) {
    return lint(["--zone", "-", ...words], zone);
}

const dying = latency(
    (region) => ({ evaluate: false, ...(region === "eu-west-1" ? { HealthCheckId: region } : {}) }),
    regional,
);

describe("antipode routing lint", function () {
    this.timeout(30_000);

    before("build the bundle", () => {
        lint(["--help"]);
    });

    it("ends with 1 for an error, and says which region would stay", () => {
        const { status, stdout } = lintZone(dying.zone);
        assert.equal(status, 1);
        assert.match(
            stdout,
            /^error {2}dead-region-still-answers .*\n {2}app\.example\.com A\n {6}with eu-central-1 dead/m,
        );
        assert.match(stdout, /\nstandard input: 2 errors, /);
    });

    it("ends with 0 for a warning, and with 1 when warnings fail", () => {
        const slow = pair({ TTL: 300 }).zone;
        assert.equal(lintZone(slow).status, 0);
        assert.equal(lintZone(slow, "--fail-on", "warning").status, 1);
        assert.equal(lintZone(slow, "--fail-on", "warning", "--ignore", "ttl-over-60=a static page").status, 0);
    });

    it("reads a plan, and then judges what needs one", () => {
        const { status, stdout } = lint(
            ["--plan", "-", "--format", "json"],
            planOf({ healthCheck: { path: "/readyz" } }),
        );
        const report = JSON.parse(stdout) as {
            source: string;
            findings: { rule: string; why: string }[];
            notJudged: [];
        };
        assert.equal(status, 1);
        assert.equal(report.source, "plan of test");
        assert.ok(report.findings.some(({ rule, why }) => rule === "check-reaches-the-writer" && why !== ""));
        assert.deepEqual(report.notJudged, []);
    });

    it("shows all rules, with why, fix and source", () => {
        const { status, stdout } = lint(["--rules", "--format", "json"]);
        const rules = JSON.parse(stdout) as Record<string, string>[];
        assert.equal(status, 0);
        assert.ok(rules.length > 40);
        assert.ok(
            rules.every((rule) =>
                ["id", "severity", "why", "fix", "source"].every((field) => rule[field] !== undefined),
            ),
        );
    });

    for (const [what, words, input, message] of [
        ["an unknown rule", ["--rule", "ttl"], pair().zone, /^antipode: ttl: expected the id of a rule/m],
        ["a rule ignored without a reason", ["--ignore", "ttl-over-60"], pair().zone, /expected ID=REASON/],
        ["a file that is no zone", [], "{}", /standard input is not a zone file: expected/],
    ] as const) {
        it(`fails with 2 for ${what}, in one line`, () => {
            const { status, stderr } = lint(["--zone", "-", ...words], input);
            assert.equal(status, 2);
            assert.match(stderr, message);
        });
    }
});
