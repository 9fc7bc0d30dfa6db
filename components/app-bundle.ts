import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Bucket } from "./bucket";
import type { Statement } from "./shared/iam";
import { childrenOf, type Place } from "./shared/region";

export interface AppBundleArgs {
    readonly place: Place;
    /** A bucket of the cell's own region, so that no instance's start needs another region. */
    readonly bucket: Pick<Bucket, "bucket" | "read">;
    /** File of this project that instances run, e.g. "dist/apps/orders/server.cjs". */
    readonly path: string;
    /** Where it lies in the bucket, e.g. "orders/server.cjs". */
    readonly key: string;
}

/** The app, as instances of one cell fetch it. */
export class AppBundle extends pulumi.ComponentResource {
    /** The bucket that it lies in. */
    readonly bucket: pulumi.Output<string>;
    /** Where in the bucket it lies. */
    readonly key: string;
    /** Differs for every bundle that was uploaded. */
    readonly version: pulumi.Output<string>;
    /** What an instance needs to fetch it, and nothing else of the bucket. */
    readonly access: readonly Statement[];

    constructor(name: string, args: AppBundleArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:app-bundle:AppBundle", name, {}, opts);
        const own = childrenOf(this, args.place);
        const { bucket, key, path } = args;
        const bundle = new aws.s3.BucketObjectv2(
            name,
            { ...own.tagged, bucket: bucket.bucket, key, source: new pulumi.asset.FileAsset(path) },
            own.child,
        );

        this.bucket = bucket.bucket;
        this.key = key;
        this.version = bundle.versionId;
        this.access = bucket.read(key);
        this.registerOutputs({ bucket: this.bucket, key: this.key, version: this.version });
    }
}
