import type { Plan } from "../../plan/plan";
import { CommandError } from "../exit";
import { readPlan } from "../plan-file";
import { recordStack } from "../stack";

export interface PlanOptions {
    readonly file: string | undefined;
    readonly stack: string;
    readonly set: readonly string[];
    readonly format: "table" | "json" | "mermaid" | "svg";
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
        case "mermaid":
            return (await import("../../plan/export/mermaid.js")).planMermaid(plan);
        case "svg":
            return (await import("../../plan/diagram.js")).diagramSvg(plan);
        case "table":
            return (await import("../../plan/table.js")).planTable(plan);
    }
}
