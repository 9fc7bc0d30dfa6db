import type { PlanResource } from "../../../plan/plan";
import { but, cell, ids, inside, one, out, platform, subnets, type Cases } from "./case";

const west = cell("eu-west-1");
const east = cell("us-east-1");
const warm = cell("us-east-1", "warm");
const both = (type: string, inputs: PlanResource["inputs"] = {}) => [
    inside(west, type, inputs),
    inside(east, type, inputs),
];

const functionType = "aws:lambda/function:Function";
const groupType = "aws:autoscaling/group:Group";
const targetType = "aws:appautoscaling/target:Target";
const alarm = { namespace: "AWS/RDS", metricName: "CPUUtilization" };
const endpoint = (region: string) => ({ serviceName: `com.amazonaws.${region}.s3` });
const key = one("aws:kms/key:Key", {}, { region: "us-east-1" });
const global = one("aws:rds/globalCluster:GlobalCluster");
const member = { globalClusterIdentifier: out(global) };
const database = inside(warm, "aws:rds/cluster:Cluster");
const variants = { serviceNamespace: "sagemaker", minCapacity: 2 };
const tags = { "antipode:platform": "orders" };
const zones = subnets("a", "b");
const groups = (least: number, most: number) => both(groupType, { minSize: least, maxSize: most });

