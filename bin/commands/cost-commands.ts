import { Option, type Command } from "commander";
import type { CostOptions } from "./cost/cost";
import { addBilled } from "./cost/billed-command";
import { addExplain } from "./cost/explain-command";
import { addPrices } from "./cost/prices-command";
import { componentLimit, groupings, increase, money, regionLimit, withInputOptions } from "./cost/cost-options";

/** `antipode cost`: what a plan costs in a month. Subcommands are described in files of their own. */
export function addCost(program: Command): void {
    // Without it the program takes the options after a subcommand's name for those before it.
    program.enablePositionalOptions();
    const cost = program
        .command("cost")
        .description("what a stack costs in a month, and what a change does to that; no network, no account")
        .argument(
            "[file]",
            "`pulumi preview --json --show-sames`, its events, `pulumi stack export` or a plan; - reads standard input",
        )
        // A subcommand has the same options; those after its name are its own.
        .enablePositionalOptions();
    withInputOptions(cost)
        .option("-c, --compare <file>", "the older side: any of the same inputs (default: a preview's own)")
        .addOption(
            new Option(
                "--by <groups>",
                "divides by region, component, resource, service or tag:KEY; a,b nests",
            ).argParser(groupings),
        )
        .addOption(
            new Option("-f, --format <format>", "how to show it")
                .choices(["table", "json", "markdown", "html"])
                .default("table"),
        )
        .option("--levers", "also what would make this stack cheaper, with the saving computed for it")
        .option("--max-monthly <dollars>", "ends with 1 above it", money)
        .addOption(
            new Option("--max-region <region=dollars>", "ends with 1 above it in that region; may be repeated")
                .argParser(regionLimit)
                .default(new Map(), "none"),
        )
        .addOption(
            new Option(
                "--max-component <component=dollars>",
                'ends with 1 above it in that component and all that stands in it; "* (Network)=300" means every one so called',
            )
                .argParser(componentLimit)
                .default(new Map(), "none"),
        )
        .option("--max-increase <dollars or %>", "ends with 1 above it, against the older side", increase)
        .option("--output <file>", "writes there instead; - is standard output")
        .addOption(
            new Option(
                "--write-usage <file>",
                "writes a new usage file with every key that this stack has, instead of prices; - to standard output",
            ).conflicts([
                ...["by", "compare", "format", "levers", "output"],
                ...["maxMonthly", "maxRegion", "maxComponent", "maxIncrease"],
            ]),
        )
        .addHelpText("after", examples)
        .action(async (file: string | undefined, options: Omit<CostOptions, "file">) => {
            const { showCost } = await import("./cost/cost.js");
            await showCost({ file, ...options });
        });
    addBilled(cost);
    addExplain(cost);
    addPrices(cost);
}

const examples = `
Examples:
  antipode cost --stack prod --usage usage.yml
  antipode cost --stack prod --by region,service --max-monthly 10000
  pulumi preview --json --show-sames | antipode cost - --format markdown --max-increase 10%
  antipode cost preview.json --compare main.json --levers

Exit codes: 0; 1 a limit is broken; 2 wrong input; 3 something is missing here.`;
