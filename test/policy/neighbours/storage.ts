import type { PlanResource } from "../../../plan/plan";
import { but, one, out } from "../cases/case";
import { forEach, type NeighboursOfRules } from "./neighbour";

type Inputs = PlanResource["inputs"];

const bucket = one("aws:s3/bucket:Bucket");
const key = "arn:aws:kms:eu-west-1:444455556666:key/1";
const sealing = (inputs: Inputs) =>
    one("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", {
        bucket: out(bucket),
        ...inputs,
    });
const ownKey = { rules: [{ applyServerSideEncryptionByDefault: { kmsMasterKeyId: key } }] };
const noKey = { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] };
const balancer = one("aws:lb/loadBalancer:LoadBalancer", { accessLogs: { bucket: out(bucket) } });
const template = (...blockDeviceMappings: readonly Inputs[]) =>
    one("aws:ec2/launchTemplate:LaunchTemplate", { blockDeviceMappings });
const byDefault = (inputs: Inputs = {}) => one("aws:ebs/encryptionByDefault:EncryptionByDefault", inputs);
const models = (...types: readonly string[]) => [
    one("aws:sagemaker/endpointConfiguration:EndpointConfiguration", {
        productionVariants: types.map((instanceType) => ({ instanceType })),
    }),
];

const cluster = one("aws:rds/cluster:Cluster");
const instance = (inputs: Inputs) => one("aws:rds/instance:Instance", inputs);
const machine = (inputs: Inputs) => one("aws:ec2/instance:Instance", inputs);
const queue = (inputs: Inputs) => [one("aws:sqs/queue:Queue", inputs)];
const stream = (inputs: Inputs) => [one("aws:kinesis/stream:Stream", inputs)];
const delivery = (inputs: Inputs) => [one("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", inputs)];
const methods = (settings: Inputs) => [one("aws:apigateway/methodSettings:MethodSettings", { settings })];
const global = (kind: string, inputs: Inputs) => one(`aws:${kind}/globalCluster:GlobalCluster`, inputs);
const member = (kind: string) => one(`aws:${kind}/cluster:Cluster`, { storageEncrypted: true });
const starting = [
    "instance:Instance",
    "launchConfiguration:LaunchConfiguration",
    "spotInstanceRequest:SpotInstanceRequest",
];

