import { Option, type Command } from "commander";
import type { PricesOptions } from "./prices";

/** `antipode cost prices`: the price book itself. */
export function addPrices(cost: Command): void {
    cost.command("prices")
        .description("the price book: how old its prices are, and which are missing where, and why")
        .addOption(new Option("--check", "age and gaps; what happens when no other option is given").default(false))
        .addOption(new Option("--import <csv>", "makes the book from a sheet with one price a row").conflicts("check"))
        .option("--book <folder>", "the folder of the book", "cost/book/prices")
        .addOption(new Option("-f, --format <format>", "how to show it").choices(["table", "json"]).default("table"))
        .addHelpText(
            "after",
            "\nExample: antipode cost prices --check --format json" +
                "\nExit codes: 0 ok, 1 a price is missing and no gap says why, 2 wrong input.",
        )
        .action(async (options: PricesOptions) => {
            const { showPrices } = await import("./prices.js");
            showPrices(options);
        });
}
