import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ModelStoreArgs } from "../model-store";
import { policy, trust, type Statement } from "../shared/iam";
import type { Common } from "../shared/region";
import { regions, shortRegion, type Region } from "../shared/regions";

/** A bucket that takes part in replication; it keeps versions. */
export interface ReplicatedBucket {
    /** Its name, known once it keeps versions. */
    readonly bucket: pulumi.Input<string>;
}

/** S3 promises this of replication time control, and takes no other number (https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html). */
const promisedMinutes = 15;

interface Copy {
    readonly region: Region;
    readonly bucketArn: pulumi.Output<string>;
    readonly keyArn: pulumi.Input<string>;
}

/** Copies each new version of an object at home to every other region, under that region's key. */
export function replicateModels(name: string, args: ModelStoreArgs, own: Common): void {
    const buckets = Object.entries(args.buckets) as [Region, ReplicatedBucket][];
    const copies = buckets.map(([region, { bucket }]): Copy => ({
        region,
        bucketArn: arnOf(bucket),
        keyArn: args.keyArn(region),
    }));
    const from = copies.find(({ region }) => region === args.place.region);
    const to = copies.filter((copy) => copy !== from);
    const source = args.buckets[args.place.region];
    if (from === undefined || source === undefined) {
        throw new RangeError(`buckets: expected one in ${args.place.region}, got none`);
    }
    if (to.length === 0) {
        return;
    }
    const role = new aws.iam.Role(
        `${name}-replication`,
        {
            ...own.global,
            description: `Copies ${name} from ${args.place.region}`,
            // Without a condition, as S3's page has it: replication is not said to tell whose bucket it works for, and
            // nobody can hand a role to a bucket of another account.
            assumeRolePolicy: trust("s3.amazonaws.com"),
        },
        own.child,
    );
    const rights = new aws.iam.RolePolicy(
        `${name}-replication`,
        { role: role.name, policy: pulumi.jsonStringify(policy(replicationRights(from, to))) },
        own.child,
    );
    new aws.s3.BucketReplicationConfig(
        name,
        { ...own.placed, bucket: source.bucket, role: role.arn, rules: to.map(replicationRule) },
        { ...own.child, dependsOn: [rights] },
    );
}

function replicationRule({ region, bucketArn, keyArn }: Copy): aws.types.input.s3.BucketReplicationConfigRule {
    const minutes = { minutes: promisedMinutes };
    return {
        id: shortRegion(region),
        // S3 wants each rule's to differ; a region's place in AWS's list does, and no new region of ours moves it.
        priority: regions.indexOf(region) + 1,
        status: "Enabled",
        filter: { prefix: "" },
        // What is deleted at home, by mistake perhaps, still serves elsewhere.
        deleteMarkerReplication: { status: "Disabled" },
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
        destination: {
            bucket: bucketArn,
            encryptionConfiguration: { replicaKmsKeyId: keyArn },
            replicationTime: { status: "Enabled", time: minutes },
            metrics: { status: "Enabled", eventThreshold: minutes },
        },
    };
}

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html. */
function replicationRights(from: Copy, to: readonly Copy[]): Statement[] {
    const reading: Statement[] = [
        { Effect: "Allow", Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"], Resource: from.bucketArn },
        {
            Effect: "Allow",
            Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
            Resource: objects(from),
        },
        { ...throughS3(from), Action: "kms:Decrypt" },
    ];
    const writing = to.flatMap((copy): Statement[] => [
        { Effect: "Allow", Action: ["s3:ReplicateObject", "s3:ReplicateTags"], Resource: objects(copy) },
        { ...throughS3(copy), Action: ["kms:Encrypt", "kms:GenerateDataKey"] },
    ]);
    return [...reading, ...writing];
}

function throughS3({ region, keyArn }: Copy): Omit<Statement, "Action"> {
    return {
        Effect: "Allow",
        Resource: keyArn,
        Condition: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
    };
}

function objects({ bucketArn }: Copy): pulumi.Output<string> {
    return pulumi.interpolate`${bucketArn}/*`;
}

/** Through the name, which is known only once the bucket keeps versions: S3 replicates to no other. */
function arnOf(bucket: pulumi.Input<string>): pulumi.Output<string> {
    return pulumi.interpolate`arn:aws:s3:::${bucket}`;
}
