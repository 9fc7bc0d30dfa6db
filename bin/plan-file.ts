import type { Plan } from "../plan/plan";
import { CommandError } from "./exit";
import { nameOf, readText } from "./text-file";

/**
 * JSON from a file, `-` for standard input.
 * @param what names the thing that is expected, as in `is not <what>`
 * @throws CommandError 2 when it cannot be read or is no JSON
 */
export function readJson(file: string, what: string): unknown {
    const text = readText(file);
    if (text.trim() === "") {
        throw new CommandError(`${nameOf(file)} is not ${what}: it is empty`, 2);
    }
    try {
        return JSON.parse(text);
    } catch (error) {
        const cause = error instanceof Error ? error.message.split("\n")[0] : String(error);
        throw new CommandError(`${nameOf(file)} is not ${what}: it is no JSON: ${cause ?? ""}`, 2, { cause: error });
    }
}

/**
 * A plan from a file, `-` for standard input.
 * @throws CommandError 2 when there is none in it
 */
export function readPlan(file: string): Plan {
    const content = readJson(file, "a plan");
    if (!isPlan(content)) {
        throw new CommandError(
            `${nameOf(file)} is not a plan: expected what \`antipode plan --format json\` writes`,
            2,
        );
    }
    return content;
}

function isPlan(content: unknown): content is Plan {
    if (typeof content !== "object" || content === null || !("version" in content && "resources" in content)) {
        return false;
    }
    const { version, resources } = content;
    return version === 1 && Array.isArray(resources) && resources.every(isResource);
}

function isResource(resource: unknown): boolean {
    return (
        typeof resource === "object" &&
        resource !== null &&
        "urn" in resource &&
        typeof resource.urn === "string" &&
        "type" in resource &&
        typeof resource.type === "string" &&
        "inputs" in resource &&
        typeof resource.inputs === "object"
    );
}
