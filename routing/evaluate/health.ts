import { settledState } from "../health-checks/alarm";
import { calculatedIsHealthy } from "../health-checks/calculated";
import type { Check, Member, RecordGroup } from "./group";
import type { Walk } from "./walk";

/** Why a record is not healthy: its check, or what it leads to. */
export type Fault = "check" | "target";

/**
 * A record's health: no check and no evaluation of its target is healthy; a check and an evaluation must both hold
 * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html).
 */
export function faultOf(member: Member, walk: Walk): Fault | undefined {
    if (member.check && !checkIsHealthy(member.check, walk)) {
        return "check";
    }
    return member.evaluated && !targetIsHealthy(member, walk) ? "target" : undefined;
}

/** The fault in words. */
export function faultText(fault: Fault, { check, target }: Member): string {
    if (fault === "check") {
        return `health check "${check?.id ?? ""}" is unhealthy`;
    }
    return target.kind === "group"
        ? `no record of ${target.group.name} is healthy`
        : `target ${target.kind === "resource" ? target.name : ""} is unhealthy`;
}

function targetIsHealthy({ target }: Member, walk: Walk): boolean {
    switch (target.kind) {
        case "values":
            return true;
        case "resource":
            return walk.targets.get(target.name) !== "unhealthy";
        case "group":
            return isAlive(target.group, walk);
    }
}

/**
 * A group is as good as its best record for this client. Failing open does not count here: the branch is abandoned instead.
 * So is one that has no record for the client at all.
 */
function isAlive(group: RecordGroup, walk: Walk): boolean {
    const { memory } = group;
    if (memory.question !== walk.question) {
        const members = group.policy.applicable(group.members, walk.client);
        memory.alive = members.some((member) => faultOf(member, walk) === undefined);
        memory.question = walk.question;
    }
    return memory.alive;
}

/** The state is what checkers say; Disabled counts as healthy whatever they say, and Inverted turns the result round. */
export function checkIsHealthy(check: Check, walk: Walk): boolean {
    const { config } = check;
    const healthy = config.Disabled === true || sourceIsHealthy(check, walk);
    return config.Inverted === true ? !healthy : healthy;
}

function sourceIsHealthy({ id, config, children }: Check, walk: Walk): boolean {
    if (config.Type === "CALCULATED") {
        const states = children.map((child) => checkIsHealthy(child, walk));
        return calculatedIsHealthy(config, states);
    }
    return settledState(walk.checks[id] ?? "healthy", config) === "healthy";
}
