import { Option, type Command } from "commander";
import { givenBefore, withInputOptions } from "./cost-options";
import type { ExplainCostOptions } from "./explain";

/** `antipode cost explain`. */
export function addExplain(cost: Command): void {
    const command = cost
        .command("explain")
        .description("why a resource's figure is what it is: quantity, price, steps, and where the price was read")
        .argument("<name>", "a resource's name or URN; * stands for any letters")
        .argument("[file]", "as `antipode cost` takes it");
    withInputOptions(command)
        .addOption(new Option("-f, --format <format>", "how to show it").choices(["text", "json"]).default("text"))
        .addHelpText("after", examples)
        .action(async (name: string, file: string | undefined, options: Omit<ExplainCostOptions, "file">) => {
            const { showExplanation } = await import("./explain.js");
            await showExplanation(name, { file, ...options, ...givenBefore(cost, command) });
        });
}

const examples = `
Examples:
  antipode cost explain orders-euw1-nat-az1 --stack prod
  antipode cost explain "*natGateway*" preview.json --usage usage.yml

Exit codes: 0; 2 wrong input, also a name that no resource has.`;
