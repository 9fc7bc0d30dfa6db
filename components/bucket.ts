import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { bucketPolicy } from "./bucket/policy";
import { checkBucket, type BucketSettings, type LogSettings, type OwnSettings } from "./bucket/rules";
import { policy, type Statement } from "./shared/iam";
import { childrenOf, type Common, type Place } from "./shared/region";
import { rejectProblems } from "./shared/reject";

export type BucketArgs = OwnBucketArgs | LogBucketArgs;

interface AnyBucketArgs {
    readonly place: Place;
    readonly account: string;
    /** Keeps the bucket when something still lies in it. */
    readonly protect: boolean;
}

export interface OwnBucketArgs extends AnyBucketArgs {
    readonly settings: OwnSettings;
    /** The region's key. */
    readonly keyArn: pulumi.Input<string>;
}

export interface LogBucketArgs extends AnyBucketArgs {
    readonly settings: LogSettings;
    /**
     * Balancers write only where S3's own key encrypts
     * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html).
     */
    readonly keyArn?: never;
}

/** Days that an object's former version, or a piece of an upload that never ended, is kept. */
const leftoverDays = { formerVersion: 30, upload: 7 };

/**
 * Stateful. A bucket that is closed to all but this account: nothing public, no access lists, nothing without TLS,
 * nothing under another key than its own, every version kept for a while.
 *
 * Cost: what lies in it. Loses: with its region, everything that is not replicated by whoever fills it.
 */
export class Bucket extends pulumi.ComponentResource {
    /** Its name, once it is closed: whoever has it may write. */
    readonly bucket: pulumi.Output<string>;
    /** For policies. */
    readonly arn: pulumi.Output<string>;
    /** What a role needs to read objects below a key, of any version, e.g. "orders/server.cjs" or "models/*"; it cannot list. */
    readonly read: (key: string) => readonly Statement[];
    /** What a role needs to add objects below a key; it can neither read nor delete. */
    readonly write: (key: string) => readonly Statement[];

    constructor(name: string, args: BucketArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:bucket:Bucket", name, {}, opts);
        rejectProblems(this, `Bucket "${name}"`, checkBucket(args.settings));
        const own = childrenOf(this, args.place);
        const { protect } = args;
        const bucket = new aws.s3.Bucket(name, { ...own.tagged, forceDestroy: !protect }, { ...own.child, protect });
        const within: Within = { name, own, bucket, args };
        const versioning = new aws.s3.BucketVersioning(
            name,
            { ...own.placed, bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
            own.child,
        );
        const guards = pulumi.all([versioning.id, close(within), encrypt(within)]);
        // S3 wants versions to be kept before it is told when former ones go.
        new aws.s3.BucketLifecycleConfiguration(
            name,
            { ...own.placed, bucket: bucket.bucket, rules: lifecycle(args.settings) },
            { ...own.child, dependsOn: [versioning] },
        );

        this.bucket = pulumi.all([bucket.bucket, guards]).apply(([of]) => of);
        this.arn = bucket.arn;
        // A former version is another action of IAM's than the newest one.
        this.read = (key) =>
            access(within, { key, action: ["s3:GetObject", "s3:GetObjectVersion"], keyActions: ["kms:Decrypt"] });
        // An upload in parts is put together under the key that its first part was sealed with.
        this.write = (key) =>
            access(within, { key, action: "s3:PutObject", keyActions: ["kms:GenerateDataKey", "kms:Decrypt"] });
        this.registerOutputs({ bucket: this.bucket, arn: this.arn });
    }
}

interface Within {
    readonly name: string;
    readonly own: Common;
    readonly bucket: aws.s3.Bucket;
    readonly args: BucketArgs;
}

/** Nothing public, no access lists, nothing that the policy refuses. The policy's id: known once all this holds. */
function close({ name, own, bucket, args }: Within): pulumi.Output<string> {
    const blocked = new aws.s3.BucketPublicAccessBlock(
        name,
        {
            ...own.placed,
            bucket: bucket.bucket,
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        },
        own.child,
    );
    const owner = new aws.s3.BucketOwnershipControls(
        name,
        { ...own.placed, bucket: bucket.bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
        // S3 refuses two changes of one bucket's access at once.
        { ...own.child, dependsOn: [blocked] },
    );
    const { account, keyArn, place } = args;
    const facts = { arn: bucket.arn, account, region: place.region, keyArn };
    const rules = new aws.s3.BucketPolicy(
        name,
        { ...own.placed, bucket: bucket.bucket, policy: pulumi.jsonStringify(policy(bucketPolicy(facts))) },
        { ...own.child, dependsOn: [owner] },
    );
    return rules.id;
}

/** Under our key, with one data key for many objects, so that KMS is not asked, and paid, for each of them. */
function encrypt({ name, own, bucket, args }: Within): pulumi.Output<string> {
    const { keyArn } = args;
    // What S3 refuses in every bucket made since April 2026. Said here, because a provider that reads back what nobody
    // wrote takes it away again with each update (https://github.com/hashicorp/terraform-provider-aws/issues/47320).
    const refused = { blockedEncryptionTypes: ["SSE-C"] };
    const rule =
        keyArn === undefined
            ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, ...refused }
            : {
                  applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
                  bucketKeyEnabled: true,
                  ...refused,
              };
    const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
        name,
        { ...own.placed, bucket: bucket.bucket, rules: [rule] },
        own.child,
    );
    return encryption.id;
}

type LifecycleRule = aws.types.input.s3.BucketLifecycleConfigurationRule;

function lifecycle(settings: BucketSettings): LifecycleRule[] {
    const everything = { filter: { prefix: "" }, status: "Enabled" };
    const leftovers: LifecycleRule = {
        ...everything,
        id: "leftovers",
        noncurrentVersionExpiration: { noncurrentDays: leftoverDays.formerVersion },
        abortIncompleteMultipartUpload: { daysAfterInitiation: leftoverDays.upload },
    };
    return "retentionDays" in settings
        ? [leftovers, { ...everything, id: "retention", expiration: { days: settings.retentionDays } }]
        : [leftovers];
}

interface Wanted {
    readonly key: string;
    readonly action: string | readonly string[];
    readonly keyActions: readonly string[];
}

/** One action below one key, and the bucket's key only through S3. */
function access({ bucket, args }: Within, { key, action, keyActions }: Wanted): Statement[] {
    const { keyArn, place } = args;
    const objects: Statement = { Effect: "Allow", Action: action, Resource: pulumi.interpolate`${bucket.arn}/${key}` };
    if (keyArn === undefined) {
        return [objects];
    }
    const throughS3: Statement = {
        Effect: "Allow",
        Action: keyActions,
        Resource: keyArn,
        Condition: { StringEquals: { "kms:ViaService": `s3.${place.region}.amazonaws.com` } },
    };
    return [objects, throughS3];
}
