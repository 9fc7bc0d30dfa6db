import { cell, inside, one, out } from "../cases/case";
import { forEach, type NeighboursOfRules } from "./neighbour";

const alarm = (namespace: string, of: string) =>
    one("aws:cloudwatch/metricAlarm:MetricAlarm", { namespace, metricName: "Errors", dimensions: { Of: of } });

/** Each database, where its metrics are, and the input by which they are called. */
const databases = [
    "docdb/cluster:Cluster AWS/DocDB clusterIdentifier",
    "elasticsearch/domain:Domain AWS/ES domainName",
    "memorydb/cluster:Cluster AWS/MemoryDB name",
    "mq/broker:Broker AWS/AmazonMQ brokerName",
    "msk/cluster:Cluster AWS/Kafka clusterName",
    "neptune/cluster:Cluster AWS/Neptune clusterIdentifier",
    "opensearch/domain:Domain AWS/ES domainName",
    "rds/instance:Instance AWS/RDS identifier",
    "redshift/cluster:Cluster AWS/Redshift clusterIdentifier",
];
const caches = [
    "dax/cluster:Cluster AWS/DAX clusterName",
    "elasticache/cluster:Cluster AWS/ElastiCache clusterId",
    "elasticache/serverlessCache:ServerlessCache AWS/ElastiCache name",
];
const watched = (line: string, called = "orders", space?: string) => {
    const [type = "", namespace = "", path = ""] = line.split(" ");
    return [one(`aws:${type}`, { [path]: "orders" }), alarm(space ?? namespace, called)];
};
const elsewhere = (lines: readonly string[]) => lines.map((line) => `${line} beside an alarm of another service`);
const alone = (line: string) => [one(`aws:${line.split(" ")[0] ?? ""}`)];
const broker = databases[3] ?? "";
const member = one("aws:docdb/clusterInstance:ClusterInstance", {
    clusterIdentifier: out(one("aws:docdb/cluster:Cluster")),
    identifier: "orders",
});

const cells = ["eu-west-1", "us-east-1"].map((region) => cell(region));
const differing = (line: string, values: readonly string[]) => {
    const [type = "", path = "", within] = line.split(" ");
    return cells.flatMap((of, at) => {
        const value = values[at] ?? "";
        return [of, inside(of, `aws:${type}`, { [path]: within === undefined ? value : { [within]: value } })];
    });
};
const versions = [
    "docdb/cluster:Cluster engineVersion",
    "eks/cluster:Cluster version",
    "elasticache/serverlessCache:ServerlessCache majorEngineVersion",
    "elasticsearch/domain:Domain elasticsearchVersion",
    "memorydb/cluster:Cluster engineVersion",
    "mq/broker:Broker engineVersion",
    "msk/cluster:Cluster kafkaVersion",
    "neptune/cluster:Cluster engineVersion",
    "opensearch/domain:Domain engineVersion",
    "rds/instance:Instance engineVersion",
];
const sizes = [
    "docdb/clusterInstance:ClusterInstance instanceClass",
    "ec2/instance:Instance instanceType",
    "elasticache/cluster:Cluster nodeType",
    "elasticsearch/domain:Domain clusterConfig instanceType",
    "memorydb/cluster:Cluster nodeType",
    "mq/broker:Broker hostInstanceType",
    "msk/cluster:Cluster brokerNodeGroupInfo instanceType",
    "neptune/clusterInstance:ClusterInstance instanceClass",
    "opensearch/domain:Domain clusterConfig instanceType",
    "rds/instance:Instance instanceClass",
    "redshift/cluster:Cluster nodeType",
];

const everywhere = (service: string, regions: readonly string[]) => {
    const global = one(`aws:${service}/globalCluster:GlobalCluster`);
    const members = regions.map((region) =>
        one(`aws:${service}/cluster:Cluster`, { globalClusterIdentifier: out(global) }, { name: region, region }),
    );
    return [...cells, global, ...members];
};
const table = one("aws:dynamodb/table:Table", { name: "orders" });

/** Alarms, versions, sizes and members of what is not Aurora. */
export const watchedNeighbours: NeighboursOfRules = {
    "database-without-alarm": {
        broken: {
            ...forEach(databases, alone),
            ...forEach(elsewhere(databases), (line) => watched(line, "orders", "AWS/Lambda")),
            "a third node of a broker": watched(broker, "orders-3"),
        },
        sound: {
            ...forEach(databases, (line) => watched(line)),
            "an instance of a cluster": [one("aws:docdb/cluster:Cluster"), member, alarm("AWS/DocDB", "orders")],
            "a node of a broker": watched(broker, "orders-1"),
        },
    },
    "cache-without-alarm": {
        broken: {
            ...forEach(caches, alone),
            ...forEach(elsewhere(caches), (line) => watched(line, "orders", "AWS/Lambda")),
        },
        sound: {
            ...forEach(caches, (line) => watched(line)),
            "a member of a group": [one("aws:elasticache/cluster:Cluster", { replicationGroupId: "orders" })],
        },
    },
    "versions-differ": {
        broken: forEach(versions, (line) => differing(line, ["1.1", "1.2"])),
        sound: forEach(versions, (line) => differing(line, ["1.1", "1.1"])),
    },
    "sizes-differ": {
        broken: forEach(sizes, (line) => differing(line, ["large", "xlarge"])),
        sound: forEach(sizes, (line) => differing(line, ["large", "large"])),
    },
    "database-not-everywhere": {
        broken: forEach(["docdb", "neptune", "rds"], (service) => everywhere(service, ["eu-west-1"])),
        sound: forEach(["docdb", "neptune", "rds"], (service) => everywhere(service, ["eu-west-1", "us-east-1"])),
    },
    "table-not-everywhere": {
        broken: { "no replica": [...cells, table] },
        sound: {
            "a replica of its own": [
                ...cells,
                table,
                one(
                    "aws:dynamodb/tableReplica:TableReplica",
                    { globalTableArn: out(table, "arn") },
                    { region: "us-east-1" },
                ),
            ],
        },
    },
};
