import type { PlanResource } from "../../../plan/plan";

/* Written again and not taken from the rules: a type that is dropped there would be dropped from its test as well. */

type Inputs = PlanResource["inputs"];

/** Where each type says what a rule reads, the value that breaks the rule, and the one that keeps it. */
export const switches: { readonly [rule: string]: { readonly broken: boolean; readonly paths: readonly string[] } } = {
    "storage-not-encrypted": {
        broken: false,
        paths: [
            "aws:dax/cluster:Cluster serverSideEncryption.enabled",
            "aws:docdb/cluster:Cluster storageEncrypted",
            "aws:docdb/globalCluster:GlobalCluster storageEncrypted",
            "aws:ebs/volume:Volume encrypted",
            "aws:efs/fileSystem:FileSystem encrypted",
            "aws:elasticache/replicationGroup:ReplicationGroup atRestEncryptionEnabled",
            "aws:elasticsearch/domain:Domain encryptAtRest.enabled",
            "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream serverSideEncryption.enabled",
            "aws:neptune/cluster:Cluster storageEncrypted",
            "aws:neptune/globalCluster:GlobalCluster storageEncrypted",
            "aws:sqs/queue:Queue sqsManagedSseEnabled",
            "aws:opensearch/domain:Domain encryptAtRest.enabled",
            "aws:rds/cluster:Cluster storageEncrypted",
            "aws:rds/globalCluster:GlobalCluster storageEncrypted",
            "aws:rds/instance:Instance storageEncrypted",
            "aws:redshift/cluster:Cluster encrypted",
        ],
    },
    "deletion-not-protected": {
        broken: false,
        paths: [
            "aws:docdb/cluster:Cluster deletionProtection",
            "aws:docdb/globalCluster:GlobalCluster deletionProtection",
            "aws:dsql/cluster:Cluster deletionProtectionEnabled",
            "aws:dynamodb/table:Table deletionProtectionEnabled",
            "aws:dynamodb/tableReplica:TableReplica deletionProtectionEnabled",
            "aws:eks/cluster:Cluster deletionProtection",
            "aws:lb/loadBalancer:LoadBalancer enableDeletionProtection",
            "aws:neptune/cluster:Cluster deletionProtection",
            "aws:neptune/globalCluster:GlobalCluster deletionProtection",
            "aws:networkfirewall/firewall:Firewall deleteProtection",
            "aws:cloudtrail/eventDataStore:EventDataStore terminationProtectionEnabled",
            "aws:neptunegraph/graph:Graph deletionProtection",
            "aws:rds/cluster:Cluster deletionProtection",
            "aws:rds/globalCluster:GlobalCluster deletionProtection",
            "aws:rds/instance:Instance deletionProtection",
        ],
    },
    "deletion-forced": {
        broken: true,
        paths: [
            "aws:backup/vault:Vault forceDestroy",
            "aws:dsql/cluster:Cluster forceDestroy",
            "aws:ecr/repository:Repository forceDelete",
            "aws:ecrpublic/repository:Repository forceDestroy",
            "aws:route53/zone:Zone forceDestroy",
            "aws:s3/bucket:Bucket forceDestroy",
            "aws:s3/directoryBucket:DirectoryBucket forceDestroy",
            "aws:s3/vectorsVectorBucket:VectorsVectorBucket forceDestroy",
            "aws:s3tables/tableBucket:TableBucket forceDestroy",
        ],
    },
    "public-database": {
        broken: true,
        paths: [
            "aws:dms/replicationInstance:ReplicationInstance publiclyAccessible",
            "aws:mq/broker:Broker publiclyAccessible",
            "aws:neptune/clusterInstance:ClusterInstance publiclyAccessible",
            "aws:neptunegraph/graph:Graph publicConnectivity",
            "aws:rds/shardGroup:ShardGroup publiclyAccessible",
            "aws:redshiftserverless/workgroup:Workgroup publiclyAccessible",
            "aws:timestreaminfluxdb/dbInstance:DbInstance publiclyAccessible",
            "aws:rds/clusterInstance:ClusterInstance publiclyAccessible",
            "aws:rds/instance:Instance publiclyAccessible",
            "aws:redshift/cluster:Cluster publiclyAccessible",
        ],
    },
    "table-without-recovery": {
        broken: false,
        paths: [
            "aws:dynamodb/table:Table pointInTimeRecovery.enabled",
            "aws:dynamodb/tableReplica:TableReplica pointInTimeRecovery",
        ],
    },
};

