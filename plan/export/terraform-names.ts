/**
 * How Terraform calls what Pulumi calls otherwise. Pulumi's AWS provider is made from Terraform's, so most names follow
 * a rule; the tables hold what does not (registry documentation of hashicorp/aws, version 6).
 */

/** Modules whose resources Terraform calls `aws_<module>_<name>`. */
const plainModules = new Set([
    "accessanalyzer",
    "acm",
    "apigateway",
    "apigatewayv2",
    "appautoscaling",
    "autoscaling",
    "backup",
    "budgets",
    "cloudfront",
    "cloudtrail",
    "cloudwatch",
    "cognito",
    "dax",
    "dynamodb",
    "ecr",
    "ecs",
    "efs",
    "eks",
    "elasticache",
    "globalaccelerator",
    "guardduty",
    "iam",
    "inspector2",
    "kinesis",
    "kms",
    "lambda",
    "lb",
    "macie2",
    "memorydb",
    "msk",
    "networkfirewall",
    "opensearch",
    "pipes",
    "rds",
    "redshift",
    "resourcegroups",
    "route53",
    "route53recoverycontrol",
    "route53recoveryreadiness",
    "s3",
    "sagemaker",
    "scheduler",
    "schemas",
    "secretsmanager",
    "securityhub",
    "ses",
    "sesv2",
    "sfn",
    "sns",
    "sqs",
    "ssm",
    "synthetics",
    "vpc",
    "wafv2",
    "xray",
]);

/** Modules that Terraform writes otherwise, with what it writes before a resource's name. */
const modulePrefixes: { readonly [module: string]: string } = {
    arcregionswitch: "aws_arcregionswitch_",
    cfg: "aws_config_",
    costexplorer: "aws_ce_",
    ec2: "aws_",
    ec2transitgateway: "aws_ec2_transit_gateway_",
    route53recoverycontrol: "aws_route53recoverycontrolconfig_",
};

const typeNames: { readonly [type: string]: string } = {
    "aws:cfg/recorder:Recorder": "aws_config_configuration_recorder",
    "aws:cfg/recorderStatus:RecorderStatus": "aws_config_configuration_recorder_status",
    "aws:cfg/rule:Rule": "aws_config_config_rule",
    "aws:ec2transitgateway/transitGateway:TransitGateway": "aws_ec2_transit_gateway",
    "aws:lb/loadBalancer:LoadBalancer": "aws_lb",
    "aws:rds/instance:Instance": "aws_db_instance",
    "aws:rds/optionGroup:OptionGroup": "aws_db_option_group",
    "aws:rds/parameterGroup:ParameterGroup": "aws_db_parameter_group",
    "aws:rds/proxy:Proxy": "aws_db_proxy",
    "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": "aws_db_proxy_default_target_group",
    "aws:rds/proxyEndpoint:ProxyEndpoint": "aws_db_proxy_endpoint",
    "aws:rds/proxyTarget:ProxyTarget": "aws_db_proxy_target",
    "aws:rds/snapshot:Snapshot": "aws_db_snapshot",
    "aws:rds/subnetGroup:SubnetGroup": "aws_db_subnet_group",
    "aws:s3/bucketObjectv2:BucketObjectv2": "aws_s3_object",
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig": "aws_s3_bucket_replication_configuration",
    "aws:s3/bucketV2:BucketV2": "aws_s3_bucket",
    "random:index/randomPassword:RandomPassword": "random_password",
    "random:index/randomId:RandomId": "random_id",
};

/** Objects that are maps in Terraform, not blocks: their keys are the user's, and kept as they are. */
const maps = new Set(["dimensions", "tags", "tagsAll", "variables"]);

/** Lists of objects whose blocks have the plural name in Terraform too. */
const pluralBlocks = new Set([
    "blockDeviceMappings",
    "containers",
    "metricDataQueries",
    "networkInterfaces",
    "productionVariants",
    "shadowProductionVariants",
    "tagSpecifications",
]);

/** Terraform's type of a Pulumi type; undefined when neither table nor rule knows it. */
export function terraformType(type: string): string | undefined {
    const known = typeNames[type];
    const [provider, path = "", name = ""] = type.split(":");
    const module = path.split("/")[0] ?? "";
    const prefix = modulePrefixes[module] ?? (plainModules.has(module) ? `aws_${module}_` : undefined);
    return known ?? (provider === "aws" && prefix !== undefined ? `${prefix}${snakeCase(name).slice(1)}` : undefined);
}

/** `minSize` is `min_size`; a word that begins with a capital begins with `_`. */
export function snakeCase(name: string): string {
    return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function isMap(property: string): boolean {
    return maps.has(property);
}

/** The name of the block that each member of a list of objects is: Pulumi's plurals are singular in Terraform. */
export function blockName(property: string): string {
    return snakeCase(pluralBlocks.has(property) ? property : singular(property));
}

function singular(word: string): string {
    if (word.endsWith("ies")) {
        return `${word.slice(0, -3)}y`;
    }
    if (/(ss|x|sh|ch|alias)es$/.test(word)) {
        return word.slice(0, -2);
    }
    return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}
