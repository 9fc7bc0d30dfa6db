import { valueAt, type PlanView, type Resource } from "../plan-view";
import { each, hub, Unjudged, type Rule } from "../rule";

/** Days that AWS's own control asks for. */
const leastBackupDays = 7;

/** Where each database says for how many days its backups are kept, and what AWS does when it says nothing. */
const databases: { readonly [type: string]: { readonly path: string; readonly byDefault: number } } = {
    "aws:docdb/cluster:Cluster": { path: "backupRetentionPeriod", byDefault: 1 },
    "aws:docdb/elasticCluster:ElasticCluster": { path: "backupRetentionPeriod", byDefault: 1 },
    "aws:memorydb/cluster:Cluster": { path: "snapshotRetentionLimit", byDefault: 0 },
    "aws:neptune/cluster:Cluster": { path: "backupRetentionPeriod", byDefault: 1 },
    "aws:rds/cluster:Cluster": { path: "backupRetentionPeriod", byDefault: 1 },
    "aws:rds/instance:Instance": { path: "backupRetentionPeriod", byDefault: 0 },
    "aws:redshift/cluster:Cluster": { path: "automatedSnapshotRetentionPeriod", byDefault: 1 },
};

/** Judges every database by the days that its backups are kept; a replica is restored from what it copies. */
function eachDatabase(wrong: (days: number) => boolean): Rule["check"] {
    return each(Object.keys(databases), (database) => {
        const { path = "", byDefault = 0 } = databases[database.type] ?? {};
        const days = database.number(path) ?? byDefault;
        return !database.has("replicateSourceDb") && wrong(days) ? `${path} is ${days}` : undefined;
    });
}

const selectionType = "aws:backup/selection:Selection";
const selected = ["conditions", "selectionTags"];

/** Whether a backup plan names a resource. @throws Unjudged when one may choose it by a tag or a pattern */
function inBackupPlan(resource: Resource, view: PlanView): boolean {
    const plans = view.of(selectionType);
    const named = plans.some((plan) => view.named(plan, "resources", resource.type).includes(resource));
    const byPattern = (plan: Resource) =>
        JSON.stringify(valueAt(plan.resource.inputs, "resources") ?? "").includes("*");
    if (!named && plans.some((plan) => selected.some((path) => plan.has(path)) || byPattern(plan))) {
        throw new Unjudged("a backup plan may choose it by its tags or its name");
    }
    return named;
}

/** AWS backs up a file system of one zone unless it is told not to: efs/latest/ug/awsbackup.html. */
function filesBackedUp(files: Resource, view: PlanView): boolean {
    const [policy] = files.namedBy("aws:efs/backupPolicy:BackupPolicy", "fileSystemId");
    const byDefault = files.has("availabilityZoneName") ? "ENABLED" : "DISABLED";
    return (policy?.text("backupPolicy.status") ?? byDefault) === "ENABLED" || inBackupPlan(files, view);
}

const caches = [
    "aws:elasticache/cluster:Cluster",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:elasticache/serverlessCache:ServerlessCache",
];

/** Whether a cache can be copied, and is no member of a group, which is judged itself. */
function keepsCopies(cache: Resource): boolean {
    return (
        cache.type !== "aws:elasticache/cluster:Cluster" ||
        (cache.text("engine") !== "memcached" && !cache.has("replicationGroupId"))
    );
}

function recoverable(one: { flag: (path: string) => boolean | undefined }, path: string): boolean {
    return one.flag(path) === true;
}

/** Copies that replication does not destroy. */
export const backupRules: readonly Rule[] = [
    {
        id: "database-without-backups",
        severity: "error",
        title: "a database or file system without automatic backups",
        why: "Replicas copy a mistake as fast as anything else: only a backup goes back to before it.",
        fix: "Set backupRetentionPeriod (database.backupDays), as the type calls it; give a file system a BackupPolicy.",
        source: hub("RDS.11"),
        check: (view) => [
            ...eachDatabase((days) => days === 0)(view),
            ...each(["aws:efs/fileSystem:FileSystem"], (files) =>
                filesBackedUp(files, view) ? undefined : "it has no BackupPolicy that is ENABLED, and no backup plan",
            )(view),
        ],
    },
    {
        id: "database-backups-short",
        severity: "warning",
        title: "database backups of less than a week",
        why: "What was damaged on a Friday and seen on a Monday is already out of reach.",
        fix: "Set backupRetentionPeriod to 7 or more (database.backupDays).",
        source: hub("RDS.11"),
        check: eachDatabase((days) => days >= 1 && days < leastBackupDays),
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
            ...each(["aws:keyspaces/table:Table"], (table) =>
                table.text("pointInTimeRecovery.status") === "ENABLED"
                    ? undefined
                    : "pointInTimeRecovery.status is not ENABLED",
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
        check: each(caches, (cache) =>
            (cache.number("snapshotRetentionLimit") ?? 0) > 0 || !keepsCopies(cache)
                ? undefined
                : "snapshotRetentionLimit is 0",
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
        check: each(
            ["aws:neptune/cluster:Cluster", "aws:rds/cluster:Cluster", "aws:rds/instance:Instance"],
            (cluster) => (cluster.flag("copyTagsToSnapshot") === true ? undefined : "copyTagsToSnapshot is not true"),
        ),
    },
];
