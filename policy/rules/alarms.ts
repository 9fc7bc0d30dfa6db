import { isWatched } from "../metrics";
import type { PlanView, Resource } from "../plan-view";
import { dependenciesOf } from "../../plan/unknown";
import { each, hub, reliability, type Rule } from "../rule";

const metricAlarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const compositeAlarm = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const topicType = "aws:sns/topic:Topic";

/** Types that act on an alarm by themselves: they roll back, scale or answer by it. */
const acting = [
    compositeAlarm,
    "aws:arcregionswitch/plan:Plan",
    "aws:autoscaling/group:Group",
    "aws:ecs/service:Service",
    "aws:route53/healthCheck:HealthCheck",
    "aws:sagemaker/endpoint:Endpoint",
];

/** Whether anything but a person reads the alarm: what names it, by reference or by its name or arn. */
function isRead(view: PlanView, alarm: Resource): boolean {
    const ids = alarm.resource.ids ?? [];
    return view
        .of(...acting)
        .filter(({ urn }) => urn !== alarm.urn)
        .some(
            ({ resource: { inputs } }) =>
                dependenciesOf(inputs).includes(alarm.urn) || ids.some((id) => isNamed(id, JSON.stringify(inputs))),
        );
}

/** Whether a text has a name as a whole: `orders` is not named by `ALARM(orders-5xx)`. */
function isNamed(name: string, text: string): boolean {
    const written = JSON.stringify(name).slice(1, -1);
    const around = text.split(written);
    return around.slice(1).some((after, at) => !/[\w./-]$/.test(around[at] ?? "") && !/^[\w./-]/.test(after));
}

/** What keeps data or messages, and tells CloudWatch how it is. */
const databases = [
    "aws:docdb/cluster:Cluster",
    "aws:elasticsearch/domain:Domain",
    "aws:memorydb/cluster:Cluster",
    "aws:mq/broker:Broker",
    "aws:msk/cluster:Cluster",
    "aws:neptune/cluster:Cluster",
    "aws:opensearch/domain:Domain",
    "aws:rds/cluster:Cluster",
    "aws:rds/instance:Instance",
    "aws:redshift/cluster:Cluster",
];

const caches = [
    "aws:dax/cluster:Cluster",
    "aws:elasticache/cluster:Cluster",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:elasticache/serverlessCache:ServerlessCache",
];

function unwatched(title: string, types: readonly string[], metric?: RegExp): Rule["check"] {
    return each(types, (resource, view) => (isWatched(view, resource, metric) ? undefined : `no alarm on ${title}`));
}

const watch = reliability("rel_monitor_aws_resources_monitor_resources");

/** What fails is told to somebody. */
export const alarmRules: readonly Rule[] = [
    {
        id: "balancer-without-alarm",
        severity: "warning",
        title: "a balancer that nobody watches",
        why: "It sees first that clients get errors.",
        fix: "Alarm on its 5xx and on unhealthy targets.",
        source: watch,
        check: unwatched("errors, latency or healthy targets", [
            "aws:elb/loadBalancer:LoadBalancer",
            "aws:lb/loadBalancer:LoadBalancer",
        ]),
    },
    {
        id: "database-without-alarm",
        severity: "warning",
        title: "a database, search domain or broker that nobody watches",
        why: "Full connections, storage or CPU are seen minutes before they are an outage.",
        fix: "Alarm on its CPU, connections or memory.",
        source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/monitoring-cloudwatch.html",
        check: each(databases, (database, view) => {
            const instances = database.type.replace("/cluster:Cluster", "/clusterInstance:ClusterInstance");
            const members = database.namedBy(instances, "clusterIdentifier");
            return [database, ...members].some((one) => isWatched(view, one)) ? undefined : "no alarm on its metrics";
        }),
    },
    {
        id: "replication-without-alarm",
        severity: "error",
        title: "replication between regions that nobody watches",
        why: "The lag is what a lost region takes with it: unwatched, the promised RPO is a hope.",
        fix: "Alarm on AuroraGlobalDBRPOLag or AuroraGlobalDBReplicationLag of a member.",
        source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-monitoring.html",
        check: each(["aws:rds/globalCluster:GlobalCluster"], (global, view) => {
            const type = "aws:rds/cluster:Cluster";
            const members = global.namedBy(type, "globalClusterIdentifier");
            const watched = [global, ...members].some((one) => isWatched(view, one, /^AuroraGlobalDB/));
            return members.length > 1 && !watched ? "no alarm on AuroraGlobalDB's lag" : undefined;
        }),
    },
    {
        id: "table-without-alarm",
        severity: "warning",
        title: "a table that nobody watches",
        why: "Throttled writes and late replicas look like nothing from outside.",
        fix: "Alarm on throttled requests, or on ReplicationLatency.",
        source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/monitoring-cloudwatch.html",
        check: unwatched("throttling or replication", ["aws:dynamodb/table:Table"]),
    },
    {
        id: "cache-without-alarm",
        severity: "warning",
        title: "a cache that nobody watches",
        why: "Evictions and a full engine thread come before the database is asked for everything.",
        fix: "Alarm on EngineCPUUtilization, memory or Evictions.",
        source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html",
        check: each(caches, (cache, view) =>
            // A member of a group is watched with it.
            cache.has("replicationGroupId") && cache.type === "aws:elasticache/cluster:Cluster"
                ? undefined
                : isWatched(view, cache)
                  ? undefined
                  : "no alarm on its metrics",
        ),
    },
    {
        id: "model-without-alarm",
        severity: "warning",
        title: "a model that nobody watches",
        why: "A new version that is slower or fails is rolled back only by an alarm.",
        fix: "Alarm on ModelLatency and Invocation5XXErrors.",
        source: "https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-cloudwatch.html",
        check: unwatched("latency or errors", ["aws:sagemaker/endpoint:Endpoint"]),
    },
    {
        id: "health-check-without-alarm",
        severity: "warning",
        title: "a Route 53 health check that nobody watches",
        why: "DNS leaves a region and people hear it from clients.",
        fix: "Alarm on HealthCheckStatus, in us-east-1.",
        source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html",
        check: unwatched("HealthCheckStatus", ["aws:route53/healthCheck:HealthCheck"]),
    },
    {
        id: "alarm-tells-nobody",
        severity: "error",
        title: "an alarm that tells nobody",
        why: "It turns red in a console that nobody has open.",
        fix: "Give it alarmActions, or let a composite alarm or a roll back read it.",
        source: hub("CloudWatch.15"),
        check: each([metricAlarm, compositeAlarm], (alarm, view) => {
            if (isRead(view, alarm)) {
                return undefined;
            }
            if (alarm.flag("actionsEnabled") === false) {
                return "actionsEnabled is false";
            }
            return alarm.count("alarmActions") > 0 ? undefined : "it has no action, and nothing reads it";
        }),
    },
    {
        id: "topic-reaches-nobody",
        severity: "warning",
        title: "alarms that are sent where nobody listens",
        why: "The alarm works, and no one is woken.",
        fix: "Name somebody in watching.subscribers.",
        source: "https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html",
        check: each([topicType], (topic, view) => {
            const alarming = view
                .of(metricAlarm, compositeAlarm)
                .some((alarm) => view.named(alarm, "alarmActions", topicType).includes(topic));
            const heard = topic.namedBy("aws:sns/topicSubscription:TopicSubscription", "topic").length > 0;
            return alarming && !heard ? "it has no subscription" : undefined;
        }),
    },
];
