import type { PlatformFacts } from "./platform";
import type { Report } from "./report";

/** What is real in the twin, what is imitated, by which parameter, and where its value comes from. */
export function realism({ assumptions, traffic }: PlatformFacts, factor: number): Report["realism"] {
    const clock = factor === 1 ? "" : `, divided by ${factor}`;
    const check =
        traffic.healthCheck === "none"
            ? "none"
            : `every ${traffic.healthCheck.intervalSeconds} s, threshold ${traffic.healthCheck.failureThreshold}${clock}`;
    const { min, max } = assumptions.healthToDnsSeconds;
    return [
        {
            part: "Application Load Balancer",
            real: "HAProxy: TLS, health checks of targets, fail-over between instances, from the plan's listeners and target groups",
            imitated: "the addresses do not change while it lives; one process stands for its nodes",
            source: "Elastic Load Balancing user guide",
        },
        {
            part: "Instances",
            real: "the app's bundle, started by the plan's user data",
            imitated: `a launch takes bootSeconds = ${assumptions.bootSeconds} s${clock}; no scaling by load`,
            source: "stack config, assumptions",
        },
        {
            part: "Aurora global database",
            real: "PostgreSQL with streaming replication, a real promotion, a real base backup",
            imitated:
                `managed failover takes promotionSeconds = ${assumptions.promotionSeconds} s${clock}; ` +
                `changes arrive replicationLagSeconds = ${assumptions.replicationLagSeconds} s${clock} late; its storage layer is not there`,
            source: "stack config, assumptions; Aurora guide: order of minutes, lag typically under a second",
        },
        {
            part: "Route 53 answers",
            real: "a name server that answers by the plan's records; caching resolvers (unbound) that obey its TTLs",
            imitated: `verdicts reach the answers after ${min}-${max} s${clock}; latencies between regions are the config's`,
            source: "AWS publishes neither; stack config, assumptions",
        },
        {
            part: "Route 53 health checks",
            real: `16 checkers ask over the network: ${check}; healthy while more than 18 % say so`,
            imitated: "checkers stand in one place, not in eight regions",
            source: "Route 53 developer guide, how health checks work",
        },
        {
            part: "Loss of a region",
            real: "its packets vanish both ways, or its processes die",
            imitated: "control planes, quotas and capacity of AWS are not lost with it, because they are not there",
            source: "docs/adr",
        },
        {
            part: "Clients",
            real: "k6 processes with a resolver each, on the wall clock",
            imitated: "they stand near every region; keep-alive clients speak HTTP/1.1 and not HTTP/2",
            source: "loadtest/",
        },
    ];
}
