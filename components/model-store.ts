import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { replicateModels, type ReplicatedBucket } from "./model-store/replication";
import { childrenOf, type Common, type Place } from "./shared/region";
import { shortRegion, type Region } from "./shared/regions";

export interface ModelStoreArgs {
    /** Where models and images are put; every other region gets copies. Birth data: the initial writer's region. */
    readonly place: Place;
    readonly account: string;
    /** Closed, versioned buckets for models, one in each region; the home's is among them. */
    readonly buckets: Readonly<Partial<Record<Region, ReplicatedBucket>>>;
    /** The arn of the key that encrypts what a region keeps. */
    readonly keyArn: (region: Region) => pulumi.Input<string>;
    readonly protect: boolean;
}

/** Models and images as an endpoint of one region finds them. */
export interface RegionalModels {
    /** An endpoint of another region refuses them. */
    readonly region: Region;
    readonly bucket: pulumi.Output<string>;
    /** Without a tag. */
    readonly repositoryUrl: pulumi.Output<string>;
    readonly repositoryArn: pulumi.Output<string>;
}

/**
 * Stateful. Models and images of the whole platform: put once, in the home region, and copied to every other, because
 * SageMaker reads both from its own region only.
 *
 * Every region's repository is made here, with the home's settings: one that ECR made by itself while it copies would
 * have movable tags and AWS's key (https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html).
 * ECR keeps one replication configuration for each region of an account: two stores with one home would overwrite each
 * other's. Only what is put after it was set is copied.
 *
 * Cost: what lies in each region, and S3's promise to copy within 15 minutes.
 * Loses: with the home region, the place to put new ones; what was copied serves on.
 */
export class ModelStore extends pulumi.ComponentResource {
    /** What endpoints of a region find there. Throws RangeError for a region without a bucket. */
    readonly inRegion: (region: Region) => RegionalModels;

    constructor(name: string, args: ModelStoreArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:model-store:ModelStore", name, {}, opts);
        const own = childrenOf(this, args.place);
        const buckets = Object.entries(args.buckets) as [Region, ReplicatedBucket][];
        const stored = new Map(
            buckets.map(([region, { bucket }]): [Region, Stored] => {
                const repository = createRepository(name, region, { args, own });
                return [region, { repository, bucket: pulumi.output(bucket) }];
            }),
        );
        replicateModels(name, args, own);
        replicateImages(name, { args, own, repositories: [...stored.values()].map(({ repository }) => repository) });

        this.inRegion = (region) => {
            const found = stored.get(region);
            if (found === undefined) {
                throw new RangeError(`region: expected one of ${[...stored.keys()].join(", ")}, got ${region}`);
            }
            const { bucket, repository } = found;
            return { region, bucket, repositoryUrl: repository.repositoryUrl, repositoryArn: repository.arn };
        };
        this.registerOutputs();
    }
}

interface Stored {
    readonly repository: aws.ecr.Repository;
    readonly bucket: pulumi.Output<string>;
}

interface Within {
    readonly args: ModelStoreArgs;
    readonly own: Common;
}

/** The same name in every region: ECR copies from a repository to its namesake. */
function createRepository(name: string, region: Region, { args, own }: Within): aws.ecr.Repository {
    const { protect } = args;
    return new aws.ecr.Repository(
        `${name}-${shortRegion(region)}`,
        {
            ...own.tagged,
            region,
            name,
            imageTagMutability: "IMMUTABLE",
            imageScanningConfiguration: { scanOnPush: true },
            encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: args.keyArn(region) }],
            forceDelete: !protect,
        },
        { ...own.child, protect },
    );
}

interface Copied extends Within {
    readonly repositories: readonly aws.ecr.Repository[];
}

/** After the repositories, so that ECR makes none of its own. */
function replicateImages(name: string, { args, own, repositories }: Copied): void {
    const others = Object.keys(args.buckets).filter((region) => region !== args.place.region);
    if (others.length === 0) {
        return;
    }
    new aws.ecr.ReplicationConfiguration(
        name,
        {
            ...own.placed,
            replicationConfiguration: {
                rules: [
                    {
                        destinations: others.map((region) => ({ region, registryId: args.account })),
                        // A prefix, not a pattern; other repositories of the account are left alone.
                        repositoryFilters: [{ filter: name, filterType: "PREFIX_MATCH" }],
                    },
                ],
            },
        },
        { ...own.child, dependsOn: [...repositories] },
    );
}
