import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { but, one, platform } from "../policy/cases/case";
import { planOf } from "../cost/plans";

const root = join(__dirname, "../..");

/** The command as a person types it, with a file on standard input. */
function check(words: readonly string[], input: unknown = "") {
    return spawnSync(process.execPath, [join(root, "bin/antipode"), "check", ...words], {
        encoding: "utf8",
        input: typeof input === "string" ? input : JSON.stringify(input),
        env: { ...process.env, NO_COLOR: "1" },
    });
}

const group = one("aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 0 });
const bucket = one("aws:s3/bucket:Bucket", { forceDestroy: true });
const forced = ["--rule", "deletion-forced"];

describe("antipode check", function () {
    this.timeout(60_000);

    before("build the bundle", () => {
        check(["--help"]);
    });

    it("ends with 1 for an error, and says where, what and how to fix it", () => {
        const { status, stdout } = check(["-", ...forced], planOf(bucket));
        assert.equal(status, 1);
        assert.match(
            stdout,
            /^error {2}deletion-forced .*\n {2}Bucket \(aws:s3\/bucket:Bucket\)\n {6}forceDestroy is true\n {2}fix {2}Leave/,
        );
        assert.match(stdout, /\nstandard input: 1 error, 0 warnings, 0 notes; 1 rule\n$/);
    });

    it("ends with 0 for a warning, and with 1 when warnings fail", () => {
        const rule = ["--rule", "log-kept-for-ever"];
        assert.equal(check(["-", ...rule], planOf(group)).status, 0);
        assert.equal(check(["-", ...rule, "--fail-on", "warning"], planOf(group)).status, 1);
    });

    it("ends with 0 for what the stack's file waives, and shows the waiver", () => {
        const until = "9999-12-31";
        const waivers = [{ rule: "deletion-forced", reason: "a trial of the day", until }];
        const { status, stdout } = check(["-", ...forced], planOf(platform({ waivers }), bucket));
        assert.equal(status, 0);
        assert.match(stdout, /waived until 9999-12-31: deletion-forced, Bucket .*: a trial of the day/);
    });

    it("takes the waivers of another program from its stack's file", () => {
        const folder = mkdtempSync(join(tmpdir(), "antipode-"));
        const file = join(folder, "Pulumi.prod.yaml");
        const judged = (text: string) => {
            writeFileSync(file, text);
            return check(["-", ...forced, "--waivers", file], planOf(bucket));
        };
        const listed = (until: string, rule = "deletion-forced") =>
            `config:\n  aws:region: us-east-1\n  antipode:waivers:\n    - rule: ${rule}\n      reason: a trial of the day\n      until: ${until}\n`;
        try {
            const { status, stdout } = judged(listed('"9999-12-31"'));
            assert.equal(status, 0);
            assert.match(stdout, /waived until 9999-12-31: deletion-forced, Bucket .*: a trial of the day/);
            assert.equal(judged(listed('"2020-01-01"')).status, 1);
            const wrong = judged(listed("tomorrow", "deletion-force"));
            assert.equal(wrong.status, 2);
            assert.match(
                wrong.stderr,
                /Pulumi\.prod\.yaml: antipode:waivers\.0\.rule: expected the id of a rule.*deletion-forced/,
            );
            assert.match(wrong.stderr, /antipode:waivers\.0\.until: expected a day in quotes such as .*got "tomorrow"/);
            assert.match(judged("config: {}\n").stderr, /expected config with a list antipode:waivers/);
            const own = check(["-", "--waivers", file], planOf(platform({}), bucket));
            assert.match(own.stderr, /--waivers: expected none beside standard input, which carries its own/);
            assert.match(judged("config: [\n").stderr, /Pulumi\.prod\.yaml:\d+: expected YAML/);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("ends with 1 for a waiver whose day is over", () => {
        const waivers = [{ rule: "deletion-forced", reason: "a trial of the day", until: "2020-01-01" }];
        const { status, stdout } = check(["-", "--rule", "waiver-ended"], planOf(platform({ waivers })));
        assert.equal(status, 1);
        assert.match(stdout, /waiver of deletion-forced\n {6}it ended on 2020-01-01/);
    });

    it("gives programs every judgement with its rule's reason, fix and source", () => {
        const { stdout } = check(["-", ...forced, "--format", "json"], planOf(bucket));
        const { broken } = JSON.parse(stdout) as { readonly broken: readonly { readonly [key: string]: string }[] };
        assert.deepEqual(
            broken.map(({ rule, severity, where, message }) => ({ rule, severity, where, message })),
            [{ rule: "deletion-forced", severity: "error", where: bucket.urn, message: "forceDestroy is true" }],
        );
        assert.match(broken[0]?.["source"] ?? "", /^https:/);
    });

    it("writes Markdown that stays below what a comment may hold, whatever is wrong", () => {
        const buckets = Array.from({ length: 2000 }, (_, at) => but({ ...bucket, urn: `${bucket.urn}-${at}` }, {}));
        const { stdout } = check(["-", "--format", "markdown"], planOf(...buckets));
        assert.ok(stdout.length < 65_536, String(stdout.length));
        assert.match(stdout, /^- and 1980 more$/m);
    });

    it("prints what is not judged", () => {
        const unknown = { ...bucket, inputs: { forceDestroy: { $unknown: { urns: [] } } } };
        const { status, stdout } = check(["-", ...forced], planOf(unknown));
        assert.equal(status, 0);
        assert.match(stdout, /not judged: deletion-forced: forceDestroy is not known before deployment: Bucket\s/);
    });

    it("prints what is not judged by rule, with a count and the first names", () => {
        const buckets = Array.from({ length: 5 }, (_, at) => ({
            ...bucket,
            urn: `${bucket.urn}-${at}`,
            inputs: { forceDestroy: { $unknown: { urns: [] } } },
        }));
        const few = check(["-", ...forced], planOf(...buckets)).stdout.replaceAll(/\s+/g, " ");
        assert.match(
            few,
            /not judged: deletion-forced \(5\): forceDestroy is .*: \S+-0 \(\S+\), \S+-1 \(\S+\), and 3 more /,
        );
        assert.match(few, /, 5 not judged; 1 rules? $/);
        const all = check(["-", ...forced, "--verbose"], planOf(...buckets)).stdout;
        assert.match(all, /-4 \(/);
    });

    const refusals: readonly [title: string, words: readonly string[], input: unknown, message: RegExp][] = [
        ["an unknown rule, with the nearest", ["-", "--rule", "one-way"], planOf(), /did you mean "one-way-out"/],
        ["an empty file", ["-"], "", /standard input is empty: expected/],
        ["a file that is cut off", ["-"], '{"version":1,"resources":[', /standard input is cut off/],
        [
            "a preview of changes alone",
            ["-"],
            {
                steps: [
                    {
                        op: "create",
                        urn: "urn:pulumi:a::b::aws:s3/bucket:Bucket::c",
                        newState: {
                            urn: "urn:pulumi:a::b::aws:s3/bucket:Bucket::c",
                            type: "aws:s3/bucket:Bucket",
                            custom: true,
                            inputs: {},
                        },
                    },
                ],
                changeSummary: { create: 1, same: 3 },
            },
            /--show-sames/,
        ],
        ["a stack that there is not", ["--stack", "nowhere"], "", /nowhere/],
        ["a format that there is not", ["--format", "html"], "", /expected|choices/i],
    ];
    for (const [title, words, input, message] of refusals) {
        it(`ends with 2 for ${title}`, () => {
            const { status, stderr } = check(words, input);
            assert.equal(status, 2, stderr);
            assert.match(stderr, message);
        });
    }

    it("says what it does and how, with an example", () => {
        const { status, stdout } = check(["--help"]);
        assert.equal(status, 0);
        assert.match(stdout, /antipode check --stack prod/);
    });
});
