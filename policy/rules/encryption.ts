import { keyPaths, keyPlaces } from "../keys";
import { each, hub, Unjudged, type Rule } from "../rule";
import type { PlanView, Resource } from "../plan-view";

/** Where each type says whether what it keeps is sealed. Without it AWS keeps it in plain. */
const sealed: { readonly [type: string]: string } = {
    "aws:dax/cluster:Cluster": "serverSideEncryption.enabled",
    "aws:docdb/cluster:Cluster": "storageEncrypted",
    "aws:ebs/volume:Volume": "encrypted",
    "aws:efs/fileSystem:FileSystem": "encrypted",
    "aws:elasticache/replicationGroup:ReplicationGroup": "atRestEncryptionEnabled",
    "aws:neptune/cluster:Cluster": "storageEncrypted",
    "aws:opensearch/domain:Domain": "encryptAtRest.enabled",
    "aws:rds/cluster:Cluster": "storageEncrypted",
    "aws:rds/globalCluster:GlobalCluster": "storageEncrypted",
    "aws:rds/instance:Instance": "storageEncrypted",
    "aws:redshift/cluster:Cluster": "encrypted",
};

/** Kinds of resource that no key of ours may seal. */
function excused(resource: Resource, view: PlanView): boolean {
    if (resource.type.endsWith(":BucketServerSideEncryptionConfiguration")) {
        const bucket = resource.follow("bucket", "aws:s3/bucket:Bucket");
        // Balancers write their logs under S3's own key alone:
        // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
        return view
            .of("aws:lb/loadBalancer:LoadBalancer")
            .some((balancer) => balancer.follow("accessLogs.bucket", "aws:s3/bucket:Bucket") === bucket && !!bucket);
    }
    if (resource.type.endsWith(":EndpointConfiguration")) {
        // Instances with a disk of their own take no key, and serverless variants have no volume:
        // https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html
        return resource
            .list("productionVariants")
            .every(
                (one) => one.has("serverlessConfig") || /^ml\.(g|p)\d|^ml\.\w+d\./.test(one.text("instanceType") ?? ""),
            );
    }
    return false;
}

/** What is kept is sealed, with a key of one's own. */
export const encryptionRules: readonly Rule[] = [
    {
        id: "storage-not-encrypted",
        severity: "error",
        title: "storage that is not encrypted",
        why: "Who gets a snapshot, a disk or a backup of it reads it; most of these can only be encrypted at birth.",
        fix: "Turn encryption on before the resource is created; an existing one must be copied.",
        source: hub("RDS.27"),
        check: each(Object.keys(sealed), (resource) => {
            const path = sealed[resource.type] ?? "";
            return resource.flag(path) === true ? undefined : `${path} is not true`;
        }),
    },
    {
        id: "disk-not-encrypted",
        severity: "error",
        title: "instances that start with a disk in plain",
        why: "The disk of an instance outlives it as a snapshot, and holds what the app wrote down, its logs and its swap.",
        fix: "Set ebs.encrypted on every block device mapping of the launch template.",
        source: hub("EC2.3"),
        check: each(["aws:ec2/launchTemplate:LaunchTemplate"], (template) => {
            const disks = template.list("blockDeviceMappings").filter((one) => one.has("ebs"));
            if (disks.length === 0) {
                throw new Unjudged("it maps no disk, so the image and the account's default decide");
            }
            return disks.flatMap((disk, at) =>
                disk.flag("ebs.encrypted") === true ? [] : `blockDeviceMappings.${at}.ebs.encrypted is not true`,
            );
        }),
    },
    {
        id: "no-own-key",
        severity: "warning",
        title: "something kept without a key of one's own",
        why: "With AWS's own key nobody decides who may read, nobody can take it away, and no log says who used it.",
        fix: "Name a customer managed key of the same region.",
        source: "https://docs.aws.amazon.com/prescriptive-guidance/latest/encryption-best-practices/general-encryption-best-practices.html",
        check: each(Object.keys(keyPaths), (resource, view) =>
            excused(resource, view)
                ? undefined
                : (keyPaths[resource.type] ?? [])
                      .flatMap((path) => keyPlaces(resource, path))
                      .filter(({ named }) => !named)
                      .map(({ path }) => `${path} names no key`),
        ),
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
            return symmetric && key.flag("enableKeyRotation") !== true ? "enableKeyRotation is not true" : undefined;
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
