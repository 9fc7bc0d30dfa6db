import * as pulumi from "@pulumi/pulumi";
import type { AppBundle } from "./app-bundle";
import type { Network } from "./network";
import { createAlarms } from "./scaling-group/alarms";
import { createDoor, type Egress } from "./scaling-group/door";
import { createGroup, createHooks } from "./scaling-group/group";
import { createPolicies } from "./scaling-group/policies";
import { createProfile } from "./scaling-group/profile";
import { checkBalancer, checkScaling } from "./scaling-group/rules";
import type { ScalingSettings } from "./scaling-group/settings";
import { createTemplate } from "./scaling-group/template";
import type { TierAlarm } from "./shared/alarm";
import type { Statement } from "./shared/iam";
import { childrenOf, type Place } from "./shared/region";
import { rejectProblems } from "./shared/reject";

export interface ScalingGroupArgs {
    readonly place: Place;
    readonly account: string;
    readonly network: Pick<Network, "vpcId" | "subnetIds">;
    readonly balancer: BalancerSide;
    /** What runs on the instances. */
    readonly app: AppArgs;
    readonly settings: ScalingSettings;
    /** Blocks of the data tiers that the app speaks to, by the region they are in. */
    readonly databaseBlocks: Readonly<Record<string, string>>;
    /**
     * Decrypts what the instances read in this region, and encrypts their volumes; its policy must let Auto Scaling's
     * service-linked role use it (https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html).
     */
    readonly keyArn: pulumi.Input<string>;
    /** Rights that other components ask for in the app's name. Default: none. */
    readonly statements?: readonly Statement[];
    /** Where else the app speaks to, by name: a cache, an endpoint. Default: nowhere. */
    readonly egress?: Readonly<Record<string, Egress>>;
}

/** What a group knows of the balancer before it. */
export interface BalancerSide {
    readonly targetGroupArn: pulumi.Input<string>;
    readonly securityGroupId: pulumi.Input<string>;
    /** An application load balancer's, of which requests are counted; others have none. */
    readonly resourceLabel?: pulumi.Output<string> | undefined;
    /** Names of the alarms in which no refresh goes on. Default: none. */
    readonly alarmNames?: readonly pulumi.Input<string>[];
}

export interface AppArgs {
    readonly name: string;
    readonly port: number;
    readonly bundle: Pick<AppBundle, "bucket" | "key" | "version" | "access">;
    /** Name of the secret with the database's password; this region has a replica of it. */
    readonly passwordSecret: pulumi.Input<string>;
    /** How often instances read it again, so that a rotated one reaches them. Default: once, at boot. */
    readonly passwordRefreshSeconds?: number;
    readonly databasePort: number;
    /** Environment besides PORT, REGION, INSTANCE_ID, BUNDLE_VERSION, DATABASE_PORT and DATABASE_PASSWORD_FILE. */
    readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * Stateless app instances behind a balancer, in one region.
 *
 * The group's size belongs to AWS once it runs, so desired capacity is never set; several policies may ask for a size,
 * and the largest wins. A new launch template version (a new bundle is one) replaces the instances, adding before it
 * takes away. Alarms of the balancer stop that; it is rolled back only with a fixed image, because AWS refuses it for
 * images named by a parameter
 * (https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html). What is rolled back is the
 * template: a bundle has one key, so what boots after its upload runs the new one, whichever template it boots from.
 *
 * Cost: `min` instances, those of a warm pool (running ones in full, stopped ones by their volumes) and the group's
 * alarms are paid also while idle.
 * Loses: with a zone, the instances in it, until others are launched elsewhere; with its region, all. Lifecycle hooks do
 * not hold a group's very first instances, which are launched before the hooks exist.
 */
export class ScalingGroup extends pulumi.ComponentResource {
    /** What EC2 Auto Scaling lists it under. */
    readonly groupName: pulumi.Output<string>;
    /** What a plan that scales it from outside is told. */
    readonly groupArn: pulumi.Output<string>;
    /** Too few instances serve; the group is as large as it may be. */
    readonly alarms: readonly TierAlarm[];

    constructor(name: string, args: ScalingGroupArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:scaling-group:ScalingGroup", name, {}, opts);
        const { balancer, settings } = args;
        rejectProblems(this, `ScalingGroup "${name}"`, [
            ...checkScaling(settings),
            ...checkBalancer(settings, {
                countsRequests: balancer.resourceLabel !== undefined,
                hasAlarms: (balancer.alarmNames ?? []).length > 0,
            }),
        ]);
        const own = childrenOf(this, args.place);
        const door = createDoor(name, args, own);
        const profile = createProfile(name, args, own);
        const template = createTemplate(name, args, { own, doorId: door.id, profileArn: profile.arn });
        const { name: groupName, arn: groupArn } = createGroup(name, args, { own, template });
        createHooks(name, settings.hooks ?? {}, { own, groupName });
        createPolicies(settings.policies, { own, name, groupName, resourceLabel: balancer.resourceLabel });

        this.groupName = groupName;
        this.groupArn = groupArn;
        this.alarms = createAlarms(settings, { own, name, groupName });
        this.registerOutputs({ groupName: this.groupName });
    }
}
