import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { CommandError } from "../exit";
import { projectRoot } from "../root";
import { announced } from "./progress";

/** The version that the scenarios were written for; any patch of its minor version will do. */
const version = "1.8.1";
const series = /k6(?:\.exe)? v1\.8\./;

/**
 * The folder of a k6 that fits: from PATH, from Go's folder, from ours; built by Go when there is none.
 * @throws CommandError 3 when Go is missing or cannot build it
 */
export async function findOrInstallK6(): Promise<string> {
    const own = join(projectRoot(), ".antipode/bin");
    const goFolder = join(process.env["GOPATH"] ?? join(homedir(), "go"), "bin");
    const folders = [own, ...(process.env["PATH"] ?? "").split(delimiter), goFolder];
    const found = folders.map((folder) => join(folder, "k6")).find((path) => existsSync(path) && fits(path));
    if (found !== undefined) {
        return dirname(found);
    }
    if (spawnSync("go", ["version"]).status !== 0) {
        throw new CommandError(
            `k6 ${version} not found, and no Go to build it: install Go (https://go.dev/dl) or put k6 ${version} on PATH`,
            3,
        );
    }
    await announced(`building k6 ${version} with go install`, "about 2 min 30 s, once", () => build(own));
    return own;
}

async function build(folder: string): Promise<void> {
    mkdirSync(folder, { recursive: true });
    const go = spawn("go", ["install", `go.k6.io/k6@v${version}`], {
        env: { ...process.env, GOBIN: folder },
        stdio: ["ignore", 2, 2],
    });
    const code = await new Promise<number | null>((resolve, reject) => {
        go.on("error", reject);
        go.on("close", resolve);
    });
    if (code !== 0) {
        throw new CommandError(`\`go install go.k6.io/k6@v${version}\` failed: see its output above`, 3);
    }
}

/** Asking k6 for its version takes as long as starting it, so the answer is kept with the file's time and size. */
function fits(path: string): boolean {
    const { mtimeMs, size } = statSync(path);
    const known = join(projectRoot(), ".antipode/build/k6.stamp");
    const stamp = `${path} ${String(mtimeMs)} ${String(size)}`;
    if (existsSync(known) && readFileSync(known, "utf8") === stamp) {
        return true;
    }
    const { stdout } = spawnSync(path, ["version"], { encoding: "utf8" });
    if (!series.test(stdout)) {
        return false;
    }
    mkdirSync(dirname(known), { recursive: true });
    writeFileSync(known, stamp);
    return true;
}
