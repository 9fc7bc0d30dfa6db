import { but, cell, ids, inside, one, out, subnets, type Cases } from "./case";

const zones = subnets("a", "b");
const group = one("aws:autoscaling/group:Group", { minSize: 2, vpcZoneIdentifiers: ids(zones) });
const standby = cell("eu-west-1", "warm");
const balancer = one("aws:lb/loadBalancer:LoadBalancer", { subnets: ids(zones) });
const cluster = one("aws:rds/cluster:Cluster", { clusterIdentifier: "orders" });
const instance = (name: string) =>
    one("aws:rds/clusterInstance:ClusterInstance", { clusterIdentifier: out(cluster) }, { name });
const cache = one("aws:elasticache/replicationGroup:ReplicationGroup", {
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
});
const gateway = one("aws:ec2/natGateway:NatGateway");
const table = one("aws:ec2/routeTable:RouteTable");
const exit = one("aws:ec2/route:Route", { routeTableId: out(table), natGatewayId: out(gateway) });
const joined = zones.map((subnet, at) =>
    one(
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        { routeTableId: out(table), subnetId: out(subnet) },
        { name: `joined-${at}` },
    ),
);
const endpoint = one("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Interface", subnetIds: ids(zones) });
const endpointConfig = one("aws:sagemaker/endpointConfiguration:EndpointConfiguration", {
    productionVariants: [{ initialInstanceCount: 2 }, { serverlessConfig: { maxConcurrency: 5 } }],
});
const targets = one("aws:lb/targetGroup:TargetGroup", { protocol: "HTTP", healthCheck: { matcher: "200" } });
const served = one("aws:autoscaling/group:Group", { targetGroupArns: [out(targets, "arn")], healthCheckType: "ELB" });
const topic = one("aws:sns/topic:Topic");
const global = one("aws:rds/globalCluster:GlobalCluster");
const members = ["eu-west-1", "us-east-1"].map((region) =>
    one("aws:rds/cluster:Cluster", { globalClusterIdentifier: out(global) }, { name: region, region }),
);
const cacheNode =
    "${urn:pulumi:test::test::aws:elasticache/replicationGroup:ReplicationGroup::ReplicationGroup#id}-001";
const alarm = (named: string, value: (typeof topic)["inputs"][string]) => {
    const [namespace = "", metricName = ""] = named.split(" ");
    return one("aws:cloudwatch/metricAlarm:MetricAlarm", { namespace, metricName, dimensions: { Of: value } });
};
const silent = one("aws:cloudwatch/metricAlarm:MetricAlarm", { metricName: "Errors" });
const composite = one("aws:cloudwatch/compositeAlarm:CompositeAlarm", {
    alarmRule: `ALARM("\${${silent.urn}#arn}")`,
    alarmActions: [out(topic, "arn")],
});

