import { settingOf } from "../datastore";
import { keyPaths, keyPlaces } from "../keys";
import { each, hub, Unjudged, type Rule } from "../rule";
import type { InputReader } from "../../cost/input-reader";
import type { PlanView, Resource } from "../plan-view";
import { holdsState } from "./state";

const bucketType = "aws:s3/bucket:Bucket";

/** Where each type says whether what it keeps is sealed. Without it AWS keeps it in plain. */
const sealed: { readonly [type: string]: string } = {
    "aws:dax/cluster:Cluster": "serverSideEncryption.enabled",
    "aws:docdb/cluster:Cluster": "storageEncrypted",
    "aws:docdb/globalCluster:GlobalCluster": "storageEncrypted",
    "aws:ebs/volume:Volume": "encrypted",
    "aws:efs/fileSystem:FileSystem": "encrypted",
    "aws:elasticache/replicationGroup:ReplicationGroup": "atRestEncryptionEnabled",
    "aws:elasticsearch/domain:Domain": "encryptAtRest.enabled",
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": "serverSideEncryption.enabled",
    "aws:neptune/cluster:Cluster": "storageEncrypted",
    "aws:neptune/globalCluster:GlobalCluster": "storageEncrypted",
    "aws:opensearch/domain:Domain": "encryptAtRest.enabled",
    "aws:rds/cluster:Cluster": "storageEncrypted",
    "aws:rds/globalCluster:GlobalCluster": "storageEncrypted",
    "aws:rds/instance:Instance": "storageEncrypted",
    "aws:redshift/cluster:Cluster": "encrypted",
};

/** What a copy, or a global cluster, may be made of besides its own kind. */
const clusterTypes = ["aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster", "aws:rds/cluster:Cluster"];
/** Inputs of a copy, which is sealed as its original is. */
const origins = ["replicateSourceDb", "sourceDbClusterIdentifier"];
/** Inputs that name a stream, which seals what a delivery stream takes from it and lets it have no encryption of its own. */
const sources = ["kinesisSourceConfiguration", "mskSourceConfiguration"];
/** Inputs that name a snapshot, which decides as well. */
const snapshots = ["snapshotArns", "snapshotId", "snapshotIdentifier", "snapshotName"];

/**
 * What is sealed when nothing says so: a copy of what is judged itself, and what the type or the region's own setting seals.
 * @throws Unjudged where a snapshot or an original decides that is not in the plan
 */
function sealedAnyway(resource: Resource, view: PlanView): boolean {
    if (settingOf(resource, view) !== resource) {
        return true;
    }
    const types = [resource.type, ...clusterTypes];
    const copied = origins.filter((path) => resource.has(path));
    if (copied.some((path) => types.some((type) => resource.follow(path, type)))) {
        return true;
    }
    const [unseen] = [...copied, ...snapshots.filter((path) => resource.has(path))];
    if (unseen !== undefined) {
        throw new Unjudged(`${unseen} decides, and names nothing in the plan`);
    }
    return (
        resource.type === "aws:redshift/cluster:Cluster" ||
        sources.some((path) => resource.has(path)) ||
        (resource.type === "aws:elasticache/replicationGroup:ReplicationGroup" &&
            resource.text("engine") === "valkey") ||
        (resource.type === "aws:ebs/volume:Volume" && sealsDisks(view, resource))
    );
}

/** Whether the account seals every new disk of the resource's region. */
function sealsDisks(view: PlanView, { region }: Resource): boolean {
    return view
        .of("aws:ebs/encryptionByDefault:EncryptionByDefault")
        .some((setting) => setting.region === region && setting.flag("enabled") !== false);
}

/** What starts with disks that it describes in the same way. */
const starting = [
    "aws:ec2/instance:Instance",
    "aws:ec2/launchConfiguration:LaunchConfiguration",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
];

/** The disks of EBS that a template or an instance describes; those of the host are sealed by it. */
function disksOf(resource: Resource): readonly { readonly path: string; readonly disk: InputReader }[] {
    const mapped = resource.list("blockDeviceMappings").flatMap((one, at) => {
        const path = `blockDeviceMappings.${at}.ebs`;
        return one.has("ebs") ? { path, disk: resource.within(path) } : [];
    });
    const root = resource.has("rootBlockDevice") ? ["rootBlockDevice"] : [];
    const others = resource
        .list("ebsBlockDevices")
        .flatMap((one, at) => (one.flag("noDevice") === true ? [] : `ebsBlockDevices.${at}`));
    return [...mapped, ...[...root, ...others].map((path) => ({ path, disk: resource.within(path) }))];
}

/** A disk made of a snapshot is sealed as that is, and takes no setting of its own. */
function fromSnapshot(disk: InputReader): boolean {
    return disk.has("snapshotId") && !disk.has("encrypted");
}

function sealedDisk(disk: InputReader, byDefault: boolean): boolean {
    return fromSnapshot(disk) || (disk.flag("encrypted") ?? byDefault);
}

/**
 * Balancers write their logs under S3's own key alone:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
function takesLogs(bucket: Resource | undefined, view: PlanView): boolean {
    return view
        .of("aws:lb/loadBalancer:LoadBalancer")
        .some((balancer) => !!bucket && balancer.follow("accessLogs.bucket", bucketType) === bucket);
}

/** A bucket whose encryption nothing describes has S3's own key. */
function bucketWithoutKey(bucket: Resource, view: PlanView): string | undefined {
    const apart = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    const within = "serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.kmsMasterKeyId";
    return bucket.namedBy(apart, "bucket").length > 0 || bucket.has(within) || takesLogs(bucket, view)
        ? undefined
        : "its encryption names no key";
}

