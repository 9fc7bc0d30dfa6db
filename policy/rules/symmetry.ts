import { activeCells, differences } from "../cells";
import { settingOf } from "../datastore";
import { keyPaths, keyPlaces } from "../keys";
import { metricsOf } from "../metrics";
import type { CellView, PlanView, Resource } from "../plan-view";
import { each, reliability, type Finding, type Rule } from "../rule";
import { zonesOf } from "../subnets";

const peers = reliability("rel_fault_isolation_multiaz_region_system");

/** Global databases, by what their members are. */
const globalClusters: { readonly [type: string]: string } = {
    "aws:docdb/globalCluster:GlobalCluster": "aws:docdb/cluster:Cluster",
    "aws:neptune/globalCluster:GlobalCluster": "aws:neptune/cluster:Cluster",
    "aws:rds/globalCluster:GlobalCluster": "aws:rds/cluster:Cluster",
};

/** What stands once in a platform although it runs in a cell: the rotation of a secret that all of them share. */
function standsOnce(view: PlanView, resource: Resource): boolean {
    const rotations = view.of("aws:secretsmanager/secretRotation:SecretRotation");
    const functionType = "aws:lambda/function:Function";
    const rotating = rotations.flatMap((rotation) => rotation.follow("rotationLambdaArn", functionType) ?? []);
    const own = resource.type === functionType ? resource : resource.follow("function", functionType);
    return rotations.includes(resource) || (own !== undefined && rotating.includes(own));
}

function kinds(view: PlanView, cell: CellView): readonly string[] {
    return view
        .inCell(cell)
        .filter((resource) => resource.region !== undefined && !standsOnce(view, resource))
        .map(({ type }) => type);
}

function alarms(view: PlanView, cell: CellView): readonly string[] {
    const functions = view.inCell(cell, "aws:lambda/function:Function").filter((one) => !standsOnce(view, one));
    return view
        .inCell(cell, "aws:cloudwatch/metricAlarm:MetricAlarm")
        .flatMap(metricsOf)
        .filter(({ namespace }) => namespace !== "AWS/Lambda" || functions.length > 0)
        .map(({ namespace, name }) => `alarm on ${namespace} ${name}`);
}

function endpoints(view: PlanView, cell: CellView): readonly string[] {
    return view
        .inCell(cell, "aws:ec2/vpcEndpoint:VpcEndpoint")
        .map((endpoint) => `endpoint ${(endpoint.text("serviceName") ?? "").replace(`.${cell.region}.`, ".")}`);
}

/** Where each engine says its version. */
const versioned: { readonly [type: string]: string } = {
    "aws:docdb/cluster:Cluster": "engineVersion",
    "aws:eks/cluster:Cluster": "version",
    "aws:elasticache/cluster:Cluster": "engineVersion",
    "aws:elasticache/replicationGroup:ReplicationGroup": "engineVersion",
    "aws:elasticache/serverlessCache:ServerlessCache": "majorEngineVersion",
    "aws:elasticsearch/domain:Domain": "elasticsearchVersion",
    "aws:memorydb/cluster:Cluster": "engineVersion",
    "aws:mq/broker:Broker": "engineVersion",
    "aws:msk/cluster:Cluster": "kafkaVersion",
    "aws:neptune/cluster:Cluster": "engineVersion",
    "aws:opensearch/domain:Domain": "engineVersion",
    "aws:rds/cluster:Cluster": "engineVersion",
    "aws:rds/instance:Instance": "engineVersion",
};

/** Where each type says of what size its instances or nodes are. */
const sized: { readonly [type: string]: string } = {
    "aws:dax/cluster:Cluster": "nodeType",
    "aws:docdb/clusterInstance:ClusterInstance": "instanceClass",
    "aws:ec2/instance:Instance": "instanceType",
    "aws:ec2/launchTemplate:LaunchTemplate": "instanceType",
    "aws:elasticache/cluster:Cluster": "nodeType",
    "aws:elasticache/replicationGroup:ReplicationGroup": "nodeType",
    "aws:elasticsearch/domain:Domain": "clusterConfig.instanceType",
    "aws:memorydb/cluster:Cluster": "nodeType",
    "aws:mq/broker:Broker": "hostInstanceType",
    "aws:msk/cluster:Cluster": "brokerNodeGroupInfo.instanceType",
    "aws:neptune/clusterInstance:ClusterInstance": "instanceClass",
    "aws:opensearch/domain:Domain": "clusterConfig.instanceType",
    "aws:rds/clusterInstance:ClusterInstance": "instanceClass",
    "aws:rds/instance:Instance": "instanceClass",
    "aws:redshift/cluster:Cluster": "nodeType",
};

/** `aws:docdb/cluster:Cluster` is of docdb; a group that names no engine is of Redis. */
function engineOf(one: Resource): string {
    const service = one.type.split(/[:/]/)[1] ?? "";
    return one.text("engine") ?? (service === "elasticache" ? "redis" : service);
}

function versions(view: PlanView, cell: CellView): readonly string[] {
    return view.inCell(cell, ...Object.keys(versioned)).flatMap((member) => {
        const one = settingOf(member, view);
        const version = one.text(versioned[one.type] ?? "");
        return version === undefined ? [] : `${engineOf(one)} ${version}`;
    });
}

function sizes(view: PlanView, cell: CellView): readonly string[] {
    return view.inCell(cell, ...Object.keys(sized)).flatMap((member) => {
        const one = settingOf(member, view);
        return one.text(sized[one.type] ?? "") ?? [];
    });
}

