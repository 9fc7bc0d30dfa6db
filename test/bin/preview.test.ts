import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";

const root = join(__dirname, "../..");
const digest = gunzipSync(readFileSync(join(root, "test/cost/previews/staging-created.json.gz"))).toString();

describe("npm run preview", function () {
    this.timeout(60_000);
    let folder: string;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "antipode-preview-test-"));
        writeFileSync(join(folder, "digest.json"), digest);
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    /** With a `pulumi` that prints what Pulumi's own command line printed once. */
    function commandOf(script: string, ...words: readonly string[]) {
        const pulumi = join(folder, "pulumi");
        writeFileSync(pulumi, `#!/bin/sh\n${script}\n`);
        chmodSync(pulumi, 0o755);
        mkdirSync(join(folder, "tmp"), { recursive: true });
        const tsx = join(root, "node_modules/tsx/dist/cjs/index.cjs");
        const env = {
            ...process.env,
            NO_COLOR: "1",
            TMPDIR: join(folder, "tmp"),
            PATH: [folder, dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter),
        };
        return { words: ["--require", tsx, join(root, "bin/preview.ts"), ...words], env };
    }

    function preview(script: string, ...given: readonly string[]) {
        const { words, env } = commandOf(script, ...given);
        return spawnSync(process.execPath, words, { encoding: "utf8", env });
    }

    const leavings = () => readdirSync(join(folder, "tmp")).filter((name) => name.startsWith("antipode-preview-"));

    it("asks for one whole preview, and prints what it costs and what is wrong with it", () => {
        const { status, stdout, stderr } = preview(`echo "$@" >&2; cat ${folder}/digest.json`, "staging");
        assert.match(stderr, /^preview --stack staging --json --show-sames$/m);
        assert.match(stdout, /TOTAL[\s\S]*0 errors, .* rules\n$/i);
        assert.equal(status, 0, stderr);
        assert.match(stdout, /^preview-of-staging\.json: 0 errors/m);
        assert.deepEqual(leavings(), []);
    });

    it("ends with 1 when the preview fails, and still says what it knows", () => {
        const { status, stdout } = preview(`cat ${folder}/digest.json; exit 255`, "staging");
        assert.equal(status, 1);
        assert.match(stdout, /\d+ rules\n$/);
    });

    it("says in full why the preview failed, which Pulumi writes into the JSON alone", () => {
        const diagnostics = [
            { severity: "error", message: "error: Pulumi.staging.yaml is not valid:\n  mode: expected" },
        ];
        writeFileSync(join(folder, "failed.json"), JSON.stringify({ ...(JSON.parse(digest) as object), diagnostics }));
        const { status, stdout, stderr } = preview(`cat ${folder}/failed.json; exit 255`, "staging");
        assert.equal(status, 1);
        assert.match(
            stderr,
            /is not valid:\n {2}mode: expected\npulumi preview --stack staging ended with 255: .* part/,
        );
        assert.match(stdout, /\d+ rules\n$/);
    });

    for (const [what, printed] of [
        ["nothing", ""],
        ["an empty object", "{}"],
        [
            "its errors alone",
            '{"steps":[],"diagnostics":[{"severity":"error","message":"two\\nlines"}],"changeSummary":{}}',
        ],
    ] as const) {
        it(`ends with 3, and prices nothing, when a failed preview prints ${what}`, () => {
            writeFileSync(join(folder, "failed.json"), printed);
            const { status, stdout, stderr } = preview(
                `[ "$1" = whoami ] && exit; cat ${folder}/failed.json; exit 255`,
                "staging",
            );
            assert.equal(status, 3);
            assert.equal(stdout, "");
            assert.match(stderr, /pulumi preview --stack staging ended with 255 and named no resource\n$/);
            assert.equal(stderr.includes("two\nlines\n"), printed.includes("two"));
            assert.deepEqual(leavings(), []);
        });
    }

    it("ends with 3 and says how to log in where nobody has", () => {
        const { status, stdout, stderr } = preview('echo "error: $1 must log in" >&2; exit 255', "staging");
        assert.deepEqual([status, stdout], [3, ""]);
        assert.match(stderr, /^error: preview must log in\npulumi preview .* ended with 255: it has no backend/);
        assert.match(stderr, /`pulumi login --local` .* PULUMI_BACKEND_URL names another\n$/);
        assert.deepEqual(leavings(), []);
    });

    for (const [name, code] of [
        ["SIGINT", 130],
        ["SIGTERM", 143],
    ] as const) {
        it(`leaves nothing behind after ${name}`, async () => {
            const { words, env } = commandOf(
                'trap "echo ended >&2; exit 1" INT TERM; echo begun >&2; while :; do :; done',
                "staging",
            );
            const child = spawn(process.execPath, words, { env, detached: true, stdio: ["ignore", "ignore", "pipe"] });
            let said = "";
            child.stderr.on("data", (chunk: Buffer) => {
                said += chunk.toString();
                if (chunk.toString().includes("begun")) {
                    // A terminal signals the whole group; kill, the process alone.
                    process.kill(name === "SIGINT" ? -(child.pid ?? 0) : (child.pid ?? 0), name);
                }
            });
            const [ended] = (await once(child, "close")) as [number | null];
            assert.equal(ended, code, said);
            assert.match(said, /^ended$/m);
            assert.deepEqual(leavings(), []);
        });
    }

    it("ends with 2 without a stack", () => {
        const { status, stderr } = preview("exit 0");
        assert.equal(status, 2);
        assert.match(stderr, /expected one stack: npm run preview -- STACK/);
    });
});
