import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plan, PlanResource, PlanValue } from "../../../plan/plan";
import { field, listed, ofType, text } from "../../components/platforms";
import { aws, sourceOf } from "../facts";

/**
 * Where each type says which key encrypts it. `*` is every entry of a list, and there must be one; `?` after a name
 * lets it be left out, with what it would have encrypted.
 */
const keyed: Readonly<Record<string, readonly string[]>> = {
    "aws:cloudwatch/logGroup:LogGroup": ["kmsKeyId"],
    "aws:dynamodb/table:Table": ["serverSideEncryption.kmsKeyArn", "replicas.*?.kmsKeyArn"],
    "aws:ec2/launchTemplate:LaunchTemplate": ["blockDeviceMappings.*.ebs.kmsKeyId"],
    "aws:ecr/repository:Repository": ["encryptionConfigurations.*.kmsKey"],
    "aws:elasticache/replicationGroup:ReplicationGroup": ["kmsKeyId"],
    "aws:elasticache/serverlessCache:ServerlessCache": ["kmsKeyId"],
    "aws:lambda/function:Function": ["kmsKeyArn"],
    "aws:rds/cluster:Cluster": ["kmsKeyId", "performanceInsightsKmsKeyId?"],
    "aws:rds/clusterInstance:ClusterInstance": ["performanceInsightsKmsKeyId"],
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig": [
        "rules.*.destination.encryptionConfiguration.replicaKmsKeyId",
    ],
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
        "rules.*.applyServerSideEncryptionByDefault.kmsMasterKeyId",
    ],
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration": [
        "kmsKeyArn",
        "dataCaptureConfig?.kmsKeyId",
        "asyncInferenceConfig?.outputConfig.kmsKeyId",
    ],
    "aws:scheduler/schedule:Schedule": ["kmsKeyArn"],
    "aws:secretsmanager/secret:Secret": ["kmsKeyId", "replicas.*?.kmsKeyId"],
    "aws:sns/topic:Topic": ["kmsMasterKeyId"],
    "aws:sqs/queue:Queue": ["kmsMasterKeyId"],
};

/** What must be on: encryption that takes no key, and TLS inside. */
const on: Readonly<Record<string, Readonly<Record<string, PlanValue>>>> = {
    "aws:dax/cluster:Cluster": { "serverSideEncryption.enabled": true, clusterEndpointEncryptionType: "TLS" },
    "aws:elasticache/cluster:Cluster": { transitEncryptionEnabled: true },
    "aws:rds/cluster:Cluster": { storageEncrypted: true },
    "aws:rds/globalCluster:GlobalCluster": { storageEncrypted: true },
};

/** Types that could name a key and do not, each with its reason. */
const keyless: Readonly<Record<string, string>> = {
    "aws:ec2transitgateway/transitGateway:TransitGateway": "keeps nothing; between regions AWS encrypts by itself",
    "aws:ecs/cluster:Cluster": "keeps nothing; logs of its tasks have their own key",
    "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup": "each member has its region's key",
    "aws:kms/alias:Alias": "names a key",
    "aws:kms/key:Key": "is a key",
    "aws:kms/replicaKey:ReplicaKey": "is a key",
    "aws:sagemaker/endpoint:Endpoint": "its configuration says it",
    "aws:sagemaker/model:Model": "names an object of a bucket that has its key",
    "aws:s3/bucket:Bucket": "its own resource says it, BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketObjectv2:BucketObjectv2": "has its bucket's key; another would be refused by the bucket's policy",
};

