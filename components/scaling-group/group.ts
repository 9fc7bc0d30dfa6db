import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ScalingGroupArgs } from "../scaling-group";
import type { Common } from "../shared/region";
import { launchFrom } from "./mixed-instances";
import { inServiceMetric } from "./rules";
import type { HealthyPercent, LifecycleHook, ScalingSettings, WarmPool } from "./settings";

/** Seconds that a new instance has to install, fetch and start before a failed probe counts against it. */
const defaultHealth = { kind: "elb", graceSeconds: 180 } as const;

/** Seconds after which a new instance's load counts in the group's averages. */
const defaultWarmupSeconds = 60;

/** As many as are replaced come first, then as many go. */
const defaultRefresh: HealthyPercent = { minHealthyPercent: 100, maxHealthyPercent: 200 };

interface GroupParts {
    readonly own: Common;
    readonly template: aws.ec2.LaunchTemplate;
}

/** The group itself: everything that AWS keeps in one resource. */
export function createGroup(
    name: string,
    args: ScalingGroupArgs,
    { own, template }: GroupParts,
): aws.autoscaling.Group {
    const { balancer, network, settings } = args;
    const { kind: health, graceSeconds } = settings.health ?? defaultHealth;
    return new aws.autoscaling.Group(
        name,
        {
            ...own.placed,
            minSize: settings.min,
            maxSize: settings.max,
            vpcZoneIdentifiers: network.subnetIds.app,
            targetGroupArns: [balancer.targetGroupArn],
            ...launchFrom(settings.mix, {
                id: template.id,
                version: pulumi.interpolate`${template.latestVersion}`,
            }),
            healthCheckType: health === "elb" ? "ELB" : "EC2",
            healthCheckGracePeriod: graceSeconds,
            defaultInstanceWarmup: settings.warmupSeconds ?? defaultWarmupSeconds,
            // What the alarms and backlog policies count; AWS measures a group only when asked to, at no cost.
            enabledMetrics: [inServiceMetric(settings), "GroupDesiredCapacity", "GroupInServiceInstances"].filter(
                (metric, index, all) => all.indexOf(metric) === index,
            ) as aws.autoscaling.Metric[],
            instanceRefresh: refreshOf(settings, balancer.alarmNames),
            ...optionsOf(settings),
            // A group has no tags of its own that reach its instances unless each says so.
            tags: Object.entries({ ...args.place.tags, Name: name }).map(([key, value]) => ({
                key,
                value,
                propagateAtLaunch: true,
            })),
        },
        own.child,
    );
}

/** What a group has only when it is asked for. */
function optionsOf(settings: ScalingSettings): Partial<aws.autoscaling.GroupArgs> {
    const { maintenance, maxLifetimeDays, reservations, suspended, warmPool, zones } = settings;
    return {
        ...(maintenance && {
            instanceMaintenancePolicy: {
                minHealthyPercentage: maintenance.minHealthyPercent,
                maxHealthyPercentage: maintenance.maxHealthyPercent,
            },
        }),
        ...(maxLifetimeDays !== undefined && { maxInstanceLifetime: maxLifetimeDays * 86_400 }),
        ...(reservations && { capacityReservationSpecification: { capacityReservationPreference: reservations } }),
        ...(suspended && { suspendedProcesses: [...suspended] }),
        ...(warmPool && { warmPool: poolOf(warmPool) }),
        ...(zones && { availabilityZoneDistribution: { capacityDistributionStrategy: zones } }),
    };
}

function poolOf({ state, min, maxPrepared, reuse }: WarmPool): aws.types.input.autoscaling.GroupWarmPool {
    return {
        poolState: state === "stopped" ? "Stopped" : "Running",
        // The provider drops a 0, which is AWS's default, and would then show a difference for ever.
        ...(min > 0 && { minSize: min }),
        ...(maxPrepared !== undefined && { maxGroupPreparedCapacity: maxPrepared }),
        ...(reuse === true && { instanceReusePolicy: { reuseOnScaleIn: true } }),
    };
}

/**
 * Alarms of the balancer stop a refresh that they ring in. Rolling back needs an image that is fixed: AWS refuses it for
 * one named by a parameter (https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html).
 */
function refreshOf(
    { image, refresh }: ScalingSettings,
    alarmNames: ScalingGroupArgs["balancer"]["alarmNames"] = [],
): aws.types.input.autoscaling.GroupInstanceRefresh {
    const { minHealthyPercent, maxHealthyPercent } = refresh ?? defaultRefresh;
    const { checkpoints, skipMatching } = refresh ?? {};
    return {
        strategy: "Rolling",
        preferences: {
            minHealthyPercentage: minHealthyPercent,
            maxHealthyPercentage: maxHealthyPercent,
            ...(skipMatching === true && { skipMatching }),
            ...(checkpoints && {
                checkpointPercentages: [...checkpoints.percents],
                checkpointDelay: String(checkpoints.delaySeconds),
            }),
            ...(alarmNames.length > 0 && { alarmSpecification: { alarms: [...alarmNames] } }),
            ...(image?.kind === "ami" && image.failedRefresh === "rollBack" && { autoRollback: true }),
        },
    };
}

/** Each hook by its own name. Hooks inside the group would hold its first instances too, but could never change. */
export function createHooks(
    name: string,
    hooks: Readonly<Record<string, LifecycleHook>>,
    { own, groupName }: { readonly own: Common; readonly groupName: pulumi.Output<string> },
): void {
    for (const [key, { on, otherwise, timeoutSeconds, target }] of Object.entries(hooks)) {
        new aws.autoscaling.LifecycleHook(
            `${name}-${key}`,
            {
                ...own.placed,
                autoscalingGroupName: groupName,
                lifecycleTransition: `autoscaling:EC2_INSTANCE_${on.toUpperCase()}`,
                defaultResult: otherwise === "continue" ? "CONTINUE" : "ABANDON",
                heartbeatTimeout: timeoutSeconds,
                ...(target && { notificationTargetArn: target.arn, roleArn: target.roleArn }),
            },
            own.child,
        );
    }
}
