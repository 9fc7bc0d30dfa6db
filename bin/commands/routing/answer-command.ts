import { type Command, Option } from "commander";
import type { AnswerOptions } from "./answer";
import { withQuestionOptions } from "./question-options";
import { withZoneOptions } from "./zone-options";

/** `antipode routing answer`. */
export function addAnswer(routing: Command): void {
    const command = routing
        .command("answer")
        .description("what Route 53 would answer, with the chance of each answer: now, or with a region lost");
    withQuestionOptions(withZoneOptions(command))
        .option("--explain", "also the tree below the name, with the reason at each record", false)
        .addOption(new Option("-f, --format <format>", "how to show it").choices(["table", "json"]).default("table"))
        .addHelpText("after", examples)
        .action(async (options: AnswerOptions) => {
            const { showAnswers } = await import("./answer.js");
            await showAnswers(options);
        });
}

const examples = `
Examples:
  antipode routing answer --stack staging --lost eu-west-1
  antipode routing answer --zone zone.json --state state.json --from IE --explain

JSON of one question: {"rcode", "ttl", "answers", "candidates", "failOpen"}, and "assumptions" when
the answer leans on what AWS does not publish or nobody has stated, such as latency; of several: a
list of these, each with its name, type and from.`;
