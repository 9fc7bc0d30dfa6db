import type { InputReader } from "../cost/input-reader";

/** Where each type names the key of its own that seals what it keeps. `*` is every entry of a list. */
export const keyPaths: { readonly [type: string]: readonly string[] } = {
    "aws:amp/workspace:Workspace": ["kmsKeyArn"],
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault": ["encryptionKeyArn"],
    "aws:backup/vault:Vault": ["kmsKeyArn"],
    "aws:cloudtrail/eventDataStore:EventDataStore": ["kmsKeyId"],
    "aws:cloudtrail/trail:Trail": ["kmsKeyId"],
    "aws:cloudwatch/eventArchive:EventArchive": ["kmsKeyIdentifier"],
    "aws:cloudwatch/logGroup:LogGroup": ["kmsKeyId"],
    "aws:dms/replicationConfig:ReplicationConfig": ["computeConfig.kmsKeyId"],
    "aws:dms/replicationInstance:ReplicationInstance": ["kmsKeyArn"],
    "aws:docdb/cluster:Cluster": ["kmsKeyId"],
    "aws:docdb/elasticCluster:ElasticCluster": ["kmsKeyId"],
    "aws:dsql/cluster:Cluster": ["kmsEncryptionKey"],
    "aws:dynamodb/table:Table": ["serverSideEncryption.kmsKeyArn", "replicas.*.kmsKeyArn"],
    "aws:dynamodb/tableReplica:TableReplica": ["kmsKeyArn"],
    "aws:ebs/volume:Volume": ["kmsKeyId"],
    "aws:ec2/instance:Instance": ["rootBlockDevice.kmsKeyId", "ebsBlockDevices.*.kmsKeyId"],
    "aws:ec2/launchTemplate:LaunchTemplate": ["blockDeviceMappings.*.ebs.kmsKeyId"],
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": ["rootBlockDevice.kmsKeyId", "ebsBlockDevices.*.kmsKeyId"],
    "aws:ecr/repository:Repository": ["encryptionConfigurations.0.kmsKey"],
    "aws:efs/fileSystem:FileSystem": ["kmsKeyId"],
    "aws:eks/cluster:Cluster": ["encryptionConfig.provider.keyArn"],
    "aws:elasticache/replicationGroup:ReplicationGroup": ["kmsKeyId"],
    "aws:elasticache/serverlessCache:ServerlessCache": ["kmsKeyId"],
    "aws:elasticsearch/domain:Domain": ["encryptAtRest.kmsKeyId"],
    "aws:fsx/lustreFileSystem:LustreFileSystem": ["kmsKeyId"],
    "aws:fsx/ontapFileSystem:OntapFileSystem": ["kmsKeyId"],
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": ["kmsKeyId"],
    "aws:fsx/windowsFileSystem:WindowsFileSystem": ["kmsKeyId"],
    "aws:keyspaces/table:Table": ["encryptionSpecification.kmsKeyIdentifier"],
    "aws:kinesis/stream:Stream": ["kmsKeyId"],
    "aws:kinesis/videoStream:VideoStream": ["kmsKeyId"],
    "aws:lambda/function:Function": ["kmsKeyArn"],
    "aws:memorydb/cluster:Cluster": ["kmsKeyArn"],
    "aws:mq/broker:Broker": ["encryptionOptions.kmsKeyId"],
    "aws:msk/cluster:Cluster": ["encryptionInfo.encryptionAtRestKmsKeyArn"],
    "aws:neptune/cluster:Cluster": ["kmsKeyArn"],
    "aws:neptunegraph/graph:Graph": ["kmsKeyIdentifier"],
    "aws:opensearch/domain:Domain": ["encryptAtRest.kmsKeyId"],
    "aws:rds/cluster:Cluster": ["kmsKeyId"],
    "aws:rds/instance:Instance": ["kmsKeyId"],
    "aws:redshift/cluster:Cluster": ["kmsKeyId"],
    "aws:redshiftserverless/namespace:Namespace": ["kmsKeyId"],
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": [
        "rules.*.applyServerSideEncryptionByDefault.kmsMasterKeyId",
    ],
    "aws:s3tables/tableBucket:TableBucket": ["encryptionConfiguration.kmsKeyArn"],
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration": ["kmsKeyArn"],
    "aws:sagemaker/notebookInstance:NotebookInstance": ["kmsKeyId"],
    "aws:scheduler/schedule:Schedule": ["kmsKeyArn"],
    "aws:secretsmanager/secret:Secret": ["kmsKeyId", "replicas.*.kmsKeyId"],
    "aws:sfn/stateMachine:StateMachine": ["encryptionConfiguration.kmsKeyId"],
    "aws:sns/topic:Topic": ["kmsMasterKeyId"],
    "aws:sqs/queue:Queue": ["kmsMasterKeyId"],
    "aws:ssm/parameter:Parameter": ["keyId"],
    "aws:storagegateway/cachesIscsiVolume:CachesIscsiVolume": ["kmsKey"],
    "aws:timestreamwrite/database:Database": ["kmsKeyId"],
};

const keyTypes = ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"];

/** A place for a key in the inputs of a resource, as the list entry that holds it says it. */
export interface KeyPlace {
    /** With the number in each list: `replicas.1.kmsKeyArn`. */
    readonly path: string;
    readonly names: "a key of one's own" | "AWS's own key" | "no key";
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
    // A disk that nothing describes is the image's.
    return path.startsWith("rootBlockDevice.") && !reader.has("rootBlockDevice")
        ? []
        : [{ path, names: namesIn(reader, path), region: regionOf(reader, path), dataRegion: undefined }];
}

function namesIn(reader: InputReader, path: string): KeyPlace["names"] {
    if (!reader.has(path)) {
        return "no key";
    }
    // `alias/aws/sns`, with or without the account before it, and what Aurora DSQL and Neptune call it.
    return /^AWS_OWNED_|(^|:)alias\/aws\//.test(textAt(reader, path)) ? "AWS's own key" : "a key of one's own";
}

/** Nothing where it is an output of something that is no key, such as an alias. */
function textAt(reader: InputReader, path: string): string {
    try {
        return reader.text(path) ?? "";
    } catch {
        return "";
    }
}

function regionOf(reader: InputReader, path: string): string | undefined {
    const key = keyTypes.map((type) => reader.follow(path, type)).find((one) => one !== undefined);
    if (key) {
        return key.region;
    }
    return /^arn:aws[^:]*:kms:([^:]+):/.exec(textAt(reader, path))?.[1];
}
