import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { transformRequest, type TransformOptions } from "../../bin/commands/inference";

const root = join(__dirname, "../..");

const options: TransformOptions = {
    endpointModel: "orders-euw1-main-1a2b3c4",
    input: "s3://results-euw1/requests/2026-09/",
    output: "s3://results-euw1/batch/2026-09/",
    region: "eu-west-1",
    instanceType: "ml.m5.large",
    instances: 1,
    contentType: "text/csv",
    split: "line",
};

const words = [
    ...["inference", "transform", "--endpoint-model", options.endpointModel, "--region", options.region],
    ...["--input", options.input, "--output", options.output],
];

interface Asked {
    readonly action: string;
    readonly body: Record<string, unknown>;
}

type Reply = readonly [status: number, body: Record<string, unknown>];

const created: Reply = [200, { TransformJobArn: "arn:aws:sagemaker:eu-west-1:111122223333:transform-job/job" }];

/** SageMaker as it speaks JSON 1.1 over HTTP: each request has its replies, the last of them for ever. */
class Replies {
    readonly asked: Asked[] = [];
    private readonly server: Server;

    constructor(
        replies: Readonly<Record<string, readonly Reply[]>>,
        onAsked: (asked: Asked) => void = () => undefined,
    ) {
        this.server = createServer((request, response) => {
            void text(request).then((body) => {
                const action = String(request.headers["x-amz-target"]).replace("SageMaker.", "");
                const asked = { action, body: JSON.parse(body) as Record<string, unknown> };
                const before = this.asked.filter((other) => other.action === action).length;
                this.asked.push(asked);
                const all = replies[action] ?? [];
                const [status, reply] = all[Math.min(before, all.length - 1)] ?? [500, {}];
                response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
                response.end(JSON.stringify(reply), () => onAsked(asked));
            });
        });
    }

    async listen(): Promise<string> {
        await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
        return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
    }

    close(): void {
        this.server.closeAllConnections();
        this.server.close();
    }
}

