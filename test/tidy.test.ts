import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { links, uselessCommands } from "./tidy/documents";
import { dependencyProblems, manifest, scriptProblems } from "./tidy/manifest";
import { deadExports, reachable, unresolved } from "./tidy/reach";
import { files, read, root, sources } from "./tidy/sources";

const code = [...sources.keys()];
const documents = files.filter((path) => path.endsWith(".md"));

describe("files", () => {
    it("are all reached from something that a person or a test runs", () => {
        const reached = reachable();
        assert.deepEqual(
            code.filter((path) => !reached.has(path)),
            [],
        );
    });

    it("import only files that exist", () => {
        assert.deepEqual(unresolved(), []);
    });

    it("export nothing that no other file imports", () => {
        assert.deepEqual(deadExports(), []);
    });

    it("have a test for each component", () => {
        const components = code.filter((path) => /^components\/[^/]+\.ts$/.test(path));
        assert.ok(components.length > 5);
        assert.deepEqual(
            components.filter((path) => !files.includes(`test/${path.replace(/\.ts$/, ".test.ts")}`)),
            [],
        );
    });

    it("have names in whole words that say what is in them", () => {
        // "User data" and "Secrets Manager" are AWS's own words.
        const banned =
            /(^|[/.-])(utils?|helpers?|(?<!secrets-)managers?|(?<!user-)data|misc|common|new|old|v\d+)([/.-]|$)/;
        assert.deepEqual(
            files.filter((path) => banned.test(path)),
            [],
        );
        assert.deepEqual(
            code.filter((path) => !/^([a-z0-9.-]+\/)*[a-z0-9.-]+$/.test(path)),
            [],
        );
    });

    it("silence no tool without a reason beside it", () => {
        const silencer = /(eslint-disable|@ts-(ignore|expect-error|nocheck)|prettier-ignore)(?!.*\s(--|:)\s+\w+ \w+)/;
        // There tstyche compares it with the compiler's own message: it is what the test expects.
        const expectation = /@ts-expect-error \w+ \w+/;
        const lines = code
            .filter((path) => path !== "test/tidy.test.ts")
            .flatMap((path) =>
                read(path)
                    .split("\n")
                    .filter((line) => silencer.test(line))
                    .filter((line) => !(path.startsWith("test/types/") && expectation.test(line)))
                    .map((line) => `${path}: ${line.trim()}`),
            );
        assert.deepEqual(lines, []);
    });
});

describe("packages", () => {
    it("are all declared, all used, and in the program's half when the program needs them", () => {
        assert.deepEqual(dependencyProblems(), []);
    });

    it("stand in exact versions", () => {
        const { dependencies, devDependencies, overrides = {} } = manifest;
        const versions = Object.entries({ ...dependencies, ...devDependencies, ...overrides });
        assert.deepEqual(
            versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)),
            [],
        );
    });

    it("come from the registry of whoever installs them: the lockfile names no host", () => {
        assert.ok(!read("package-lock.json").includes('"resolved"'));
    });

    it("scripts run files and programs that exist", () => {
        assert.deepEqual(scriptProblems(), []);
    });
});

describe("documents", () => {
    it("link to what exists", () => {
        const broken = documents.flatMap((path) =>
            links(read(path))
                .filter((target) => !existsSync(join(root, posix.dirname(path), target)))
                .map((target) => `${path}: ${target}`),
        );
        assert.deepEqual(broken, []);
    });

    it("tell the first screen's story in under 90 lines, and how to work here in under 70", () => {
        assert.ok(read("README.md").trimEnd().split("\n").length < 90);
        assert.ok(read("CONTRIBUTING.md").trimEnd().split("\n").length < 70);
    });

    for (const path of documents.filter((one) => read(one).includes("```sh\n"))) {
        it(`give commands that exist: ${path}`, () => {
            assert.deepEqual(uselessCommands(read(path)), []);
        });
    }

    it("notice a command, an option or a choice that does not exist", () => {
        const text = [
            "```sh",
            "npx antipode fly",
            "antipode plan --stak prod # x",
            "npm run launch",
            "npm test",
            "```",
        ];
        const shown = [...text, "```sh", "npx antipode plan --format xml", "npm run gameday -- --clock warp", "```"];
        assert.deepEqual(
            uselessCommands(shown.join("\n")).map((problem) => problem.split(":")[0]),
            [
                "npx antipode fly",
                "antipode plan --stak prod",
                "npm run launch",
                "npx antipode plan --format xml",
                "npm run gameday -- --clock warp",
            ],
        );
    });
});
