import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
    function preview(script: string, ...words: readonly string[]) {
        const pulumi = join(folder, "pulumi");
        writeFileSync(pulumi, `#!/bin/sh\n${script}\n`);
        chmodSync(pulumi, 0o755);
        const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
        return spawnSync(process.execPath, [tsx, join(root, "bin/preview.ts"), ...words], {
            encoding: "utf8",
            env: {
                ...process.env,
                NO_COLOR: "1",
                PATH: [folder, dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter),
            },
        });
    }

    it("asks for one whole preview, and prints what it costs and what is wrong with it", () => {
        const { status, stdout, stderr } = preview(`echo "$@" >&2; cat ${folder}/digest.json`, "staging");
        assert.match(stderr, /^preview --stack staging --json --show-sames$/m);
        assert.match(stdout, /TOTAL[\s\S]*0 errors, .* rules\n$/i);
        assert.equal(status, 0, stderr);
    });

    it("ends with 1 when the preview fails, and still says what it knows", () => {
        const { status, stdout } = preview(`cat ${folder}/digest.json; exit 255`, "staging");
        assert.equal(status, 1);
        assert.match(stdout, /\d+ rules\n$/);
    });

    it("ends with 3 when the preview prints nothing", () => {
        const { status, stderr } = preview("exit 255", "staging");
        assert.equal(status, 3);
        assert.match(stderr, /pulumi preview --stack staging ended with 255 and printed nothing/);
    });

    it("ends with 2 without a stack", () => {
        const { status, stderr } = preview("exit 0");
        assert.equal(status, 2);
        assert.match(stderr, /expected one stack: npm run preview -- STACK/);
    });
});
