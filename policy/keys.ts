import type { InputReader } from "../cost/cost-resource";

/** Where each type names the key of its own that seals what it keeps. `*` is every entry of a list. */
export const keyPaths: { readonly [type: string]: readonly string[] } = {
    "aws:backup/vault:Vault": ["kmsKeyArn"],
    "aws:cloudtrail/trail:Trail": ["kmsKeyId"],
    "aws:cloudwatch/logGroup:LogGroup": ["kmsKeyId"],
    "aws:docdb/cluster:Cluster": ["kmsKeyId"],
    "aws:dynamodb/table:Table": ["serverSideEncryption.kmsKeyArn", "replicas.*.kmsKeyArn"],
    "aws:dynamodb/tableReplica:TableReplica": ["kmsKeyArn"],
    "aws:ebs/volume:Volume": ["kmsKeyId"],
    "aws:ec2/launchTemplate:LaunchTemplate": ["blockDeviceMappings.*.ebs.kmsKeyId"],
    "aws:ecr/repository:Repository": ["encryptionConfigurations.0.kmsKey"],
    "aws:efs/fileSystem:FileSystem": ["kmsKeyId"],
    "aws:elasticache/replicationGroup:ReplicationGroup": ["kmsKeyId"],
    "aws:elasticache/serverlessCache:ServerlessCache": ["kmsKeyId"],
    "aws:kinesis/stream:Stream": ["kmsKeyId"],
    "aws:lambda/function:Function": ["kmsKeyArn"],
    "aws:neptune/cluster:Cluster": ["kmsKeyArn"],
    "aws:rds/cluster:Cluster": ["kmsKeyId"],
    "aws:rds/instance:Instance": ["kmsKeyId"],
    "aws:redshift/cluster:Cluster": ["kmsKeyId"],
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
        "rules.*.applyServerSideEncryptionByDefault.kmsMasterKeyId",
    ],
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration": ["kmsKeyArn"],
    "aws:scheduler/schedule:Schedule": ["kmsKeyArn"],
    "aws:secretsmanager/secret:Secret": ["kmsKeyId", "replicas.*.kmsKeyId"],
    "aws:sns/topic:Topic": ["kmsMasterKeyId"],
    "aws:sqs/queue:Queue": ["kmsMasterKeyId"],
};

const keyTypes = ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"];

/** A place for a key in the inputs of a resource, as the list entry that holds it says it. */
export interface KeyPlace {
    /** With the number in each list: `replicas.1.kmsKeyArn`. */
    readonly path: string;
    readonly named: boolean;
    /** Where the key lives; undefined where nothing says. */
    readonly region: string | undefined;
    /** The region that the list entry is for, where it has one of its own, as replicas do. */
    readonly dataRegion: string | undefined;
}

/** Every place for a key at a path. @throws UnknownInput when a list on the way is not known */
export function keyPlaces(reader: InputReader, path: string): readonly KeyPlace[] {
    const [list = "", ...rest] = path.split(".*.");
    if (rest.length > 0) {
        return reader.list(list).flatMap((one, at) =>
            keyPlaces(one, rest.join(".*.")).map((place) => ({
                ...place,
                path: `${list}.${at}.${place.path}`,
                dataRegion: list === "replicas" ? (one.text("regionName") ?? one.text("region")) : undefined,
            })),
        );
    }
    return [{ path, named: reader.has(path), region: regionOf(reader, path), dataRegion: undefined }];
}

function regionOf(reader: InputReader, path: string): string | undefined {
    const key = keyTypes.map((type) => reader.follow(path, type)).find((one) => one !== undefined);
    if (key) {
        return key.region;
    }
    try {
        return /^arn:aws[^:]*:kms:([^:]+):/.exec(reader.text(path) ?? "")?.[1];
    } catch {
        // It is an output of something that is no key, such as an alias.
        return undefined;
    }
}
