import { each, hub, type Rule } from "../rule";

/** AWS's own switch against deletion, where a type has one. */
const switches: { readonly [type: string]: string } = {
    "aws:docdb/cluster:Cluster": "deletionProtection",
    "aws:dynamodb/table:Table": "deletionProtectionEnabled",
    "aws:lb/loadBalancer:LoadBalancer": "enableDeletionProtection",
    "aws:neptune/cluster:Cluster": "deletionProtection",
    "aws:rds/cluster:Cluster": "deletionProtection",
    "aws:rds/globalCluster:GlobalCluster": "deletionProtection",
    "aws:rds/instance:Instance": "deletionProtection",
};

/** What holds state or a public name. */
const stateful = [
    "aws:dynamodb/table:Table",
    "aws:ecr/repository:Repository",
    "aws:efs/fileSystem:FileSystem",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:elasticache/serverlessCache:ServerlessCache",
    "aws:kms/key:Key",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:rds/cluster:Cluster",
    "aws:rds/globalCluster:GlobalCluster",
    "aws:rds/instance:Instance",
    "aws:s3/bucket:Bucket",
    "aws:secretsmanager/secret:Secret",
];

const forced: { readonly [type: string]: string } = {
    "aws:ecr/repository:Repository": "forceDelete",
    "aws:route53/zone:Zone": "forceDestroy",
    "aws:s3/bucket:Bucket": "forceDestroy",
};

/** Holds for every stack, but for one whose file says that all of it may be thrown away. */
function unlessDisposable(check: Rule["check"]): Rule["check"] {
    return (view) => (view.disposable ? [] : check(view));
}

const but = "A stack whose file says allowDestroy is not asked.";

/** What holds state does not go by mistake. */
export const deletionRules: readonly Rule[] = [
    {
        id: "deletion-not-protected",
        severity: "error",
        title: "state or a door that AWS would delete",
        why: `One call, one wrong stack, and it is gone in its region, with all replicas if it is a table. ${but}`,
        fix: "Set deletionProtection, as the type calls it.",
        source: hub("RDS.7"),
        check: unlessDisposable((view) => [
            ...each(Object.keys(switches), (resource) => {
                const path = switches[resource.type] ?? "";
                return resource.flag(path) === true ? undefined : `${path} is not true`;
            })(view),
            ...each(["aws:dynamodb/table:Table"], (table) =>
                table
                    .list("replicas")
                    .flatMap((replica, at) =>
                        replica.flag("deletionProtectionEnabled") === true
                            ? []
                            : [`replicas.${at}.deletionProtectionEnabled is not true`],
                    ),
            )(view),
        ]),
    },
    {
        id: "state-not-protected",
        severity: "warning",
        title: "state that Pulumi would delete or replace",
        why: `A renamed resource or a changed property that replaces is a deletion, and the engine does not ask. ${but}`,
        fix: "Give it the option protect.",
        source: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
        check: unlessDisposable(
            each(stateful, ({ resource }) =>
                resource.options.protect === true || resource.options.retainOnDelete === true
                    ? undefined
                    : "it has neither protect nor retainOnDelete",
            ),
        ),
    },
    {
        id: "deletion-forced",
        severity: "error",
        title: "a bucket, repository or zone that goes with all that is in it",
        why: `AWS refuses to delete what is not empty; this takes that last guard away. ${but}`,
        fix: "Leave forceDestroy and forceDelete false.",
        source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html",
        check: unlessDisposable(
            each(Object.keys(forced), (resource) => {
                const path = forced[resource.type] ?? "";
                return resource.flag(path) === true ? `${path} is true` : undefined;
            }),
        ),
    },
    {
        id: "no-final-snapshot",
        severity: "error",
        title: "a database that is deleted without a last copy",
        why: `Its automatic backups go with it. ${but}`,
        fix: "Set skipFinalSnapshot to false and name finalSnapshotIdentifier.",
        source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html",
        check: unlessDisposable(
            each(["aws:rds/cluster:Cluster", "aws:rds/instance:Instance"], (database) =>
                database.flag("skipFinalSnapshot") === true
                    ? "skipFinalSnapshot is true"
                    : database.has("finalSnapshotIdentifier")
                      ? undefined
                      : "finalSnapshotIdentifier is missing: it could not be deleted at all",
            ),
        ),
    },
    {
        id: "secret-gone-at-once",
        severity: "warning",
        title: "a secret that cannot be had back",
        why: `With a recovery window of 0 days a deletion is final, and every instance that starts next fails. ${but}`,
        fix: "Set recoveryWindowInDays to 7 or more.",
        source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
        check: unlessDisposable(
            each(["aws:secretsmanager/secret:Secret"], (secret) => {
                const days = secret.number("recoveryWindowInDays") ?? 30;
                return days < 7 ? `recoveryWindowInDays is ${days}` : undefined;
            }),
        ),
    },
];