/** Zones, checks and alarms. */
export const workingCases: Cases = {
    "group-in-one-zone": {
        broken: [...zones, but(group, { vpcZoneIdentifiers: ids(zones.slice(1)) })],
        sound: [...zones, group],
        says: ["all of its subnets are in one zone"],
    },
    "balancer-in-one-zone": {
        broken: [...zones, but(balancer, { subnets: ids(zones.slice(1)) })],
        sound: [...zones, balancer],
        says: ["all of its subnets are in one zone"],
    },
    "fewer-instances-than-zones": {
        broken: [...zones, but(group, { minSize: 1 })],
        sound: [
            ...zones,
            group,
            standby,
            inside(standby, "aws:autoscaling/group:Group", { minSize: 1, vpcZoneIdentifiers: ids(zones) }),
        ],
        says: ["minSize is 1 in 2 zones"],
    },
    "database-in-one-zone": {
        broken: [cluster, instance("first"), one("aws:rds/instance:Instance")],
        sound: [cluster, instance("first"), instance("second"), one("aws:rds/instance:Instance", { multiAz: true })],
        says: ["it has one instance", "multiAz is not true"],
    },
    "cache-in-one-zone": {
        broken: [but(cache, { multiAzEnabled: false })],
        sound: [cache],
        says: ["multiAzEnabled is not true"],
    },
    "accelerator-too-small": {
        broken: [one("aws:dax/cluster:Cluster", { replicationFactor: 2 })],
        sound: [one("aws:dax/cluster:Cluster", { replicationFactor: 3 })],
        says: ["replicationFactor is 2"],
    },
    "one-way-out": {
        broken: [...zones, gateway, table, exit, ...joined],
        sound: [...zones, gateway, table, exit, ...joined.slice(1)],
        says: ["zones a, b leave through it"],
    },
    "endpoint-in-one-zone": {
        broken: [but(endpoint, { subnetIds: ids(zones.slice(1)) })],
        sound: [endpoint],
        says: ["it has one subnet"],
    },
    "model-on-one-instance": {
        broken: [but(endpointConfig, { productionVariants: [{ initialInstanceCount: 1 }] })],
        sound: [endpointConfig],
        says: ["productionVariants.0.initialInstanceCount is 1"],
    },
    "target-check-too-kind": {
        broken: [but(targets, { healthCheck: { matcher: "200-499" } })],
        sound: [targets],
        says: ["healthCheck.matcher is 200-499"],
    },
    "target-check-only-connects": {
        broken: [but(one("aws:lb/targetGroup:TargetGroup"), { protocol: "TCP" })],
        sound: [targets],
        says: ["it checks by TCP"],
    },
    "group-deaf-to-balancer": {
        broken: [targets, but(served, { healthCheckType: "EC2" })],
        sound: [targets, served],
        says: ["healthCheckType is not ELB"],
    },
    "balancer-without-alarm": {
        broken: [balancer],
        sound: [balancer, alarm("AWS/ApplicationELB HTTPCode_ELB_5XX_Count", out(balancer, "arnSuffix"))],
        says: ["no alarm on errors, latency or healthy targets"],
    },
    "database-without-alarm": {
        broken: [cluster, alarm("AWS/RDS CPUUtilization", "another")],
        sound: [cluster, alarm("AWS/RDS CPUUtilization", "orders")],
        says: ["no alarm on its metrics"],
    },
    "replication-without-alarm": {
        broken: [global, ...members, alarm("AWS/RDS CPUUtilization", out(global))],
        sound: [global, ...members, alarm("AWS/RDS AuroraGlobalDBRPOLag", out(global))],
        says: ["no alarm on AuroraGlobalDB's lag"],
    },
    "table-without-alarm": {
        broken: [one("aws:dynamodb/table:Table")],
        sound: [
            one("aws:dynamodb/table:Table"),
            alarm("AWS/DynamoDB ThrottledRequests", out(one("aws:dynamodb/table:Table"), "name")),
        ],
        says: ["no alarm on throttling or replication"],
    },
    "cache-without-alarm": {
        broken: [cache],
        sound: [cache, alarm("AWS/ElastiCache EngineCPUUtilization", cacheNode)],
        says: ["no alarm on its metrics"],
    },
    "model-without-alarm": {
        broken: [one("aws:sagemaker/endpoint:Endpoint", { name: "model" })],
        sound: [
            one("aws:sagemaker/endpoint:Endpoint", { name: "model" }),
            alarm("AWS/SageMaker ModelLatency", "model"),
        ],
        says: ["no alarm on latency or errors"],
    },
    "health-check-without-alarm": {
        broken: [one("aws:route53/healthCheck:HealthCheck")],
        sound: [
            one("aws:route53/healthCheck:HealthCheck"),
            {
                ...alarm("AWS/Route53 HealthCheckStatus", out(one("aws:route53/healthCheck:HealthCheck"))),
                region: "us-east-1",
            },
        ],
        says: ["no alarm on HealthCheckStatus"],
    },
    "alarm-tells-nobody": {
        broken: [silent, but(composite, { alarmRule: "FALSE" })],
        sound: [silent, composite],
        says: ["it has no action, and nothing reads it"],
    },
    "topic-reaches-nobody": {
        broken: [topic, but(silent, { alarmActions: [out(topic, "arn")] })],
        sound: [
            topic,
            but(silent, { alarmActions: [out(topic, "arn")] }),
            one("aws:sns/topicSubscription:TopicSubscription", { topic: out(topic, "arn") }),
        ],
        says: ["it has no subscription"],
    },
};
