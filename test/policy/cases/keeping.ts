import { but, one, out, type Cases } from "./case";

const table = one("aws:dynamodb/table:Table", {
    deletionProtectionEnabled: true,
    pointInTimeRecovery: { enabled: true },
    replicas: [{ regionName: "us-east-1", deletionProtectionEnabled: true, pointInTimeRecovery: true }],
});
const bucket = one("aws:s3/bucket:Bucket", { forceDestroy: false }, { options: { protect: true } });
const database = one("aws:rds/cluster:Cluster", {
    backupRetentionPeriod: 7,
    copyTagsToSnapshot: true,
    enabledCloudwatchLogsExports: ["postgresql"],
    finalSnapshotIdentifier: "last",
    skipFinalSnapshot: false,
});
const secret = one("aws:secretsmanager/secret:Secret", { recoveryWindowInDays: 30 });
const cache = one("aws:elasticache/replicationGroup:ReplicationGroup", {
    snapshotRetentionLimit: 7,
    logDeliveryConfigurations: [{ logType: "slow-log" }],
});
const versioning = one("aws:s3/bucketVersioning:BucketVersioning", {
    bucket: out(bucket, "bucket"),
    versioningConfiguration: { status: "Enabled" },
});
const lifecycle = one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", {
    bucket: out(bucket, "bucket"),
    rules: [{ id: "old", status: "Enabled" }],
});
const vpc = one("aws:ec2/vpc:Vpc");
const zone = one("aws:route53/zone:Zone", { name: "example.com" });

/** Deletion, backups and logs. */
export const keepingCases: Cases = {
    "deletion-not-protected": {
        broken: [
            but(table, { replicas: [{ regionName: "us-east-1" }] }),
            one("aws:lb/loadBalancer:LoadBalancer", { enableDeletionProtection: false }),
        ],
        sound: [table, one("aws:lb/loadBalancer:LoadBalancer", { enableDeletionProtection: true })],
        says: ["enableDeletionProtection is not true", "replicas.0.deletionProtectionEnabled is not true"],
    },
    "state-not-protected": {
        broken: [{ ...bucket, options: {} }],
        sound: [bucket],
        says: ["it has neither protect nor retainOnDelete"],
    },
    "deletion-forced": {
        broken: [but(bucket, { forceDestroy: true })],
        sound: [bucket],
        says: ["forceDestroy is true"],
    },
    "no-final-snapshot": {
        broken: [but(database, { skipFinalSnapshot: true })],
        sound: [database],
        says: ["skipFinalSnapshot is true"],
    },
    "secret-gone-at-once": {
        broken: [but(secret, { recoveryWindowInDays: 0 })],
        sound: [secret],
        says: ["recoveryWindowInDays is 0"],
    },
    "database-without-backups": {
        broken: [but(database, { backupRetentionPeriod: 0 }), one("aws:rds/instance:Instance")],
        sound: [database],
        says: ["backupRetentionPeriod is 0", "backupRetentionPeriod is 0"],
    },
    "database-backups-short": {
        broken: [but(database, { backupRetentionPeriod: 6 })],
        sound: [database],
        says: ["backupRetentionPeriod is 6"],
    },
    "table-without-recovery": {
        broken: [
            but(table, { pointInTimeRecovery: { enabled: false }, replicas: [{ regionName: "us-east-1" }] }),
            one("aws:dynamodb/tableReplica:TableReplica"),
        ],
        sound: [table],
        says: [
            "pointInTimeRecovery.enabled is not true",
            "replicas.0.pointInTimeRecovery is not true",
            "pointInTimeRecovery is not true",
        ],
    },
    "cache-without-snapshots": {
        broken: [but(cache, { snapshotRetentionLimit: 0 })],
        sound: [cache],
        says: ["snapshotRetentionLimit is 0"],
    },
    "bucket-without-versions": {
        broken: [bucket, but(versioning, { versioningConfiguration: { status: "Suspended" } })],
        sound: [bucket, versioning],
        says: ["versioning is Suspended"],
    },
    "bucket-keeps-for-ever": {
        broken: [bucket],
        sound: [bucket, lifecycle],
        says: ["it has no lifecycle rule that is enabled"],
    },
    "snapshots-without-tags": {
        broken: [but(database, { copyTagsToSnapshot: false })],
        sound: [database],
        says: ["copyTagsToSnapshot is not true"],
    },
    "network-without-flow-log": {
        broken: [vpc],
        sound: [vpc, one("aws:ec2/flowLog:FlowLog", { vpcId: out(vpc) })],
        says: ["it has no flow log"],
    },
    "balancer-without-log": {
        broken: [one("aws:lb/loadBalancer:LoadBalancer", { accessLogs: { enabled: false } })],
        sound: [one("aws:lb/loadBalancer:LoadBalancer", { accessLogs: { enabled: true } })],
        says: ["accessLogs.enabled is not true"],
    },
    "log-kept-for-ever": {
        broken: [one("aws:cloudwatch/logGroup:LogGroup")],
        sound: [one("aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 90 })],
        says: ["retentionInDays is not set"],
    },
    "database-without-log": {
        broken: [but(database, { enabledCloudwatchLogsExports: [] })],
        sound: [database],
        says: ["enabledCloudwatchLogsExports is empty"],
    },
    "cache-without-log": {
        broken: [but(cache, { logDeliveryConfigurations: [] })],
        sound: [cache],
        says: ["logDeliveryConfigurations is empty"],
    },
    "zone-without-query-log": {
        broken: [zone],
        sound: [zone, one("aws:route53/queryLog:QueryLog", { zoneId: out(zone, "zoneId") })],
        says: ["it has no query log"],
    },
};
