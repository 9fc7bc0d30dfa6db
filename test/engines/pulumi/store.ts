import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { WireObject } from "../../../plan/outputs";

/** What stands in for AWS: each resource by its urn, as the program gave it and as it is. */
export type Store = Record<string, { readonly type: string; readonly inputs: WireObject; readonly state: WireObject }>;

/** Name of the variable that says in which file it is. */
export const storeVariable = "STAND_IN_STORE";

function fileOf(environment: NodeJS.ProcessEnv): string {
    const file = environment[storeVariable];
    if (file === undefined) {
        throw new Error(`${storeVariable}: expected the file of the store`);
    }
    return file;
}

/** Empty before the first resource. */
export function readStore(environment = process.env): Store {
    const file = fileOf(environment);
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Store) : {};
}

export function writeStore(store: Store, environment = process.env): void {
    writeFileSync(fileOf(environment), JSON.stringify(store));
}
