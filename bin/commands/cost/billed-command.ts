import { Option, type Command } from "commander";
import type { BilledOptions } from "./billed";
import { givenBefore, increase, withInputOptions } from "./cost-options";

/** `antipode cost billed`. */
export function addBilled(cost: Command): void {
    const command = cost
        .command("billed")
        .description("an estimate beside what AWS billed, by the same regions or tags; no network, no account")
        .argument("<bill>", "what `aws ce get-cost-and-usage` printed, grouped by REGION, by tags or not at all")
        .argument("[file]", "as `antipode cost` takes it");
    withInputOptions(command)
        .addOption(new Option("-f, --format <format>", "how to show it").choices(["table", "json"]).default("table"))
        .option("--max-difference <dollars or %>", "ends with 1 when the totals differ by more", increase)
        .addHelpText("after", examples)
        .action(async (bill: string, file: string | undefined, options: Omit<BilledOptions, "file">) => {
            const { showBilled } = await import("./billed.js");
            await showBilled(bill, { file, ...options, ...givenBefore(cost, command) });
        });
}

const examples = `
Examples:
  antipode cost billed october.json --stack prod --usage october.yml
  antipode cost billed october.json deployed.json --max-difference 10%

docs/cost.md has the command that writes the bill. It is tested on samples of the API's shape, not yet on a bill of AWS.

Exit codes: 0; 1 the difference is over what is allowed; 2 wrong input.`;