/** What is kept is sealed. */
export const storageNeighbours: NeighboursOfRules = {
    "storage-not-encrypted": {
        broken: {
            "a file system, which no setting for disks seals": [one("aws:efs/fileSystem:FileSystem"), byDefault()],
            "a disk, where the setting is off": [one("aws:ebs/volume:Volume"), byDefault({ enabled: false })],
            "a stream that says nothing": stream({}),
            "a stream that names a key and seals nothing": stream({ encryptionType: "NONE", kmsKeyId: key }),
            "a queue that refuses AWS's key": queue({ sqsManagedSseEnabled: false }),
            "answers that are kept in plain": methods({ cachingEnabled: true }),
        },
        sound: {
            "a disk, where the setting is on": [one("aws:ebs/volume:Volume"), byDefault({ enabled: true })],
            "a stream that is sealed": stream({ encryptionType: "KMS" }),
            "a queue with a key": queue({ sqsManagedSseEnabled: false, kmsMasterKeyId: key }),
            "a queue that says nothing, which AWS seals": queue({}),
            "answers that are not kept": methods({ cachingEnabled: false }),
            "answers that are sealed": methods({ cachingEnabled: true, cacheDataEncrypted: true }),
            ...forEach(["kinesisSourceConfiguration", "mskSourceConfiguration"], (path) => delivery({ [path]: {} })),
            ...forEach(["docdb", "neptune", "rds"], (kind) => [
                member(kind),
                global(kind, { sourceDbClusterIdentifier: out(member(kind), "arn") }),
            ]),
            "a copy of a cluster": [
                but(cluster, { storageEncrypted: true }),
                instance({ replicateSourceDb: out(cluster) }),
            ],
        },
        unjudged: forEach(
            [
                "elasticache/replicationGroup:ReplicationGroup globalReplicationGroupId",
                "elasticache/replicationGroup:ReplicationGroup snapshotArns",
                "elasticache/replicationGroup:ReplicationGroup snapshotName",
                "ebs/volume:Volume snapshotId",
                "rds/instance:Instance replicateSourceDb",
                "rds/instance:Instance snapshotIdentifier",
                "rds/globalCluster:GlobalCluster sourceDbClusterIdentifier",
            ],
            (line) => {
                const [type = "", path = ""] = line.split(" ");
                return [one(`aws:${type}`, { [path]: "one" })];
            },
        ),
    },
    "disk-not-encrypted": {
        broken: {
            "where the setting is off": [template({ ebs: {} }), byDefault({ enabled: false })],
            ...forEach(starting, (type) => [one(`aws:ec2/${type}`, { rootBlockDevice: { volumeSize: 8 } })]),
            "one disk of an instance": [
                machine({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{}, { encrypted: true }] }),
            ],
            "a disk beside one of a snapshot": [template({ ebs: { snapshotId: "snap-1" } }, { ebs: {} })],
        },
        sound: {
            "a disk of the host's own": [template({ virtualName: "ephemeral0" }, { ebs: { encrypted: "true" } })],
            "disks of an instance": [
                machine({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ encrypted: "true" }] }),
            ],
            "the image's disk, where the setting is on": [machine({}), byDefault()],
            "no disk of a template, where the setting is on": [template(), byDefault()],
            "a disk that is suppressed": [
                machine({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ noDevice: true }] }),
            ],
            "what its template describes": [machine({ launchTemplate: { id: "lt-1" } })],
        },
        unjudged: {
            "no disk": [template({ virtualName: "ephemeral0" })],
            ...forEach(starting, (type) => [one(`aws:ec2/${type}`)]),
            "a disk of a snapshot": [template({ ebs: { snapshotId: "snap-1" } })],
        },
    },
    "no-own-key": {
        broken: {
            "a bucket that says nothing": [bucket],
            "a bucket with AWS's key": [bucket, sealing(noKey)],
            "AWS's own alias": queue({ kmsMasterKeyId: "alias/aws/sqs" }),
            "AWS's own alias, with the account": queue({
                kmsMasterKeyId: "arn:aws:kms:eu-west-1:444455556666:alias/aws/sqs",
            }),
            "AWS's own key, by the name of Aurora DSQL": [
                one("aws:dsql/cluster:Cluster", { kmsEncryptionKey: "AWS_OWNED_KMS_KEY" }),
            ],
            "an instance's disk": [machine({ rootBlockDevice: { encrypted: true } })],
            "encryption of a bucket that nobody knows": [
                sealing({ ...noKey, bucket: "other" }),
                one("aws:lb/loadBalancer:LoadBalancer"),
            ],
            ...forEach(["ml.c7g.xlarge", "ml.p3.2xlarge", "ml.inf2.xlarge", "ml.t2.medium"], (type) => models(type)),
        },
        sound: {
            "a bucket with a key": [bucket, sealing(ownKey)],
            "an alias of one's own": queue({ kmsMasterKeyId: "alias/aws-orders" }),
            "a disk of the image": [machine({})],
            "a parameter that is no secret": [one("aws:ssm/parameter:Parameter", { type: "String" })],
            "a video stream that keeps nothing": [one("aws:kinesis/videoStream:VideoStream")],
            "a scratch file system, which takes no key": [one("aws:fsx/lustreFileSystem:LustreFileSystem")],
            "a bucket that takes a balancer's logs": [bucket, sealing(noKey), balancer],
            ...forEach(
                [
                    "ml.g5.xlarge",
                    "ml.g4dn.xlarge",
                    "ml.p4d.24xlarge",
                    "ml.p5.48xlarge",
                    "ml.trn1.2xlarge",
                    "ml.c5d.large",
                    "ml.r5dn.large",
                ],
                (type) => models(type),
            ),
            "no volume": [
                one("aws:sagemaker/endpointConfiguration:EndpointConfiguration", {
                    productionVariants: [{ serverlessConfig: {} }],
                }),
            ],
            // CreateEndpointConfig fails when any of its variants has local storage and a key is named.
            "one instance of several with a disk of its own": models("ml.c7g.xlarge", "ml.g5.xlarge"),
        },
    },
};
