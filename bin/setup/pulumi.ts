import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { CommandError } from "../exit";
import { projectRoot } from "../root";
import { announced } from "./progress";

/** The engine that the tests were written for, and is built when there is none. */
const version = "3.258.0";

/**
 * The folder of a `pulumi` command: from PATH, or ours, built by Go. Only tests need it here; who deploys has it.
 * @throws CommandError 3 when Go is missing or cannot build it
 */
export async function findOrBuildPulumi(): Promise<string> {
    const own = join(projectRoot(), ".antipode/bin");
    const folders = [own, ...(process.env["PATH"] ?? "").split(delimiter)];
    const found = folders.find((folder) => existsSync(join(folder, "pulumi")));
    if (found !== undefined) {
        return found;
    }
    if (spawnSync("go", ["version"]).status !== 0) {
        throw new CommandError(
            `pulumi not found, and no Go to build it: install Go (https://go.dev/dl) or put pulumi ${version} on PATH`,
            3,
        );
    }
    await announced(`building pulumi ${version} with Go`, "about 4 min, once", () => build(own));
    return own;
}

/** In a copy of the module, because Go writes down there what it has resolved. */
async function build(folder: string): Promise<void> {
    const module = join(projectRoot(), ".antipode/build/pulumi-cli");
    mkdirSync(folder, { recursive: true });
    cpSync(join(projectRoot(), "bin/setup/pulumi-cli"), module, { recursive: true });
    const flags = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
    const program = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
    await go(["mod", "tidy"], module);
    await go(["build", "-ldflags", flags, "-o", join(folder, "pulumi"), program], module);
}

async function go(command: readonly string[], module: string): Promise<void> {
    const child = spawn("go", command, { cwd: module, stdio: ["ignore", 2, 2] });
    const code = await new Promise<number | null>((resolve, reject) => {
        child.on("error", reject);
        child.on("close", resolve);
    });
    if (code !== 0) {
        throw new CommandError(`\`go ${command.join(" ")}\` failed: see its output above`, 3);
    }
}
