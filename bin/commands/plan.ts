import type { Plan } from "../../plan/plan";
import { readPlan } from "../plan-file";
import { recordStack } from "../stack";
import { refuseBeside, stackOf, type StackOptions } from "./stack-options";

export interface PlanOptions extends StackOptions {
    readonly file: string | undefined;
    readonly format: "table" | "json" | "mermaid" | "svg" | "terraform";
}

/** `antipode plan`: prints a plan. */
export async function showPlan({ file, format, ...options }: PlanOptions): Promise<void> {
    const plan = await planOf(file, options);
    process.stdout.write(`${await formatted(plan, format)}\n`);
}

async function planOf(file: string | undefined, options: StackOptions): Promise<Plan> {
    if (file === undefined) {
        return recordStack(stackOf(options), options.set);
    }
    refuseBeside("FILE", options);
    return readPlan(file);
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
