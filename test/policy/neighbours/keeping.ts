import type { PlanResource } from "../../../plan/plan";
import { cell, inside, one, out, platform } from "../cases/case";
import { forEach, type NeighboursOfRules } from "./neighbour";

type Inputs = PlanResource["inputs"];

const bucket = one("aws:s3/bucket:Bucket");
const lifecycle = (...rules: readonly Inputs[]) => [
    bucket,
    one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", { bucket: out(bucket), rules }),
];
const older = (enabled: boolean) => [one("aws:s3/bucket:Bucket", { lifecycleRules: [{ enabled }] })];
const cache = (inputs: Inputs) => [one("aws:elasticache/replicationGroup:ReplicationGroup", inputs)];
const secret = (recoveryWindowInDays: number) => [one("aws:secretsmanager/secret:Secret", { recoveryWindowInDays })];
const logs = (retentionInDays: number) => [one("aws:cloudwatch/logGroup:LogGroup", { retentionInDays })];
const database = (type: string, inputs: Inputs) => [one(`aws:rds/${type}`, inputs)];
const template = (...tagSpecifications: readonly Inputs[]) => [
    one("aws:ec2/launchTemplate:LaunchTemplate", { tagSpecifications }),
];
const tags = { Name: "orders" };
const budget = (inputs: Inputs) => [
    platform({ budgetMonthlyUsd: 400 }),
    one("aws:budgets/budget:Budget", { budgetType: "COST", timeUnit: "MONTHLY", ...inputs }),
];
const pilot = cell("us-east-1", "pilot");

/** Deletion, backups, logs, money and tags. */
export const keepingNeighbours: NeighboursOfRules = {
    "secret-gone-at-once": { broken: { "6 days": secret(6) }, sound: { "7 days": secret(7) } },
    "database-backups-short": {
        broken: { "a day": database("cluster:Cluster", { backupRetentionPeriod: 1 }) },
        sound: {
            "a week": database("instance:Instance", { backupRetentionPeriod: 7 }),
            "none at all, which another rule says": database("instance:Instance", { backupRetentionPeriod: 0 }),
        },
    },
    "cache-without-snapshots": {
        broken: { "nothing said": cache({}) },
        sound: { "a day": cache({ snapshotRetentionLimit: 1 }) },
    },
    "bucket-without-versions": {
        broken: { "off, within": [one("aws:s3/bucket:Bucket", { versioning: { enabled: false } })] },
    },
    "bucket-keeps-for-ever": {
        broken: {
            "no rules": lifecycle(),
            "a rule that is off": lifecycle({ status: "Disabled" }),
            "a rule within that is off": older(false),
        },
        sound: {
            "one rule of several that is on": lifecycle({ status: "Disabled" }, { status: "Enabled" }),
            "a rule within": older(true),
        },
    },
    "log-kept-for-ever": { broken: { "0 days, which is for ever": logs(0) }, sound: { "a day": logs(1) } },
    "zone-without-query-log": {
        sound: { "a private zone": [one("aws:route53/zone:Zone", { vpcs: [{ vpcId: "vpc-1" }] })] },
    },
    "no-budget": {
        broken: { "a budget that tells nobody": budget({ notifications: [] }) },
        sound: {
            "one that does": budget({ notifications: [{}] }),
            "nothing that costs anything": [platform(), one("pulumi:providers:aws")],
        },
    },
    "budget-differs": {
        broken: { "another sum": budget({ limitAmount: "401" }) },
        sound: { "sums of months, planned": budget({ plannedLimits: [{ amount: "5" }] }) },
    },
    "not-tagged": {
        broken: {
            "a provider that has no tags": [bucket, one("pulumi:providers:aws")],
            "no tag, in a plan of something else": [bucket],
        },
        sound: {
            "the provider's tags": [platform(), bucket, one("pulumi:providers:aws", { defaultTags: { tags } })],
            "any tag, in a plan of something else": [one("aws:s3/bucket:Bucket", { tags })],
        },
    },
    "launched-without-tag": {
        broken: {
            ...forEach(["instance", "volume"], (resourceType) => template({ resourceType, tags })),
            "specifications without tags": template({ resourceType: "instance" }, { resourceType: "volume" }),
        },
        sound: { both: template({ resourceType: "instance", tags }, { resourceType: "volume", tags }) },
    },
    "standby-database-empty": {
        // A pilot light keeps the data and has its instances made when it is needed.
        sound: {
            "a pilot light": [cell("eu-west-1"), pilot, inside(pilot, "aws:rds/cluster:Cluster")],
            "a pilot light in a stack of its own": [pilot, inside(pilot, "aws:rds/cluster:Cluster")],
        },
        broken: { "an active cell": [cell("eu-west-1"), inside(cell("eu-west-1"), "aws:rds/cluster:Cluster")] },
    },
};
