import type { Resource } from "../plan-view";
import { each, hub, type Rule } from "../rule";

/** Doors besides balancers of today, and how each says that it writes down who came. */
const doors: { readonly [type: string]: (door: Resource) => string | undefined } = {
    "aws:apigateway/stage:Stage": lacks("accessLogSettings"),
    "aws:apigatewayv2/stage:Stage": lacks("accessLogSettings"),
    "aws:cloudfront/distribution:Distribution": (distribution) =>
        distribution.has("loggingConfig") ||
        distribution.has("defaultCacheBehavior.realtimeLogConfigArn") ||
        distribution.namedBy("aws:cloudwatch/logDeliverySource:LogDeliverySource", "resourceArn").length > 0
            ? undefined
            : "it has no loggingConfig and no log delivery",
    // Where a classic one says where to, it is on.
    "aws:elb/loadBalancer:LoadBalancer": (balancer) =>
        balancer.flag("accessLogs.enabled") === false ? "accessLogs.enabled is false" : lacks("accessLogs")(balancer),
};

/** How each database, search domain or broker says that its log leaves it. */
const logged: { readonly [type: string]: (database: Resource) => string | undefined } = {
    "aws:docdb/cluster:Cluster": isEmpty("enabledCloudwatchLogsExports"),
    "aws:elasticsearch/domain:Domain": isEmpty("logPublishingOptions"),
    "aws:mq/broker:Broker": (broker) => noneOf(broker, ["logs.general", "logs.audit"]),
    "aws:msk/cluster:Cluster": (cluster) =>
        noneOf(
            cluster,
            ["cloudwatchLogs", "firehose", "s3"].map((to) => `loggingInfo.brokerLogs.${to}.enabled`),
        ),
    "aws:neptune/cluster:Cluster": isEmpty("enableCloudwatchLogsExports"),
    "aws:opensearch/domain:Domain": isEmpty("logPublishingOptions"),
    "aws:rds/cluster:Cluster": isEmpty("enabledCloudwatchLogsExports"),
    "aws:rds/instance:Instance": isEmpty("enabledCloudwatchLogsExports"),
    "aws:redshift/cluster:Cluster": (warehouse) =>
        warehouse.namedBy("aws:redshift/logging:Logging", "clusterIdentifier").length > 0
            ? undefined
            : "it has no aws.redshift.Logging",
    "aws:redshiftserverless/namespace:Namespace": isEmpty("logExports"),
};

function lacks(path: string): (resource: Resource) => string | undefined {
    return (resource) => (resource.has(path) ? undefined : `it has no ${path}`);
}

function isEmpty(path: string): (resource: Resource) => string | undefined {
    return (resource) => (resource.count(path) > 0 ? undefined : `${path} is empty`);
}

function noneOf(resource: Resource, paths: readonly string[]): string | undefined {
    return paths.some((path) => resource.flag(path) === true) ? undefined : `${paths.join(", ")}: none is true`;
}

/** What can be looked up afterwards. */
export const loggingRules: readonly Rule[] = [
    {
        id: "network-without-flow-log",
        severity: "warning",
        title: "a VPC without a flow log",
        why: "After an intrusion, or a loss of traffic, nobody can say who spoke to whom.",
        fix: "Give the VPC an aws.ec2.FlowLog.",
        source: hub("EC2.6"),
        check: each(["aws:ec2/vpc:Vpc"], (vpc) =>
            vpc.namedBy("aws:ec2/flowLog:FlowLog", "vpcId").length > 0 ? undefined : "it has no flow log",
        ),
    },
    {
        id: "balancer-without-log",
        severity: "warning",
        title: "a balancer or API that writes no access log",
        why: "After a failover only the log says which clients still came to the lost region, and what they were told.",
        fix: "Set accessLogs (security.balancerLogs), as the type calls it.",
        source: hub("ELB.5"),
        check: (view) => [
            ...each(["aws:lb/loadBalancer:LoadBalancer"], (balancer) =>
                // A gateway balancer has none to write.
                balancer.text("loadBalancerType") === "gateway" || balancer.flag("accessLogs.enabled") === true
                    ? undefined
                    : "accessLogs.enabled is not true",
            )(view),
            ...each(Object.keys(doors), (door) => doors[door.type]?.(door))(view),
        ],
    },
    {
        id: "log-kept-for-ever",
        severity: "warning",
        title: "a log group or archive that keeps everything",
        why: "Storage is billed for ever, and what should have been forgotten is not.",
        fix: "Set retentionInDays, or an archive's retentionDays.",
        source: hub("CloudWatch.16"),
        check: (view) => [
            ...each(["aws:cloudwatch/logGroup:LogGroup"], (group) =>
                // AWS keeps what is only delivered for two days, whatever anybody says.
                (group.number("retentionInDays") ?? 0) > 0 || group.text("logGroupClass") === "DELIVERY"
                    ? undefined
                    : "retentionInDays is not set",
            )(view),
            ...each(["aws:cloudwatch/eventArchive:EventArchive"], (archive) =>
                (archive.number("retentionDays") ?? 0) > 0 ? undefined : "retentionDays is not set",
            )(view),
        ],
    },
    {
        id: "database-without-log",
        severity: "warning",
        title: "a database, search domain or broker whose log stays inside",
        why: "Its log goes with its instance, and after a promotion that is the one that is asked for.",
        fix: "Set enabledCloudwatchLogsExports, as the type calls it.",
        source: hub("RDS.37"),
        check: each(Object.keys(logged), (database) => logged[database.type]?.(database)),
    },
    {
        id: "cache-without-log",
        severity: "note",
        title: "a cache that tells nobody what is slow",
        why: "A slow command blocks every other one on its shard; only the slow log names it.",
        fix: "Set logDeliveryConfigurations.",
        source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html",
        check: each(
            ["aws:elasticache/replicationGroup:ReplicationGroup", "aws:elasticache/cluster:Cluster"],
            (cache) => {
                // Memcached has no such log, and a member's is its group's.
                const apart = cache.text("engine") === "memcached" || cache.has("replicationGroupId");
                const silent = cache.type.endsWith("/cluster:Cluster") && apart;
                return cache.count("logDeliveryConfigurations") > 0 || silent
                    ? undefined
                    : "logDeliveryConfigurations is empty";
            },
        ),
    },
    {
        id: "zone-without-query-log",
        severity: "note",
        title: "a public zone that logs no queries",
        why: "Which resolvers still hold an old answer after a failover is only seen in the query log.",
        fix: "Give the zone an aws.route53.QueryLog; its log group is in us-east-1.",
        source: hub("Route53.2"),
        check: each(["aws:route53/zone:Zone"], (zone) =>
            zone.has("vpcs") || zone.namedBy("aws:route53/queryLog:QueryLog", "zoneId").length > 0
                ? undefined
                : "it has no query log",
        ),
    },
];
