import { InvalidArgumentError, Option, type Command } from "commander";
import { withInputOptions } from "./cost/cost-options";
import type { PromisesOptions } from "./promises";

/** `antipode promises`. */
export function addPromises(program: Command): void {
    const promises = program
        .command("promises")
        .description(
            "what a stack promises and what is predicted of it; what a change does to that, and which property did it",
        )
        .argument(
            "[file]",
            "`pulumi preview --json --show-sames`, its events, `pulumi stack export` or a plan; - reads standard input",
        );
    withInputOptions(promises)
        .option("--compare <file>", "any of the same inputs to compare with: the branch before the change")
        .addOption(
            new Option("-f, --format <format>", "how to show it")
                .choices(["table", "json", "markdown"])
                .default("table"),
        )
        .option("--runs <count>", "simulated losses of each region", count, 50_000)
        .option("--seed <number>", "decides everything that is drawn", wholeNumber, 1)
        .addHelpText("after", examples)
        .action(async (file: string | undefined, options: Omit<PromisesOptions, "file">) => {
            const { showPromises } = await import("./promises.js");
            await showPromises({ file, ...options });
        });
}

/** As of `routing predict`: more would say nothing new, and take more memory than there is. */
const most = 1_000_000;

function count(text: string): number {
    const number = wholeNumber(text);
    if (number > most) {
        throw new InvalidArgumentError(`expected a whole number from 1 to ${most}.`);
    }
    return number;
}

function wholeNumber(text: string): number {
    const number = Number(text);
    if (!Number.isSafeInteger(number) || number < 1) {
        throw new InvalidArgumentError("expected a whole number of 1 or more.");
    }
    return number;
}

const examples = `
Examples:
  antipode promises --stack prod
  antipode plan --stack prod --format json > base.json    # on the base; then, on the branch
  antipode promises --stack prod --compare base.json --format markdown
  pulumi preview --json --show-sames | antipode promises -

A preview is compared with what is deployed. Exit codes: 0 every promise is kept, 1 one is broken, 2 wrong input.`;
