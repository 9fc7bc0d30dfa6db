import { priceDrill, type DrillCost } from "../cost/drill";
import { balancerTtlSeconds } from "../routing/evaluate/alias-services";
import { clientSpecs } from "./clients";
import type { PlatformFacts } from "./platform";
import type { Report } from "./report";
import type { DrillRun } from "./run";

/** k6 asks for both in turn. */
const operations = 2;

/**
 * What a drill would cost on AWS, where every clock is real: its platform time is paid for, at the rate of requests that
 * clients have on any clock. Each client has a resolver of its own.
 */
export function priceOf(
    { plan, book, workload, factor }: Pick<DrillRun, "plan" | "book" | "workload" | "factor">,
    facts: PlatformFacts,
    { startedAt, endedAt }: Pick<Report["run"], "startedAt" | "endedAt">,
): DrillCost {
    const seconds = Math.max(0, (factor * (Date.parse(endedAt) - Date.parse(startedAt))) / 1000);
    const clients = clientSpecs(workload).length;
    const requestsEach = operations * workload.rate * Math.ceil(seconds) + workload.seedOrders;
    const load = {
        seconds,
        requests: clients * requestsEach,
        resolvers: clients,
        ttlSeconds: balancerTtlSeconds,
        regions: Object.keys(facts.regions),
        runnerRegion: facts.initialWriter,
    };
    return priceDrill(plan, load, book);
}
