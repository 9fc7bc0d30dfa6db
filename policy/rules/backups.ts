import type { Resource } from "../plan-view";
import { each, hub, type Rule } from "../rule";

/** Days that AWS's own control asks for. */
const leastBackupDays = 7;

const databases = ["aws:rds/cluster:Cluster", "aws:rds/instance:Instance"];

/** Days that backups are kept; undefined for a replica, which is restored from what it copies. */
function backupDays(database: Resource): number | undefined {
    // AWS keeps one day of a cluster's backups when nothing is said, and none of an instance's.
    return database.has("replicateSourceDb")
        ? undefined
        : (database.number("backupRetentionPeriod") ?? (database.type.includes("cluster") ? 1 : 0));
}

function recoverable(one: { flag: (path: string) => boolean | undefined }, path: string): boolean {
    return one.flag(path) === true;
}

/** Copies that replication does not destroy. */
export const backupRules: readonly Rule[] = [
    {
        id: "database-without-backups",
        severity: "error",
        title: "a database without automatic backups",
        why: "Replicas copy a mistake as fast as anything else: only a backup goes back to before it.",
        fix: "Set backupRetentionPeriod (database.backupDays).",
        source: hub("RDS.11"),
        check: each(databases, (database) => (backupDays(database) === 0 ? "backupRetentionPeriod is 0" : undefined)),
    },
    {
        id: "database-backups-short",
        severity: "warning",
        title: "database backups of less than a week",
        why: "What was damaged on a Friday and seen on a Monday is already out of reach.",
        fix: "Set backupRetentionPeriod to 7 or more (database.backupDays).",
        source: hub("RDS.11"),
        check: each(databases, (database) => {
            const days = backupDays(database) ?? leastBackupDays;
            return days >= 1 && days < leastBackupDays ? `backupRetentionPeriod is ${days}` : undefined;
        }),
    },
    {
        id: "table-without-recovery",
        severity: "error",
        title: "a table, or a replica, that cannot go back in time",
        why: "A global table copies a wrong write to every region within a second.",
        fix: "Turn on point-in-time recovery, in each replica.",
        source: hub("DynamoDB.2"),
        check: (view) => [
            ...each(["aws:dynamodb/table:Table"], (table) => [
                ...(recoverable(table, "pointInTimeRecovery.enabled")
                    ? []
                    : ["pointInTimeRecovery.enabled is not true"]),
                ...table
                    .list("replicas")
                    .flatMap((replica, at) =>
                        recoverable(replica, "pointInTimeRecovery")
                            ? []
                            : [`replicas.${at}.pointInTimeRecovery is not true`],
                    ),
            ])(view),
            ...each(["aws:dynamodb/tableReplica:TableReplica"], (replica) =>
                recoverable(replica, "pointInTimeRecovery") ? undefined : "pointInTimeRecovery is not true",
            )(view),
        ],
    },
    {
        id: "cache-without-snapshots",
        severity: "warning",
        title: "a cache that is never copied",
        why: "After a loss it starts empty, and the database gets all that it used to answer.",
        fix: "Set snapshotRetentionLimit to 1 or more (cache.snapshotDays).",
        source: hub("ElastiCache.1"),
        check: each(["aws:elasticache/replicationGroup:ReplicationGroup"], (cache) =>
            (cache.number("snapshotRetentionLimit") ?? 0) > 0 ? undefined : "snapshotRetentionLimit is 0",
        ),
    },
    {
        id: "bucket-without-versions",
        severity: "warning",
        title: "a bucket that keeps no versions",
        why: "An object that is overwritten or deleted by mistake is gone, and cannot be replicated either.",
        fix: "Give it a BucketVersioning with status Enabled.",
        source: hub("S3.14"),
        check: each(["aws:s3/bucket:Bucket"], (bucket) => {
            const [versioning] = bucket.namedBy("aws:s3/bucketVersioning:BucketVersioning", "bucket");
            // Older programs say it inside the bucket.
            const within = bucket.flag("versioning.enabled") === true ? "Enabled" : "not set";
            const status = versioning?.text("versioningConfiguration.status") ?? within;
            return status === "Enabled" ? undefined : `versioning is ${status}`;
        }),
    },
    {
        id: "bucket-keeps-for-ever",
        severity: "warning",
        title: "a bucket from which nothing ever goes",
        why: "Old versions and broken uploads are billed for ever and shown to nobody.",
        fix: "Give it a BucketLifecycleConfiguration.",
        source: hub("S3.13"),
        check: each(["aws:s3/bucket:Bucket"], (bucket) => {
            const type = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
            const within = bucket.list("lifecycleRules").some((rule) => rule.flag("enabled") === true);
            const apart = bucket.namedBy(type, "bucket").flatMap((rules) => rules.list("rules"));
            return within || apart.some((rule) => rule.text("status") === "Enabled")
                ? undefined
                : "it has no lifecycle rule that is enabled";
        }),
    },
    {
        id: "snapshots-without-tags",
        severity: "note",
        title: "a database whose snapshots lose their tags",
        why: "A copy without tags is found by nobody and billed to nobody.",
        fix: "Set copyTagsToSnapshot.",
        source: hub("RDS.16"),
        check: each(["aws:rds/cluster:Cluster"], (cluster) =>
            cluster.flag("copyTagsToSnapshot") === true ? undefined : "copyTagsToSnapshot is not true",
        ),
    },
];
