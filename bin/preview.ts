import { spawnSync } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { CommandError, exitCodeOf, type ExitCode } from "./exit";
import { projectRoot } from "./root";

const root = projectRoot();
const antipode = join(root, "bin/antipode");

/**
 * `npm run preview -- STACK`: what Pulumi would do, what that costs and what is wrong with it, all from one preview.
 * Nothing is deployed. The exit code is the worst of the three.
 */
function main(): ExitCode {
    const [stack, ...others] = process.argv.slice(2);
    if (stack === undefined || stack.startsWith("-") || others.length > 0) {
        throw new CommandError("expected one stack: npm run preview -- STACK, such as npm run preview -- staging", 2);
    }
    const folder = mkdtempSync(join(tmpdir(), "antipode-preview-"));
    try {
        const file = join(folder, "preview.json");
        // Builds the app's bundle, which the program ships, when it is old.
        run(process.execPath, [antipode, "--help"], "ignore");
        const previewed = run("pulumi", ["preview", "--stack", stack, "--json", "--show-sames"], openSync(file, "w"));
        if (readFileSync(file, "utf8").trim() === "") {
            throw new CommandError(`pulumi preview --stack ${stack} ended with ${previewed} and printed nothing`, 3);
        }
        const cost = run(process.execPath, [antipode, "cost", file], "inherit");
        const check = run(process.execPath, [antipode, "check", file], "inherit");
        return worst([previewed === 0 ? 0 : 1, cost, check]);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

/** @throws CommandError 3 when there is no such command */
function run(command: string, words: readonly string[], stdout: "inherit" | "ignore" | number): number {
    const own = join(root, ".antipode/bin");
    const { status, error } = spawnSync(command, words, {
        cwd: root,
        stdio: ["inherit", stdout, "inherit"],
        env: { ...process.env, PATH: [process.env["PATH"] ?? "", own].join(delimiter) },
    });
    if (error) {
        throw new CommandError(`${command}: ${error.message}; https://www.pulumi.com/docs/iac/download-install/`, 3, {
            cause: error,
        });
    }
    return status ?? 3;
}

function worst(codes: readonly number[]): ExitCode {
    const code = Math.max(...codes);
    return code === 0 ? 0 : exitCodeOf({ code });
}

try {
    process.exitCode = main();
} catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = exitCodeOf(error);
}
