import type { Resource } from "../plan-view";
import { publicSubnets, subnetsOf } from "../subnets";
import { each, type Rule } from "../rule";

/** Types whose own input says whether they have a public address; the provider's default is that they have none. */
const publicly: { readonly [type: string]: string } = {
    "aws:dms/replicationInstance:ReplicationInstance": "publiclyAccessible",
    "aws:mq/broker:Broker": "publiclyAccessible",
    "aws:neptune/clusterInstance:ClusterInstance": "publiclyAccessible",
    "aws:neptunegraph/graph:Graph": "publicConnectivity",
    "aws:rds/clusterInstance:ClusterInstance": "publiclyAccessible",
    "aws:rds/instance:Instance": "publiclyAccessible",
    "aws:rds/shardGroup:ShardGroup": "publiclyAccessible",
    "aws:redshift/cluster:Cluster": "publiclyAccessible",
    "aws:redshiftserverless/workgroup:Workgroup": "publiclyAccessible",
    "aws:timestreaminfluxdb/dbInstance:DbInstance": "publiclyAccessible",
};

/** Copies that may be given to every account. */
const shared = [
    "aws:rds/clusterSnapshot:ClusterSnapshot",
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
    "aws:rds/snapshot:Snapshot",
    "aws:rds/snapshotCopy:SnapshotCopy",
];

/** What holds data and stands in subnets, by where it, or its group, names them. */
const inSubnets: { readonly [type: string]: string } = {
    "aws:dax/subnetGroup:SubnetGroup": "subnetIds",
    "aws:dms/replicationSubnetGroup:ReplicationSubnetGroup": "subnetIds",
    "aws:docdb/subnetGroup:SubnetGroup": "subnetIds",
    "aws:efs/mountTarget:MountTarget": "subnetId",
    "aws:elasticache/serverlessCache:ServerlessCache": "subnetIds",
    "aws:elasticache/subnetGroup:SubnetGroup": "subnetIds",
    "aws:elasticsearch/domain:Domain": "vpcOptions.subnetIds",
    "aws:memorydb/subnetGroup:SubnetGroup": "subnetIds",
    "aws:mq/broker:Broker": "subnetIds",
    "aws:msk/cluster:Cluster": "brokerNodeGroupInfo.clientSubnets",
    "aws:neptune/subnetGroup:SubnetGroup": "subnetIds",
    "aws:opensearch/domain:Domain": "vpcOptions.subnetIds",
    "aws:rds/subnetGroup:SubnetGroup": "subnetIds",
    "aws:redshift/subnetGroup:SubnetGroup": "subnetIds",
    "aws:redshiftserverless/workgroup:Workgroup": "subnetIds",
};

function brokersInPublic(cluster: Resource): string | undefined {
    const path = "brokerNodeGroupInfo.connectivityInfo.publicAccess.type";
    return cluster.text(path) === "SERVICE_PROVIDED_EIPS" ? `${path} is SERVICE_PROVIDED_EIPS` : undefined;
}

/** What the internet reaches, or what everybody may copy. */
export const publicData: Rule["check"] = (view) => [
    ...each(Object.keys(publicly), (resource) => {
        const path = publicly[resource.type] ?? "";
        return resource.flag(path) === true ? `${path} is true` : undefined;
    })(view),
    ...each(["aws:msk/cluster:Cluster"], brokersInPublic)(view),
    // Without a network of its own a domain has an endpoint on the internet.
    ...each(["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"], (domain) =>
        domain.has("vpcOptions") ? undefined : "it has no vpcOptions",
    )(view),
    ...each(shared, (copy) =>
        copy.list("sharedAccounts").some((account) => account.asText() === "all") ? "sharedAccounts is all" : undefined,
    )(view),
];

/** What holds data in a subnet with a way to the internet. */
export const dataInPublicSubnet: Rule["check"] = (view) => {
    // Found once, and only where something stands in subnets.
    let open: ReadonlySet<string> | undefined;
    return each(Object.keys(inSubnets), (resource) => {
        const subnets = subnetsOf(view, resource, inSubnets[resource.type] ?? "");
        const reached = (open ??= publicSubnets(view));
        return subnets
            .filter(({ urn }) => reached.has(urn))
            .map((subnet) => `subnet ${subnet.resource.name} has a route to an internet gateway`);
    })(view);
};
