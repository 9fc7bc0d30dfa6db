import { isIP } from "node:net";
import { InvalidArgumentError, Option, type Command } from "commander";
import { withZoneOptions } from "./zone-options";
import { withEndpoint } from "./live-options";
import type { VerifyOptions } from "./verify";

/** `antipode routing verify`. */
export function addVerify(routing: Command): void {
    const command = routing
        .command("verify")
        .description("asks Route 53's checking tool and the zone's name servers, and compares with what is computed");
    withZoneOptions(command)
        .option("-n, --name <name...>", "names to ask for (default: every name with A, AAAA or CNAME records)")
        .option(
            "--from <place...>",
            "where clients are: PLACE=ADDRESS (IE=203.0.113.7), or an address (default: nowhere in particular)",
            clientPlace,
            [],
        )
        .option("--state <file>", "what is unhealthy now, as for `routing answer` (default: nothing)")
        .option("--zone-id <id|name>", "the live zone, when the zone does not come from `routing import`")
        .option(
            "--name-servers <server...>",
            "asks these (address[:port] or name) instead of the zone's own, e.g. a `routing serve`",
        )
        .addOption(
            new Option(
                "--ask <whom>",
                "TestDNSAnswer, name servers, or both (default: both; with --name-servers only these)",
            ).choices(["api", "servers", "both"]),
        )
        .option(
            "--resolver <address[:port]>",
            "who knows the addresses of load balancers (default: the system's resolver)",
        )
        .addOption(new Option("-f, --format <format>", "how to show it").choices(["table", "json"]).default("table"))
        .addHelpText(
            "after",
            "\nExamples:\n  antipode routing verify --zone zone.json\n" +
                "  antipode routing verify --zone zone.json --name www.example.com --from IE=203.0.113.7\n" +
                "  antipode routing verify --zone zone.json --name-servers 127.0.0.1:5353\n" +
                "\nAgree: the answer is a possible one. Undecidable: it hangs on what AWS does not publish." +
                "\nDisagree: no client could get it in this state. TestDNSAnswer needs the IAM action" +
                "\nroute53:TestDNSAnswer and knows public zones only." +
                "\n\nExit codes: 0 nothing disagrees; 1 something does; 2 wrong input; 3 as for `routing import`, or" +
                "\nnobody answers.",
        )
        .action(async (options: VerifyOptions) => {
            const { verifyZone } = await import("./verify.js");
            await verifyZone(options);
        });
    withEndpoint(command);
}

function clientPlace(text: string, before: VerifyOptions["from"]): VerifyOptions["from"] {
    const [, from, address = ""] = /^(?:([^=]+)=)?([^=]+)$/.exec(text) ?? [];
    if (isIP(address) === 0) {
        throw new InvalidArgumentError("expected PLACE=ADDRESS or an address, such as IE=203.0.113.7.");
    }
    return [...before, from === undefined ? { address } : { from, address }];
}