/** Where each type names a key of one's own: the provider's inputs. */
export const keys = [
    "aws:backup/vault:Vault kmsKeyArn",
    "aws:cloudtrail/trail:Trail kmsKeyId",
    "aws:cloudwatch/logGroup:LogGroup kmsKeyId",
    "aws:docdb/cluster:Cluster kmsKeyId",
    "aws:dynamodb/table:Table serverSideEncryption.kmsKeyArn",
    "aws:dynamodb/tableReplica:TableReplica kmsKeyArn",
    "aws:ebs/volume:Volume kmsKeyId",
    "aws:ec2/launchTemplate:LaunchTemplate blockDeviceMappings.*.ebs.kmsKeyId",
    "aws:ecr/repository:Repository encryptionConfigurations.0.kmsKey",
    "aws:efs/fileSystem:FileSystem kmsKeyId",
    "aws:elasticache/replicationGroup:ReplicationGroup kmsKeyId",
    "aws:elasticache/serverlessCache:ServerlessCache kmsKeyId",
    "aws:kinesis/stream:Stream kmsKeyId",
    "aws:lambda/function:Function kmsKeyArn",
    "aws:neptune/cluster:Cluster kmsKeyArn",
    "aws:rds/cluster:Cluster kmsKeyId",
    "aws:rds/instance:Instance kmsKeyId",
    "aws:redshift/cluster:Cluster kmsKeyId",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration rules.*.applyServerSideEncryptionByDefault.kmsMasterKeyId",
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration kmsKeyArn",
    "aws:scheduler/schedule:Schedule kmsKeyArn",
    "aws:secretsmanager/secret:Secret kmsKeyId",
    "aws:sns/topic:Topic kmsMasterKeyId",
    "aws:sqs/queue:Queue kmsMasterKeyId",
    "aws:amp/workspace:Workspace kmsKeyArn",
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault encryptionKeyArn",
    "aws:cloudtrail/eventDataStore:EventDataStore kmsKeyId",
    "aws:cloudwatch/eventArchive:EventArchive kmsKeyIdentifier",
    "aws:dms/replicationConfig:ReplicationConfig computeConfig.kmsKeyId",
    "aws:dms/replicationInstance:ReplicationInstance kmsKeyArn",
    "aws:docdb/elasticCluster:ElasticCluster kmsKeyId",
    "aws:dsql/cluster:Cluster kmsEncryptionKey",
    "aws:ec2/instance:Instance ebsBlockDevices.*.kmsKeyId",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest ebsBlockDevices.*.kmsKeyId",
    "aws:eks/cluster:Cluster encryptionConfig.provider.keyArn",
    "aws:elasticsearch/domain:Domain encryptAtRest.kmsKeyId",
    "aws:fsx/lustreFileSystem:LustreFileSystem kmsKeyId",
    "aws:fsx/ontapFileSystem:OntapFileSystem kmsKeyId",
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem kmsKeyId",
    "aws:fsx/windowsFileSystem:WindowsFileSystem kmsKeyId",
    "aws:keyspaces/table:Table encryptionSpecification.kmsKeyIdentifier",
    "aws:kinesis/videoStream:VideoStream kmsKeyId",
    "aws:memorydb/cluster:Cluster kmsKeyArn",
    "aws:mq/broker:Broker encryptionOptions.kmsKeyId",
    "aws:msk/cluster:Cluster encryptionInfo.encryptionAtRestKmsKeyArn",
    "aws:neptunegraph/graph:Graph kmsKeyIdentifier",
    "aws:opensearch/domain:Domain encryptAtRest.kmsKeyId",
    "aws:redshiftserverless/namespace:Namespace kmsKeyId",
    "aws:s3tables/tableBucket:TableBucket encryptionConfiguration.kmsKeyArn",
    "aws:sagemaker/notebookInstance:NotebookInstance kmsKeyId",
    "aws:sfn/stateMachine:StateMachine encryptionConfiguration.kmsKeyId",
    "aws:ssm/parameter:Parameter keyId",
    "aws:storagegateway/cachesIscsiVolume:CachesIscsiVolume kmsKey",
    "aws:timestreamwrite/database:Database kmsKeyId",
].map((line) => line.split(" ") as [type: string, path: string]);

