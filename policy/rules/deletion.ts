import { each, hub, type Rule } from "../rule";
import { holdsState, statefulTypes } from "./state";

/** AWS's own switch against deletion, where a type has one that is off unless somebody sets it. */
const switches: { readonly [type: string]: string } = {
    "aws:docdb/cluster:Cluster": "deletionProtection",
    "aws:docdb/globalCluster:GlobalCluster": "deletionProtection",
    "aws:dsql/cluster:Cluster": "deletionProtectionEnabled",
    "aws:dynamodb/table:Table": "deletionProtectionEnabled",
    "aws:dynamodb/tableReplica:TableReplica": "deletionProtectionEnabled",
    "aws:eks/cluster:Cluster": "deletionProtection",
    "aws:lb/loadBalancer:LoadBalancer": "enableDeletionProtection",
    "aws:neptune/cluster:Cluster": "deletionProtection",
    "aws:neptune/globalCluster:GlobalCluster": "deletionProtection",
    "aws:networkfirewall/firewall:Firewall": "deleteProtection",
    "aws:rds/cluster:Cluster": "deletionProtection",
    "aws:rds/globalCluster:GlobalCluster": "deletionProtection",
    "aws:rds/instance:Instance": "deletionProtection",
};

/** The same where it is on unless somebody turns it off. */
const switchedOn: { readonly [type: string]: string } = {
    "aws:cloudtrail/eventDataStore:EventDataStore": "terminationProtectionEnabled",
    "aws:neptunegraph/graph:Graph": "deletionProtection",
};

const forced: { readonly [type: string]: string } = {
    "aws:backup/vault:Vault": "forceDestroy",
    "aws:dsql/cluster:Cluster": "forceDestroy",
    "aws:ecr/repository:Repository": "forceDelete",
    "aws:ecrpublic/repository:Repository": "forceDestroy",
    "aws:route53/zone:Zone": "forceDestroy",
    "aws:s3/bucket:Bucket": "forceDestroy",
    "aws:s3/directoryBucket:DirectoryBucket": "forceDestroy",
    "aws:s3/vectorsVectorBucket:VectorsVectorBucket": "forceDestroy",
    "aws:s3tables/tableBucket:TableBucket": "forceDestroy",
};

/** Databases that ask for a name of the last copy. */
const copiedAtEnd = [
    "aws:docdb/cluster:Cluster",
    "aws:neptune/cluster:Cluster",
    "aws:rds/cluster:Cluster",
    "aws:rds/instance:Instance",
    "aws:redshift/cluster:Cluster",
];

/** File systems that copy themselves unless told not to; of Lustre the provider says the opposite. */
const filesCopiedAtEnd = [
    "aws:fsx/lustreFileSystem:LustreFileSystem",
    "aws:fsx/ontapVolume:OntapVolume",
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
    "aws:fsx/windowsFileSystem:WindowsFileSystem",
];

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
            ...each(Object.keys(switchedOn), (resource) => {
                const path = switchedOn[resource.type] ?? "";
                return resource.flag(path) === false ? `${path} is false` : undefined;
            })(view),
            ...each(["aws:cognito/userPool:UserPool"], (pool) =>
                pool.text("deletionProtection") === "ACTIVE" ? undefined : "deletionProtection is not ACTIVE",
            )(view),
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
            each(statefulTypes, (one) => {
                const { protect, retainOnDelete } = one.resource.options;
                return protect === true || retainOnDelete === true || !holdsState(one)
                    ? undefined
                    : "it has neither protect nor retainOnDelete";
            }),
        ),
    },
    {
        id: "deletion-forced",
        severity: "error",
        title: "a bucket, vault, repository or zone that goes with all that is in it",
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
        title: "a database or file system that is deleted without a last copy",
        why: `Its automatic backups go with it. ${but}`,
        fix: "Leave skipFinalSnapshot or skipFinalBackup false, and name the last copy where the type asks for it.",
        source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html",
        check: unlessDisposable((view) => [
            ...each(copiedAtEnd, (database) => {
                // AWS takes none of a read replica: API_DeleteDBInstance.html.
                if (database.has("replicateSourceDb")) {
                    return undefined;
                }
                if (database.flag("skipFinalSnapshot") === true) {
                    return "skipFinalSnapshot is true";
                }
                return database.has("finalSnapshotIdentifier")
                    ? undefined
                    : "finalSnapshotIdentifier is missing: it could not be deleted at all";
            })(view),
            ...each(["aws:memorydb/cluster:Cluster"], (database) =>
                database.has("finalSnapshotName") ? undefined : "finalSnapshotName is missing",
            )(view),
            ...each(filesCopiedAtEnd, (files) => {
                const skipped = files.flag("skipFinalBackup") ?? files.type.includes("lustre");
                return skipped && holdsState(files) ? "skipFinalBackup is not false" : undefined;
            })(view),
        ]),
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
