import { existsSync, mkdirSync, readdirSync, rmdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { projectRoot } from "./root";

/**
 * Where twins and runs are kept: `.antipode/` of the project, or the folder that ANTIPODE_HOME names, so that tests, or
 * two people on one machine, do not meet. What is built and cached stays with the project whoever uses it.
 */
function stateFolder(): string {
    const home = process.env["ANTIPODE_HOME"] ?? "";
    return home === "" ? join(projectRoot(), ".antipode") : resolve(home);
}

export function twinsFolder(): string {
    return join(stateFolder(), "twins");
}

export function runsFolder(): string {
    return join(stateFolder(), "runs");
}

/** A new folder for a run that begins now; two that begin in the same second get one each. */
export function createRunFolder(drill: string, now = new Date()): { readonly id: string; readonly directory: string } {
    mkdirSync(runsFolder(), { recursive: true });
    const name = `${now.toISOString().slice(0, 19).replaceAll(":", "")}-${drill}`;
    for (let count = 1; ; count += 1) {
        const id = count === 1 ? name : `${name}-${count.toFixed()}`;
        const directory = join(runsFolder(), id);
        if (created(directory)) {
            return { id, directory };
        }
    }
}

/** A run that ended before it wrote anything leaves no folder. */
export function removeIfEmpty(directory: string): void {
    if (existsSync(directory) && readdirSync(directory).length === 0) {
        rmdirSync(directory);
    }
}

function created(directory: string): boolean {
    try {
        mkdirSync(directory);
        return true;
    } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "EEXIST") {
            return false;
        }
        throw error;
    }
}
