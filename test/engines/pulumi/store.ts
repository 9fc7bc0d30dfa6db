import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import type { WireObject } from "../../../plan/outputs";

/** What stands in for AWS: each resource by its urn, as the program gave it and as it is. */
export type Store = Record<string, { readonly type: string; readonly inputs: WireObject; readonly state: WireObject }>;

/** Name of the variable that says in which file it is: a line for each change, so that a thousand cost no more than their own. */
export const storeVariable = "STAND_IN_STORE";

type Change = readonly [urn: string, kept: Store[string] | null];

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
    const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
    const store = new Map<string, Store[string]>();
    for (const [urn, kept] of lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Change)) {
        if (kept === null) {
            store.delete(urn);
        } else {
            store.set(urn, kept);
        }
    }
    return Object.fromEntries(store);
}

/** Keeps one resource as it now is; null for one that is gone. */
export function keep(urn: string, kept: Store[string] | null): void {
    appendFileSync(fileOf(process.env), `${JSON.stringify([urn, kept])}\n`);
}

export function writeStore(store: Store, environment = process.env): void {
    writeFileSync(
        fileOf(environment),
        Object.entries(store)
            .map((change) => `${JSON.stringify(change)}\n`)
            .join(""),
    );
}
