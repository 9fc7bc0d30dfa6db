import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policy } from "./shared/iam";
import { childrenOf, type Common, type Place } from "./shared/region";

export interface AppBundleArgs {
    readonly place: Place;
    /** File of this project that instances run, e.g. "dist/apps/orders/server.cjs". */
    readonly path: string;
    /** Where it lies in the bucket, e.g. "orders/server.cjs". */
    readonly key: string;
    /** Keeps the bucket when something still lies in it. */
    readonly protect: boolean;
}

/** The app, as instances of one cell fetch it: in the cell's own region, so a start never needs another. */
export class AppBundle extends pulumi.ComponentResource {
    readonly bucket: pulumi.Output<string>;
    readonly bucketArn: pulumi.Output<string>;
    readonly key: string;
    /** Differs for every bundle that was uploaded. */
    readonly version: pulumi.Output<string>;

    constructor(name: string, args: AppBundleArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:app-bundle:AppBundle", name, {}, opts);
        const own = childrenOf(this, args.place);
        const bucket = new aws.s3.Bucket(name, { ...own.tagged, forceDestroy: !args.protect }, own.child);
        const versioning = new aws.s3.BucketVersioning(
            name,
            { ...own.placed, bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
            own.child,
        );
        close(name, bucket, own);
        const bundle = new aws.s3.BucketObjectv2(
            name,
            { ...own.tagged, bucket: bucket.bucket, key: args.key, source: new pulumi.asset.FileAsset(args.path) },
            { ...own.child, dependsOn: [versioning] },
        );

        this.bucket = bucket.bucket;
        this.bucketArn = bucket.arn;
        this.key = args.key;
        this.version = bundle.versionId;
        this.registerOutputs({ bucket: this.bucket, key: this.key, version: this.version });
    }
}

/** Nothing public, nothing in plain text, nothing without TLS. */
function close(name: string, bucket: aws.s3.Bucket, own: Common): void {
    const open = new aws.s3.BucketPublicAccessBlock(
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
    new aws.s3.BucketServerSideEncryptionConfiguration(
        name,
        {
            ...own.placed,
            bucket: bucket.bucket,
            rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
        },
        own.child,
    );
    const deny = {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    new aws.s3.BucketPolicy(
        name,
        {
            ...own.placed,
            bucket: bucket.bucket,
            policy: pulumi.jsonStringify(policy([deny])),
        },
        // S3 refuses two changes of one bucket's access at once.
        { ...own.child, dependsOn: [open] },
    );
}
