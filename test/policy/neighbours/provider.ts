import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const folder = dirname(require.resolve("@pulumi/aws/package.json"));

/** Whether AWS's provider has a type with an input of a name: a type that is misspelt would never be judged. */
export function takes(type: string, input: string): boolean {
    const [, module = "", name = ""] = type.split(":");
    const file = join(folder, `${module}.d.ts`);
    if (!existsSync(file)) {
        return false;
    }
    const declared = readFileSync(file, "utf8");
    const inputs = declared.slice(declared.indexOf(`export interface ${name}Args`));
    return new RegExp(`^ {4}${input}\\??:`, "m").test(inputs);
}
