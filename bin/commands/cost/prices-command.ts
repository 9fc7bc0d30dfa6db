import { Option, type Command } from "commander";
import type { PricesOptions } from "./prices";

/** `antipode cost prices`: the price book itself. */
export function addPrices(cost: Command): void {
    cost.command("prices")
        .description("the price book: how old its prices are, and which are missing where, and why")
        .addOption(new Option("--check", "age and gaps; what happens when no other option is given").default(false))
        .addOption(new Option("--import <csv>", "makes the book from a sheet with one price a row").conflicts("check"))
        .addOption(
            new Option(
                "--refresh <address...>",
                "takes newer amounts, by rate code, from offers of the price list (.csv) or metered-unit maps (.json); " +
                    "tested on small samples, not yet run against AWS",
            ).conflicts(["check", "import"]),
        )
        .option("--book <folder>", "another book than the project's own")
        .addOption(new Option("-f, --format <format>", "how to show it").choices(["table", "json"]).default("table"))
        .addHelpText(
            "after",
            "\nExamples:\n  antipode cost prices --check --format json\n  antipode cost prices --import prices.csv\n" +
                "  antipode cost prices --refresh https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonEC2/current/eu-west-1/index.csv\n" +
                "\nExit codes: 0 ok, 1 a price is missing and no gap says why, 2 wrong input, 3 AWS does not answer.",
        )
        .action(async (options: PricesOptions) => {
            const { showPrices } = await import("./prices.js");
            await showPrices(options);
        });
}
