import type { HealthCheckConfig, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { targetOf, type Walk } from "./walk";

/** Why a record is not healthy; undefined when it is. */
export type Fault = string | undefined;

/**
 * A record's health: no check and no evaluation of its target is healthy; a check and an evaluation must both hold
 * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html).
 */
export function faultOf(record: ResourceRecordSet, walk: Walk, trail: readonly string[]): Fault {
    return checkFault(record, walk) ?? targetFault(record, walk, trail);
}

function checkFault({ HealthCheckId }: ResourceRecordSet, walk: Walk): Fault {
    if (HealthCheckId === undefined || checkIsHealthy(HealthCheckId, walk)) {
        return undefined;
    }
    return `health check "${HealthCheckId}" is unhealthy`;
}

function targetFault(record: ResourceRecordSet, walk: Walk, trail: readonly string[]): Fault {
    if (record.AliasTarget?.EvaluateTargetHealth !== true) {
        return undefined;
    }
    const target = targetOf(record, walk, trail);
    if (target.kind === "balancer") {
        return walk.targets.get(target.name) === "unhealthy" ? `target ${target.name} is unhealthy` : undefined;
    }
    // A group is as good as its best record. Failing open does not count here: the branch is abandoned instead.
    const alive = target.group.records.some((member) => faultOf(member, walk, target.trail) === undefined);
    return alive ? undefined : `no record of ${target.group.name} is healthy`;
}

/** The state is what checkers say; Disabled counts as healthy whatever they say, and Inverted turns the result round. */
function checkIsHealthy(id: string, walk: Walk): boolean {
    const config = walk.index.check(id);
    const healthy = config.Disabled === true || sourceIsHealthy(id, config, walk);
    return config.Inverted === true ? !healthy : healthy;
}

function sourceIsHealthy(id: string, config: HealthCheckConfig, walk: Walk): boolean {
    if (config.Type !== "CALCULATED") {
        return walk.checks[id] !== "unhealthy";
    }
    const healthy = (config.ChildHealthChecks ?? []).filter((child) => checkIsHealthy(child, walk)).length;
    return healthy >= (config.HealthThreshold ?? 0);
}
