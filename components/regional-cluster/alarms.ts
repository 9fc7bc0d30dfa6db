import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { TierAlarm } from "../shared/alarm";
import type { Common } from "../shared/region";
import { maximumConnections, memoryBytes } from "./memory";
import type { DatabaseMember, DatabaseSettings } from "./settings";

/** What one alarm watches; all are of the whole cluster, whichever instance writes. */
interface Watch {
    readonly role: string;
    readonly metricName: string;
    readonly statistic: "Maximum" | "Minimum" | "Sum";
    readonly threshold: number;
    readonly below?: true;
    /** Minutes in a row. */
    readonly minutes: number;
    readonly description: string;
    readonly promise?: TierAlarm["promise"];
}

/** Percent of CPU above which an instance answers late. */
const busyCpuPercent = 90;
/** Share of the connections and of the memory at which it is time to act. */
const fullShare = 0.8;
const freeShare = 0.1;

/**
 * Metrics and their units: Aurora guide, "Amazon CloudWatch metrics for Amazon Aurora". Lag is reported by secondaries
 * only, and every member watches it, so that a failover moves no alarm.
 */
export function createAlarms(
    name: string,
    { settings, member }: { readonly settings: DatabaseSettings; readonly member: DatabaseMember },
    { own, identifier }: { readonly own: Common; readonly identifier: pulumi.Output<string> },
): TierAlarm[] {
    const watches = [...replication(settings), ...(member.kind === "headless" ? [] : load(settings))];
    return watches.map(({ role, below, minutes, description, promise, ...metric }) => {
        const alarm = new aws.cloudwatch.MetricAlarm(
            `${name}-${role}`,
            {
                ...own.tagged,
                ...metric,
                namespace: "AWS/RDS",
                dimensions: { DBClusterIdentifier: identifier },
                alarmDescription: description,
                comparisonOperator: below === undefined ? "GreaterThanThreshold" : "LessThanThreshold",
                period: 60,
                evaluationPeriods: minutes,
                // A primary reports no lag, a paused instance nothing at all: silence is no sign of trouble here.
                treatMissingData: "notBreaching",
            },
            own.child,
        );
        return { tier: "database", arn: alarm.arn, ...(promise === undefined ? {} : { promise }) };
    });
}

function replication({ engine, promisedRpoSeconds, writeForwarding }: DatabaseSettings): Watch[] {
    if (promisedRpoSeconds === undefined) {
        return [];
    }
    const lag = {
        statistic: "Maximum",
        threshold: promisedRpoSeconds * 1000,
        minutes: 3,
        promise: "rpoSeconds",
    } as const;
    const refused: Watch = {
        role: "forwarding-refused",
        metricName: "AuroraForwardingReplicaErrorSessionsLimit",
        statistic: "Sum",
        threshold: 0,
        minutes: 1,
        description:
            "The writer refused sessions that this region forwarded: raise writeForwarding.connectionsPercent, or hold fewer connections.",
    };
    return [
        {
            ...lag,
            role: "replication-lag",
            metricName: "AuroraGlobalDBReplicationLag",
            description:
                "This region's copy is further behind the writer than the promised RPO: do not fail over to it unless the writer is lost.",
        },
        {
            ...lag,
            role: "rpo-lag",
            metricName: "AuroraGlobalDBRPOLag",
            description:
                "A failover to this region now would lose more commits than the promised RPO: look for a rush of writes or a broken link.",
        },
        // Aurora MySQL has no such metric.
        ...(engine.kind === "postgresql" && writeForwarding.kind === "on" ? [refused] : []),
    ];
}

function load({ capacity, engine }: DatabaseSettings): Watch[] {
    const connections = maximumConnections(engine.kind, capacity);
    const bytes = memoryBytes(capacity);
    return [
        {
            role: "cpu",
            metricName: "CPUUtilization",
            statistic: "Maximum",
            threshold: busyCpuPercent,
            minutes: 10,
            description:
                "An instance has been busy for ten minutes: find the statements in Database Insights, or grow.",
        },
        ...(connections === undefined
            ? []
            : [
                  {
                      role: "connections",
                      metricName: "DatabaseConnections",
                      statistic: "Maximum",
                      threshold: Math.floor(connections * fullShare),
                      minutes: 5,
                      description: `An instance holds most of the ${connections} connections that it takes: look for a leak, hold fewer, or use the proxy.`,
                  } as const,
              ]),
        capacity.kind === "serverless"
            ? {
                  role: "capacity",
                  metricName: "ACUUtilization",
                  statistic: "Minimum",
                  threshold: 99,
                  minutes: 15,
                  description: "Every instance has been at maxAcu for a quarter of an hour: raise capacity.maxAcu.",
              }
            : {
                  role: "memory",
                  metricName: "FreeableMemory",
                  statistic: "Minimum",
                  threshold: Math.floor((bytes ?? 0) * freeShare),
                  below: true,
                  minutes: 10,
                  description: "An instance is short of memory: look for large sorts and idle connections, or grow.",
              },
    ];
}
