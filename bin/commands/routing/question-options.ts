import { type Command, Option } from "commander";

/** What is asked, from where, and in which state of the world. */
export interface QuestionOptions {
    readonly state?: string;
    readonly lost: readonly string[];
    readonly name?: readonly string[];
    readonly type: string;
    readonly from?: readonly string[];
}

/** Record types of Route 53 (guide, "Supported DNS record types"). */
const types = [
    "A",
    "AAAA",
    "CAA",
    "CNAME",
    "DS",
    "HTTPS",
    "MX",
    "NAPTR",
    "NS",
    "PTR",
    "SOA",
    "SPF",
    "SRV",
    "SSHFP",
    "SVCB",
    "TLSA",
    "TXT",
];

/** `--name`, `--type`, `--from`, `--state` and `--lost`, as every command has them that asks. */
export function withQuestionOptions(command: Command): Command {
    return command
        .option(
            "-n, --name <name...>",
            "names to ask for (default: those with a routing policy that no alias leads to)",
        )
        .addOption(new Option("-t, --type <type>", "record type to ask for").choices(types).default("A"))
        .option(
            "--from <place...>",
            "where clients are: a region, a location such as IE or US-VA, an address, or latitude,longitude (default: each region)",
        )
        .option("--state <file>", 'what is unhealthy and how far away: {"healthChecks", "targets", "latency"}')
        .option(
            "--lost <region...>",
            "what watches or serves these regions or set identifiers is unhealthy: checks, and targets as once Route 53 knows",
            [],
        );
}
