import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { loadStack } from "../../../config";
import { readStackFile } from "../../../config/stack-file";

const root = join(__dirname, "../../..");
const stackFiles = readdirSync(root).filter((name) => /^Pulumi(\..+)?\.yaml$/.test(name));
const stacks = stackFiles.flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.slice(1) ?? []);

describe("stack files, read by Pulumi itself", function () {
    this.timeout(120_000);
    let folder: string;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "antipode-stacks-"));
        mkdirSync(join(folder, "state"));
        stackFiles.forEach((name) => copyFileSync(join(root, name), join(folder, name)));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    /** In a folder with the stack files and a state of its own. */
    function shell(script: string): string {
        const { status, stdout, stderr } = spawnSync("bash", ["-ec", script], {
            cwd: folder,
            encoding: "utf8",
            env: {
                ...process.env,
                PATH: [join(root, ".antipode/bin"), process.env["PATH"] ?? ""].join(delimiter),
                PULUMI_HOME: join(folder, "pulumi"),
                PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
                PULUMI_CONFIG_PASSPHRASE: "engine",
                PULUMI_SKIP_UPDATE_CHECK: "true",
            },
        });
        assert.equal(status, 0, stderr);
        return stdout;
    }

    for (const stack of stacks) {
        it(`say the same to it as to us: ${stack}`, () => {
            const printed = shell(
                `pulumi stack init ${stack} && pulumi config get antipode:platform --stack ${stack} --json`,
            );
            const { objectValue } = JSON.parse(printed.slice(printed.indexOf("{"))) as { objectValue: unknown };
            assert.deepEqual(objectValue, readStackFile(stack, root).platform);
        });
    }

    it("are split into layers by the commands of docs/layers.md", () => {
        const [, split = ""] =
            /## Split\n[\s\S]*?```sh\n([\s\S]*?)```/.exec(readFileSync(join(root, "docs/layers.md"), "utf8")) ?? [];
        shell(split);
        const { layer: whole, ...platform } = loadStack("prod", root);
        const regions = Object.keys(platform.regions);
        assert.equal(whole.kind, "all");
        const layers = ["foundation", ...regions, "traffic"].map((part) => {
            const { layer, ...same } = loadStack(`prod-${part}`, folder);
            assert.deepEqual(same, platform, part);
            return layer;
        });
        const foundation = "organization/antipode/prod-foundation";
        assert.deepEqual(layers, [
            { kind: "foundation" },
            ...regions.map((region) => ({ kind: "cell", region, foundation })),
            {
                kind: "traffic",
                foundation,
                cells: Object.fromEntries(regions.map((region) => [region, `organization/antipode/prod-${region}`])),
            },
        ]);
    });
});
