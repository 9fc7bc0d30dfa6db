import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import type { TransformOptions } from "./inference";

/** `antipode inference`: what is asked of models on AWS. */
export function addInference(program: Command): void {
    const inference = program.command("inference").description("what is asked of the models on AWS");
    inference
        .command("transform")
        .description(
            "asks a model about every object below a prefix, as a SageMaker batch transform job (docs/runbooks/batch-transform.md; not yet run against AWS)",
        )
        .requiredOption("--endpoint-model <name>", "the model, as a stack's InferenceEndpoint names it")
        .requiredOption("--input <s3 uri>", "where the requests lie, below requests/ of the region's results bucket")
        .requiredOption("--output <s3 uri>", "where the answers go, below batch/ of the same bucket")
        .requiredOption("--region <region>", "the region of all three: SageMaker reads and writes in its own only")
        .option("--instance-type <type>", "what it runs on", "ml.m5.large")
        .option("--instances <count>", "how many", atLeastOne, 1)
        .option("--content-type <type>", "of each request", "text/csv")
        .option("--split <by>", "line: each line of an object is a request; none: the object is", splitting, "line")
        .option("--key <arn>", "key that encrypts answers and volumes; left out, the bucket's own default does answers")
        .option("--wait", "until the job has ended; Ctrl-C ends the wait, not the job")
        .addHelpText(
            "after",
            "\nExit codes: 0 started, or ended well; 1 the job failed or was stopped; 130 the wait was ended.",
        )
        .action(async (options: TransformOptions) => {
            const { transform } = await import("./inference.js");
            await transform(options);
        });
}

function atLeastOne(text: string): number {
    const count = Number(text);
    if (!Number.isInteger(count) || count < 1) {
        throw new InvalidArgumentError("expected a whole number of 1 or more.");
    }
    return count;
}

function splitting(text: string): TransformOptions["split"] {
    if (text !== "line" && text !== "none") {
        throw new InvalidArgumentError("expected line or none.");
    }
    return text;
}
