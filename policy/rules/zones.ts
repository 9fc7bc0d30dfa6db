import type { Resource } from "../plan-view";
import { each, hub, type Rule } from "../rule";
import { zonesOf } from "../subnets";

const tableType = "aws:ec2/routeTable:RouteTable";

/** Routes may stand inside their table. */
function leadsTo(table: Resource, gateway: Resource): boolean {
    const { routes } = table.resource.inputs;
    return (
        Array.isArray(routes) &&
        routes.some((_, at) => table.follow(`routes.${at}.natGatewayId`, gateway.type) === gateway)
    );
}

/** What else runs in subnets, and where it names them. */
const inSubnets: { readonly [type: string]: string } = {
    "aws:ecs/service:Service": "networkConfiguration.subnets",
    "aws:lambda/function:Function": "vpcConfig.subnetIds",
};

/** Clusters of instances, by what the instances are. */
const instances: { readonly [type: string]: string } = {
    "aws:docdb/cluster:Cluster": "aws:docdb/clusterInstance:ClusterInstance",
    "aws:neptune/cluster:Cluster": "aws:neptune/clusterInstance:ClusterInstance",
    "aws:rds/cluster:Cluster": "aws:rds/clusterInstance:ClusterInstance",
};

/** How each of the other databases says that one zone takes all of it. */
const alone: { readonly [type: string]: (database: Resource) => string | undefined } = {
    "aws:efs/fileSystem:FileSystem": (files) =>
        files.has("availabilityZoneName") ? "availabilityZoneName keeps it in one zone" : undefined,
    "aws:elasticsearch/domain:Domain": searchAlone,
    "aws:memorydb/cluster:Cluster": (database) =>
        database.number("numReplicasPerShard") === 0 ? "numReplicasPerShard is 0" : undefined,
    "aws:mq/broker:Broker": (broker) =>
        (broker.text("deploymentMode") ?? "SINGLE_INSTANCE") === "SINGLE_INSTANCE"
            ? "deploymentMode is SINGLE_INSTANCE"
            : undefined,
    "aws:opensearch/domain:Domain": searchAlone,
    "aws:rds/instance:Instance": (database) =>
        database.flag("multiAz") === true || database.has("replicateSourceDb") ? undefined : "multiAz is not true",
};

function searchAlone(domain: Resource): string | undefined {
    if ((domain.number("clusterConfig.instanceCount") ?? 1) < 2) {
        return "clusterConfig.instanceCount is 1";
    }
    return domain.flag("clusterConfig.zoneAwarenessEnabled") === true ||
        domain.flag("clusterConfig.multiAzWithStandbyEnabled") === true
        ? undefined
        : "clusterConfig.zoneAwarenessEnabled is not true";
}

/** Only a replication group fails over; Memcached loses what its zones held, and all of it in one. */
function cacheAlone(cache: Resource): string | undefined {
    if (cache.has("replicationGroupId")) {
        return undefined;
    }
    if (cache.text("engine") === "memcached") {
        return cache.text("azMode") === "cross-az" ? undefined : "azMode is not cross-az";
    }
    return "it has one node, and no replication group";
}

/** Subnets of an endpoint: its own, and those that are joined to it by a resource of their own. */
function subnetsOfEndpoint(endpoint: Resource): number {
    const joined = endpoint.namedBy(
        "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation",
        "vpcEndpointId",
    );
    return endpoint.count("subnetIds") + joined.length;
}

/** What else answers only in the zones that it names. */
const zonal: { readonly [type: string]: string } = {
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment": "subnetIds",
    "aws:networkfirewall/firewall:Firewall": "subnetMappings",
};

