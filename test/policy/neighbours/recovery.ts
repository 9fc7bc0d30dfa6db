import type { PlanResource } from "../../../plan/plan";
import { ids, one, out, subnets } from "../cases/case";
import { forEach, type NeighboursOfRules } from "./neighbour";

type Inputs = PlanResource["inputs"];

const of = (type: string, inputs: Inputs = {}) => [one(`aws:${type}`, inputs)];
const clusters = ["docdb/cluster:Cluster", "neptune/cluster:Cluster", "rds/cluster:Cluster"];
const elastic = "docdb/elasticCluster:ElasticCluster";
const warehouse = one("aws:redshift/cluster:Cluster");
const memory = "memorydb/cluster:Cluster";
const plain = "elasticache/cluster:Cluster";
const domains = ["elasticsearch/domain:Domain", "opensearch/domain:Domain"];

const files = one("aws:efs/fileSystem:FileSystem");
const policy = (status: string) =>
    one("aws:efs/backupPolicy:BackupPolicy", { fileSystemId: out(files), backupPolicy: { status } });
const selection = (inputs: Inputs) => one("aws:backup/selection:Selection", inputs);

const distribution = one("aws:cloudfront/distribution:Distribution");
const stages = ["apigateway/stage:Stage", "apigatewayv2/stage:Stage"];
const classic = "elb/loadBalancer:LoadBalancer";
const streams = ["cloudwatchLogs", "firehose", "s3"];
const brokerLogs = (to: string, enabled: boolean) => ({ loggingInfo: { brokerLogs: { [to]: { enabled } } } });

const members = (service: string, count: number) => {
    const cluster = one(`aws:${service}/cluster:Cluster`);
    const instances = ["first", "second"]
        .slice(0, count)
        .map((name) =>
            one(`aws:${service}/clusterInstance:ClusterInstance`, { clusterIdentifier: out(cluster) }, { name }),
        );
    return [cluster, ...instances];
};
const zones = subnets("a", "b");
const running = (count: number) => [
    ...zones,
    one("aws:ecs/service:Service", { networkConfiguration: { subnets: ids(zones.slice(0, count)) } }),
];
const calling = (count: number) => [
    ...zones,
    one("aws:lambda/function:Function", { vpcConfig: { subnetIds: ids(zones.slice(0, count)) } }),
];
const endpoint = one("aws:ec2/vpcEndpoint:VpcEndpoint", {
    vpcEndpointType: "Interface",
    subnetIds: ids(zones.slice(0, 1)),
});

