import { each, type Rule } from "../rule";

/** By which the bill is split: components/shared/region.ts. */
const platformTag = "antipode:platform";

/** Billed types that carry tags. */
const taggable = [
    "aws:dax/cluster:Cluster",
    "aws:dynamodb/table:Table",
    "aws:ebs/volume:Volume",
    "aws:ec2/eip:Eip",
    "aws:ec2/instance:Instance",
    "aws:ec2/natGateway:NatGateway",
    "aws:ec2/vpc:Vpc",
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "aws:ecr/repository:Repository",
    "aws:ecs/cluster:Cluster",
    "aws:ecs/service:Service",
    "aws:efs/fileSystem:FileSystem",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:elasticache/serverlessCache:ServerlessCache",
    "aws:kinesis/stream:Stream",
    "aws:kms/key:Key",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:lambda/function:Function",
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:rds/cluster:Cluster",
    "aws:rds/clusterInstance:ClusterInstance",
    "aws:rds/instance:Instance",
    "aws:route53/healthCheck:HealthCheck",
    "aws:route53/zone:Zone",
    "aws:s3/bucket:Bucket",
    "aws:sagemaker/endpoint:Endpoint",
    "aws:secretsmanager/secret:Secret",
    "aws:sns/topic:Topic",
    "aws:sqs/queue:Queue",
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:cloudwatch/metricAlarm:MetricAlarm",
];

/** What it is, and whose. */
export const tagRules: readonly Rule[] = [
    {
        id: "not-tagged",
        severity: "warning",
        title: "something billed without a tag",
        why: "The bill cannot say what it belongs to, and a drill, which touches only what carries its tag, leaves it alone.",
        fix: `Give it the platform's tags (${platformTag}), or the provider defaultTags.`,
        source: "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/cost-alloc-tags.html",
        check: each(taggable, (resource, view) => {
            const byDefault = view.of("pulumi:providers:aws").some((provider) => provider.has("defaultTags"));
            const wanted = view.platform === undefined ? "tags" : `tags.${platformTag}`;
            return resource.has(wanted) || byDefault ? undefined : `${wanted} is missing`;
        }),
    },
    {
        id: "launched-without-tag",
        severity: "warning",
        title: "instances that start without a tag",
        why: "Neither default tags nor a template's own tags reach what a scaling group launches.",
        fix: "Give the launch template tagSpecifications for instance and volume.",
        source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html",
        check: each(["aws:ec2/launchTemplate:LaunchTemplate"], (template) => {
            const specifications = template.list("tagSpecifications").filter((one) => one.has("tags"));
            const tagged = specifications.map((one) => one.text("resourceType"));
            return ["instance", "volume"]
                .filter((kind) => !tagged.includes(kind))
                .map((kind) => `tagSpecifications has none for ${kind}`);
        }),
    },
];
