import { InvalidArgumentError, Option, type Command } from "commander";

/** `--endpoint`, and what every command says that may ask AWS. */
export function withEndpoint(command: Command): Command {
    return command
        .addOption(
            new Option(
                "--endpoint <url>",
                "where Route 53's API is, for an emulator; AWS_ENDPOINT_URL_ROUTE_53 does the same",
            ).argParser(endpointUrl),
        )
        .addHelpText(
            "after",
            "\nCredentials are what the AWS SDK finds (AWS_PROFILE, AWS_ACCESS_KEY_ID, ...). Route 53 is global:" +
                "\nno region is needed. Everything is only read. The SDK retries what is throttled;" +
                "\nAWS_MAX_ATTEMPTS says how often (default 6).",
        );
}

function endpointUrl(text: string): string {
    if (!/^https?:$/.test(URL.parse(text)?.protocol ?? "")) {
        throw new InvalidArgumentError("expected a URL, such as http://127.0.0.1:5000.");
    }
    return text;
}
