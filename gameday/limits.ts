import { balancerTtlSeconds } from "../routing/evaluate/alias-services";
import type { Prediction } from "../routing/prediction";
import type { PlatformFacts } from "./platform";

/** How long each step of a drill may take. Platform seconds; the machine's own share is added to each in real ones. */
export interface Limits {
    /** Length of the steady state to be proved, before the fault and after everything. */
    readonly steadySeconds: number;
    /** How long service must hold to count as back. */
    readonly holdSeconds: number;
    readonly startSeconds: number;
    readonly watchSeconds: number;
    readonly healSeconds: number;
    readonly homeSeconds: number;
    readonly switchoverSeconds: number;
    /** Real seconds that a step may need on a slow machine whatever the clock: processes, disks, a base backup. */
    readonly machineSeconds: number;
}

/**
 * From what was predicted and promised, so that a drill whose clients never come back ends by itself: late enough to
 * call every promise broken, and past everything that the prediction holds possible.
 */
export function limitsOf(facts: PlatformFacts, prediction: Prediction, machineSeconds = 30): Limits {
    const { promises, assumptions, traffic } = facts;
    const holdSeconds = 30;
    const predicted = Math.max(prediction.readRto?.high ?? 0, prediction.writeRto?.high ?? 0);
    const promised = Math.max(promises.readRtoSeconds ?? 0, promises.writeRtoSeconds ?? 0);
    const believe =
        traffic.healthCheck === "none"
            ? 0
            : traffic.healthCheck.failureThreshold * (traffic.healthCheck.intervalSeconds + 6);
    return {
        steadySeconds: 60,
        holdSeconds,
        startSeconds: 4 * 60,
        watchSeconds: Math.max(1.25 * predicted, promised) + holdSeconds + 30,
        healSeconds: 2 * assumptions.bootSeconds + 60,
        homeSeconds: believe + assumptions.healthToDnsSeconds.max + 2 * balancerTtlSeconds + 60,
        switchoverSeconds: 2 * assumptions.promotionSeconds + 60,
        machineSeconds,
    };
}

/** Real seconds that all steps together can take: how long a client must be ready to run. */
export function longestDrillSeconds(limits: Limits, factor: number): number {
    const { startSeconds, watchSeconds, healSeconds, homeSeconds, switchoverSeconds, steadySeconds } = limits;
    const steps = [startSeconds, watchSeconds, healSeconds, homeSeconds, switchoverSeconds, 4 * steadySeconds];
    return steps.reduce((sum, step) => sum + step / factor + limits.machineSeconds, limits.machineSeconds);
}
