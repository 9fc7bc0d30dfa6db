import type { Plan } from "../../plan/plan";
import { CommandError } from "../exit";
import { readPlan } from "../plan-file";
import { recordStack } from "../stack";

export interface PlanOptions {
    readonly file: string | undefined;
    readonly stack: string;
    readonly set: readonly string[];
    readonly format: "table" | "json" | "mermaid" | "svg" | "terraform";
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
        case "terraform":
            return terraform(plan);
        case "table":
            return (await import("../../plan/table.js")).planTable(plan);
    }
}

/** What has no name in Terraform is said, since a check that is not made looks like one that passes. */
async function terraform(plan: Plan): Promise<string> {
    const written = (await import("../../plan/export/terraform.js")).planTerraform(plan);
    for (const [type, urns] of Object.entries(written.unmapped)) {
        process.stderr.write(`antipode: ${type} has no name in Terraform that we know: left out ${urns.length}\n`);
    }
    return JSON.stringify(written, null, 2);
}