/** What a lost zone must not take. */
export const zoneRules: readonly Rule[] = [
    {
        id: "group-in-one-zone",
        severity: "error",
        title: "a scaling group, service or function in one zone",
        why: "A zone is lost far more often than a region, and this takes the whole cell with it.",
        fix: "Give it subnets in two zones or more.",
        source: hub("AutoScaling.2"),
        check: (view) => [
            ...each(["aws:autoscaling/group:Group"], (group) =>
                group.count("availabilityZones") > 1 || zonesOf(view, group, "vpcZoneIdentifiers").size > 1
                    ? undefined
                    : "all of its subnets are in one zone",
            )(view),
            ...each(Object.keys(inSubnets), (one) => {
                const path = inSubnets[one.type] ?? "";
                return one.count(path) === 0 || zonesOf(view, one, path).size > 1
                    ? undefined
                    : "all of its subnets are in one zone";
            })(view),
        ],
    },
    {
        id: "balancer-in-one-zone",
        severity: "error",
        title: "a balancer in one zone",
        why: "It has a node in each of its zones; with one, the door is gone with the zone.",
        fix: "Give it subnets in two zones or more.",
        source: hub("ELB.13"),
        check: each(["aws:lb/loadBalancer:LoadBalancer", "aws:elb/loadBalancer:LoadBalancer"], (balancer, view) => {
            // A classic one may name zones.
            const named = ["subnetMappings", "availabilityZones"].find((path) => balancer.has(path));
            const count = named === undefined ? zonesOf(view, balancer, "subnets").size : balancer.count(named);
            return count > 1 ? undefined : "all of its subnets are in one zone";
        }),
    },
    {
        id: "fewer-instances-than-zones",
        severity: "warning",
        title: "fewer instances than zones",
        why: "A lost zone takes a larger share of them than one in each would lose.",
        fix: "Raise web.min to the number of zones.",
        source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html",
        check: each(["aws:autoscaling/group:Group"], (group, view) => {
            const least = group.number("minSize") ?? 0;
            const role = view.cellOf(group)?.role ?? "active";
            const zones = zonesOf(view, group, "vpcZoneIdentifiers").size;
            return role === "active" && least < zones ? `minSize is ${least} in ${zones} zones` : undefined;
        }),
    },
    {
        id: "database-in-one-zone",
        severity: "warning",
        title: "a database, search domain or broker in one zone",
        why: "A lost zone, or a patch, leaves nothing to fail over to within the region.",
        fix: "Give the cluster a second instance (database.instances), or set multiAz, as the type calls it.",
        source: hub("RDS.15"),
        check: (view) => [
            ...each(Object.keys(instances), (cluster) =>
                cluster.namedBy(instances[cluster.type] ?? "", "clusterIdentifier").length === 1
                    ? "it has one instance"
                    : undefined,
            )(view),
            ...each(Object.keys(alone), (database) => alone[database.type]?.(database))(view),
        ],
    },
    {
        id: "cache-in-one-zone",
        severity: "warning",
        title: "a cache that does not fail over",
        why: "A lost zone empties it, and the database gets all that it used to answer.",
        fix: "Set automaticFailoverEnabled and multiAzEnabled, with a replica in each shard.",
        source: hub("ElastiCache.3"),
        check: (view) => [
            ...each(["aws:elasticache/replicationGroup:ReplicationGroup"], (cache) =>
                ["automaticFailoverEnabled", "multiAzEnabled"]
                    .filter((path) => cache.flag(path) !== true)
                    .map((path) => `${path} is not true`),
            )(view),
            ...each(["aws:elasticache/cluster:Cluster"], cacheAlone)(view),
        ],
    },
    {
        id: "accelerator-too-small",
        severity: "warning",
        title: "an accelerator of fewer than three nodes",
        why: "With one node a lost zone sends every read to the table; with two, one more fault does.",
        fix: "Set replicationFactor to 3 or more.",
        source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.cluster.html",
        check: each(["aws:dax/cluster:Cluster"], (cluster) => {
            const nodes = cluster.number("replicationFactor") ?? 1;
            return nodes < 3 ? `replicationFactor is ${nodes}` : undefined;
        }),
    },
    {
        id: "one-way-out",
        severity: "warning",
        title: "several zones that leave through one NAT gateway",
        why: "When its zone is lost, the others run and reach nothing; and what crosses zones is billed.",
        fix: "Give each zone its own (network.nat: per-zone).",
        source: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
        check: each(["aws:ec2/natGateway:NatGateway"], (gateway, view) => {
            if (gateway.text("availabilityMode") === "regional") {
                return undefined;
            }
            const tables = [
                ...gateway
                    .namedBy("aws:ec2/route:Route", "natGatewayId")
                    .flatMap((route) => route.follow("routeTableId", tableType) ?? []),
                ...view.of(tableType).filter((table) => leadsTo(table, gateway)),
            ];
            const zones = new Set(
                view
                    .of("aws:ec2/routeTableAssociation:RouteTableAssociation")
                    .filter((one) => tables.some((table) => one.follow("routeTableId", table.type) === table))
                    .flatMap((one) => one.follow("subnetId", "aws:ec2/subnet:Subnet") ?? [])
                    .flatMap((subnet) => subnet.text("availabilityZoneId") ?? subnet.text("availabilityZone") ?? []),
            );
            return zones.size > 1 ? `zones ${[...zones].sort().join(", ")} leave through it` : undefined;
        }),
    },
    {
        id: "endpoint-in-one-zone",
        severity: "warning",
        title: "an interface endpoint, attachment or firewall in one zone",
        why: "When its zone is lost, the service cannot be reached from the others.",
        fix: "Give it a subnet in each zone.",
        source: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
        check: (view) => [
            ...each(["aws:ec2/vpcEndpoint:VpcEndpoint"], (endpoint) =>
                endpoint.text("vpcEndpointType") === "Interface" && subnetsOfEndpoint(endpoint) === 1
                    ? "it has one subnet"
                    : undefined,
            )(view),
            ...each(Object.keys(zonal), (one) =>
                one.count(zonal[one.type] ?? "") === 1 ? "it has one subnet" : undefined,
            )(view),
        ],
    },
    {
        id: "model-on-one-instance",
        severity: "warning",
        title: "a model on one instance",
        why: "A lost zone, or a deployment that goes wrong, leaves no model; two instances are put in two zones.",
        fix: "Set initialInstanceCount to 2 or more.",
        source: hub("SageMaker.4"),
        check: each(["aws:sagemaker/endpointConfiguration:EndpointConfiguration"], (config) =>
            config
                .list("productionVariants")
                .flatMap((variant, at) =>
                    !variant.has("serverlessConfig") && (variant.number("initialInstanceCount") ?? 1) < 2
                        ? [`productionVariants.${at}.initialInstanceCount is 1`]
                        : [],
                ),
        ),
    },
];
