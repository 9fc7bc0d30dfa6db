import type { PlanResource } from "../../../plan/plan";
import { ref } from "../mappers/bill";
import { resource } from "../plans";
import { begun, chosen, referred, type Chosen, type Inputs } from "./chosen";

const onOff = "ENABLED | DISABLED";
const supports = "open-source-rds-extended-support | open-source-rds-extended-support-disabled";
const oldDatabase = {
    engine: "postgres",
    engineVersion: "12",
    instanceClass: "db.m7g.large",
    allocatedStorage: 100,
    storageType: "gp3",
};
const oldAurora = { engine: "aurora-postgresql", engineVersion: "12" };
const bucket = resource("aws:s3/bucket:Bucket", {}, { name: "copy" });
const copied: Inputs = { rules: [{ status: "Enabled", destination: { bucket: ref(bucket) } }] };
const keySpecs =
    "SYMMETRIC_DEFAULT | HMAC_224 | HMAC_256 | HMAC_384 | HMAC_512 | RSA_2048 | RSA_3072 | RSA_4096 | ECC_NIST_P256 | ECC_NIST_P384 | ECC_NIST_P521 | ECC_SECG_P256K1 | ECC_NIST_EDWARDS25519 | ML_DSA_44 | ML_DSA_65 | ML_DSA_87 | SM2";
const classes = "INTELLIGENT_TIERING | STANDARD_IA | ONEZONE_IA | GLACIER_IR | GLACIER | DEEP_ARCHIVE";
const broker = { hostInstanceType: "mq.m5.large", engineType: "RabbitMQ" };
const msk = {
    numberOfBrokerNodes: 3,
    brokerNodeGroupInfo: {
        instanceType: "kafka.m5.large",
        storageInfo: { ebsStorageInfo: { volumeSize: 100 } },
    },
};
const botControl = {
    rules: [
        {
            statement: {
                managedRuleGroupStatement: { name: "AWSManagedRulesBotControlRuleSet", vendorName: "AWS" },
            },
        },
    ],
};
const inspection = [
    "rules.0.statement.managedRuleGroupStatement.managedRuleGroupConfigs.0",
    "awsManagedRulesBotControlRuleSet.inspectionLevel",
].join(".");
const readers = (origin: PlanResource) => [
    resource("aws:rds/clusterInstance:ClusterInstance", {
        clusterIdentifier: ref(origin),
        instanceClass: "db.r7g.large",
    }),
];
const onDemandTable = resource("aws:dynamodb/table:Table", { billingMode: "PAY_PER_REQUEST" }, { name: "origin" });

