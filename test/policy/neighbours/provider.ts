import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const folder = dirname(require.resolve("@pulumi/aws/package.json"));

/** Whether AWS's provider has a type with an input of a name: a type that is misspelt would never be judged. */
export function takes(type: string, input: string): boolean {
    return new RegExp(`^ {4}${input}\\??:`, "m").test(inputsOf(type));
}

/** Whether a type takes tags by name; a scaling group has a list of its own kind. */
export function takesTags(type: string): boolean {
    return /^ {4}tags\?: pulumi\.Input<\{/m.test(inputsOf(type));
}

/** What the provider says of a type's inputs; empty where it has no such type. */
function inputsOf(type: string): string {
    const [, module = "", name = ""] = type.split(":");
    const file = join(folder, `${module}.d.ts`);
    const declared = existsSync(file) ? readFileSync(file, "utf8") : "";
    return declared.slice(declared.indexOf(`export interface ${name}Args`));
}