interface Ended {
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

/** The command as a person types it, with keys that are none. */
async function run(
    replies: Replies,
    more: readonly string[] = [],
    onStart: (interrupt: () => void) => void = () => undefined,
): Promise<Ended> {
    const address = await replies.listen();
    try {
        const child = spawn(process.execPath, [join(root, "bin/antipode"), ...words, ...more], {
            env: {
                ...process.env,
                NO_COLOR: "1",
                AWS_ENDPOINT_URL_SAGEMAKER: address,
                AWS_ACCESS_KEY_ID: "none",
                AWS_SECRET_ACCESS_KEY: "none",
                AWS_MAX_ATTEMPTS: "1",
            },
        });
        onStart(() => child.kill("SIGINT"));
        const [stdout, stderr, code] = await Promise.all([
            text(child.stdout),
            text(child.stderr),
            new Promise<number | null>((resolve) => child.on("close", resolve)),
        ]);
        return { code, stdout, stderr };
    } finally {
        replies.close();
    }
}

describe("antipode inference transform", () => {
    it("asks for a job under the model's name, and prints the job's", async () => {
        const replies = new Replies({ CreateTransformJob: [created] });
        const { code, stdout, stderr } = await run(replies, ["--key", "arn:aws:kms:eu-west-1:111122223333:key/k"]);
        assert.equal(code, 0, stderr);
        const [asked, ...others] = replies.asked;
        assert.deepEqual(others, []);
        assert.equal(asked?.action, "CreateTransformJob");
        assert.match(stdout, /^orders-euw1-main-1a2b3c4-\d{14}\n$/);
        assert.deepEqual(asked.body, {
            TransformJobName: stdout.trim(),
            ModelName: "orders-euw1-main-1a2b3c4",
            BatchStrategy: "MultiRecord",
            TransformInput: {
                DataSource: {
                    S3DataSource: { S3DataType: "S3Prefix", S3Uri: "s3://results-euw1/requests/2026-09/" },
                },
                ContentType: "text/csv",
                SplitType: "Line",
            },
            TransformOutput: {
                S3OutputPath: "s3://results-euw1/batch/2026-09/",
                AssembleWith: "Line",
                KmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/k",
            },
            TransformResources: {
                InstanceType: "ml.m5.large",
                InstanceCount: 1,
                VolumeKmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/k",
            },
        });
    });

    it("waits for a job that ends well", async () => {
        const replies = new Replies({
            CreateTransformJob: [created],
            DescribeTransformJob: [[200, { TransformJobStatus: "Completed" }]],
        });
        const { code, stderr, stdout } = await run(replies, ["--wait"]);
        assert.equal(code, 0, stderr);
        assert.match(stderr, /is Completed/);
        assert.deepEqual(replies.asked[1]?.body, { TransformJobName: stdout.trim() });
    });

    it("fails with 1 and the reason when the job fails", async () => {
        const failed = { TransformJobStatus: "Failed", FailureReason: "ClientError: 400\nstack" };
        const replies = new Replies({ CreateTransformJob: [created], DescribeTransformJob: [[200, failed]] });
        const { code, stderr } = await run(replies, ["--wait"]);
        assert.equal(code, 1);
        assert.match(stderr, /ended as Failed: ClientError: 400\n/);
    });

    it("ends the wait by Ctrl-C, and says that the job goes on and how to stop it", async () => {
        let interrupt: () => void = () => undefined;
        const replies = new Replies(
            { CreateTransformJob: [created], DescribeTransformJob: [[200, { TransformJobStatus: "InProgress" }]] },
            ({ action }) => {
                if (action === "DescribeTransformJob") {
                    interrupt();
                }
            },
        );
        const { code, stderr, stdout } = await run(replies, ["--wait"], (kill) => (interrupt = kill));
        assert.equal(code, 130, stderr);
        assert.match(stderr, /goes on, and is paid/);
        const stop = `stop-transform-job --region eu-west-1 --transform-job-name ${stdout.trim()}`;
        assert.ok(stderr.includes(stop), stderr);
        assert.ok(replies.asked.every(({ action }) => action !== "StopTransformJob"));
    });

    for (const [type, code] of [
        ["ValidationException", 2],
        ["ResourceLimitExceeded", 3],
        ["AccessDeniedException", 3],
    ] as const) {
        it(`fails with ${String(code)} and SageMaker's own words on ${type}, in one line`, async () => {
            const refusal: Reply = [400, { __type: type, message: "Could not find model" }];
            const ended = await run(new Replies({ CreateTransformJob: [refusal] }));
            assert.equal(ended.code, code);
            assert.match(ended.stderr, new RegExp(`^antipode: SageMaker: ${type}: Could not find model$`, "m"));
            assert.equal(ended.stdout, "");
        });
    }
});

describe("transformRequest", () => {
    const now = new Date("2026-09-01T12:34:56.789Z");

    it("keeps a job's name within SageMaker's 63 characters", () => {
        const { TransformJobName = "" } = transformRequest({ ...options, endpointModel: "m".repeat(63) }, now);
        assert.equal(TransformJobName, `${"m".repeat(48)}-20260901123456`);
    });

    it("takes an object as one request where nothing splits it", () => {
        const request = transformRequest({ ...options, split: "none" }, now);
        assert.equal(request.TransformInput?.SplitType, "None");
        assert.equal(request.BatchStrategy, "SingleRecord");
    });

    for (const [option, change] of [
        ["--region", { region: "eu-wset-1" }],
        ["--input", { input: "results-euw1/requests" }],
        ["--output", { output: "s3://results-euw1" }],
    ] as const) {
        it(`fails with 2 on a wrong ${option}, before anything is asked`, () => {
            assert.throws(
                () => transformRequest({ ...options, ...change }, now),
                (error: unknown) =>
                    error instanceof Error && "code" in error && error.code === 2 && error.message.startsWith(option),
            );
        });
    }
});
