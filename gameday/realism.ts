import { unrunText } from "../twin/unrun";
import type { PlatformFacts } from "./platform";
import type { Report } from "./report";

type Row = Report["realism"][number];

/** What is real in the twin, what is imitated, by which parameter, and where its value comes from. */
export function realism(facts: PlatformFacts, factor: number): Report["realism"] {
    const clock = factor === 1 ? "" : `, divided by ${factor}`;
    return [
        ...serving(facts, clock),
        database(facts, clock),
        ...routing(facts, clock),
        {
            part: "Network between regions",
            real: "a network namespace a cell with the plan's addresses; every byte between cells passes a relay with a declared delay",
            imitated:
                "only database connections pass between cells; a connect to a black-holed region succeeds at the relay, then stays silent",
            source: "stack config, assumptions.regionRttMilliseconds; docs/adr/0009",
        },
        {
            part: "Loss of a region",
            real: "its packets vanish both ways (black hole), or its processes die (refused); what was still in the relay is dropped",
            imitated: "AWS's control planes, quotas and capacity are not lost with it: they are not there",
            source: "docs/adr/0009",
        },
        {
            part: "Secrets, keys, buckets, identities",
            real: "the app's bundle and the database's password, as the plan names them",
            imitated:
                "handed over as files: no S3, Secrets Manager, KMS or IAM; a missing permission is not found here",
            source: "docs/adr/0008",
        },
        ...leftOut(facts),
        {
            part: "Clients",
            real: "k6 processes, most with a resolver of their own, at a constant rate on the wall clock",
            imitated: "all in one place, as near to each region; keep-alive clients speak HTTP/1.1 and not HTTP/2",
            source: "loadtest/workloads, loadtest/scenarios",
        },
        {
            part: "Machine",
            real: "processes, sockets, TLS, DNS and fsync",
            imitated:
                "one kernel, disk and set of cores for every region and the load: the slowest percentiles are the machine's",
            source: "the machine below",
        },
    ];
}

function leftOut({ unrun }: PlatformFacts): Row[] {
    const imitated = `not run and not imitated: ${unrunText(unrun)}; the app is given their names and asks for none of them`;
    return unrun.length === 0
        ? []
        : [{ part: "The plan's other components", real: "nothing", imitated, source: "plan" }];
}

function serving({ assumptions, unrunOfBalancers }: PlatformFacts, clock: string): Row[] {
    const without = unrunOfBalancers.length === 0 ? "" : `; left out: ${unrunText(unrunOfBalancers)}`;
    return [
        {
            part: "Application Load Balancer",
            real: "HAProxy: TLS, health checks of targets and fail-over between them, from the plan's listeners and target groups",
            imitated:
                "one process stands for its nodes, addresses stay; no deregistration delay; sslPolicy means TLS 1.2 or newer; " +
                `an unreachable target gives 503, ALB says 502${without}`,
            source: "Elastic Load Balancing user guide; plan",
        },
        {
            part: "Instances",
            real: "the app's bundle, started by the plan's user data; restarted as its systemd unit says",
            imitated:
                `after a loss they boot for bootSeconds = ${assumptions.bootSeconds} s${clock}; those of the start are there at once; ` +
                "groups stay at minSize: no scaling, none replaced for failing checks",
            source: "stack config, assumptions; plan",
        },
    ];
}

function database({ assumptions }: PlatformFacts, clock: string): Row {
    const { promotionSeconds, decideSeconds, replicationLagSeconds } = assumptions;
    return {
        part: "Aurora global database",
        real: "PostgreSQL 15 with streaming replication, TLS, a real promotion, a real rebuild of the old primary",
        imitated:
            "it stands for Aurora PostgreSQL 17, whose shared storage is not there; " +
            `an operator decides for decideSeconds = ${decideSeconds} s${clock}; ` +
            `failover takes promotionSeconds = ${promotionSeconds} s${clock}; ` +
            `changes arrive replicationLagSeconds = ${replicationLagSeconds} s${clock} late`,
        source: "stack config, assumptions; Aurora user guide: failover takes minutes, lag is typically under a second",
    };
}

/** What moves clients besides endpoint checks is not run: its checks stay as they are born, healthy. */
function switches({ failoverControl }: PlatformFacts["traffic"]): string {
    const kind = failoverControl?.kind ?? "health";
    return kind === "health" ? "" : `; alarms, switches and controls of failover control ${kind} stay healthy`;
}

function routing({ assumptions, traffic }: PlatformFacts, clock: string): Row[] {
    const { min, max } = assumptions.healthToDnsSeconds;
    const { healthCheck } = traffic;
    return [
        {
            part: "Route 53 answers",
            real: "a name server that answers by the plan's records; caching resolvers (unbound) that obey its TTLs",
            imitated: `verdicts reach the answers after healthToDnsSeconds = ${min}–${max} s${clock}; distances between regions are the config's`,
            source: "stack config, assumptions; AWS publishes neither",
        },
        {
            part: "Route 53 health checks",
            real:
                healthCheck === "none"
                    ? "none in this stack"
                    : `16 checkers ask ${healthCheck.path} over the network, every ${healthCheck.intervalSeconds} s${clock}, ` +
                      `${healthCheck.failureThreshold} in a row change a verdict; healthy while more than 18 % say so`,
            imitated: `checkers stand in one place, not in eight regions${switches(traffic)}`,
            source: "Route 53 developer guide: how Route 53 determines whether an endpoint is healthy",
        },
    ];
}