/** Instance types with local storage: all with a `d` after the generation, and accelerated ones since g4 and p4. */
const hasOwnDisk = /^ml\.([gp][4-9]|trn|[a-z]+\d+[a-z]*d[a-z]*\.)/;

/** Kinds of resource that no key of ours may seal. */
function excused(resource: Resource, view: PlanView): boolean {
    if (resource.type.endsWith(":BucketServerSideEncryptionConfiguration")) {
        return takesLogs(resource.follow("bucket", bucketType), view);
    }
    if (resource.type.endsWith(":EndpointConfiguration")) {
        // One instance with a disk of its own and AWS takes no key; serverless variants have no volume:
        // https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html
        return resource
            .list("productionVariants")
            .some((one) => one.has("serverlessConfig") || hasOwnDisk.test(one.text("instanceType") ?? ""));
    }
    if (resource.type === "aws:ssm/parameter:Parameter") {
        return resource.text("type") !== "SecureString";
    }
    // What keeps nothing takes no key.
    return keepsSometimes.includes(resource.type) && !holdsState(resource);
}

/** Types that take a key only where they keep something. */
const keepsSometimes = ["aws:fsx/lustreFileSystem:LustreFileSystem", "aws:kinesis/videoStream:VideoStream"];

/** What is kept is sealed, with a key of one's own. */
export const encryptionRules: readonly Rule[] = [
    {
        id: "storage-not-encrypted",
        severity: "error",
        title: "storage that is not encrypted",
        why: "Who gets a snapshot, a disk or a backup of it reads it; most of these can only be encrypted at birth.",
        fix: "Turn encryption on before the resource is created; an existing one must be copied.",
        source: hub("RDS.27"),
        check: (view) => [
            ...each(Object.keys(sealed), (resource) => {
                const path = sealed[resource.type] ?? "";
                return (resource.flag(path) ?? sealedAnyway(resource, view)) ? undefined : `${path} is not true`;
            })(view),
            ...each(["aws:kinesis/stream:Stream"], (stream) =>
                stream.text("encryptionType") === "KMS" ? undefined : "encryptionType is not KMS",
            )(view),
            // AWS has a key of its own for a queue, unless somebody refuses it.
            ...each(["aws:sqs/queue:Queue"], (queue) =>
                queue.flag("sqsManagedSseEnabled") === false && !queue.has("kmsMasterKeyId")
                    ? "sqsManagedSseEnabled is false"
                    : undefined,
            )(view),
            ...each(["aws:apigateway/methodSettings:MethodSettings"], (method) =>
                method.flag("settings.cachingEnabled") === true && method.flag("settings.cacheDataEncrypted") !== true
                    ? "settings.cacheDataEncrypted is not true"
                    : undefined,
            )(view),
        ],
    },
    {
        id: "disk-not-encrypted",
        severity: "error",
        title: "instances that start with a disk in plain",
        why: "The disk of an instance outlives it as a snapshot, and holds what the app wrote down, its logs and its swap.",
        fix: "Set encrypted on every disk that the template or the instance describes.",
        source: hub("EC2.3"),
        check: each([...starting, "aws:ec2/launchTemplate:LaunchTemplate"], (resource, view) => {
            const disks = disksOf(resource);
            const byDefault = sealsDisks(view, resource);
            const plain = disks.filter(({ disk }) => !sealedDisk(disk, byDefault));
            if (plain.length > 0) {
                return plain.map(({ path }) => `${path}.encrypted is not true`);
            }
            if (disks.length === 0 && !byDefault && !resource.has("launchTemplate")) {
                throw new Unjudged("it maps no disk, so the image and the account's default decide");
            }
            if (!byDefault && disks.some(({ disk }) => fromSnapshot(disk))) {
                throw new Unjudged("a snapshot decides, and names nothing in the plan");
            }
            return undefined;
        }),
    },
    {
        id: "no-own-key",
        severity: "warning",
        title: "something kept without a key of one's own",
        why: "With AWS's own key nobody decides who may read, nobody can take it away, and no log says who used it.",
        fix: "Name a customer managed key of the same region.",
        source: "https://docs.aws.amazon.com/prescriptive-guidance/latest/encryption-best-practices/general-encryption-best-practices.html",
        check: (view) => [
            ...each(Object.keys(keyPaths), (resource) =>
                excused(resource, view)
                    ? undefined
                    : (keyPaths[resource.type] ?? [])
                          .flatMap((path) => keyPlaces(resource, path))
                          .filter(({ names }) => names !== "a key of one's own")
                          .map(({ path, names }) => `${path} names ${names}`),
            )(view),
            ...each([bucketType], (bucket) => bucketWithoutKey(bucket, view))(view),
        ],
    },
    {
        id: "key-not-rotated",
        severity: "error",
        title: "a key that never changes",
        why: "The longer one key is used, the more a leak of it opens; rotation is free and changes nothing for users.",
        fix: "Set enableKeyRotation.",
        source: hub("KMS.4"),
        check: each(["aws:kms/key:Key"], (key) => {
            const symmetric = (key.text("customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT";
            // AWS rotates no key of a store of one's own.
            const elsewhere = key.has("customKeyStoreId");
            return symmetric && !elsewhere && key.flag("enableKeyRotation") !== true
                ? "enableKeyRotation is not true"
                : undefined;
        }),
    },
    {
        id: "secret-not-rotated",
        severity: "warning",
        title: "a secret that never changes",
        why: "A password that leaked once works for ever.",
        fix: "Give the secret a rotation (database.rotation in the stack's file).",
        source: hub("SecretsManager.1"),
        check: each(["aws:secretsmanager/secret:Secret"], (secret) =>
            secret.namedBy("aws:secretsmanager/secretRotation:SecretRotation", "secretId").length > 0
                ? undefined
                : "nothing rotates it",
        ),
    },
];
