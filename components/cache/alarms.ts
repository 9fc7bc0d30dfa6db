import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { TierAlarm } from "../shared/alarm";
import type { Common } from "../shared/region";
import { nodesPerShard, type ReplicatedSettings, type ServerlessSettings } from "./settings";

interface Watched {
    readonly own: Common;
    /** The cache as CloudWatch names it. */
    readonly id: pulumi.Output<string>;
}

interface Signal {
    readonly role: string;
    readonly metricName: string;
    readonly stat: "Maximum" | "Sum" | "Average";
    readonly above: number;
    readonly means: string;
}

const cpuPercent = 80;
const memoryPercent = 80;
const lagSeconds = 5;
const globalLagSeconds = 5;

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html */
const nodeSignals: readonly Signal[] = [
    {
        role: "cpu",
        metricName: "EngineCPUUtilization",
        stat: "Maximum",
        above: cpuPercent,
        means: `A node's engine thread is busy for more than ${cpuPercent} % of the time. Look for slow commands in the slow log; then add shards or a larger node.`,
    },
    {
        role: "memory",
        metricName: "DatabaseMemoryUsagePercentage",
        stat: "Maximum",
        above: memoryPercent,
        means: `More than ${memoryPercent} % of a node's memory is in use; soon keys are evicted, or writes refused. Shorten expiry or enlarge it.`,
    },
    {
        role: "evictions",
        metricName: "Evictions",
        stat: "Sum",
        above: 0,
        means: "Keys are evicted before they expire: the cache is smaller than what is asked of it.",
    },
];

const lagSignal: Signal = {
    role: "lag",
    metricName: "ReplicationLag",
    stat: "Maximum",
    above: lagSeconds,
    means: `A replica is more than ${lagSeconds} s behind its primary; a failover now loses that. Look for large keys and for a saturated network.`,
};

/**
 * How far a secondary's primary node is behind: the most of all shards, so AWS reports it once for the group and of no
 * node (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html, which names no dimensions; those
 * who read it ask for ReplicationGroupId. Not run against AWS). The primary reports none.
 */
const globalLagSignal: Signal = {
    role: "global-lag",
    metricName: "GlobalDatastoreReplicationLag",
    stat: "Maximum",
    above: globalLagSeconds,
    means: `This region is more than ${globalLagSeconds} s behind the primary's; promoting it now loses that.`,
};

/**
 * Of each shard, whichever of its nodes is worst: a failover moves roles between nodes and changes no alarm. Of a member
 * of a Global Datastore also how far it is behind, in every region: a promotion changes no alarm either.
 */
export function watchShards(name: string, settings: ReplicatedSettings, { own, id }: Watched): TierAlarm[] {
    const shards =
        settings.kind === "cluster-mode"
            ? Array.from({ length: settings.shards }, (_, index) => String(index + 1).padStart(4, "0"))
            : [undefined];
    const signals = [...nodeSignals, ...(nodesPerShard(settings) > 1 ? [lagSignal] : [])];
    const inside = shards.flatMap((shard) =>
        signals.map((signal) => {
            const nodes = Array.from({ length: nodesPerShard(settings) }, (_, index) =>
                String(index + 1).padStart(3, "0"),
            );
            const queries = nodes.map((node) => ({
                id: `n${node}`,
                metric: {
                    namespace: "AWS/ElastiCache",
                    metricName: signal.metricName,
                    dimensions: {
                        CacheClusterId: pulumi.interpolate`${id}-${shard === undefined ? node : `${shard}-${node}`}`,
                    },
                    period: 60,
                    stat: signal.stat,
                },
            }));
            const worst = { id: "worst", expression: "MAX(METRICS())", label: "Worst node", returnData: true };
            return createAlarm([name, signal.role, shard].filter(Boolean).join("-"), signal, {
                own,
                measured: { metricQueries: [...queries, worst] },
            });
        }),
    );
    const between =
        settings.topology === "global"
            ? [
                  createAlarm(`${name}-${globalLagSignal.role}`, globalLagSignal, {
                      own,
                      measured: oneMetric(globalLagSignal, { ReplicationGroupId: id }),
                  }),
              ]
            : [];
    return [...inside, ...between];
}

/** Of Memcached's nodes, the worst. */
export function watchNodes(name: string, { own, id }: Watched): TierAlarm[] {
    const busy: Signal = {
        role: "cpu",
        metricName: "CPUUtilization",
        stat: "Maximum",
        above: cpuPercent,
        means: `A node is busy for more than ${cpuPercent} % of the time. Add nodes.`,
    };
    return [busy, ...nodeSignals.filter(({ role }) => role === "evictions")].map((signal) =>
        createAlarm(`${name}-${signal.role}`, signal, {
            own,
            measured: oneMetric(signal, { CacheClusterId: id }),
        }),
    );
}

/** How near a serverless cache is to its limits. */
export function watchLimits(name: string, settings: ServerlessSettings, { own, id }: Watched): TierAlarm[] {
    const share = memoryPercent / 100;
    const signals: readonly Signal[] = [
        {
            role: "storage",
            metricName: "BytesUsedForCache",
            stat: "Maximum",
            above: settings.storageGb * 1e9 * share,
            means: `More than ${memoryPercent} % of storageGb is in use; at the limit keys are evicted. Raise it, or shorten expiry.`,
        },
        {
            role: "units",
            metricName: "ElastiCacheProcessingUnits",
            stat: "Sum",
            above: settings.processingUnits * 60 * share,
            means: `More than ${memoryPercent} % of processingUnits is in use; at the limit commands are throttled. Raise it.`,
        },
        {
            role: "throttles",
            metricName: "ThrottledCmds",
            stat: "Sum",
            above: 0,
            means: "Commands are throttled: the cache is at one of its limits. Raise processingUnits.",
        },
    ];
    return signals.map((signal) =>
        createAlarm(`${name}-${signal.role}`, signal, { own, measured: oneMetric(signal, { clusterId: id }) }),
    );
}

function oneMetric({ metricName, stat }: Signal, dimensions: Record<string, pulumi.Output<string>>) {
    return { namespace: "AWS/ElastiCache", metricName, dimensions, statistic: stat, period: 60 };
}

interface AlarmParts {
    readonly own: Common;
    readonly measured: Partial<aws.cloudwatch.MetricAlarmArgs>;
}

function createAlarm(name: string, { above, means }: Signal, { own, measured }: AlarmParts): TierAlarm {
    const alarm = new aws.cloudwatch.MetricAlarm(
        name,
        {
            ...own.tagged,
            ...measured,
            alarmDescription: means,
            evaluationPeriods: 5,
            datapointsToAlarm: 5,
            comparisonOperator: "GreaterThanThreshold",
            threshold: above,
            // A node that is gone reports nothing; the app's own alarms say whether that hurts.
            treatMissingData: "notBreaching",
        },
        own.child,
    );
    return { tier: "cache", arn: alarm.arn };
}
