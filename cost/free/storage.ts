import type { FreeListing } from "./listing";

/** Settings of what keeps data: buckets, file systems, databases, streams. */
export const freeStorageTypes: FreeListing = {
    "stored bytes and requests are billed with the bucket (https://aws.amazon.com/s3/pricing/)": {
        s3: `
            AccessPoint AccountPublicAccessBlock BucketAbac BucketAcl BucketAclV2 BucketCorsConfiguration
            BucketCorsConfigurationV2 BucketIntelligentTieringConfiguration BucketLifecycleConfiguration
            BucketLifecycleConfigurationV2 BucketLogging BucketLoggingV2 BucketNotification BucketObject
            BucketObjectLockConfiguration BucketObjectLockConfigurationV2 BucketObjectv2
            BucketOwnershipControls BucketPolicy BucketPublicAccessBlock BucketRequestPaymentConfiguration
            BucketRequestPaymentConfigurationV2 BucketServerSideEncryptionConfiguration
            BucketServerSideEncryptionConfigurationV2 BucketVersioning BucketVersioningV2
            BucketWebsiteConfiguration BucketWebsiteConfigurationV2 ObjectCopy`,
        s3control: `
            AccessPointPolicy BucketPolicy DirectoryBucketAccessPointScope MultiRegionAccessPointPolicy
            MultiRegionAccessPointRoutes ObjectLambdaAccessPointPolicy`,
        s3tables: "Namespace TableBucketPolicy TablePolicy",
    },
    "stored bytes are billed with the file system (https://aws.amazon.com/efs/pricing/)": {
        efs: "AccessPoint FileSystemPolicy MountTarget",
    },
    "kept recovery points are billed (https://aws.amazon.com/backup/pricing/)": {
        efs: "BackupPolicy",
        backup: `
            GlobalSettings RegionSettings ReportPlan RestoreTestingSelection Selection
            VaultLockConfiguration VaultNotifications VaultPolicy`,
        dlm: "LifecyclePolicy",
        rbin: "Rule",
    },
    "requests, capacity and stored bytes are billed with the table (https://aws.amazon.com/dynamodb/pricing/)": {
        dynamodb: "GlobalSecondaryIndex ResourcePolicy TableItem Tag",
        dax: "ParameterGroup SubnetGroup",
    },
    "instances and storage are billed (https://aws.amazon.com/rds/pricing/)": {
        rds: `
            Certificate ClusterEndpoint ClusterParameterGroup ClusterRoleAssociation EventSubscription
            GlobalCluster InstanceDesiredState OptionGroup ParameterGroup ProxyDefaultTargetGroup
            ProxyTarget RoleAssociation SubnetGroup`,
        docdb: "ClusterParameterGroup EventSubscription SubnetGroup",
        neptune: "ClusterEndpoint ClusterParameterGroup EventSubscription ParameterGroup SubnetGroup",
    },
    "nodes are billed (https://aws.amazon.com/elasticache/pricing/)": {
        elasticache: "GlobalReplicationGroup ParameterGroup SubnetGroup User UserGroup UserGroupAssociation",
        memorydb: "Acl ParameterGroup SubnetGroup User",
    },
    "clusters and workgroups are billed (https://aws.amazon.com/redshift/pricing/)": {
        redshift: `
            AuthenticationProfile ClusterIamRoles DataShareAuthorization DataShareConsumerAssociation
            EndpointAuthorization EventSubscription HsmClientCertificate HsmConfiguration Logging
            ParameterGroup Partner ResourcePolicy ScheduledAction SnapshotCopyGrant SnapshotSchedule
            SnapshotScheduleAssociation SubnetGroup UsageLimit`,
        redshiftserverless: "CustomDomainAssociation ResourcePolicy UsageLimit",
    },
    "domains and collections are billed (https://aws.amazon.com/opensearch-service/pricing/)": {
        elasticsearch: "DomainPolicy DomainSamlOptions",
        opensearch: `
            AuthorizeVpcEndpointAccess DomainPolicy DomainSamlOptions InboundConnectionAccepter
            OutboundConnection Package PackageAssociation ServerlessAccessPolicy ServerlessLifecyclePolicy
            ServerlessSecurityConfig ServerlessSecurityPolicy`,
        opensearchingest: "ResourcePolicy",
    },
    "brokers are billed (https://aws.amazon.com/msk/pricing/)": {
        mq: "Configuration",
        msk: "ClusterPolicy Configuration ScramSecretAssociation SingleScramSecretAssociation Topic",
        mskconnect: "CustomPlugin WorkerConfiguration",
    },
    "shards and what goes through them are billed (https://aws.amazon.com/kinesis/data-streams/pricing/)": {
        kinesis: "AccountSettings ResourcePolicy StreamConsumer",
    },
    "jobs, crawlers and queries are billed (https://aws.amazon.com/glue/pricing/)": {
        athena: "DataCatalog Database NamedQuery PreparedStatement",
        glue: `
            CatalogTable Classifier Connection DataCatalogEncryptionSettings Partition PartitionIndex
            Registry ResourcePolicy Schema SecurityConfiguration Trigger UserDefinedFunction Workflow`,
    },
    "people and data in memory are billed (https://aws.amazon.com/quicksight/pricing/)": {
        quicksight: `
            AccountSettings Analysis CustomPermissions Dashboard DataSource Folder FolderMembership Group
            GroupMembership IamPolicyAssignment Ingestion IpRestriction KeyRegistration Namespace
            RefreshSchedule RoleCustomPermission RoleMembership Template TemplateAlias Theme
            UserCustomPermission`,
    },
    "permissions are free (https://aws.amazon.com/lake-formation/pricing/)": {
        lakeformation: `
            DataLakeSettings IdentityCenterConfiguration LfTag LfTagExpression OptIn Permissions Resource
            ResourceLfTag ResourceLfTags`,
    },
    "replication instances are billed (https://aws.amazon.com/dms/pricing/)": {
        dms: `
            Certificate DataProvider Endpoint EventSubscription InstanceProfile MigrationProject
            ReplicationSubnetGroup ReplicationTask S3Endpoint`,
    },
    "copied bytes are billed with the task (https://aws.amazon.com/datasync/pricing/)": {
        datasync: `
            Agent EfsLocation FsxOpenZfsFileSystem LocationAzureBlob LocationFsxLustre
            LocationFsxOntapFileSystem LocationFsxWindows LocationHdfs LocationObjectStorage LocationSmb
            NfsLocation S3Location`,
    },
    "stored bytes are billed with the gateway (https://aws.amazon.com/storagegateway/pricing/)": {
        storagegateway: "Cache NfsFileShare SmbFileShare TapePool UploadBuffer WorkingStorage",
    },
    "protocols of a server and bytes through it are billed (https://aws.amazon.com/aws-transfer-family/pricing/)": {
        transfer: "Access Certificate HostKey Profile SshKey Tag User",
    },
    "the file system is billed (https://aws.amazon.com/fsx/pricing/)": {
        fsx: "DataRepositoryAssociation OntapStorageVirtualMachine OntapVolume OpenZfsVolume",
    },
};
