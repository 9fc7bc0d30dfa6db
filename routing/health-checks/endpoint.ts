import type { HealthCheck, HealthCheckConfig } from "@aws-sdk/client-route-53";
import { RoutingError } from "../errors";
import type { EndpointType } from "./observation";
import { checkerRegions, checkersPerRegion, CheckerVote, route53Rules, type CheckerRules } from "./verdict";

const endpointTypes: readonly EndpointType[] = ["HTTP", "HTTPS", "HTTP_STR_MATCH", "HTTPS_STR_MATCH", "TCP"];

/** Whether checkers ask an endpoint; a calculated, alarm or recovery-control check has its state from elsewhere. */
export function asksEndpoint({ Type }: Partial<HealthCheckConfig>): boolean {
    return endpointTypes.some((type) => type === Type);
}

/** @throws RoutingError `unknown-value` when the check asks no endpoint. */
export function endpointType({ Type }: HealthCheckConfig): EndpointType {
    const found = endpointTypes.find((type) => type === Type);
    if (found === undefined) {
        const message = `health check: expected a type of ${endpointTypes.join(", ")}, got ${Type ?? "none"}`;
        throw new RoutingError("unknown-value", message);
    }
    return found;
}

/** One checker of a check: AWS says in which regions they stand, and not how many are in each. */
export interface Checker {
    readonly region: string;
    readonly vote: CheckerVote;
}

/**
 * The state of an endpoint check: observations of its checkers in, the verdict out. A new check is healthy until enough
 * checkers say otherwise.
 */
export class EndpointState {
    readonly checkers: readonly Checker[];
    private readonly quorum: CheckerRules["quorum"];

    constructor({ HealthCheckConfig: config }: HealthCheck, rules: CheckerRules = route53Rules) {
        const regions = config?.Regions ?? checkerRegions;
        const threshold = config?.FailureThreshold ?? 3;
        this.quorum = rules.quorum;
        this.checkers = regions.flatMap((region) =>
            Array.from({ length: checkersPerRegion }, () => ({ region, vote: new CheckerVote(threshold) })),
        );
    }

    /** Checkers that say healthy. */
    get votes(): number {
        return this.checkers.filter(({ vote }) => vote.healthy).length;
    }

    get healthy(): boolean {
        return this.quorum(this.votes, this.checkers.length);
    }
}
