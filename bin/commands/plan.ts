import { readFileSync } from "node:fs";
import type { Plan } from "../../plan/plan";
import { CommandError } from "../exit";
import { recordStack } from "../stack";

export interface PlanOptions {
    readonly file: string | undefined;
    readonly stack: string;
    readonly set: readonly string[];
    readonly format: "table" | "json" | "svg";
}

/** `antipode plan`: prints a plan. */
export async function showPlan({ file, stack, set, format }: PlanOptions): Promise<void> {
    if (file !== undefined && set.length > 0) {
        throw new CommandError("--set: expected no FILE beside it, because a plan in a file is settled", 2);
    }
    const plan = file === undefined ? await recordStack(stack, set) : readPlan(file);
    process.stdout.write(`${await formatted(plan, format)}\n`);
}

async function formatted(plan: Plan, format: PlanOptions["format"]): Promise<string> {
    switch (format) {
        case "json":
            return JSON.stringify(plan, null, 2);
        case "svg":
            return (await import("../../plan/diagram.js")).diagramSvg(plan);
        case "table":
            return (await import("../../plan/table.js")).planTable(plan);
    }
}

/**
 * A plan from a file, `-` for standard input.
 * @throws CommandError 2 when there is none in it
 */
function readPlan(file: string): Plan {
    const name = file === "-" ? "standard input" : file;
    let content: unknown;
    try {
        content = JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8"));
    } catch (error) {
        const cause = error instanceof Error ? error.message.split("\n")[0] : String(error);
        throw new CommandError(`${name} is not a plan: ${cause ?? ""}`, 2, { cause: error });
    }
    if (!isPlan(content)) {
        throw new CommandError(`${name} is not a plan: expected what \`antipode plan --format json\` writes`, 2);
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