/** Inputs of everything else. */
export const serviceChoices: readonly Chosen[] = [
    chosen(["aws:quicksight/dataSet:DataSet", "importMode", "SPICE | DIRECT_QUERY"]),
    chosen(["aws:apigatewayv2/api:Api", "protocolType", "HTTP | WEBSOCKET"]),
    chosen(["aws:rds/cluster:Cluster", "engineMode", "provisioned | global | parallelquery | serverless"], oldAurora),
    chosen(["aws:rds/cluster:Cluster", "clusterScalabilityType", "standard | limitless"], oldAurora),
    chosen(["aws:rds/cluster:Cluster", "storageType", "aurora | aurora-iopt1"], oldAurora),
    chosen(["aws:rds/cluster:Cluster", "databaseInsightsMode", "standard | advanced"], oldAurora),
    chosen(["aws:rds/instance:Instance", "databaseInsightsMode", "standard | advanced"], oldDatabase),
    chosen(["aws:rds/instance:Instance", "engineLifecycleSupport", supports], oldDatabase),
    chosen(["aws:s3/bucketReplicationConfig:BucketReplicationConfig", "rules.0.status", "Enabled | Disabled"], {
        rules: [{ destination: { bucket: ref(bucket) } }],
    }),
    ...["replicationTime", "metrics"].map((option) =>
        chosen(
            [
                "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
                `rules.0.destination.${option}.status`,
                "Enabled | Disabled",
            ],
            copied,
            [bucket],
        ),
    ),
    chosen(["aws:s3/bucket:Bucket", "lifecycleRules.0.transitions.0.storageClass", classes]),
    chosen(["aws:s3/bucket:Bucket", "lifecycleRules.0.noncurrentVersionTransitions.0.storageClass", classes]),
    chosen([
        "aws:acmpca/certificateAuthority:CertificateAuthority",
        "usageMode",
        "GENERAL_PURPOSE | SHORT_LIVED_CERTIFICATE",
    ]),
    chosen(["aws:acm/certificate:Certificate", "options.export", onOff], { domainName: "example.com" }),
    chosen(["aws:datasync/task:Task", "taskMode", "BASIC | ENHANCED"]),
    chosen(["aws:guardduty/detectorFeature:DetectorFeature", "status", onOff], { name: "S3_DATA_EVENTS" }),
    chosen([
        "aws:cloudfront/distribution:Distribution",
        "priceClass",
        "PriceClass_100 | PriceClass_200 | PriceClass_All",
    ]),
    chosen([
        "aws:cloudfront/distribution:Distribution",
        "viewerCertificate.sslSupportMethod",
        "sni-only | vip | static-ip",
    ]),
    chosen(["aws:sesv2/dedicatedIpPool:DedicatedIpPool", "scalingMode", "STANDARD | MANAGED"]),
    chosen([
        "aws:fis/experimentTemplate:ExperimentTemplate",
        "experimentOptions.accountTargeting",
        "single-account | multi-account",
    ]),
    chosen(["aws:efs/fileSystem:FileSystem", "throughputMode", "bursting | provisioned | elastic"]),
    chosen(["aws:glue/job:Job", "executionClass", "STANDARD | FLEX"]),
    chosen(["aws:glue/job:Job", "command.name", "glueetl | gluestreaming | pythonshell | glueray"]),
    chosen([
        "aws:route53/healthCheck:HealthCheck",
        "type",
        "HTTP | HTTPS | HTTP_STR_MATCH | HTTPS_STR_MATCH | TCP | CALCULATED | CLOUDWATCH_METRIC | RECOVERY_CONTROL",
    ]),
    chosen(
        [
            "aws:msk/cluster:Cluster",
            "enhancedMonitoring",
            "DEFAULT | PER_BROKER | PER_TOPIC_PER_BROKER | PER_TOPIC_PER_PARTITION",
        ],
        msk,
    ),
    chosen(["aws:msk/cluster:Cluster", "storageMode", "LOCAL | TIERED"], msk),
    chosen(["aws:kms/key:Key", "customerMasterKeySpec", keySpecs]),
    chosen(["aws:kms/externalKey:ExternalKey", "keySpec", keySpecs]),
    chosen([
        "aws:cloudwatch/logAccountPolicy:LogAccountPolicy",
        "policyType",
        "DATA_PROTECTION_POLICY | SUBSCRIPTION_FILTER_POLICY | FIELD_INDEX_POLICY | TRANSFORMER_POLICY | METRIC_EXTRACTION_POLICY",
    ]),
    chosen(
        ["aws:mq/broker:Broker", "deploymentMode", "SINGLE_INSTANCE | ACTIVE_STANDBY_MULTI_AZ | CLUSTER_MULTI_AZ"],
        broker,
    ),
    chosen(["aws:mq/broker:Broker", "engineType", "ActiveMQ | RabbitMQ"], { hostInstanceType: "mq.m5.large" }),
    chosen(["aws:mq/broker:Broker", "storageType", "efs | ebs"], { ...broker, engineType: "ActiveMQ" }),
    chosen(["aws:ssm/parameter:Parameter", "tier", "Standard | Advanced | Intelligent-Tiering"]),
    chosen(["aws:cfg/recorder:Recorder", "recordingMode.recordingFrequency", "CONTINUOUS | DAILY"]),
    chosen(["aws:scheduler/schedule:Schedule", "state", onOff], { scheduleExpression: "rate(1 hour)" }),
    chosen(["aws:sfn/stateMachine:StateMachine", "type", "STANDARD | EXPRESS"]),
    chosen(["aws:kinesis/stream:Stream", "streamModeDetails.streamMode", "PROVISIONED | ON_DEMAND"], {
        shardCount: 1,
    }),
    chosen(["aws:dynamodb/table:Table", "billingMode", "PROVISIONED | PAY_PER_REQUEST"], {
        readCapacity: 1,
        writeCapacity: 1,
    }),
    chosen(["aws:dynamodb/table:Table", "tableClass", "STANDARD | STANDARD_INFREQUENT_ACCESS"], {
        billingMode: "PAY_PER_REQUEST",
    }),
    chosen(["aws:sns/topicSubscription:TopicSubscription", "filterPolicyScope", "MessageAttributes | MessageBody"], {
        protocol: "sqs",
    }),
    chosen(["aws:cognito/userPool:UserPool", "userPoolAddOns.advancedSecurityMode", "OFF | AUDIT | ENFORCED"], {
        userPoolTier: "LITE",
    }),
    ...["userPoolClient:UserPoolClient", "managedUserPoolClient:ManagedUserPoolClient"].map((name) =>
        chosen([`aws:cognito/${name}`, "allowedOauthFlows.0", "code | implicit | client_credentials"]),
    ),
    chosen(
        [
            "aws:cloudtrail/trail:Trail",
            "advancedEventSelectors.0.fieldSelectors.0.equals.0",
            "Management | Data | NetworkActivity",
        ],
        { advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory" }] }] },
    ),
    chosen(["aws:wafv2/webAcl:WebAcl", "scope", "CLOUDFRONT | REGIONAL"]),
    chosen(["aws:wafv2/webAcl:WebAcl", inspection, "COMMON | TARGETED"], botControl),
    referred(["aws:rds/cluster:Cluster", "engineLifecycleSupport", supports], oldAurora, readers),
    referred(["aws:rds/cluster:Cluster", "storageType", "aurora | aurora-iopt1"], oldAurora, readers),
    referred(
        ["aws:dynamodb/table:Table", "tableClass", "STANDARD | STANDARD_INFREQUENT_ACCESS"],
        { billingMode: "PAY_PER_REQUEST" },
        (origin) => [resource("aws:dynamodb/tableReplica:TableReplica", { globalTableArn: ref(origin, "arn") })],
    ),
    chosen(
        ["aws:dynamodb/tableReplica:TableReplica", "tableClassOverride", "STANDARD | STANDARD_INFREQUENT_ACCESS"],
        { globalTableArn: ref(onDemandTable, "arn") },
        [onDemandTable],
    ),
    chosen(
        [
            "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
            "extendedS3Configuration.processingConfiguration.processors.0.type",
            "RecordDeAggregation | Decompression | CloudWatchLogProcessing | Lambda | MetadataExtraction | AppendDelimiterToRecord",
        ],
        {},
    ),
    ...[
        chosen([
            "aws:athena/workgroup:Workgroup",
            "configuration.engineVersion.selectedEngineVersion",
            "AUTO | Athena engine version | PySpark engine version | Apache Spark version",
        ]),
    ].map(begun),
];
