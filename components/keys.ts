import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { cellKeyPolicy, iamDecides } from "./keys/policy";
import { policy } from "./shared/iam";
import { childrenOf, type Common, type Place } from "./shared/region";
import { shortRegion, type Region } from "./shared/regions";

export interface KeysArgs {
    /** Where the shared key is born; it cannot move from there by changing this. Birth data. */
    readonly place: Place;
    /** Every region with a cell. */
    readonly regions: readonly Region[];
    /** Regions without a cell where something of the platform is kept: each gets a key, and no replica of the shared one. */
    readonly elsewhere?: readonly Region[];
    readonly account: string;
    /** Makes, besides the cells' own keys, one that opens in every region what it sealed in any. */
    readonly shared: boolean;
    readonly protect: boolean;
}

/** One key with a replica in each region: the same material, so that what one seals any other opens. */
export interface SharedKey {
    /** The replica of a region. Throws RangeError for a region without a cell. */
    readonly arn: (region: Region) => pulumi.Output<string>;
    /** How a program names the replica of its own region; the same text in every region. */
    readonly alias: string;
}

/** KMS waits this long before it destroys a key: 30 days at most, 7 at least. */
const deletionDays = { most: 30, least: 7 };

/** Replicas take minutes; the provider's own patience ends at two and leaves a key that is half made. */
const patience = { create: "15m" };

/**
 * Stateful. The keys of a platform: one for each region, independent of all others, and on demand one shared key.
 *
 * Independent keys are the rule: every service of ours that copies data to another region encrypts it there anew, so
 * a key that leaks, is disabled or deleted opens or loses one region only. docs/keys.md lists who uses which.
 *
 * Cost: each key and each replica is paid by the month. Loses: with its region, what only that region's key opens.
 */
export class Keys extends pulumi.ComponentResource {
    /** The key of what a region keeps. Throws RangeError for a region without one. */
    readonly arn: (region: Region) => pulumi.Output<string>;
    readonly shared?: SharedKey;

    constructor(name: string, args: KeysArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:keys:Keys", name, {}, opts);
        const own = childrenOf(this, args.place);
        const regions = [...args.regions, ...(args.elsewhere ?? [])];
        this.arn = inRegions(regions, (region) => createRegionKey(name, region, { args, own }));
        if (args.shared) {
            this.shared = createSharedKey(`${name}-shared`, args, own);
        }
        this.registerOutputs({ arns: regions.map(this.arn) });
    }
}

interface Parts {
    readonly args: KeysArgs;
    readonly own: Common;
}

/** What every key has, primary, replica or alone. */
function commonInputs(
    { place, protect }: KeysArgs,
    region: Region,
): Pick<aws.kms.KeyArgs, "region" | "tags"> & {
    readonly deletionWindowInDays: number;
} {
    return { region, tags: place.tags, deletionWindowInDays: protect ? deletionDays.most : deletionDays.least };
}

function createRegionKey(name: string, region: Region, { args, own }: Parts): pulumi.Output<string> {
    const keyName = `${name}-${shortRegion(region)}`;
    const key = new aws.kms.Key(
        keyName,
        {
            ...commonInputs(args, region),
            description: `What ${name} keeps in ${region}`,
            enableKeyRotation: true,
            policy: JSON.stringify(policy(cellKeyPolicy({ account: args.account, region }))),
        },
        { ...own.child, protect: args.protect },
    );
    new aws.kms.Alias(keyName, { region, name: `alias/${keyName}`, targetKeyId: key.keyId }, own.child);
    return key.arn;
}

function createSharedKey(name: string, args: KeysArgs, own: Common): SharedKey {
    const home = args.place.region;
    // No service comes to it as itself: only roles whose own policy says so seal and open with it.
    const document = JSON.stringify(policy([iamDecides(args)]));
    const options = { ...own.child, protect: args.protect, customTimeouts: patience };
    const primary = new aws.kms.Key(
        name,
        {
            ...commonInputs(args, home),
            description: `What any cell of ${name} seals and any other opens`,
            multiRegion: true,
            // Replicas take the primary's rotation with its material.
            enableKeyRotation: true,
            policy: document,
        },
        options,
    );
    const alias = `alias/${name}`;
    const arn = inRegions(args.regions, (region) => {
        const keyName = `${name}-${shortRegion(region)}`;
        const key =
            region === home
                ? primary
                : new aws.kms.ReplicaKey(
                      keyName,
                      {
                          ...commonInputs(args, region),
                          description: `Replica of ${name} in ${region}`,
                          primaryKeyArn: primary.arn,
                          policy: document,
                      },
                      options,
                  );
        new aws.kms.Alias(keyName, { region, name: alias, targetKeyId: key.keyId }, own.child);
        return key.arn;
    });
    return { arn, alias };
}

/** A value for each region, and how to ask for it. */
function inRegions(regions: readonly Region[], create: (region: Region) => pulumi.Output<string>): Keys["arn"] {
    const arns = new Map(regions.map((region) => [region, create(region)]));
    return (region) => {
        const arn = arns.get(region);
        if (arn === undefined) {
            throw new RangeError(`region: expected one of ${regions.join(", ")}, got ${region}`);
        }
        return arn;
    };
}
