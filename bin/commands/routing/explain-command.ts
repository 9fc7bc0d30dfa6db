import { type Command, Option } from "commander";
import type { ExplainOptions } from "./explain";
import { withQuestionOptions } from "./question-options";
import { withZoneOptions } from "./zone-options";

/** `antipode routing explain`. */
export function addExplain(routing: Command): void {
    const command = routing
        .command("explain")
        .description("why Route 53 would answer so: the tree of records, as text or as a page to play with");
    withQuestionOptions(withZoneOptions(command))
        .option("--html <file>", "writes a page that opens from disk: click a region or a check and see answers change")
        .addOption(new Option("-f, --format <format>", "how to show it").choices(["text", "json"]).default("text"))
        .addHelpText("after", examples)
        .action(async (options: ExplainOptions) => {
            const { showExplanation } = await import("./explain.js");
            await showExplanation(options);
        });
}

const examples = `
Examples:
  antipode routing explain --stack staging --lost eu-west-1 --from eu-west-1
  antipode routing explain --zone zone.json --html zone.html`;