function zones(view: PlanView, cell: CellView): readonly string[] {
    return view
        .inCell(cell, "aws:autoscaling/group:Group")
        .map((group) => `tier in ${zonesOf(view, group, "vpcZoneIdentifiers").size} zones`);
}

function missingMembers(view: PlanView): readonly Finding[] {
    return view.of(...Object.keys(globalClusters)).flatMap((global): Finding[] => {
        if (view.layer !== "all") {
            return [{ kind: "not judged", where: global.urn, message: "its clusters are in the stacks of cells" }];
        }
        const members = view
            .of(globalClusters[global.type] ?? "")
            .filter((cluster) => cluster.follow("globalClusterIdentifier", global.type) === global);
        const regions = members.map(({ region }) => region);
        return view.cells
            .filter(({ region }) => !regions.includes(region))
            .map(({ region }) => ({ kind: "broken", where: global.urn, message: `no cluster of it in ${region}` }));
    });
}

/** What is not a part of one cell is for all of them, and must be in each. */
function missingReplicas(type: string, path: string): Rule["check"] {
    return each([type], (resource, view) => {
        if (view.cellOf(resource)) {
            return undefined;
        }
        // A table's may be resources of their own.
        const apart = resource.namedBy("aws:dynamodb/tableReplica:TableReplica", "globalTableArn");
        const replicas = [
            ...resource.list("replicas").map((replica) => replica.text(path)),
            ...apart.map(({ region }) => region),
        ];
        return view.cellRegions
            .filter((region) => region !== resource.region && !replicas.includes(region))
            .map((region) => `no replica in ${region}`);
    });
}

/** What exists in one cell exists in the others. */
export const symmetryRules: readonly Rule[] = [
    {
        id: "cells-differ",
        severity: "error",
        title: "an active cell that lacks what another has",
        why: "Clients of a lost region are sent to a cell that cannot do what the lost one did.",
        fix: "Build it in every active cell; what stands once belongs to the foundation.",
        source: peers,
        check: (view) => differences(view, activeCells(view), (cell) => kinds(view, cell)),
    },
    {
        id: "alarms-differ",
        severity: "error",
        title: "an active cell that is watched less than another",
        why: "The same fault is seen in one region and not in the other.",
        fix: "Give each active cell the same alarms.",
        source: reliability("rel_monitor_aws_resources_monitor_resources"),
        check: (view) => differences(view, activeCells(view), (cell) => alarms(view, cell)),
    },
    {
        id: "endpoints-differ",
        severity: "error",
        title: "an active cell that lacks an endpoint that another has",
        why: "The same call leaves through a NAT gateway there, or not at all.",
        fix: "Give each active cell the same endpoints (network.endpoints).",
        source: "https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html",
        check: (view) => differences(view, activeCells(view), (cell) => endpoints(view, cell)),
    },
    {
        id: "zones-differ",
        severity: "warning",
        title: "an active cell in fewer zones than another",
        why: "A lost zone takes more of it, just when it may carry two regions' clients.",
        fix: "Give each active region as many zones.",
        source: peers,
        check: (view) => differences(view, activeCells(view), (cell) => zones(view, cell)),
    },
    {
        id: "sizes-differ",
        severity: "warning",
        title: "active cells of different sizes",
        why: "Head room is counted in instances: it holds only where they are alike.",
        fix: "Use the same instance and node types in every active cell.",
        source: peers,
        check: (view) => differences(view, activeCells(view), (cell) => sizes(view, cell)),
    },
    {
        id: "versions-differ",
        severity: "error",
        title: "engines of different versions",
        why: "Aurora refuses to fail over between versions, and an app meets after the failover what it was never tested on.",
        fix: "Use one version in every cell; upgrade standbys first.",
        source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-upgrade.html",
        check: (view) => differences(view, view.cells, (cell) => versions(view, cell)),
    },
    {
        id: "key-in-another-region",
        severity: "error",
        title: "something kept with a key of another region",
        why: "When the key's region is lost, what survives cannot be read.",
        fix: "Name a key of the region that the data is in, or a replica of a multi-Region key.",
        source: "https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html",
        check: each(Object.keys(keyPaths), (resource) =>
            (keyPaths[resource.type] ?? [])
                .flatMap((path) => keyPlaces(resource, path))
                .filter(({ region, dataRegion = resource.region }) => region !== undefined && region !== dataRegion)
                .map(
                    ({ path, region, dataRegion = resource.region }) =>
                        `${path}: a key of ${region ?? ""} for data in ${dataRegion ?? "no region"}`,
                ),
        ),
    },
    {
        id: "database-not-everywhere",
        severity: "error",
        title: "a global database without a cluster in a cell's region",
        why: "The cell has nothing to read from, and cannot be promoted.",
        fix: "Add a cluster with globalClusterIdentifier in that region.",
        source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html",
        check: missingMembers,
    },
    {
        id: "table-not-everywhere",
        severity: "error",
        title: "a table of all cells without a replica in one",
        why: "The cell without it asks another region for each item, and loses it with that region.",
        fix: "Add a replica in every region with a cell.",
        source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html",
        check: missingReplicas("aws:dynamodb/table:Table", "regionName"),
    },
    {
        id: "secret-not-everywhere",
        severity: "error",
        title: "a secret of all cells without a replica in one",
        why: "When the secret's region is lost, no instance in that cell can start.",
        fix: "Add a replica in every region with a cell.",
        source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html",
        check: missingReplicas("aws:secretsmanager/secret:Secret", "region"),
    },
];
