import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { uselessCommands } from "../tidy/documents";
import { manifest } from "../tidy/manifest";

interface Workflow {
    readonly jobs: {
        readonly [job: string]: {
            readonly strategy: { readonly matrix: { readonly stack: readonly string[] } };
            readonly steps: readonly { readonly name?: string; readonly run?: string }[];
        };
    };
}

const file = join(__dirname, "../../.github/workflows/pull-request.yml");
const { jobs } = parse(readFileSync(file, "utf8")) as Workflow;
const scripts = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));

describe("the workflow of pull requests", () => {
    it("runs commands that exist, with options that they have", () => {
        const commands = scripts.flatMap((script) => script.match(/npx antipode [^|>]+/g) ?? []);
        assert.equal(commands.length, 3);
        const block = commands.map((line) =>
            line.replace(/"?\$\{\{[^}]*\}\}"?|"\$RUNNER_TEMP\/[^"]*"/g, "prod").trim(),
        );
        assert.deepEqual(uselessCommands(`\`\`\`sh\n${block.join("\n")}\n\`\`\``), []);
    });

    it("is about stacks that there are", () => {
        for (const { strategy } of Object.values(jobs)) {
            for (const stack of strategy.matrix.stack) {
                assert.ok(readFileSync(join(__dirname, `../../Pulumi.${stack}.yaml`), "utf8").length > 0);
            }
        }
    });
});

describe("the workflow for other repositories", () => {
    const text = readFileSync(join(__dirname, "../../docs/your-program.md"), "utf8");
    const [, workflow = ""] = /```yaml\n(name: [\s\S]*?)```/.exec(text) ?? [];

    it("runs commands that exist, with options that they have", () => {
        const runs = Object.values((parse(workflow) as Workflow).jobs).flatMap(({ steps }) =>
            steps.flatMap(({ run }) => run ?? []),
        );
        const commands = runs.flatMap((script) => script.match(/\S*bin\/antipode (?:[^|>\n\\]|\\\n)+/g) ?? []);
        assert.equal(commands.length, 2);
        const block = commands.map((line) => line.replace(/"\$RUNNER_TEMP\/[^"]*"|\\\n/g, "preview.json").trim());
        assert.deepEqual(uselessCommands(`\`\`\`sh\n${block.join("\n")}\n\`\`\``), []);
    });

    it("gives a fork no token that may write", () => {
        const { on, permissions } = parse(workflow) as { readonly on: string; readonly permissions: object };
        assert.equal(on, "pull_request");
        assert.deepEqual(permissions, { contents: "read", "id-token": "write", "pull-requests": "write" });
    });
});

describe("the workflow of checks", () => {
    it("runs the one command that also holds README's costs to what is estimated", () => {
        const text = readFileSync(join(__dirname, "../../.github/workflows/check.yml"), "utf8");
        const steps = Object.values((parse(text) as Workflow).jobs).flatMap((job) => job.steps);
        assert.ok(steps.some(({ run }) => run === "npm run check"));
        assert.match(manifest.scripts["check"] ?? "", /npm run pages -- --check/);
    });
});
