import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "../exit";
import { projectRoot } from "../root";
import { announced } from "./progress";

/**
 * The emulator of AWS's API that the tests were written for, with what its server needs for Route 53 and all they need,
 * each in one version. Its own extra `server` brings twice as much, for services that no test asks.
 */
const requirements = join(projectRoot(), "bin/setup/moto-requirements.txt");

/**
 * Moto's server in a virtual environment of its own below .antipode; pip installs it when it is not there. Only tests start it.
 * @throws CommandError 3 when Python cannot make the environment or pip cannot install
 */
export async function findOrInstallMoto(): Promise<void> {
    const folder = join(projectRoot(), ".antipode/moto");
    const stamp = join(folder, "installed");
    const wanted = readFileSync(requirements, "utf8");
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) {
        return;
    }
    await announced("installing moto with pip in .antipode/moto", "about 30 s, once", () => install(folder));
    writeFileSync(stamp, wanted);
}

/** Made anew, so that what an interrupted run or another version left behind does not stay. */
async function install(folder: string): Promise<void> {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(projectRoot(), ".antipode"), { recursive: true });
    await run(["python3", "-m", "venv", folder]);
    await run([join(folder, "bin/pip"), "install", "--quiet", "--disable-pip-version-check", "-r", requirements]);
}

async function run([program = "", ...words]: readonly string[]): Promise<void> {
    const child = spawn(program, words, { stdio: ["ignore", 2, 2] });
    const code = await new Promise<number | null>((resolve) => {
        child.on("error", () => resolve(null));
        child.on("close", resolve);
    });
    if (code !== 0) {
        throw new CommandError(
            `\`${[program, ...words].join(" ")}\` failed: expected Python 3 with venv and a package index that pip reaches; see its output above`,
            3,
        );
    }
}
