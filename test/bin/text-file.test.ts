import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
    existsSync,
    lstatSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    readdirSync,
    rmSync,
    statSync,
    symlinkSync,
    truncateSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { planOf, resource } from "../cost/plans";

const antipode = join(__dirname, "../../bin/antipode");
const plan = JSON.stringify(planOf(resource("aws:ebs/volume:Volume", { size: 100, type: "gp3" }, { name: "disk" })));

describe("files that commands read and write", function () {
    this.timeout(30_000);
    let folder: string;

    /** The command as a person types it in a folder of their own. */
    function run(...words: string[]) {
        const ended = spawnSync(process.execPath, [antipode, ...words], { encoding: "utf8", cwd: folder, input: "" });
        const messages = ended.stderr.split("\n").filter((line) => line !== "" && !/^antipode: built /.test(line));
        return { status: ended.status, stdout: ended.stdout, messages };
    }

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "antipode-files-"));
        mkdirSync(join(folder, "folder"));
        writeFileSync(join(folder, "plan.json"), plan);
        writeFileSync(join(folder, "mark.json"), `\uFEFF${plan}`);
        writeFileSync(join(folder, "packed.json"), gzipSync(plan));
        writeFileSync(join(folder, "wide.json"), Buffer.from(`\uFEFF${plan}`, "utf16le"));
        writeFileSync(join(folder, "text.txt"), "\u001b[31mred");
        run("--help");
    });

    after(() => {
        rmSync(folder, { recursive: true });
    });

    const readers = [
        ["cost"],
        ["check"],
        ["promises"],
        ["plan"],
        ["cost", "explain", "disk"],
        ["cost", "plan.json", "--usage"],
        ["cost", "plan.json", "--prices"],
        ["cost", "plan.json", "--compare"],
        ["cost", "prices", "--import"],
        ["routing", "answer", "--zone"],
        ["routing", "lint", "--plan"],
    ];
    for (const words of readers) {
        it(`says in its own words why a file cannot be read: ${words.join(" ")}`, () => {
            const missing = run(...words, "none.json");
            assert.deepEqual(missing.messages, [
                "antipode: none.json: expected a file that can be read; there is none",
            ]);
            assert.equal(missing.status, 2);
            assert.deepEqual(run(...words, "folder").messages, [
                "antipode: folder: expected a file that can be read; it is a folder",
            ]);
            assert.match(run(...words, "packed.json").messages.join("\n"), /^antipode: packed\.json: .*compressed.*$/);
        });
    }

    it("says in its own words that a path leads nowhere", () => {
        symlinkSync("loop.json", join(folder, "loop.json"));
        const expected = "expected a file that can be read";
        for (const command of ["cost", "plan"]) {
            const beyond = run(command, "text.txt/plan.json");
            assert.deepEqual(beyond.messages, [
                `antipode: text.txt/plan.json: ${expected}; a part of its path is no folder`,
            ]);
            assert.equal(beyond.status, 2);
            const loop = run(command, "loop.json");
            assert.equal(loop.messages.length, 1);
            assert.ok(loop.messages[0]?.startsWith(`antipode: loop.json: ${expected}; `));
            assert.equal(loop.status, 2);
        }
        for (const option of ["--output", "--write-usage"]) {
            const beyond = run("cost", "plan.json", option, "text.txt/report");
            const why = "there is no folder text.txt";
            assert.deepEqual(beyond.messages, [
                `antipode: ${option} text.txt/report: expected a file that can be written; ${why}`,
            ]);
            assert.equal(beyond.status, 2);
        }
    });

    it("says that a text is too long", () => {
        const long = join(folder, "long.json");
        for (const [bytes, why] of [
            [2 ** 29, "it is longer than the 512 MB that one text may have here"],
            [2 ** 31, "it is larger than 2 GiB"],
        ] as const) {
            writeFileSync(long, "");
            // Nothing of it is on the disk.
            truncateSync(long, bytes);
            const { status, messages } = run("cost", "long.json");
            assert.deepEqual(messages, [`antipode: long.json: expected a file that can be read; ${why}`]);
            assert.equal(status, 2);
        }
        rmSync(long);
    });

    it("takes a text with a byte order mark, and says what UTF-16 is", () => {
        assert.equal(run("cost", "mark.json").status, 0);
        assert.equal(run("plan", "mark.json").status, 0);
        assert.match(run("cost", "wide.json").messages.join("\n"), /^antipode: wide\.json: .*UTF-16.*$/);
    });

    it("reads a preview alike from a file, which it reads in pieces, and from what can be read once", () => {
        const disk = {
            urn: "urn:pulumi:a::b::aws:ebs/volume:Volume::disk",
            type: "aws:ebs/volume:Volume",
            custom: true,
        };
        const inputs = { region: "eu-west-1", size: 100, type: "gp3", tags: { note: "x".repeat(100_000) } };
        const step = { op: "create", urn: disk.urn, newState: { ...disk, inputs } };
        for (const text of [JSON.stringify({ steps: [step] }, null, 4), JSON.stringify({ steps: [step] })]) {
            writeFileSync(join(folder, "preview.json"), text);
            const command = `"${process.execPath}" "${antipode}" cost`;
            for (const words of [
                `${command} preview.json`,
                `cat preview.json | ${command} -`,
                `cat preview.json | ${command} /dev/stdin`,
            ]) {
                const ended = spawnSync("sh", ["-c", words], { encoding: "utf8", cwd: folder });
                assert.match(ended.stdout, /^TOTAL a month, .* 8\.80$/m, words);
            }
        }
    });

    it("never lets a file's own control characters reach the terminal", () => {
        for (const command of ["cost", "plan"]) {
            const { status, messages } = run(command, "text.txt");
            assert.equal(status, 2);
            assert.equal(messages.length, 1);
            assert.ok(!messages.join("").includes("\u001b"));
        }
    });

    const writers = [
        ["cost", "plan.json", "--output"],
        ["cost", "plan.json", "--write-usage"],
        ["routing", "explain", "--stack", "dev", "--html"],
        ["routing", "import", "--zone", "example.com", "--output"],
    ];
    for (const words of writers) {
        const option = words.at(-1) ?? "";
        it(`says in its own words why a file cannot be written: ${words.join(" ")}`, () => {
            const { status, messages } = run(...words, "none/file");
            assert.equal(status, 2);
            assert.deepEqual(messages, [
                `antipode: ${option} none/file: expected a file that can be written; there is no folder none`,
            ]);
            assert.deepEqual(run(...words, "folder").messages, [
                `antipode: ${option} folder: expected a file that can be written; it is a folder`,
            ]);
        });
    }

    it("writes to standard output as -, and leaves no parts behind", () => {
        for (const option of ["--output", "--write-usage"]) {
            const { status, stdout } = run("cost", "plan.json", option, "-");
            assert.equal(status, 0);
            assert.notEqual(stdout, "");
            assert.ok(!existsSync(join(folder, "-")));
        }
        assert.equal(run("cost", "plan.json", "--output", "cost.txt").status, 0);
        assert.match(readFileSync(join(folder, "cost.txt"), "utf8"), /TOTAL a month/);
        assert.deepEqual(
            readdirSync(folder).filter((name) => name.endsWith(".part")),
            [],
        );
    });

    it("leaves a link a link, and what it leads to as private as it was", () => {
        writeFileSync(join(folder, "kept.txt"), "", { mode: 0o600 });
        symlinkSync("kept.txt", join(folder, "link.txt"));
        assert.equal(run("cost", "plan.json", "--output", "link.txt").status, 0);
        assert.match(readFileSync(join(folder, "kept.txt"), "utf8"), /TOTAL a month/);
        assert.ok(lstatSync(join(folder, "link.txt")).isSymbolicLink());
        assert.equal(statSync(join(folder, "kept.txt")).mode & 0o777, 0o600);
    });

    it("does not write a usage file over one that somebody filled in", () => {
        const file = join(folder, "usage.yml");
        writeFileSync(file, "version: 1\n");
        const { status, messages } = run("cost", "plan.json", "--write-usage", "usage.yml");
        assert.equal(status, 2);
        assert.deepEqual(messages, [
            "antipode: --write-usage usage.yml: expected a file that is not there yet; what stands in this one would be lost",
        ]);
        assert.equal(readFileSync(file, "utf8"), "version: 1\n");
    });
});
