import type { Inputs } from "./chosen";

/** An input of which AWS adds values, and the row that a text in it would have. */
type Growing = readonly [type: string, path: string, row: (text: string) => string, inputs?: Inputs];

const database = { instanceClass: "db.m7g.large", engine: "postgres", storageType: "gp3", allocatedStorage: 100 };
const domain = {
    clusterConfig: { instanceType: "m7g.large.search" },
    ebsOptions: { ebsEnabled: true, volumeSize: 10 },
};
const group = "statement.managedRuleGroupStatement";
const copied = (one: string) => `AWSDataTransfer: from=eu-west-1;to=${one} (inter-region)`;

/** What is not priced by name, and not by the price of a default. */
export const growing: readonly Growing[] = [
    [
        "aws:ec2/instance:Instance",
        "instanceType",
        (one) => `AmazonEC2: instanceType=${one};os=Linux;tenancy=Shared;term=OnDemand`,
    ],
    [
        "aws:eks/nodeGroup:NodeGroup",
        "instanceTypes.0",
        (one) => `AmazonEC2: instanceType=${one};os=Linux;tenancy=Shared;term=OnDemand`,
        { scalingConfig: { minSize: 1, maxSize: 1 } },
    ],
    ["aws:ec2/dedicatedHost:DedicatedHost", "instanceFamily", (one) => `AmazonEC2: Dedicated host ${one} per hour`],
    ["aws:ebs/volume:Volume", "type", (one) => `AmazonEBS: volumeType=${one};VolumeUsage`, { size: 1 }],
    [
        "aws:rds/instance:Instance",
        "engine",
        (one) => `AmazonRDS-${one}: Database Storage Single AZ General Purpose-GP3`,
        database,
    ],
    ["aws:rds/instance:Instance", "storageType", (one) => `AmazonRDS-PostgreSQL: Single AZ ${one} storage`, database],
    [
        "aws:elasticache/cluster:Cluster",
        "engine",
        (one) => `AmazonElastiCache: nodeType=cache.m7g.large;engine=${one};term=OnDemand`,
        { nodeType: "cache.m7g.large" },
    ],
    [
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "nodeType",
        (one) => `AmazonElastiCache: nodeType=${one};engine=Redis;term=OnDemand`,
    ],
    [
        "aws:elasticache/serverlessCache:ServerlessCache",
        "engine",
        (one) => `AmazonElastiCache: OnDemand ElastiCache Serverless ${one} per GB-Hours`,
    ],
    ["aws:opensearch/domain:Domain", "ebsOptions.volumeType", (one) => `AmazonOpenSearch: EBS ${one} storage`, domain],
    [
        "aws:redshift/cluster:Cluster",
        "nodeType",
        (one) => `AmazonRedshift: ${one} OnDemand Compute Instance Current Generation`,
    ],
    [
        "aws:mq/broker:Broker",
        "hostInstanceType",
        (one) => `AmazonMQ: RabbitMQ Single Instance ${one}`,
        { engineType: "RabbitMQ" },
    ],
    [
        "aws:sagemaker/app:App",
        "resourceSpec.instanceType",
        (one) => `AmazonSageMaker: instance=${one};component=Studio-Notebook`,
    ],
    ["aws:quicksight/user:User", "userRole", (one) => `AmazonQuickSight: User with the role ${one}`],
    [
        "aws:apigateway/stage:Stage",
        "cacheClusterSize",
        (one) => `AmazonAPIGateway: Caching Memory Size ${one}`,
        { cacheClusterEnabled: true },
    ],
    ["aws:accessanalyzer/analyzer:Analyzer", "type", (one) => `AWSIAMAccessAnalyzer: analysis of ${one}`],
    [
        "aws:guardduty/detectorFeature:DetectorFeature",
        "name",
        (one) => `AmazonGuardDuty: ${one}`,
        { status: "ENABLED" },
    ],
    ["aws:inspector2/enabler:Enabler", "resourceTypes.0", (one) => `AmazonInspector: scans of ${one}`],
    ["aws:cloudwatch/logGroup:LogGroup", "logGroupClass", (one) => `AmazonCloudWatch: Logs of class ${one}`],
    ["aws:cognito/userPool:UserPool", "userPoolTier", (one) => `AmazonCognito: ${one} MAU`],
    [
        "aws:ec2/vpcEndpoint:VpcEndpoint",
        "vpcEndpointType",
        (one) => `AmazonVPC: Hourly charge for ${one} VPC Endpoints`,
        { subnetIds: ["a"] },
    ],
    ["aws:sns/topicSubscription:TopicSubscription", "protocol", (one) => `AmazonSNS: deliveries by ${one}`],
    [
        "aws:eks/cluster:Cluster",
        "controlPlaneScalingConfig.tier",
        (one) => `AmazonEKS: Provisioned control plane ${one} per hour`,
    ],
    ["aws:wafv2/webAcl:WebAcl", `rules.0.${group}.name`, (one) => `AWSWAF: AMR ${one} Activated per Month`],
    [
        "aws:wafv2/webAcl:WebAcl",
        `rules.0.${group}.vendorName`,
        (one) => `AWSWAF: Marketplace subscription to Rules of ${one}`,
        { rules: [{ statement: { managedRuleGroupStatement: { name: "Rules" } } }] },
    ],
    [
        "aws:globalaccelerator/endpointGroup:EndpointGroup",
        "endpointGroupRegion",
        (one) => `AWSGlobalAccelerator: DT-Premium In Data Transfer from ${one} to Europe`,
    ],
    ["aws:efs/replicationConfiguration:ReplicationConfiguration", "destination.region", copied],
    [
        "aws:ecr/replicationConfiguration:ReplicationConfiguration",
        "replicationConfiguration.rules.0.destinations.0.region",
        copied,
    ],
    ["aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "peerRegion", copied],
];
