import { explainCost, NoSuchResource, type Explanation } from "../../../cost/explain";
import type { Estimate } from "../../../cost/estimate";
import { explanationText } from "../../../cost/report/explanation";
import { resourceJson } from "../../../cost/report/json";
import type { Plan } from "../../../plan/plan";
import { coloursWanted } from "../../../plan/terminal";
import { CommandError } from "../../exit";
import type { InputOptions } from "./cost-options";
import { pricerOf, readInput, warningsOf } from "./inputs";

/** What the command line gives. */
export interface ExplainCostOptions extends InputOptions {
    readonly file: string | undefined;
    readonly format: "text" | "json";
}

/**
 * `antipode cost explain`: prints why.
 * @throws CommandError 2 for wrong input, or a name that no resource has
 */
export async function showExplanation(name: string, options: ExplainCostOptions): Promise<void> {
    const read = await readInput(options.file, options);
    const plan = read.input.after;
    const estimate = (await pricerOf(plan.resources, options))(plan, warningsOf(read));
    const explanations = explained(name, plan, estimate);
    const text =
        options.format === "json"
            ? JSON.stringify(explanations.map(json), null, 2)
            : explanations.map((one) => explanationText(one, coloursWanted())).join("\n\n");
    process.stdout.write(`${text}\n`);
}

function explained(name: string, plan: Plan, estimate: Estimate): readonly Explanation[] {
    try {
        return explainCost(name, plan, estimate);
    } catch (error) {
        if (error instanceof NoSuchResource) {
            throw new CommandError(error.message, 2, { cause: error });
        }
        throw error;
    }
}

function json({ cost, component, billing, keys }: Explanation): unknown {
    const { state } = cost;
    return { ...resourceJson(cost), component, billing, keys, ...("reason" in state ? { reason: state.reason } : {}) };
}
