import type { Resource } from "../plan-view";

/** What holds what no program can make anew, or a name that others call it by; each says which page tells what goes. */
const stateful = [
    // https://docs.aws.amazon.com/privateca/latest/userguide/PCADeleteCA.html
    "aws:acmpca/certificateAuthority:CertificateAuthority",
    // https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault.html
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
    "aws:backup/vault:Vault",
    // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-event-data-store-delete.html
    "aws:cloudtrail/eventDataStore:EventDataStore",
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html
    "aws:cloudwatch/eventArchive:EventArchive",
    // https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html
    "aws:cognito/userPool:UserPool",
    // https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_delete.html
    "aws:directoryservice/directory:Directory",
    // https://docs.aws.amazon.com/documentdb/latest/developerguide/db-cluster-delete.html
    "aws:docdb/cluster:Cluster",
    "aws:docdb/elasticCluster:ElasticCluster",
    "aws:docdb/globalCluster:GlobalCluster",
    // https://docs.aws.amazon.com/aurora-dsql/latest/userguide/getting-started.html
    "aws:dsql/cluster:Cluster",
    "aws:dynamodb/table:Table",
    "aws:dynamodb/tableReplica:TableReplica",
    // https://docs.aws.amazon.com/ebs/latest/userguide/ebs-deleting-volume.html
    "aws:ebs/volume:Volume",
    "aws:ecr/repository:Repository",
    "aws:ecrpublic/repository:Repository",
    "aws:efs/fileSystem:FileSystem",
    "aws:elasticache/cluster:Cluster",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:elasticache/serverlessCache:ServerlessCache",
    // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/gsgdeleting.html
    "aws:elasticsearch/domain:Domain",
    // https://docs.aws.amazon.com/fsx/latest/WindowsGuide/file-systems.html
    "aws:fsx/lustreFileSystem:LustreFileSystem",
    "aws:fsx/ontapFileSystem:OntapFileSystem",
    "aws:fsx/ontapVolume:OntapVolume",
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
    "aws:fsx/openZfsVolume:OpenZfsVolume",
    "aws:fsx/windowsFileSystem:WindowsFileSystem",
    // https://docs.aws.amazon.com/keyspaces/latest/devguide/tables-delete.html
    "aws:keyspaces/table:Table",
    // https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html
    "aws:kinesis/stream:Stream",
    "aws:kinesis/videoStream:VideoStream",
    // https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/key:Key",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
    "aws:kms/replicaKey:ReplicaKey",
    // https://docs.aws.amazon.com/memorydb/latest/devguide/clusters.delete.html
    "aws:memorydb/cluster:Cluster",
    // https://docs.aws.amazon.com/msk/latest/developerguide/delete-cluster.html
    "aws:msk/cluster:Cluster",
    "aws:msk/serverlessCluster:ServerlessCluster",
    // https://docs.aws.amazon.com/neptune/latest/userguide/manage-console-instances-delete.html
    "aws:neptune/cluster:Cluster",
    "aws:neptune/globalCluster:GlobalCluster",
    "aws:neptunegraph/graph:Graph",
    "aws:opensearch/domain:Domain",
    "aws:opensearch/serverlessCollection:ServerlessCollection",
    "aws:rds/cluster:Cluster",
    "aws:rds/globalCluster:GlobalCluster",
    "aws:rds/instance:Instance",
    // https://docs.aws.amazon.com/redshift/latest/mgmt/rs-mgmt-shutdown-delete-cluster.html
    "aws:redshift/cluster:Cluster",
    "aws:redshiftserverless/namespace:Namespace",
    // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DeleteHostedZone.html
    "aws:route53/zone:Zone",
    "aws:s3/bucket:Bucket",
    "aws:s3/directoryBucket:DirectoryBucket",
    "aws:s3/vectorsVectorBucket:VectorsVectorBucket",
    "aws:s3tables/table:Table",
    "aws:s3tables/tableBucket:TableBucket",
    "aws:secretsmanager/secret:Secret",
    // https://docs.aws.amazon.com/storagegateway/latest/vgw/ApplicationStorageVolumesCached-Removing.html
    "aws:storagegateway/cachesIscsiVolume:CachesIscsiVolume",
    // https://docs.aws.amazon.com/timestream/latest/developerguide/timestream-for-influxdb.html
    "aws:timestreaminfluxdb/dbCluster:DbCluster",
    "aws:timestreaminfluxdb/dbInstance:DbInstance",
    "aws:timestreamwrite/table:Table",
] as const;

/** Types that hold state; of some, only those resources for which holdsState() says so. */
export const statefulTypes: readonly string[] = stateful;

/** Of which types only some resources hold what cannot be made anew. */
const only: { readonly [type in (typeof stateful)[number]]?: (resource: Resource) => boolean } = {
    // Memcached keeps nothing that it would not lose with a node; a member's data is its group's.
    "aws:elasticache/cluster:Cluster": (cache) =>
        !cache.has("replicationGroupId") && (cache.text("engine") ?? "") !== "memcached",
    // AWS keeps no second copy of a scratch file system, which is the default: it is not for what must last.
    "aws:fsx/lustreFileSystem:LustreFileSystem": (files) =>
        files.text("deploymentType")?.startsWith("PERSISTENT") === true,
    // For a day, which is the least, it is a pipe; for longer somebody means to read it again.
    "aws:kinesis/stream:Stream": (stream) => (stream.number("retentionPeriod") ?? 24) > 24,
    "aws:kinesis/videoStream:VideoStream": (stream) => (stream.number("dataRetentionInHours") ?? 0) > 0,
    // A registrar names a public zone's servers, and another zone gets others. The records of a private one are the program's.
    "aws:route53/zone:Zone": (zone) => !zone.has("vpcs"),
};

/** Whether a resource of one of `statefulTypes` holds what cannot be made anew. @throws UnknownInput */
export function holdsState(resource: Resource): boolean {
    return only[resource.type as keyof typeof only]?.(resource) ?? true;
}
