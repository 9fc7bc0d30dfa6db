import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "../exit";
import { projectRoot } from "../root";
import { announced } from "./progress";

/** A program of PyPI, with all that it needs in one version each: `bin/setup/<name>-requirements.txt`. */
export interface PythonProgram {
    readonly name: string;
    /** As a person is told: `about 30 s`. */
    readonly takes: string;
}

/**
 * The folder of programs of a virtual environment below .antipode; pip installs it when it is not there, or when the
 * versions have changed.
 * @throws CommandError 3 when Python cannot make the environment or pip cannot install
 */
export async function findOrInstallPython({ name, takes }: PythonProgram): Promise<string> {
    const folder = join(projectRoot(), ".antipode", name);
    const requirements = join(projectRoot(), `bin/setup/${name}-requirements.txt`);
    const stamp = join(folder, "installed");
    const wanted = readFileSync(requirements, "utf8");
    if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
        const what = `installing ${name} with pip in .antipode/${name}`;
        await announced(what, `${takes}, once`, () => install(folder, requirements));
        writeFileSync(stamp, wanted);
    }
    return join(folder, "bin");
}

/** Made anew, so that what an interrupted run or another version left behind does not stay. */
async function install(folder: string, requirements: string): Promise<void> {
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
