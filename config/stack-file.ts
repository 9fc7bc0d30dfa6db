import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ConfigProblems, didYouMean, show } from "../components/shared/problems";

/** Key of the one object that a stack's file configures this program with. */
const platformKey = "antipode:platform";

/**
 * What `Pulumi.<stack>.yaml` says under `antipode:platform`, not yet checked.
 * @throws ConfigProblems when there is no such stack, the file is no YAML, or it has another `antipode:` key
 */
export function readStackFile(stack: string, directory: string): { readonly file: string; readonly platform: unknown } {
    const known = readdirSync(directory).flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.slice(1) ?? []);
    if (!known.includes(stack)) {
        const message = `expected one of ${known.sort().join(", ")}${didYouMean(stack, known)}, got ${show(stack)}`;
        throw new ConfigProblems("stack", [{ path: "stack", message }]);
    }
    const file = `Pulumi.${stack}.yaml`;
    const config = readConfig(file, join(directory, file));
    const unknown = Object.keys(config).filter((key) => key.startsWith("antipode:") && key !== platformKey);
    if (unknown.length > 0) {
        const problems = unknown.map((key) => ({ path: key, message: `expected ${platformKey}, got ${show(key)}` }));
        throw new ConfigProblems(file, problems);
    }
    return { file, platform: config[platformKey] };
}

function readConfig(file: string, path: string): Readonly<Record<string, unknown>> {
    const content = readYaml(file, path);
    if (!isMap(content) || !isMap(content["config"])) {
        throw new ConfigProblems(file, [{ path: "config", message: `expected a map with ${platformKey}, got none` }]);
    }
    return content["config"];
}

function readYaml(file: string, path: string): unknown {
    try {
        return parse(readFileSync(path, "utf8"));
    } catch (error) {
        const [reason = ""] = String(error).split("\n");
        throw new ConfigProblems(file, [{ path: "file", message: `expected YAML, got ${reason}` }]);
    }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
