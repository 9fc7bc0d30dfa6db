import type { PlanResource } from "../../../plan/plan";
import { cell, inside, one, out, platform, withoutRegion } from "../cases/case";
import { forEach, type NeighboursOfRules } from "./neighbour";

type Inputs = PlanResource["inputs"];

const west = cell("eu-west-1");
const east = cell("us-east-1");
const warm = cell("ap-northeast-1", "warm");
const functionType = "aws:lambda/function:Function";
const groupType = "aws:autoscaling/group:Group";
const targetType = "aws:appautoscaling/target:Target";
const cacheType = "aws:elasticache/replicationGroup:ReplicationGroup";
const alarm = { namespace: "AWS/Lambda", metricName: "Errors" };

/** Two active cells with something of a type in each; none where there are no inputs. */
const cells = (type: string, first: Inputs | undefined, second: Inputs | undefined) => [
    west,
    east,
    ...(first ? [inside(west, type, first)] : []),
    ...(second ? [inside(east, type, second)] : []),
];
const sizes: { readonly [type: string]: string } = {
    "aws:ec2/launchTemplate:LaunchTemplate": "instanceType",
    "aws:rds/clusterInstance:ClusterInstance": "instanceClass",
    [cacheType]: "nodeType",
    "aws:dax/cluster:Cluster": "nodeType",
};
const rotated = inside(west, functionType);
const rotation = inside(west, "aws:secretsmanager/secretRotation:SecretRotation", {
    rotationLambdaArn: out(rotated, "arn"),
});
const watched = inside(west, "aws:cloudwatch/metricAlarm:MetricAlarm", alarm);
const model = { serviceNamespace: "sagemaker", minCapacity: 2, maxCapacity: 4 };
const global = one("aws:rds/globalCluster:GlobalCluster");
const replicaKey = one("aws:kms/replicaKey:ReplicaKey", {}, { region: "us-east-1" });
const queue = (region: string) =>
    one("aws:sqs/queue:Queue", { kmsMasterKeyId: out(replicaKey, "arn") }, { region, name: region });

/** What exists in one cell exists in the others, and carries a lost peer. */
export const regionNeighbours: NeighboursOfRules = {
    "cells-differ": {
        broken: { "a function that rotates nothing": cells(functionType, {}, undefined) },
        sound: {
            "what has no region": [
                ...cells("aws:iam/role:Role", undefined, undefined),
                withoutRegion(inside(west, "aws:iam/role:Role")),
            ],
            "a standby that lacks something": [west, warm, inside(west, "aws:sqs/queue:Queue")],
            "what is a part of the function that stands once": [
                west,
                east,
                rotated,
                rotation,
                inside(west, "aws:lambda/permission:Permission", { function: out(rotated) }),
            ],
            "a plan of one region": [one("aws:sqs/queue:Queue")],
            "a platform whose cells are elsewhere": [platform(), queue("eu-west-1"), queue("us-east-1")],
        },
    },
    "endpoints-differ": {
        unjudged: {
            "a service that nobody knows": cells(
                "aws:ec2/vpcEndpoint:VpcEndpoint",
                { serviceName: out(global) },
                undefined,
            ),
        },
    },
    "table-not-everywhere": {
        sound: { "what is no cell": [west, cell("us-east-1", "odd"), one("aws:dynamodb/table:Table")] },
    },
    "alarms-differ": {
        broken: { "of a function of its own": [west, east, watched, inside(west, functionType)] },
        sound: { "of the function that stands once": [west, east, watched, rotated, rotation] },
    },
    "versions-differ": {
        broken: {
            instances: cells(
                "aws:rds/instance:Instance",
                { engine: "postgres", engineVersion: "17" },
                { engine: "postgres", engineVersion: "16" },
            ),
            caches: cells(cacheType, { engineVersion: "7.1" }, { engineVersion: "7.0" }),
            "a standby too": [
                west,
                warm,
                inside(west, cacheType, { engineVersion: "7.1" }),
                inside(warm, cacheType, { engineVersion: "7.0" }),
            ],
        },
        sound: {
            "Redis, which is what nothing said means": cells(
                cacheType,
                { engineVersion: "7.1" },
                { engine: "redis", engineVersion: "7.1" },
            ),
            "one that leaves it to AWS": cells(cacheType, {}, undefined),
        },
    },
    "sizes-differ": {
        broken: forEach(Object.keys(sizes), (type) =>
            cells(type, { [sizes[type] ?? ""]: "large" }, { [sizes[type] ?? ""]: "small" }),
        ),
        sound: forEach(Object.keys(sizes), (type) => cells(type, {}, undefined)),
    },
    "database-not-everywhere": {
        broken: {
            "a cluster of something else there": [west, global, inside(west, "aws:rds/cluster:Cluster")],
        },
    },
    "key-in-another-region": {
        broken: { "a replica of another region": [replicaKey, queue("eu-west-1")] },
        sound: {
            "a replica of its region": [replicaKey, queue("us-east-1")],
            "a key that nobody can place": [one("aws:sqs/queue:Queue", { kmsMasterKeyId: "alias/aws/sqs" })],
        },
    },
    "no-room-for-a-lost-peer": {
        broken: {
            // Nobody would be asked for more than it runs: 2 of its own and 2 of the lost one's.
            "no most": cells(groupType, { minSize: 2 }, { minSize: 2 }),
        },
        sound: {
            "standbys while another is active": [
                ...cells(groupType, { minSize: 2, maxSize: 4 }, { minSize: 2, maxSize: 4 }),
                warm,
                inside(warm, groupType, { minSize: 1, maxSize: 1 }),
            ],
            "one cell, which has no peer": [west],
            "one cell and its group": [west, inside(west, groupType, { minSize: 2, maxSize: 2 })],
        },
        unjudged: { "cells without groups": [west, east] },
    },
    "launches-before-it-carries": {
        broken: {
            "a pilot light, when it is the one that answers": [
                west,
                cell("us-east-1", "pilot"),
                inside(west, groupType, { minSize: 2, maxSize: 4 }),
                inside(cell("us-east-1", "pilot"), groupType, { minSize: 1, maxSize: 4 }),
            ],
        },
    },
    "standby-runs-nothing": { broken: { "no sizes": [warm, inside(warm, groupType)] } },
    "no-room-for-a-lost-peers-questions": {
        broken: {
            "one target of several is a model's": [
                ...cells(targetType, model, { ...model, maxCapacity: 3 }),
                one(targetType, { serviceNamespace: "ecs", minCapacity: 1, maxCapacity: 1 }),
            ],
        },
        sound: {
            "what else scales is not counted": [
                ...cells(targetType, model, model),
                one(
                    targetType,
                    { serviceNamespace: "dynamodb", minCapacity: 100, maxCapacity: 100 },
                    { name: "table", region: "eu-west-1", parent: west.urn },
                ),
            ],
        },
    },
};
