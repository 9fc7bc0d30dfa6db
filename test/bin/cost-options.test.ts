import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { planOf, resource } from "../cost/plans";

const antipode = join(__dirname, "../../bin/antipode");

describe("options of antipode cost", function () {
    this.timeout(30_000);
    let folder: string;

    function run(...words: string[]) {
        // As on a build server, where nobody forbids colours and a pipe must get none.
        const ended = spawnSync(process.execPath, [antipode, ...words], {
            encoding: "utf8",
            cwd: folder,
            input: "",
            env: { ...process.env, CI: "true", NO_COLOR: "" },
        });
        const messages = ended.stderr.split("\n").filter((line) => line !== "" && !/^antipode: built /.test(line));
        return { status: ended.status, stdout: ended.stdout, message: messages.join("\n") };
    }

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "antipode-cost-options-"));
        const plan = planOf(resource("aws:ebs/volume:Volume", { size: 100, type: "gp3" }, { name: "disk" }));
        writeFileSync(join(folder, "plan.json"), JSON.stringify(plan));
        const { resources } = plan;
        writeFileSync(join(folder, "nameless.json"), JSON.stringify({ version: 1, resources }));
        writeFileSync(join(folder, "nothing.json"), JSON.stringify({ steps: [] }));
        run("--help");
    });

    after(() => {
        rmSync(folder, { recursive: true });
    });

    const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
        [
            "a region that is none",
            ["--region", "eu-wst-1"],
            /--region .*expected a region of AWS \(did you mean eu-west-1\?\)$/,
        ],
        [
            "a limit of a region that is none, which nothing would ever break",
            ["--max-region", "eu-wst-1=5"],
            /--max-region .*expected REGION=DOLLARS, such as eu-west-1=2000 or global=50 \(did you mean eu-west-1\?\)$/,
        ],
        ["a limit without an amount", ["--max-region", "eu-west-1"], /--max-region .*expected REGION=DOLLARS, such as/],
        ...["--max-monthly=1", "--max-region=eu-west-1=1", "--output=cost.txt", "--format=json", "--levers"].map(
            (option) =>
                [
                    `${option} beside a usage file to be written, where it would be forgotten`,
                    ["--write-usage", "usage.yml", option],
                    /'--write-usage <file>' cannot be used with option '-/,
                ] as const,
        ),
        ...["800", "0", "", "much", "Infinity"].map(
            (hours) =>
                [
                    `a month of ${hours || "no"} hours`,
                    ["--hours", hours],
                    /--hours <number>' argument '.*' is invalid\. expected the hours of a month, 1 to 744$/,
                ] as const,
        ),
        ["a group that is named twice", ["--by", "region,region"], /--by .*expected each group once/],
    ];
    for (const [what, words, message] of wrong) {
        it(`fails with 2 for ${what}`, () => {
            const ended = run("cost", "plan.json", ...words);
            assert.match(ended.message, message);
            assert.deepEqual([ended.status, ended.stdout, ended.message.split("\n").length], [2, "", 1]);
        });
    }

    for (const command of ["cost", "check", "promises", "plan"]) {
        it(`takes no plan whose stack it cannot name: ${command}`, () => {
            const { status, message } = run(command, "nameless.json");
            assert.equal(status, 2);
            assert.doesNotMatch(message, /undefined/);
            assert.match(message, /^antipode: nameless\.json is .*expected .*`antipode plan --format json`/);
        });
    }

    for (const words of [["plan"], ["cost"], ["cost", "explain", "orders"], ["check"], ["promises"]]) {
        it(`ends with 2 for a stack beside a file, which has one: ${words.join(" ")}`, () => {
            const { status, message } = run(...words, "plan.json", "--stack", "prod");
            assert.equal(status, 2);
            assert.match(message, /^antipode: --stack: expected no FILE beside it, because a file has a stack/);
        });
    }

    it("says of a preview that holds nothing at all that it holds nothing", () => {
        const { status, stdout } = run("cost", "nothing.json");
        assert.equal(status, 0);
        assert.match(stdout, /^warning: nothing\.json holds no resources/m);
    });

    for (const words of [
        ["cost", "--max-monthly", "1"],
        ["cost", "--max-region", "eu-west-1=1"],
        ["cost", "--max-increase", "1"],
        ["cost", "billed", join(__dirname, "../cost/bills/by-region.json"), "--max-difference", "1000"],
        ["check"],
    ]) {
        it(`passes nothing of a preview that holds nothing, as of a pipe that broke: ${words.join(" ")}`, () => {
            const { status, stdout, message } = run(...words, "nothing.json");
            assert.match(stdout, /holds no resources/);
            assert.match(message, /^antipode: nothing\.json: expected resources to .*; it holds none$/);
            assert.equal(status, 2);
        });
    }

    it("holds a limit against what changes nothing, or leaves nothing", () => {
        const state = { urn: "urn:pulumi:test::test::aws:sqs/queue:Queue::one", type: "aws:sqs/queue:Queue" };
        const oldState = { ...state, custom: true, inputs: { region: "eu-west-1" } };
        writeFileSync(join(folder, "unchanged.json"), JSON.stringify({ steps: [], changeSummary: { same: 3 } }));
        writeFileSync(
            join(folder, "destroyed.json"),
            JSON.stringify({ steps: [{ op: "delete", urn: state.urn, oldState }] }),
        );
        for (const file of ["unchanged.json", "destroyed.json"]) {
            assert.equal(run("cost", file, "--max-increase", "5").status, 0);
        }
    });

    it("tells how many steps have an op that it does not know", () => {
        const newState = { urn: "urn:pulumi:test::test::a:b/c:D::one", type: "a:b/c:D" };
        const steps = [{ op: "udpate", urn: newState.urn, newState }];
        writeFileSync(join(folder, "later.json"), JSON.stringify({ steps }));
        assert.match(
            run("cost", "later.json").stdout,
            /^warning: 1 step has the op "udpate", which is none that we know: counted by what stands on both\s+sides$/m,
        );
    });

    for (const command of ["cost", "check", "promises", "plan"]) {
        it(`names file and path of what somebody broke in a plan: ${command}`, () => {
            const { resources, ...whole } = JSON.parse(readFileSync(join(folder, "plan.json"), "utf8")) as {
                readonly resources: readonly object[];
            };
            const broken = resources.map((one) => ({ ...one, dependencies: null }));
            writeFileSync(join(folder, "broken.json"), JSON.stringify({ ...whole, resources: broken }));
            const { status, message } = run(command, "broken.json");
            assert.equal(
                message,
                "antipode: broken.json: resources.0.dependencies: expected a list of texts, got null",
            );
            assert.equal(status, 2);
        });
    }

    for (const words of [["cost", "--max-monthly", "100000"], ["cost", "--max-increase", "50%"], ["check"]]) {
        it(`passes nothing of a preview that ended early, whose exit code a pipe loses: ${words.join(" ")}`, () => {
            const steps = [{ op: "create", urn: "urn:pulumi:test::test::aws:sqs/queue:Queue::one" }];
            const newState = {
                ...steps[0],
                type: "aws:sqs/queue:Queue",
                custom: true,
                inputs: { region: "eu-west-1" },
            };
            const diagnostics = [{ severity: "error", message: "no credentials" }];
            const part = { steps: steps.map((one) => ({ ...one, newState })), diagnostics };
            writeFileSync(join(folder, "part.json"), JSON.stringify(part));
            const { status, stdout, message } = run(...words, "part.json");
            assert.match(
                message,
                /^antipode: part\.json: expected a whole preview to .*; this one ended with an error$/,
            );
            assert.match(stdout, /partial: part\.json ended with an error: no credentials/);
            assert.equal(status, 2);
            assert.equal(run("cost", "part.json").status, 0);
        });
    }

    it("ends with 2 for promises of a plan that has none, and names the file", () => {
        const { status, message } = run("promises", "plan.json");
        assert.equal(status, 2);
        assert.match(message, /^antipode: plan\.json: expected an antipode:platform:Platform, .*, got none$/);
    });

    it("says of promises that a side is not whole, and compares none with changes alone", () => {
        const created = gunzipSync(readFileSync(join(__dirname, "../cost/previews/staging-created.json.gz")));
        const whole = JSON.parse(created.toString()) as object;
        const writeDigest = (name: string, more: object) =>
            writeFileSync(join(folder, name), JSON.stringify({ ...whole, ...more }));
        writeDigest("newer.json", {});
        writeDigest("older.json", { diagnostics: [{ severity: "error", message: "cut" }] });
        const compared = run("promises", "newer.json", "--compare", "older.json", "--runs", "10");
        assert.match(compared.stdout, /^warning: partial: older\.json ended with an error: cut$/m, compared.message);
        writeDigest("changes.json", { changeSummary: { same: 1 } });
        const refused = run("promises", "newer.json", "--compare", "changes.json");
        assert.equal(refused.status, 2);
        assert.match(refused.message, /--compare: expected previews with --show-sames; changes\.json has only changes/);
    });

    for (const words of [
        ["cost", "-", "--compare", "-"],
        ["cost", "-", "--usage", "-"],
        ["check", "--usage", "-", "--prices", "-"],
        ["promises", "-", "--compare", "-"],
        ["cost", "explain", "x", "-", "--prices", "-"],
    ]) {
        it(`reads standard input once: ${words.join(" ")}`, () => {
            const { status, message } = run(...words);
            assert.match(message, /^antipode: --\w+ -: expected a file, because standard input is (FILE|--usage)$/);
            assert.equal(status, 2);
        });
    }

    for (const runs of ["1e12", "0", "1.5"]) {
        it(`simulates no ${runs} losses`, () => {
            const { status, message } = run("promises", "plan.json", "--runs", runs);
            assert.match(
                message,
                /^antipode: option '--runs <count>' argument '\S+' is invalid\. expected a whole number/,
            );
            assert.equal(status, 2);
        });
    }

    it("suggests a resource only where one is nearly so called", () => {
        assert.match(run("cost", "explain", "dsk", "plan.json").message, /did you mean disk\?$/);
        const far = run("cost", "explain", "urn:pulumi:prod::a::b::c", "plan.json");
        assert.match(
            far.message,
            /^antipode: urn:.*: expected the name or URN of a resource; `antipode cost --by resource` lists them$/,
        );
    });
});
