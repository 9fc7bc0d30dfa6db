import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "../..");

interface Ended {
    readonly status: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

function antipode(words: readonly string[], { input = "", color = false } = {}): Ended {
    return spawnSync(process.execPath, [join(root, "bin/antipode"), ...words], {
        encoding: "utf8",
        input,
        env: { ...process.env, ...(color ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }) },
    });
}

/** What the command itself says, without what building it said. */
function messages({ stderr }: Ended): string[] {
    return stderr
        .trim()
        .split("\n")
        .filter((line) => !line.startsWith("antipode: built "));
}

describe("antipode", () => {
    before("build the bundle", () => {
        antipode(["--help"]);
    });

    it("lists its commands and exit codes", () => {
        const { status, stdout } = antipode(["--help"]);
        assert.equal(status, 0);
        assert.match(stdout, /\bplan\b[\s\S]*\btwin\b[\s\S]*Exit codes: 0 ok, 1 .*, 2 .*, 3 /);
    });

    it("fails with 2 and the nearest name on an unknown command", () => {
        const ended = antipode(["plna"]);
        assert.equal(ended.status, 2);
        assert.match(ended.stderr, /unknown command 'plna'[\s\S]*plan/);
    });

    it("fails with 2 and the known stacks on an unknown one, in one line", () => {
        const ended = antipode(["plan", "--stack", "stagin"]);
        assert.equal(ended.status, 2);
        assert.equal(messages(ended).length, 1);
        assert.match(messages(ended)[0] ?? "", /dev, prod, staging.*"stagin"/);
    });

    it("fails with 2 on a format that does not exist", () => {
        const ended = antipode(["plan", "--format", "xml"]);
        assert.equal(ended.status, 2);
        assert.match(ended.stderr, /table, json, mermaid, svg, terraform/);
    });

    for (const [what, input] of [
        ["no JSON", "no"],
        ["no plan", "{}"],
        ["a preview", '{"version":1,"resources":[{"urn":1}]}'],
    ] as const) {
        it(`fails with 2 on ${what}, in one line`, () => {
            const ended = antipode(["plan", "-"], { input });
            assert.equal(ended.status, 2);
            assert.equal(messages(ended).length, 1);
            assert.match(messages(ended)[0] ?? "", /standard input is not a plan/);
        });
    }
});

describe("antipode gameday run", () => {
    it("ends with 3 for a drill on AWS, and names the command that runs it on a twin", () => {
        const ended = antipode(["gameday", "run", "region-loss", "--target", "aws", "--stack", "prod"]);
        assert.equal(ended.status, 3);
        assert.deepEqual(messages(ended), [
            "antipode: drills on AWS are not built yet; the twin is: antipode gameday run region-loss --stack prod",
        ]);
        assert.equal(ended.stdout, "");
    });

    it("ends with 2 for a target that there is not", () => {
        const ended = antipode(["gameday", "run", "region-loss", "--target", "azure"]);
        assert.equal(ended.status, 2);
        assert.match(ended.stderr, /twin, aws/);
    });
});

describe("antipode plan", () => {
    let json: string;

    before("record staging", () => {
        json = antipode(["plan", "--stack", "staging", "--format", "json"]).stdout;
    });

    it("writes JSON that it reads again", () => {
        const again = antipode(["plan", "-", "--format", "json"], { input: json });
        assert.equal(again.status, 0);
        assert.deepEqual(JSON.parse(again.stdout), JSON.parse(json));
    });

    it("shows a table of both regions, and of the one with Route 53's alarms, within 100 columns and without colour in a pipe", () => {
        const { status, stdout } = antipode(["plan", "-"], { input: json });
        assert.equal(status, 0);
        assert.match(stdout, /^eu-west-1/m);
        assert.match(stdout, /^eu-central-1/m);
        assert.match(stdout, /^antipode\/staging: \d+ resources in 3 regions$/m);
        const widest = Math.max(...stdout.split("\n").map((line) => line.length));
        assert.ok(widest <= 100, `a line has ${String(widest)} columns`);
        assert.ok(!stdout.includes("\u001b"), "no escape codes");
    });

    it("draws an SVG", () => {
        const { status, stdout } = antipode(["plan", "-", "--format", "svg"], { input: json });
        assert.equal(status, 0);
        assert.match(stdout, /^<svg [\s\S]*<\/svg>\s*$/);
    });
});
