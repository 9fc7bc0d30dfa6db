import { isIP } from "node:net";
import { InvalidArgumentError, Option, type Command } from "commander";
import { clockFactor } from "../clock-factor";
import { withZoneOptions } from "./zone-options";
import type { ServeOptions } from "./serve";

/** `antipode routing serve`. */
export function addServe(routing: Command): void {
    const command = routing
        .command("serve")
        .description("answers over DNS as Route 53 would: UDP, TCP and, when asked, HTTP; until Ctrl-C")
        .option("--state <file>", "a state file; read again when it changes, and at SIGHUP")
        .addOption(
            new Option("-l, --listen <address:port>", "for UDP and TCP; port 0 takes a free one")
                .argParser(endpoint)
                .default({ address: "127.0.0.1", port: 0 }, "127.0.0.1:0"),
        )
        .option("--doh <address:port>", "also DNS over HTTP: /resolve in JSON, /dns-query as RFC 8484 has it", endpoint)
        .option("--from <place>", "where clients are that no --from-subnet names (default: their address)")
        .option("--from-subnet <network=place>", "where a network's clients are; may be repeated", subnetPlace, [])
        .option("--address <name=address>", "what a load balancer's name leads to; may be repeated", nameAddress, {})
        .option("--log <file>", "a line of JSON for each query; - is standard output")
        .option("--clock <factor>", "real, or a factor such as 10x by which TTLs are shorter", clockFactor, 1)
        .option("--probe", "asks the zone's endpoint checks, those at loopback and private addresses only")
        .addOption(
            new Option("-f, --format <format>", "of the first line and the counters")
                .choices(["text", "json"])
                .default("text"),
        )
        .addHelpText(
            "after",
            "\nExample:\n  antipode routing serve --zone zone.json --listen 127.0.0.1:5353 --from eu-west-1\n" +
                "  dig @127.0.0.1 -p 5353 www.example.com\n" +
                "\nChecks are not asked unless --probe is given: the state file says what is healthy. What is\n" +
                "beyond the zone has addresses of 198.18.0.0/15 and 2001:db8::/32, where nobody answers, unless\n" +
                "--address gives others.\n" +
                "\nExit codes: 0 ended by Ctrl-C; 2 wrong input; 3 the address or port cannot be had.",
        )
        .action(async (options: ServeOptions) => {
            const { serve } = await import("./serve.js");
            await serve(options);
        });
    withZoneOptions(command);
}

function endpoint(text: string): ServeOptions["listen"] {
    const [, address, port] = /^(?:\[([^\]]+)\]|[^:]*):\d+$/.test(text)
        ? (/^\[?([^\]]*?)\]?:(\d+)$/.exec(text) ?? [])
        : [];
    if (address === undefined || address === "" || !(Number(port) <= 0xffff)) {
        throw new InvalidArgumentError("expected address:port, such as 127.0.0.1:5353 or [::1]:0.");
    }
    return { address, port: Number(port) };
}

function subnetPlace(text: string, before: ServeOptions["fromSubnet"]): ServeOptions["fromSubnet"] {
    const [, address = "", prefix, place = ""] = /^([0-9a-f.:]+)\/(\d{1,3})=(.+)$/i.exec(text) ?? [];
    if (isIP(address) > 0 && Number(prefix) <= (isIP(address) === 6 ? 128 : 32)) {
        return [...before, { address, prefix: Number(prefix), place }];
    }
    throw new InvalidArgumentError("expected network=place, such as 10.0.0.0/8=eu-west-1.");
}

function nameAddress(text: string, before: ServeOptions["address"]): ServeOptions["address"] {
    const [, name = "", address = ""] = /^([^=]+)=([0-9a-f.:]+)$/i.exec(text) ?? [];
    if (isIP(address) === 0) {
        throw new InvalidArgumentError("expected name=address, such as lb.eu-west-1.elb.amazonaws.com=127.0.0.1.");
    }
    return { ...before, [name]: [...(before[name] ?? []), address] };
}
