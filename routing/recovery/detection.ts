import type { HealthCheck } from "@aws-sdk/client-route-53";
import {
    checkerRegions,
    checkersPerRegion,
    route53Rules,
    votesToFail,
    type CheckerRules,
} from "../health-checks/verdict";
import type { Random } from "../random";
import type { Detection, Range } from "./failover-model";

/** Of so many observers whose mind the fault changes, how many must have changed it. */
export interface Order {
    readonly needed: number;
    readonly changing: number;
}

/** The order statistic that decides: for 16 checkers the 14th to turn red, the 3rd to turn green again. */
export function orderOf({ checkers, untouched = 0, towards = "red", rules }: Detection): Order {
    const changing = checkers - untouched;
    if (towards === "red") {
        return { needed: votesToFail(checkers, rules.quorum), changing };
    }
    // Healthy again as soon as the quorum holds; those that never failed are part of it.
    const stillRed: CheckerRules["quorum"] = (votes, all) => !rules.quorum(all - votes, all);
    return { needed: Math.max(0, votesToFail(checkers, stillRed) - untouched), changing };
}

/** Whether the verdict ever comes: those that stay healthy may be enough to keep it from coming. */
export function isReached(detection: Detection): boolean {
    const { needed, changing } = orderOf(detection);
    return needed <= changing;
}

/** The way back: a passing request takes no time worth naming. */
export function healingOf(detection: Detection): Detection {
    return { ...detection, towards: "green", failureSeconds: 0 };
}

/** How Route 53 sees the endpoint of a check fail. */
export function checkDetection(
    { HealthCheckConfig: config }: HealthCheck,
    failureSeconds: number,
    overheadSeconds: Range,
): Detection {
    return {
        intervalSeconds: config?.RequestInterval ?? 30,
        threshold: config?.FailureThreshold ?? 3,
        checkers: (config?.Regions?.length ?? checkerRegions.length) * checkersPerRegion,
        failureSeconds,
        overheadSeconds,
        rules: route53Rules,
    };
}

/** The health check of a balancer's target group. */
export interface TargetCheck {
    readonly intervalSeconds: number;
    readonly timeoutSeconds: number;
    readonly unhealthyThreshold: number;
}

/**
 * A group is healthy while one target is, and its probes start an interval apart, however long each takes ("approximate
 * amount of time between health checks of an individual target": Elastic Load Balancing guide, target-group health checks).
 */
const targetGroupRules: CheckerRules = { quorum: (votes) => votes > 0, intervalFrom: "request" };

/** How a balancer sees all its targets fail. */
export function targetDetection(
    { intervalSeconds, unhealthyThreshold, timeoutSeconds }: TargetCheck,
    { targets, manner, overheadSeconds }: { targets: number; manner: "errors" | "hangs"; overheadSeconds: Range },
): Detection {
    return {
        intervalSeconds,
        threshold: unhealthyThreshold,
        checkers: targets,
        failureSeconds: manner === "hangs" ? timeoutSeconds : 0,
        overheadSeconds,
        rules: targetGroupRules,
    };
}

/**
 * Draws the time from a fault (or from its end) to the verdict. Its mean is what {@link meanSeconds} says.
 * Allocates nothing per draw.
 */
export function verdictSimulator(detection: Detection, clockFactor: number, random: Random): () => number {
    const { intervalSeconds, threshold, failureSeconds, overheadSeconds, rules } = detection;
    const { needed, changing } = orderOf(detection);
    const phases = new Float64Array(changing);
    const { min, max } = overheadSeconds;
    return () => {
        const overhead = (min + (max - min) * random()) * clockFactor;
        const spent = failureSeconds + overhead;
        const cycle = rules.intervalFrom === "request" ? Math.max(intervalSeconds, spent) : intervalSeconds + spent;
        for (let checker = 0; checker < changing; checker += 1) {
            phases[checker] = random() * (intervalSeconds + overhead);
        }
        phases.sort();
        return (phases[needed - 1] ?? NaN) + spent + (threshold - 1) * cycle;
    };
}

/**
 * Mean of that time: `I*k/(m+1) + f + (N-1)(I+f)`, the k-th of m uniform phases, then one cycle a further observation.
 * With an overhead o of each request the interval between two observations is I+o, and f becomes f+o.
 */
export function meanSeconds(detection: Detection, clockFactor: number): number {
    const { intervalSeconds, threshold, failureSeconds, overheadSeconds, rules } = detection;
    const { needed, changing } = orderOf(detection);
    const overhead = meanOf(overheadSeconds) * clockFactor;
    const spent = failureSeconds + overhead;
    const cycle = rules.intervalFrom === "request" ? Math.max(intervalSeconds, spent) : intervalSeconds + spent;
    return ((intervalSeconds + overhead) * needed) / (changing + 1) + spent + (threshold - 1) * cycle;
}

/** That formula with this detection's numbers of observers: `I*14/17 + f + (N-1)(I+f)`. */
export function meanFormula(detection: Detection): string {
    const { needed, changing } = orderOf(detection);
    const cycle = detection.rules.intervalFrom === "request" ? "I" : "(I+f)";
    return `I*${needed}/${changing + 1} + f + (N-1)${cycle}`;
}

export function meanOf({ min, max }: Range): number {
    return (min + max) / 2;
}