/** Resources of a keyed type that no key of ours may encrypt, and why; AWS's own key does. */
function excused(recorded: Plan, { type, inputs }: PlanResource): string | undefined {
    if (type.endsWith(":BucketServerSideEncryptionConfiguration")) {
        const logs = ofType(recorded, "aws:lb/loadBalancer:LoadBalancer").map(({ inputs: of }) =>
            field(of, "accessLogs", "bucket", "$ref", "urn"),
        );
        const bucket = field(inputs, "bucket", "$ref", "urn");
        return bucket !== undefined && logs.includes(bucket) ? "balancers write under S3's own key alone" : undefined;
    }
    if (type.endsWith(":EndpointConfiguration")) {
        const variants = listed(inputs["productionVariants"]);
        const local = variants.some((variant) => /^ml\.(g5|p4d)\./.test(text(field(variant, "instanceType") ?? "")));
        const serverless = variants.every((variant) => field(variant, "serverlessConfig") !== undefined);
        return serverless
            ? "no volume of ours"
            : local
              ? "SageMaker refuses a key for the instance's own disk"
              : undefined;
    }
    return undefined;
}

/** What is kept without a key of the plan's, or sent in plain. */
export function unsealed(recorded: Plan): string[] {
    const ours = new Set(
        recorded.resources.filter(({ type }) => /^aws:kms\/(key|replicaKey):/.test(type)).map(({ urn }) => urn),
    );
    return aws(recorded).flatMap((resource) => {
        const { inputs, name, type } = resource;
        const paths = keyed[type] ?? [];
        const without = paths
            .filter((path) => (paths[0] === path ? excused(recorded, resource) === undefined : true))
            .filter((path) => !at(inputs, path.split(".")).every((value) => isKey(value, ours)))
            .map((path) => `${type} ${name}: ${path} is no key of the plan's`);
        const off = Object.entries(on[type] ?? {})
            .filter(([path, wanted]) => field(inputs, ...path.split(".")) !== wanted)
            .map(([path]) => `${type} ${name}: ${path} is off`);
        return [...without, ...off];
    });
}

function isKey(value: unknown, ours: ReadonlySet<string>): boolean {
    const urn = field(value as PlanValue, "$ref", "urn");
    return typeof urn === "string" && ours.has(urn);
}

/** Every value that a path leads to; `undefined` where it leads nowhere and had to lead somewhere. */
function at(value: PlanValue | undefined, [step, ...rest]: readonly string[]): (PlanValue | undefined)[] {
    if (step === undefined) {
        return [value];
    }
    const mayLack = step.endsWith("?");
    if (step.startsWith("*")) {
        const entries = listed(value);
        return entries.length === 0 && !mayLack ? [undefined] : entries.flatMap((entry) => at(entry, rest));
    }
    const inner = field(value, step.replace("?", "")) as PlanValue | undefined;
    return inner === undefined ? (mayLack ? [] : [undefined]) : at(inner, rest);
}

/** Types of a plan that could name a key, as the provider's own types say, and of which this file says nothing. */
export function unknownTypes(recorded: Plan): string[] {
    const types = new Set(aws(recorded).map(({ type }) => type));
    return [...types].filter((type) => takesKey(type) && !(type in keyed) && !(type in on) && !(type in keyless));
}

const nested = nestedKeys();

function takesKey(type: string): boolean {
    const [, path = "", name = ""] = type.split(":");
    const [module = ""] = path.split("/");
    return /resourceInputs\["\w*(kms|encrypt)\w*"\]/i.test(sourceOf(type)) || nested(module, name);
}

/** Whether an input of a type names a key somewhere inside: `LaunchTemplateBlockDeviceMappingEbs` has a `kmsKeyId`. */
function nestedKeys(): (module: string, name: string) => boolean {
    const path = join(dirname(require.resolve("@pulumi/aws/package.json")), "types/input.d.ts");
    const found = new Map<string, Set<string>>();
    let module = "";
    let shape = "";
    for (const row of readFileSync(path, "utf8").split("\n")) {
        module = /^export declare namespace (\w+)/.exec(row)?.[1] ?? module;
        shape = /^ {4}interface (\w+)/.exec(row)?.[1] ?? shape;
        if (/^ {8}\w*kms\w*\??:/i.test(row)) {
            found.set(module, (found.get(module) ?? new Set()).add(shape));
        }
    }
    return (of, name) => [...(found.get(of) ?? [])].some((inner) => inner.startsWith(name));
}
