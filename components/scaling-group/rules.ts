import { problemIf, show, type Problem } from "../shared/problems";
import { arm64Type, checkMix, isWeighted, usesSpot } from "./mixed-instances";
import { checkPolicies } from "./policy-rules";
import type { HealthyPercent, LifecycleHook, ScalingSettings } from "./settings";

/** Lifecycle hooks of one group (https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-quotas.html). */
const mostHooks = 50;

/** The rules of a group's settings, whatever stands beside it. */
export function checkScaling(settings: ScalingSettings): Problem[] {
    const { instanceType, maxLifetimeDays = 1, warmupSeconds = 0, health } = settings;
    return [
        ...problemIf(
            !arm64Type.test(instanceType),
            "instanceType",
            `expected an arm64 type such as t4g.small, got ${show(instanceType)}`,
        ),
        ...checkSize(settings),
        ...problemIf(
            maxLifetimeDays < 1 || maxLifetimeDays > 365,
            "maxLifetimeDays",
            `expected 1 to 365 days, got ${maxLifetimeDays}`,
        ),
        ...problemIf(warmupSeconds < 0, "warmupSeconds", `expected 0 or more seconds, got ${warmupSeconds}`),
        ...problemIf(
            (health?.graceSeconds ?? 0) < 0,
            "health.graceSeconds",
            `expected 0 or more seconds, got ${show(health?.graceSeconds)}`,
        ),
        ...checkMix(settings),
        ...checkPurchase(settings),
        ...checkWarmPool(settings),
        ...checkHooks(settings.hooks ?? {}),
        ...checkReplacement(settings),
        ...checkPolicies(settings),
    ];
}

function checkSize({ min, max }: ScalingSettings): Problem[] {
    return [
        ...problemIf(!Number.isInteger(min) || min < 0, "min", `expected a whole number from 0, got ${min}`),
        ...problemIf(
            !Number.isInteger(max) || max < Math.max(1, min),
            "max",
            `expected a whole number from ${Math.max(1, min)}, got ${max}`,
        ),
    ];
}

/** Nothing reserves a spot instance (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-capacity-reservations.html). */
function checkPurchase(settings: ScalingSettings): Problem[] {
    return problemIf(
        settings.reservations === "capacity-reservations-only" && usesSpot(settings),
        "reservations",
        `expected mix.onDemandPercent 100 with capacity-reservations-only, got ${show(settings.mix?.onDemandPercent)}`,
    );
}

/**
 * AWS refuses a pool of spot instances (https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutWarmPool.html),
 * and stops an instance as soon as it runs, so that only a hook gives it the time to install what it must serve with
 * (https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html). The provider drops
 * `maxPrepared: 0`, which would mean the opposite.
 */
function checkWarmPool(settings: ScalingSettings): Problem[] {
    const { warmPool, hooks = {}, max } = settings;
    if (warmPool === undefined) {
        return [];
    }
    const { maxPrepared = max } = warmPool;
    const held = Object.values(hooks).some(({ on }) => on === "launching");
    return [
        ...problemIf(usesSpot(settings), "warmPool", "expected no warm pool beside spot instances"),
        ...problemIf(
            !Number.isInteger(warmPool.min) || warmPool.min < 0,
            "warmPool.min",
            `expected a whole number from 0, got ${warmPool.min}`,
        ),
        ...problemIf(
            !Number.isInteger(maxPrepared) || maxPrepared < Math.max(1, warmPool.min),
            "warmPool.maxPrepared",
            `expected a whole number from ${Math.max(1, warmPool.min)}, got ${maxPrepared}`,
        ),
        ...problemIf(
            warmPool.state === "stopped" && !held,
            "hooks",
            "expected a hook on launching, which holds instances until they are ready to be stopped, got none",
        ),
    ];
}

function checkHooks(hooks: Readonly<Record<string, LifecycleHook>>): Problem[] {
    const count = Object.keys(hooks).length;
    return [
        ...problemIf(count > mostHooks, "hooks", `expected at most ${mostHooks}, got ${count}`),
        ...Object.entries(hooks).flatMap(([key, { timeoutSeconds }]) =>
            problemIf(
                timeoutSeconds < 30 || timeoutSeconds > 7200,
                `hooks.${key}.timeoutSeconds`,
                `expected 30 to 7200 seconds, got ${timeoutSeconds}`,
            ),
        ),
    ];
}

function checkReplacement({ refresh, maintenance, image }: ScalingSettings): Problem[] {
    const percents = refresh?.checkpoints?.percents ?? [];
    const ascending = percents.every((percent, index) => percent > (percents[index - 1] ?? 0));
    return [
        ...(refresh === undefined ? [] : checkHealthy("refresh", refresh)),
        ...(maintenance === undefined ? [] : checkHealthy("maintenance", maintenance)),
        // A refresh ends at its last checkpoint, with the rest of the group on the former version:
        // https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_RefreshPreferences.html
        ...problemIf(
            refresh?.checkpoints !== undefined && (!ascending || percents.at(-1) !== 100),
            "refresh.checkpoints.percents",
            `expected ascending percents that end with 100, got ${show(percents)}`,
        ),
        // https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html
        ...problemIf(
            refresh?.skipMatching === true && image?.kind !== "ami",
            "refresh.skipMatching",
            "expected a fixed image (kind ami): AWS cannot tell whether an image named by a parameter matches",
        ),
    ];
}

/** Source: https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstanceMaintenancePolicy.html. */
function checkHealthy(path: string, { minHealthyPercent, maxHealthyPercent }: HealthyPercent): Problem[] {
    return [
        ...problemIf(
            minHealthyPercent < 0 || minHealthyPercent > 100,
            `${path}.minHealthyPercent`,
            `expected 0 to 100, got ${minHealthyPercent}`,
        ),
        ...problemIf(
            maxHealthyPercent < 100 || maxHealthyPercent > Math.min(200, minHealthyPercent + 100),
            `${path}.maxHealthyPercent`,
            `expected 100 to ${Math.min(200, minHealthyPercent + 100)}, got ${maxHealthyPercent}`,
        ),
    ];
}

/** What of a group's surroundings its settings need. */
export interface Surroundings {
    /** The balancer has a label that names requests: an application load balancer. */
    readonly countsRequests: boolean;
    /** The balancer has alarms that a refresh can heed. */
    readonly hasAlarms: boolean;
}

/** The rules between a group's settings and the balancer before it; paths begin at the settings. */
export function checkBalancer({ policies, image }: ScalingSettings, balancer: Surroundings): Problem[] {
    const needy = Object.entries(policies).filter(
        ([, policy]) =>
            policy.kind === "albRequests" || (policy.kind === "predictive" && policy.measure === "albRequests"),
    );
    return [
        ...needy.flatMap(([key]) =>
            problemIf(
                !balancer.countsRequests,
                `policies.${key}`,
                "expected an application load balancer: no other counts requests",
            ),
        ),
        ...problemIf(
            image?.kind === "ami" && image.failedRefresh === "rollBack" && !balancer.hasAlarms,
            "image.failedRefresh",
            "expected alarms of the balancer to roll back on, got none",
        ),
    ];
}

/** The metric of instances that serve; with weights, of units, which is what sizes count then. */
export function inServiceMetric(
    settings: Pick<ScalingSettings, "mix">,
): "GroupInServiceCapacity" | "GroupInServiceInstances" {
    return isWeighted(settings) ? "GroupInServiceCapacity" : "GroupInServiceInstances";
}
