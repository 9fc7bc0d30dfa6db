import type { Command } from "commander";
import type { ImportOptions } from "./import";
import { withEndpoint } from "./live-options";

/** `antipode routing import`. */
export function addImport(routing: Command): void {
    const command = routing
        .command("import")
        .description("reads a live hosted zone with its health checks from Route 53 into a zone file")
        .requiredOption("-z, --zone <id|name>", "the hosted zone: its id or its domain name")
        .option("-o, --output <file>", "the zone file; written whole or not at all (default: standard output)")
        .addHelpText(
            "after",
            "\nExample:\n  antipode routing import --zone example.com --output zone.json\n" +
                "  antipode routing answer --zone zone.json --name www.example.com --from eu-west-1\n" +
                "\nIt needs the IAM actions route53:GetHostedZone, ListResourceRecordSets, ListHealthChecks;" +
                "\nListHostedZonesByName for a name; ListCidrCollections and ListCidrBlocks for IP-based records;" +
                "\nListTagsForResources and ListResourceRecordSetProtections if it may." +
                "\n\nExit codes: 0 imported; 2 no such zone, a name of several zones, or neither an id nor a name;" +
                "\n3 no credentials, access denied, still throttled after all attempts, or no way to Route 53.",
        )
        .action(async (options: ImportOptions) => {
            const { importLiveZone } = await import("./import.js");
            await importLiveZone(options);
        });
    withEndpoint(command);
}