export const regionCases: Cases = {
    "cells-differ": {
        broken: [west, east, inside(west, "aws:sqs/queue:Queue"), inside(west, functionType)],
        sound: [
            west,
            east,
            ...both("aws:sqs/queue:Queue"),
            inside(west, functionType),
            // The rotation of a secret that all cells share stands in one.
            inside(west, "aws:secretsmanager/secretRotation:SecretRotation", {
                rotationLambdaArn: out(inside(west, functionType), "arn"),
            }),
        ],
        says: [
            "us-east-1: no aws:sqs/queue:Queue; eu-west-1 has",
            "us-east-1: no aws:lambda/function:Function; eu-west-1 has",
        ],
    },
    "alarms-differ": {
        broken: [west, east, inside(east, "aws:cloudwatch/metricAlarm:MetricAlarm", alarm)],
        sound: [west, east, ...both("aws:cloudwatch/metricAlarm:MetricAlarm", alarm)],
        says: ["eu-west-1: no alarm on AWS/RDS CPUUtilization; us-east-1 has"],
    },
    "endpoints-differ": {
        broken: [west, east, inside(west, "aws:ec2/vpcEndpoint:VpcEndpoint", endpoint("eu-west-1"))],
        sound: [
            west,
            east,
            inside(west, "aws:ec2/vpcEndpoint:VpcEndpoint", endpoint("eu-west-1")),
            inside(east, "aws:ec2/vpcEndpoint:VpcEndpoint", endpoint("us-east-1")),
        ],
        says: ["us-east-1: no endpoint com.amazonaws.s3; eu-west-1 has"],
    },
    "zones-differ": {
        broken: [
            west,
            east,
            ...zones,
            inside(west, groupType, { vpcZoneIdentifiers: ids(zones) }),
            inside(east, groupType, { vpcZoneIdentifiers: ids(zones.slice(0, 1)) }),
        ],
        sound: [west, east, ...zones, ...both(groupType, { vpcZoneIdentifiers: ids(zones) })],
        says: ["eu-west-1: no tier in 1 zones; us-east-1 has", "us-east-1: no tier in 2 zones; eu-west-1 has"],
    },
    "sizes-differ": {
        broken: [
            west,
            east,
            inside(west, "aws:dax/cluster:Cluster", { nodeType: "dax.r5.large" }),
            inside(east, "aws:dax/cluster:Cluster", { nodeType: "dax.t3.small" }),
        ],
        sound: [west, east, ...both("aws:dax/cluster:Cluster", { nodeType: "dax.r5.large" })],
        says: ["eu-west-1: no dax.t3.small; us-east-1 has", "us-east-1: no dax.r5.large; eu-west-1 has"],
    },
    "versions-differ": {
        broken: [
            west,
            warm,
            inside(west, "aws:rds/cluster:Cluster", { engine: "aurora-postgresql", engineVersion: "17.7" }),
            inside(warm, "aws:rds/cluster:Cluster", { engine: "aurora-postgresql", engineVersion: "16.8" }),
        ],
        sound: [west, warm, ...both("aws:rds/cluster:Cluster", { engine: "aurora-postgresql", engineVersion: "17.7" })],
        says: [
            "eu-west-1: no aurora-postgresql 16.8; us-east-1 has",
            "us-east-1: no aurora-postgresql 17.7; eu-west-1 has",
        ],
    },
    "key-in-another-region": {
        broken: [
            key,
            one("aws:sqs/queue:Queue", { kmsMasterKeyId: out(key, "arn") }),
            one("aws:dynamodb/table:Table", {
                replicas: [{ regionName: "us-east-1", kmsKeyArn: "arn:aws:kms:eu-west-1:444455556666:key/1" }],
            }),
        ],
        sound: [
            key,
            one("aws:sqs/queue:Queue", { kmsMasterKeyId: out(key, "arn") }, { region: "us-east-1" }),
            one("aws:dynamodb/table:Table", { replicas: [{ regionName: "us-east-1", kmsKeyArn: out(key, "arn") }] }),
        ],
        says: [
            "replicas.0.kmsKeyArn: a key of eu-west-1 for data in us-east-1",
            "kmsMasterKeyId: a key of us-east-1 for data in eu-west-1",
        ],
    },
    "database-not-everywhere": {
        broken: [west, east, global, inside(west, "aws:rds/cluster:Cluster", member)],
        sound: [west, east, global, ...both("aws:rds/cluster:Cluster", member)],
        says: ["no cluster of it in us-east-1"],
    },
    "table-not-everywhere": {
        broken: [west, east, one("aws:dynamodb/table:Table")],
        sound: [
            west,
            east,
            one("aws:dynamodb/table:Table", { replicas: [{ regionName: "us-east-1" }] }),
            inside(west, "aws:dynamodb/table:Table"),
        ],
        says: ["no replica in us-east-1"],
    },
    "secret-not-everywhere": {
        broken: [west, east, one("aws:secretsmanager/secret:Secret")],
        sound: [west, east, one("aws:secretsmanager/secret:Secret", { replicas: [{ region: "us-east-1" }] })],
        says: ["no replica in us-east-1"],
    },
    "no-room-for-a-lost-peer": {
        broken: [west, east, ...groups(3, 5)],
        sound: [west, east, ...groups(3, 6)],
        says: [
            "us-east-1 without eu-west-1: needs 6 instances, and may have 5",
            "eu-west-1 without us-east-1: needs 6 instances, and may have 5",
        ],
    },
    "launches-before-it-carries": {
        broken: [west, warm, ...groups(2, 6).slice(0, 1), inside(warm, groupType, { minSize: 1, maxSize: 6 })],
        sound: [west, warm, ...groups(2, 6)],
        says: ["us-east-1 without eu-west-1: needs 2 instances, and runs 1"],
    },
    "standby-runs-nothing": {
        broken: [west, warm, inside(warm, groupType, { minSize: 0, maxSize: 6 })],
        sound: [west, warm, inside(warm, groupType, { minSize: 0, desiredCapacity: 1, maxSize: 6 })],
        says: ["us-east-1 runs 0 instances"],
    },
    "no-room-for-a-lost-peers-questions": {
        broken: [west, east, ...both(targetType, { ...variants, maxCapacity: 3 })],
        sound: [west, east, ...both(targetType, { ...variants, maxCapacity: 4 })],
        says: [
            "us-east-1 without eu-west-1: needs 4 model instances, and may have 3",
            "eu-west-1 without us-east-1: needs 4 model instances, and may have 3",
        ],
    },
    "standby-database-empty": {
        broken: [west, warm, database],
        sound: [
            west,
            warm,
            database,
            inside(warm, "aws:rds/clusterInstance:ClusterInstance", { clusterIdentifier: out(database) }),
        ],
        says: ["it has no instance"],
    },
    "no-budget": {
        broken: [platform(), one("aws:sqs/queue:Queue")],
        sound: [platform(), one("aws:budgets/budget:Budget", { notifications: [{ threshold: 80 }] })],
        says: ["no budget with a notification"],
    },
    "budget-differs": {
        broken: [
            platform({ budgetMonthlyUsd: 400 }),
            one("aws:budgets/budget:Budget", { budgetType: "COST", timeUnit: "MONTHLY", limitAmount: "500.00" }),
        ],
        sound: [
            platform({ budgetMonthlyUsd: 400 }),
            one("aws:budgets/budget:Budget", { budgetType: "COST", timeUnit: "MONTHLY", limitAmount: "400.00" }),
        ],
        says: ["limitAmount is 500, budgetMonthlyUsd 400"],
    },
    "not-tagged": {
        broken: [platform(), one("aws:s3/bucket:Bucket", { tags: { Name: "one" } })],
        sound: [platform(), but(one("aws:s3/bucket:Bucket"), { tags: { "antipode:platform": "orders" } })],
        says: ["tags.antipode:platform is missing"],
    },
    "launched-without-tag": {
        broken: [
            one("aws:ec2/launchTemplate:LaunchTemplate", { tagSpecifications: [{ resourceType: "instance", tags }] }),
        ],
        sound: [
            one("aws:ec2/launchTemplate:LaunchTemplate", {
                tagSpecifications: [
                    { resourceType: "instance", tags },
                    { resourceType: "volume", tags },
                ],
            }),
        ],
        says: ["tagSpecifications has none for volume"],
    },
};
