/**
 * Names for what interface endpoints are wanted for, and the services that each takes. Every service is paid by the
 * hour in every zone. Source of the service names:
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html.
 */
const endpointBundles = {
    /**
     * A shell on an instance that has no way out. The agent of 3.3.40.0 and later needs no ec2messages
     * (https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html).
     */
    "session-manager": ["ssm", "ssmmessages"],
    /** Pulls images; their layers come by S3's gateway endpoint (https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html). */
    containers: ["ecr.api", "ecr.dkr"],
    /** Reads secrets. */
    secrets: ["secretsmanager"],
    /** Encrypts and decrypts by a program's own calls; what services do with a key for it goes another way. */
    keys: ["kms"],
    /** Asks SageMaker's endpoints. */
    inference: ["sagemaker.runtime"],
    /** Writes logs, metrics and traces. */
    telemetry: ["logs", "monitoring", "xray"],
    /** Queues, topics and events. */
    messaging: ["sqs", "sns", "events"],
    /** Takes another role. */
    identity: ["sts"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type EndpointBundle = keyof typeof endpointBundles;

/** The services of some bundles, each once, whatever order they are named in. */
export function endpointServices(bundles: readonly EndpointBundle[]): string[] {
    return [...new Set(bundles.flatMap((bundle) => endpointBundles[bundle]))].sort();
}
