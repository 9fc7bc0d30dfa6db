import { Option, type Command } from "commander";
import type { DiffOptions } from "./diff";
import { withZoneOptions } from "./zone-options";
import { withEndpoint } from "./live-options";

/** `antipode routing diff`. */
export function addDiff(routing: Command): void {
    const command = routing
        .command("diff")
        .description(
            "compares a live hosted zone with what a stack, a plan or a zone file says, and what each difference does to a failover",
        );
    withZoneOptions(command)
        .addOption(
            new Option("--zone-id <id|name>", "the live zone, when it is not the one with the plan's name").conflicts([
                "live",
            ]),
        )
        .option("--live <file>", "compares with this zone file of `routing import` instead of asking AWS")
        .addOption(new Option("-f, --format <format>", "how to show it").choices(["table", "json"]).default("table"))
        .addHelpText(
            "after",
            "\nExamples:\n  antipode routing diff --stack prod\n" +
                "  antipode routing import --zone example.com --output live.json\n" +
                "  antipode routing diff --stack prod --live live.json --format json\n" +
                "\nWhat a plan cannot know (names of balancers, ids) is no difference, nor are the apex's NS and SOA," +
                "\nACM's validation records, and live records under names that the plan does not have." +
                "\n\nExit codes: 0 alike; 1 different; 2 no such zone, or not the plan's; 3 as for `routing import`.",
        )
        .action(async (options: DiffOptions) => {
            const { diffZones } = await import("./diff.js");
            await diffZones(options);
        });
    withEndpoint(command);
}
