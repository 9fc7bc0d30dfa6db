import type { HealthCheckConfig } from "@aws-sdk/client-route-53";
import type { Random } from "../random";
import { endpointType } from "./endpoint";
import { observationOf, servingEndpoint, type EndpointBehaviour } from "./observation";
import { checkerRegions, checkersPerRegion, route53Rules, votesToFail, type CheckerRules } from "./verdict";

/** What happens to a checked endpoint, and who notices. */
export interface EndpointFault {
    /** How the endpoint treats requests while the fault lasts. */
    readonly behaviour: EndpointBehaviour;
    /** Regions whose checkers do not meet the fault: to them the endpoint is as before. @default none */
    readonly unseenFrom?: readonly string[];
}

/** What the model of AWS does not have: a machine's own time, a slow endpoint, or a wrong rule to be told from the right one. */
export interface DetectionOptions {
    /** How the endpoint treats requests before and after the fault. @default everything at once */
    readonly healthy?: EndpointBehaviour;
    /** Platform seconds that each request costs beyond its observation, one draw for a run. @default none */
    readonly overheadSeconds?: { readonly min: number; readonly max: number };
    /** @default Route 53's */
    readonly rules?: CheckerRules;
}

/** Platform seconds of one fault and its end; Infinity for a verdict that never comes, because too few checkers meet it. */
export interface DetectionRun {
    /** From the fault to the verdict unhealthy. */
    downSeconds: number;
    /** From the end of the fault, all checkers having noticed it, to the verdict healthy. */
    upSeconds: number;
}

/**
 * Draws when the checkers of an endpoint check notice a fault and its end: every checker on its own, from a moment of
 * its own (they are not coordinated), and the verdict with the last vote that it needs. The object is the same in every
 * run. A request in hand when the fault begins passes, one in hand when it ends fails.
 * @throws RoutingError `unknown-value` when the check asks no endpoint.
 */
export function modelDetection(
    check: HealthCheckConfig,
    fault: EndpointFault,
    { random, ...options }: DetectionOptions & { readonly random: Random },
): () => DetectionRun {
    const { healthy = servingEndpoint, overheadSeconds = { min: 0, max: 0 }, rules = route53Rules } = options;
    const type = endpointType(check);
    const before = observationOf(type, healthy);
    const during = observationOf(type, fault.behaviour);
    const regions = check.Regions ?? checkerRegions;
    const checkers = regions.length * checkersPerRegion;
    const unseen = regions.filter((region) => fault.unseenFrom?.includes(region)).length * checkersPerRegion;
    const toFail = votesToFail(checkers, rules.quorum);
    // Checkers that never met the fault say healthy all the time.
    const toPass = checkers - toFail + 1 - unseen;
    const times = new Float64Array(checkers - unseen);
    const noticed = !during.passed && toFail <= times.length;
    const interval = check.RequestInterval ?? 30;
    const repeats = (check.FailureThreshold ?? 3) - 1;
    const run: DetectionRun = { downSeconds: Infinity, upSeconds: Infinity };
    return () => {
        if (noticed) {
            const overhead = overheadSeconds.min + (overheadSeconds.max - overheadSeconds.min) * random();
            const working = before.seconds + overhead;
            const failing = during.seconds + overhead;
            const spread = cycle(working);
            run.downSeconds = lastVote(toFail, { spread, within: spread }) + failing + repeats * cycle(failing);
            run.upSeconds = lastVote(toPass, { spread, within: cycle(failing) }) + working + repeats * spread;
        }
        return run;
    };

    /**
     * When so many checkers have sent their first request. Their moments were spread over a cycle of the working
     * endpoint, and keep those distances in the longer cycle of a failing one: it has a gap.
     */
    function lastVote(needed: number, { spread, within }: { spread: number; within: number }): number {
        const turned = random() * within;
        for (let checker = 0; checker < times.length; checker += 1) {
            times[checker] = (turned + random() * spread) % within;
        }
        times.sort();
        return times[needed - 1] ?? Infinity;
    }

    function cycle(spent: number): number {
        return rules.intervalFrom === "request" ? Math.max(interval, spent) : interval + spent;
    }
}
