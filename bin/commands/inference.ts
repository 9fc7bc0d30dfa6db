import {
    CreateTransformJobCommand,
    DescribeTransformJobCommand,
    SageMakerClient,
    type CreateTransformJobRequest,
    type DescribeTransformJobResponse,
} from "@aws-sdk/client-sagemaker";
import { regions } from "../../components/shared/regions";
import { Interrupted, pause } from "../../gameday/waiting";
import { CommandError } from "../exit";
import { watchSignals } from "../interruption";

/** What the command line gives. */
export interface TransformOptions {
    readonly endpointModel: string;
    readonly input: string;
    readonly output: string;
    readonly region: string;
    readonly instanceType: string;
    readonly instances: number;
    readonly contentType: string;
    readonly split: "line" | "none";
    readonly key?: string;
    readonly wait?: true;
}

/** Milliseconds between two looks at a job; jobs take minutes, and SageMaker answers few such questions a second. */
const lookMilliseconds = 30_000;

/** SageMaker's own limit of a job's name (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html). */
const jobNameLength = 63;

const say = (line: string) => process.stderr.write(`antipode: ${line}\n`);

/** `antipode inference transform`: prints the job's name and, when it waits, how the job ended. */
export async function transform(options: TransformOptions, every = lookMilliseconds): Promise<void> {
    const request = transformRequest(options, new Date());
    const { region } = options;
    const client = new SageMakerClient({ region });
    try {
        await asked(client.send(new CreateTransformJobCommand(request)));
        const job = request.TransformJobName ?? "";
        process.stdout.write(`${job}\n`);
        if (options.wait === true) {
            await waitFor(client, { job, region, every });
        }
    } finally {
        client.destroy();
    }
}

/**
 * What SageMaker is asked.
 * @throws CommandError 2 when an option is not what it takes
 */
export function transformRequest(options: TransformOptions, now: Date): CreateTransformJobRequest {
    const { endpointModel, input, output, region, split, key } = options;
    if (!(regions as readonly string[]).includes(region)) {
        throw new CommandError(`--region: expected an AWS region such as eu-west-1, got ${region}`, 2);
    }
    checkUri("--input", input);
    checkUri("--output", output);
    const stamp = now
        .toISOString()
        .replace(/\.\d+Z$/, "")
        .replace(/\D/g, "");
    return {
        TransformJobName: `${endpointModel.slice(0, jobNameLength - stamp.length - 1)}-${stamp}`,
        ModelName: endpointModel,
        BatchStrategy: split === "line" ? "MultiRecord" : "SingleRecord",
        TransformInput: {
            DataSource: { S3DataSource: { S3DataType: "S3Prefix", S3Uri: input } },
            ContentType: options.contentType,
            SplitType: split === "line" ? "Line" : "None",
        },
        TransformOutput: {
            S3OutputPath: output,
            AssembleWith: split === "line" ? "Line" : "None",
            ...(key === undefined ? {} : { KmsKeyId: key }),
        },
        TransformResources: {
            InstanceType: options.instanceType as NonNullable<
                CreateTransformJobRequest["TransformResources"]
            >["InstanceType"],
            InstanceCount: options.instances,
            ...(key === undefined ? {} : { VolumeKmsKeyId: key }),
        },
    };
}

function checkUri(option: string, uri: string): void {
    if (!/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/\S+$/.test(uri)) {
        throw new CommandError(`${option}: expected s3://<bucket>/<prefix>, got ${uri}`, 2);
    }
}

interface Waiting {
    readonly job: string;
    readonly region: string;
    readonly every: number;
}

/** @throws CommandError 1 when the job ends otherwise than well */
async function waitFor(client: SageMakerClient, { job, region, every }: Waiting): Promise<void> {
    const signals = watchSignals();
    try {
        let last: string | undefined;
        for (;;) {
            const found = await asked(client.send(new DescribeTransformJobCommand({ TransformJobName: job })));
            const { TransformJobStatus: status } = found;
            if (status !== last) {
                say(`${job} is ${status ?? "in no known state"}`);
                last = status;
            }
            if (status !== "InProgress" && status !== "Stopping") {
                judge(job, found);
                return;
            }
            await pause(every, signals.signal);
        }
    } catch (error) {
        if (!(error instanceof Interrupted)) {
            throw error;
        }
        say(`${job} goes on, and is paid. To stop it:`);
        say(`  aws sagemaker stop-transform-job --region ${region} --transform-job-name ${job}`);
        process.exitCode = signals.exitCode() ?? 130;
    } finally {
        signals.release();
    }
}

function judge(job: string, { TransformJobStatus, FailureReason }: DescribeTransformJobResponse): void {
    if (TransformJobStatus !== "Completed") {
        const reason = FailureReason === undefined ? "" : `: ${FailureReason.split("\n")[0] ?? ""}`;
        throw new CommandError(`${job} ended as ${TransformJobStatus ?? "unknown"}${reason}`, 1);
    }
}

/** What SageMaker calls wrong input, and says so by the name of its error. */
const wrongInput = ["ValidationException", "ResourceInUse", "ResourceNotFound"];

/** @throws CommandError 2 when SageMaker takes the request for wrong, 3 when it cannot be asked or refuses */
async function asked<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
        return await answer;
    } catch (error) {
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        const code = wrongInput.includes(name) ? 2 : 3;
        throw new CommandError(`SageMaker: ${name}: ${message.split("\n")[0] ?? ""}`, code, { cause: error });
    }
}
