import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../bin/root";

const runner = join(projectRoot(), "bin/setup/run.cjs");

describe("what runs a bundle", () => {
    let folder = "";
    let bundle = "";
    let cache = "";
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "antipode-run-"));
        bundle = join(folder, "cli.cjs");
        cache = `${bundle}.cost.cache`;
    });
    afterEach(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    const run = (command = "cost", ending = 0, more: NodeJS.ProcessEnv = {}): string => {
        const script = `require(${JSON.stringify(runner)}).runBundle(${JSON.stringify(bundle)}, ${JSON.stringify(command)})`;
        const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", script], {
            encoding: "utf8",
            env: { ...process.env, ...more },
        });
        assert.equal(stderr, "");
        assert.equal(status, ending);
        return stdout;
    };
    const write = (word: string): void => {
        writeFileSync(bundle, `const said = () => "${word}";\nprocess.stdout.write(said());\n`);
    };

    const large = Array.from({ length: 2000 }, (_, at) => `const f${at} = () => [${at}, "${at}"].join();`);
    const all = large.map((_, at) => `f${at}()`).join(";");

    it("keeps what was compiled, and takes it the next time", () => {
        write("one");
        assert.equal(run(), "one");
        const kept = statSync(cache).ino;
        assert.equal(run(), "one");
        assert.equal(statSync(cache).ino, kept);
    });

    it("keeps more when a later run compiles much more", () => {
        writeFileSync(bundle, `${large.join("\n")}\nif (process.env.ALL) { ${all} }\n`);
        run();
        const little = statSync(cache).size;
        run("cost", 0, { ALL: "1" });
        const much = statSync(cache);
        assert.ok(much.size > little * 1.2);
        run("cost", 0, { ALL: "1" });
        run();
        assert.equal(statSync(cache).ino, much.ino);
    });

    it("asks few runs of a large heap whether they compiled more", () => {
        const heap = "globalThis.held = Array.from({ length: 5e5 }, (_, at) => [at, at])";
        const rest = `if (process.env.LUCK) { Math.random = () => Number(process.env.LUCK); ${heap}; ${all} }`;
        writeFileSync(bundle, `${large.join("\n")}\n${rest}\n`);
        run();
        const little = statSync(cache).size;
        run("cost", 0, { LUCK: "0.9" });
        assert.equal(statSync(cache).size, little);
        run("cost", 0, { LUCK: "0.01" });
        assert.ok(statSync(cache).size > little * 1.2);
    });

    it("never runs the code of another bundle, even of the same length", () => {
        write("one");
        run();
        write("two");
        assert.equal(run(), "two");
        assert.equal(run(), "two");
    });

    it("compiles again where what it kept is broken, and keeps that", () => {
        write("one");
        run();
        const whole = readFileSync(cache);
        for (const broken of [Buffer.alloc(0), whole.subarray(0, whole.length / 2), Buffer.from("no cache")]) {
            writeFileSync(cache, broken);
            assert.equal(run(), "one");
            assert.equal(readFileSync(cache).length, whole.length);
        }
    });

    it("does its work where nothing can be kept", () => {
        write("one");
        mkdirSync(cache);
        assert.equal(run(), "one");
        assert.deepEqual(readdirSync(folder).sort(), ["cli.cjs", "cli.cjs.cost.cache"]);
    });

    it("keeps nothing for a command that ends as wrong input", () => {
        writeFileSync(bundle, "process.exitCode = 2;");
        run("misspelt", 2);
        assert.deepEqual(readdirSync(folder), ["cli.cjs"]);
    });

    it("gives a bundle what a module has", () => {
        writeFileSync(
            bundle,
            'process.stdout.write([__filename, __dirname, typeof require("node:fs").statSync, typeof module.exports].join(" "));',
        );
        assert.equal(run("--help"), `${bundle} ${folder} function object`);
    });
});
