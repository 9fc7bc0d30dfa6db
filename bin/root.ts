import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The project's folder: the nearest one above this file, or above the bundle that holds it, with a package.json. */
export function projectRoot(): string {
    let folder = __dirname;
    while (!existsSync(join(folder, "package.json")) && dirname(folder) !== folder) {
        folder = dirname(folder);
    }
    return folder;
}
