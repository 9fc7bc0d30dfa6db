import { each, hub, type Rule } from "../rule";

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
        title: "a balancer that writes no access log",
        why: "After a failover only the log says which clients still came to the lost region, and what they were told.",
        fix: "Set accessLogs (security.balancerLogs).",
        source: hub("ELB.5"),
        check: each(["aws:lb/loadBalancer:LoadBalancer"], (balancer) =>
            // A gateway balancer has none to write.
            balancer.text("loadBalancerType") === "gateway" || balancer.flag("accessLogs.enabled") === true
                ? undefined
                : "accessLogs.enabled is not true",
        ),
    },
    {
        id: "log-kept-for-ever",
        severity: "warning",
        title: "a log group that keeps everything",
        why: "Storage is billed for ever, and what should have been forgotten is not.",
        fix: "Set retentionInDays.",
        source: hub("CloudWatch.16"),
        check: each(["aws:cloudwatch/logGroup:LogGroup"], (group) =>
            (group.number("retentionInDays") ?? 0) > 0 ? undefined : "retentionInDays is not set",
        ),
    },
    {
        id: "database-without-log",
        severity: "warning",
        title: "a database whose log stays inside",
        why: "Its log goes with its instance, and after a promotion that is the one that is asked for.",
        fix: "Set enabledCloudwatchLogsExports.",
        source: hub("RDS.37"),
        check: each(["aws:rds/cluster:Cluster"], (cluster) =>
            cluster.count("enabledCloudwatchLogsExports") > 0 ? undefined : "enabledCloudwatchLogsExports is empty",
        ),
    },
    {
        id: "cache-without-log",
        severity: "note",
        title: "a cache that tells nobody what is slow",
        why: "A slow command blocks every other one on its shard; only the slow log names it.",
        fix: "Set logDeliveryConfigurations.",
        source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html",
        check: each(["aws:elasticache/replicationGroup:ReplicationGroup"], (cache) =>
            cache.count("logDeliveryConfigurations") > 0 ? undefined : "logDeliveryConfigurations is empty",
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
