/**
 * How Route 53 makes one verdict of many checkers' observations. The prober and the recovery-time model share this file.
 * Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */

/** The regions that checkers stand in; AWS allows choosing among these eight. */
export const checkerRegions = [
    "us-east-1",
    "us-west-1",
    "us-west-2",
    "eu-west-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-northeast-1",
    "sa-east-1",
] as const;

/** AWS does not say how many checkers a region has; its disaster-recovery blog speaks of 16 in all. */
export const checkersPerRegion = 2;

/** What a prober must obey. The two parts that a wrong prober most easily gets wrong can be replaced, to prove that it is noticed. */
export interface CheckerRules {
    /** Whether an endpoint is healthy when so many of its checkers say so. */
    readonly quorum: (votes: number, checkers: number) => boolean;
    /** Where the interval to a checker's next request is counted from. */
    readonly intervalFrom: "response" | "request";
}

/** More than 18 % of the checkers, and the interval runs from the response to the next request. */
export const route53Rules: CheckerRules = {
    quorum: (votes, checkers) => votes > 0.18 * checkers,
    intervalFrom: "response",
};

/** Seconds that an endpoint has to accept a connection (HTTP and HTTPS). */
export const connectSeconds = 4;
/** Seconds from the connection to a status of 2xx or 3xx; TLS has its turn within them. */
export const responseSeconds = 2;
/** Seconds from the status to the body, when the body is searched. */
export const bodySeconds = 2;
/** Seconds to accept a connection when that is all the check asks (TCP). */
export const tcpConnectSeconds = 10;

/** One checker's opinion: it changes after `threshold` consecutive observations that contradict it. A new one says healthy. */
export class CheckerVote {
    private contradictions = 0;
    private opinion = true;

    constructor(private readonly threshold: number) {}

    get healthy(): boolean {
        return this.opinion;
    }

    observe(passed: boolean): void {
        this.contradictions = passed === this.opinion ? 0 : this.contradictions + 1;
        if (this.contradictions >= this.threshold) {
            this.opinion = passed;
            this.contradictions = 0;
        }
    }
}

/** How many checkers must say unhealthy before the verdict is unhealthy: 14 of 16. */
export function votesToFail(checkers: number, quorum: CheckerRules["quorum"]): number {
    let failed = 0;
    while (failed < checkers && quorum(checkers - failed, checkers)) {
        failed += 1;
    }
    return failed;
}