/** Backups, logs and zones of what has them in a way of its own. */
export const recoveryNeighbours: NeighboursOfRules = {
    "database-without-backups": {
        broken: {
            ...forEach([...clusters, elastic], (type) => of(type, { backupRetentionPeriod: 0 })),
            "a warehouse": of("redshift/cluster:Cluster", { automatedSnapshotRetentionPeriod: 0 }),
            "MemoryDB that says nothing": of(memory),
            "a file system that says nothing": [files],
            "a file system whose backups are off": [files, policy("DISABLED")],
            "a backup plan of something else": [files, selection({ resources: [out(warehouse, "arn")] }), warehouse],
        },
        sound: {
            ...forEach([...clusters, elastic, "redshift/cluster:Cluster"], (type) => of(type)),
            "MemoryDB that keeps a week": of(memory, { snapshotRetentionLimit: 7 }),
            "a file system with backups": [files, policy("ENABLED")],
            "a file system in a backup plan": [files, selection({ resources: [out(files, "arn")] })],
            "a file system of one zone, which AWS backs up": of("efs/fileSystem:FileSystem", {
                availabilityZoneName: "eu-west-1a",
            }),
        },
        unjudged: {
            "a backup plan that chooses by tags": [files, selection({ selectionTags: [{ key: "backup" }] })],
            "a backup plan that chooses by a condition": [files, selection({ conditions: [{}] })],
            "a backup plan that chooses by a pattern": [files, selection({ resources: ["arn:aws:efs:*"] })],
        },
    },
    "database-backups-short": {
        broken: {
            ...forEach([...clusters, elastic], (type) => of(type)),
            "a warehouse that says nothing": [warehouse],
            MemoryDB: of(memory, { snapshotRetentionLimit: 6 }),
        },
        sound: {
            ...forEach([...clusters, elastic], (type) => of(type, { backupRetentionPeriod: 7 })),
            "a warehouse": of("redshift/cluster:Cluster", { automatedSnapshotRetentionPeriod: 7 }),
        },
    },
    "table-without-recovery": {
        broken: {
            "a table of Keyspaces that says nothing": of("keyspaces/table:Table"),
            "one that says no": of("keyspaces/table:Table", { pointInTimeRecovery: { status: "DISABLED" } }),
        },
        sound: { "one that says yes": of("keyspaces/table:Table", { pointInTimeRecovery: { status: "ENABLED" } }) },
    },
    "cache-without-snapshots": {
        broken: {
            "a serverless cache": of("elasticache/serverlessCache:ServerlessCache"),
            "a node of Redis": of(plain, { engine: "redis" }),
        },
        sound: {
            "a serverless cache that keeps a day": of("elasticache/serverlessCache:ServerlessCache", {
                snapshotRetentionLimit: 1,
            }),
            "Memcached, which has none": of(plain, { engine: "memcached" }),
            "a member of a group": of(plain, { replicationGroupId: "orders" }),
        },
    },
    "snapshots-without-tags": {
        broken: forEach(["neptune/cluster:Cluster", "rds/instance:Instance"], (type) => of(type)),
        sound: forEach(["neptune/cluster:Cluster", "rds/instance:Instance"], (type) =>
            of(type, { copyTagsToSnapshot: true }),
        ),
    },
    "balancer-without-log": {
        broken: {
            ...forEach([...stages, classic, "cloudfront/distribution:Distribution"], (type) => of(type)),
            "a classic one whose log is off": of(classic, { accessLogs: { bucket: "logs", enabled: false } }),
        },
        sound: {
            ...forEach(stages, (type) => of(type, { accessLogSettings: { format: "json" } })),
            "a classic one that says where to": of(classic, { accessLogs: { bucket: "logs" } }),
            "a distribution with a log": of("cloudfront/distribution:Distribution", {
                loggingConfig: { bucket: "logs" },
            }),
            "a distribution that logs at once": of("cloudfront/distribution:Distribution", {
                defaultCacheBehavior: { realtimeLogConfigArn: "arn" },
            }),
            "a distribution whose log is delivered": [
                distribution,
                one("aws:cloudwatch/logDeliverySource:LogDeliverySource", { resourceArn: out(distribution, "arn") }),
            ],
        },
    },
    "database-without-log": {
        broken: {
            ...forEach(
                [...clusters, ...domains, "rds/instance:Instance", "redshiftserverless/namespace:Namespace"],
                (type) => of(type),
            ),
            "a warehouse": [warehouse],
            "a broker": of("mq/broker:Broker", { logs: { general: false } }),
            ...forEach(streams, (to) => of("msk/cluster:Cluster", brokerLogs(to, false))),
        },
        sound: {
            "a document database": of("docdb/cluster:Cluster", { enabledCloudwatchLogsExports: ["audit"] }),
            "a graph database": of("neptune/cluster:Cluster", { enableCloudwatchLogsExports: ["audit"] }),
            ...forEach(domains, (type) => of(type, { logPublishingOptions: [{ logType: "AUDIT_LOGS" }] })),
            "a warehouse": [
                warehouse,
                one("aws:redshift/logging:Logging", { clusterIdentifier: out(warehouse, "clusterIdentifier") }),
            ],
            "a serverless warehouse": of("redshiftserverless/namespace:Namespace", { logExports: ["userlog"] }),
            ...forEach(["general", "audit"], (log) => of("mq/broker:Broker", { logs: { [log]: true } })),
            ...forEach(streams, (to) => of("msk/cluster:Cluster", brokerLogs(to, true))),
        },
    },
    "cache-without-log": {
        broken: { "a node of Redis": of(plain, { engine: "redis" }) },
        sound: {
            Memcached: of(plain, { engine: "memcached" }),
            "a member of a group": of(plain, { replicationGroupId: "orders" }),
        },
    },
    "log-kept-for-ever": {
        broken: { "an archive that says nothing": of("cloudwatch/eventArchive:EventArchive") },
        sound: {
            "an archive of a week": of("cloudwatch/eventArchive:EventArchive", { retentionDays: 7 }),
            "what is only delivered": of("cloudwatch/logGroup:LogGroup", { logGroupClass: "DELIVERY" }),
        },
    },
    "group-in-one-zone": {
        broken: { "a service": running(1), "a function": calling(1) },
        sound: {
            "a service in two": running(2),
            "a function in two": calling(2),
            "a function in no network": of("lambda/function:Function"),
            "a service without a network of its own": of("ecs/service:Service"),
        },
    },
    "balancer-in-one-zone": {
        broken: { "a classic one": of(classic, { availabilityZones: ["eu-west-1a"] }) },
        sound: {
            "a classic one in two": of(classic, { availabilityZones: ["eu-west-1a", "eu-west-1b"] }),
            "a classic one in two subnets": [...zones, one(`aws:${classic}`, { subnets: ids(zones) })],
        },
    },
    "database-in-one-zone": {
        broken: {
            ...forEach(["docdb", "neptune"], (service) => members(service, 1)),
            ...forEach(domains, (type) => of(type)),
            "nodes in one zone": of("opensearch/domain:Domain", { clusterConfig: { instanceCount: 3 } }),
            "one node": of("opensearch/domain:Domain", {
                clusterConfig: { instanceCount: 1, zoneAwarenessEnabled: true },
            }),
            "one node, as nothing else is asked for": of("opensearch/domain:Domain", {
                clusterConfig: { zoneAwarenessEnabled: true },
            }),
            "a broker that says nothing": of("mq/broker:Broker"),
            "MemoryDB without a replica": of(memory, { numReplicasPerShard: 0 }),
            "a file system of one zone": of("efs/fileSystem:FileSystem", { availabilityZoneName: "eu-west-1a" }),
        },
        sound: {
            ...forEach(["docdb", "neptune"], (service) => members(service, 2)),
            ...forEach(domains, (type) =>
                of(type, { clusterConfig: { instanceCount: 2, zoneAwarenessEnabled: true } }),
            ),
            "a domain with a standby": of("opensearch/domain:Domain", {
                clusterConfig: { instanceCount: 3, multiAzWithStandbyEnabled: true },
            }),
            ...forEach(["ACTIVE_STANDBY_MULTI_AZ", "CLUSTER_MULTI_AZ"], (deploymentMode) =>
                of("mq/broker:Broker", { deploymentMode }),
            ),
            "MemoryDB that says nothing": of(memory),
            "a file system": [files],
        },
    },
    "cache-in-one-zone": {
        broken: {
            "a node of Redis": of(plain, { engine: "redis" }),
            "Memcached that says nothing": of(plain, { engine: "memcached", numCacheNodes: 2 }),
        },
        sound: {
            "Memcached in two": of(plain, { engine: "memcached", azMode: "cross-az" }),
            "a member of a group": of(plain, { replicationGroupId: "orders" }),
        },
    },
    "endpoint-in-one-zone": {
        broken: {
            "an attachment": of("ec2transitgateway/vpcAttachment:VpcAttachment", { subnetIds: ["subnet-1"] }),
            "a firewall": of("networkfirewall/firewall:Firewall", { subnetMappings: [{ subnetId: "subnet-1" }] }),
        },
        sound: {
            "an endpoint that another subnet is joined to": [
                ...zones,
                endpoint,
                one("aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation", {
                    vpcEndpointId: out(endpoint),
                    subnetId: out(zones[1] ?? endpoint),
                }),
            ],
            "an attachment in two": of("ec2transitgateway/vpcAttachment:VpcAttachment", { subnetIds: ["a", "b"] }),
        },
    },
};