/** What a type needs besides, to be asked for a key. */
export const besides: { readonly [type: string]: Inputs } = {
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration": {
        productionVariants: [{ instanceType: "ml.c7g.xlarge" }],
    },
    "aws:fsx/lustreFileSystem:LustreFileSystem": { deploymentType: "PERSISTENT_2" },
    "aws:kinesis/videoStream:VideoStream": { dataRetentionInHours: 24 },
    "aws:ssm/parameter:Parameter": { type: "SecureString" },
};

/** Policies by where they stand, for each kind. */
export const documents = {
    identity: [
        "iam/policy:Policy",
        "iam/rolePolicy:RolePolicy",
        "iam/userPolicy:UserPolicy",
        "iam/groupPolicy:GroupPolicy",
    ],
    resource: [
        "backup/vaultPolicy:VaultPolicy",
        "cloudwatch/eventBusPolicy:EventBusPolicy",
        "dynamodb/resourcePolicy:ResourcePolicy",
        "ecr/repositoryPolicy:RepositoryPolicy",
        "kinesis/resourcePolicy:ResourcePolicy",
        "msk/clusterPolicy:ClusterPolicy",
        "kms/key:Key",
        "kms/keyPolicy:KeyPolicy",
        "kms/replicaKey:ReplicaKey",
        "s3/bucket:Bucket",
        "s3/bucketPolicy:BucketPolicy",
        "secretsmanager/secret:Secret",
        "secretsmanager/secretPolicy:SecretPolicy",
        "sns/topic:Topic",
        "sns/topicPolicy:TopicPolicy",
        "sqs/queue:Queue",
        "sqs/queuePolicy:QueuePolicy",
    ],
};

/** What holds data, and where it names its subnets. */
export const inSubnets = [
    "dax/subnetGroup:SubnetGroup subnetIds",
    "dms/replicationSubnetGroup:ReplicationSubnetGroup subnetIds",
    "docdb/subnetGroup:SubnetGroup subnetIds",
    "efs/mountTarget:MountTarget subnetId",
    "elasticache/serverlessCache:ServerlessCache subnetIds",
    "elasticache/subnetGroup:SubnetGroup subnetIds",
    "elasticsearch/domain:Domain vpcOptions.subnetIds",
    "memorydb/subnetGroup:SubnetGroup subnetIds",
    "mq/broker:Broker subnetIds",
    "msk/cluster:Cluster brokerNodeGroupInfo.clientSubnets",
    "neptune/subnetGroup:SubnetGroup subnetIds",
    "opensearch/domain:Domain vpcOptions.subnetIds",
    "rds/subnetGroup:SubnetGroup subnetIds",
    "redshift/subnetGroup:SubnetGroup subnetIds",
    "redshiftserverless/workgroup:Workgroup subnetIds",
].map((line) => `aws:${line}`.split(" ") as [type: string, path: string]);

/** What acts on an alarm by itself. */
export const acting = [
    "aws:cloudwatch/compositeAlarm:CompositeAlarm",
    "aws:arcregionswitch/plan:Plan",
    "aws:autoscaling/group:Group",
    "aws:ecs/service:Service",
    "aws:route53/healthCheck:HealthCheck",
    "aws:sagemaker/endpoint:Endpoint",
];
