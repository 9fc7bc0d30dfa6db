/** One question to IAM about a role. Words in braces are filled in for each cell; test/iam/roles.test.ts lists them. */
export interface Expectation {
    readonly may: boolean;
    readonly action: string;
    readonly resource: string;
    /** What the request says of itself. */
    readonly context?: Readonly<Record<string, string>>;
}

type Context = Expectation["context"];

function can(action: string, resource: string, context: Context = {}): Expectation {
    return { may: true, action, resource, context };
}

function cannot(action: string, resource: string, context: Context = {}): Expectation {
    return { may: false, action, resource, context };
}

const bucket = "arn:aws:s3:::{cell}-app";
const secret = "arn:aws:secretsmanager:{region}:{account}:secret:{platform}-database-a1b2c3";
const key = "arn:aws:kms:{region}:{account}:key/{cell}";
const sharedKey = "arn:aws:kms:{region}:{account}:key/{sharedKey}";
const table = "arn:aws:dynamodb:{region}:{account}:table/{platform}-orders";
const models = (short: string): string => `arn:aws:s3:::{platform}-models-${short}`;
const runner = "{platform}-gameday";
const runnerKey = "arn:aws:kms:{runner}:{account}:key/{platform}-{runnerShort}";
const door = "arn:aws:ec2:{region}:{account}:security-group/sg-1";
const tagged = (platform: string): Context => ({ "aws:ResourceTag/antipode:platform": platform });
const flowLog = "arn:aws:logs:{region}:{account}:log-group:{cell}-flow";

/**
 * What each role can and cannot, by its name in the plan. To ask of a new role, add its name and its lines: a role of
 * prod without lines fails.
 */
export const expectations: Readonly<Record<string, readonly Expectation[]>> = {
    "{cell}-app": [
        can("s3:GetObject", `${bucket}/orders/server.cjs`),
        can("s3:GetObjectVersion", `${bucket}/orders/server.cjs`),
        cannot("s3:GetObjectVersion", `${bucket}/orders/other.cjs`),
        cannot("s3:GetObject", `${bucket}/orders/other.cjs`),
        cannot("s3:GetObject", "arn:aws:s3:::{otherCell}-app/orders/server.cjs"),
        cannot("s3:GetObject", `${bucket}/orders/server.cjs`, { "aws:SecureTransport": "false" }),
        cannot("s3:ListBucket", bucket),
        cannot("s3:PutObject", `${bucket}/orders/server.cjs`),
        cannot("s3:DeleteObject", `${bucket}/orders/server.cjs`),
        can("secretsmanager:GetSecretValue", secret),
        cannot("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:{region}:{account}:secret:another-a1b2c3"),
        cannot(
            "secretsmanager:GetSecretValue",
            "arn:aws:secretsmanager:{other}:{account}:secret:{platform}-database-a1b2c3",
        ),
        cannot("secretsmanager:PutSecretValue", secret),
        can("kms:Decrypt", key, { "kms:ViaService": "secretsmanager.{region}.amazonaws.com" }),
        can("kms:Decrypt", key, { "kms:ViaService": "s3.{region}.amazonaws.com" }),
        cannot("kms:Decrypt", key),
        cannot("kms:Decrypt", key, { "kms:ViaService": "rds.{region}.amazonaws.com" }),
        cannot("kms:Decrypt", "arn:aws:kms:{other}:{account}:key/{otherCell}", {
            "kms:ViaService": "secretsmanager.{other}.amazonaws.com",
        }),
        cannot("kms:ScheduleKeyDeletion", key),
        can("dynamodb:PutItem", table),
        can("dynamodb:Query", `${table}/index/by-customer`),
        cannot("dynamodb:DeleteTable", table),
        cannot("dynamodb:GetItem", "arn:aws:dynamodb:{region}:{account}:table/another"),
        cannot("dynamodb:GetItem", "arn:aws:dynamodb:{other}:{account}:table/{platform}-orders"),
        can("dax:GetItem", "arn:aws:dax:{region}:{account}:cache/{cell}-dax"),
        can("elasticache:Connect", "arn:aws:elasticache:{region}:{account}:replicationgroup:{cell}"),
        cannot("elasticache:Connect", "arn:aws:elasticache:{region}:{account}:user:default"),
        can("kms:Encrypt", sharedKey),
        can("kms:Decrypt", sharedKey),
        cannot("kms:Decrypt", "arn:aws:kms:{other}:{account}:key/{otherSharedKey}"),
        cannot("kms:ReplicateKey", sharedKey),
        can("ssmmessages:OpenDataChannel", "*"),
        cannot("ssm:GetParameter", "arn:aws:ssm:{region}:{account}:parameter/anything"),
        cannot("iam:PassRole", "arn:aws:iam::{account}:role/{cell}-app"),
        cannot("sts:AssumeRole", "arn:aws:iam::{account}:role/{cell}-flow"),
    ],
    "{cell}-dax": [
        can("dynamodb:GetItem", table),
        can("dynamodb:UpdateItem", table),
        can("kms:Decrypt", key, { "kms:ViaService": "dynamodb.{region}.amazonaws.com" }),
        cannot("kms:Decrypt", key),
        cannot("dynamodb:DeleteTable", table),
        cannot("dynamodb:GetItem", "arn:aws:dynamodb:{region}:{account}:table/another"),
        cannot("secretsmanager:GetSecretValue", secret),
    ],
    // In the initial writer's cell only.
    "{cell}-rotate": [
        can("secretsmanager:GetSecretValue", secret),
        can("secretsmanager:PutSecretValue", secret),
        can("secretsmanager:UpdateSecretVersionStage", secret),
        cannot("secretsmanager:DeleteSecret", secret),
        cannot("secretsmanager:RotateSecret", secret),
        cannot("secretsmanager:PutSecretValue", "arn:aws:secretsmanager:{region}:{account}:secret:another-a1b2c3"),
        can("kms:GenerateDataKey", key, { "kms:ViaService": "secretsmanager.{region}.amazonaws.com" }),
        cannot("kms:Decrypt", key),
        can("logs:PutLogEvents", "arn:aws:logs:{region}:{account}:log-group:{cell}-rotate:log-stream:one"),
        cannot("logs:PutLogEvents", `${flowLog}:log-stream:eni`),
        can("ec2:CreateNetworkInterface", "*"),
        cannot("ec2:CreateNetworkInterface", "*", {
            "lambda:SourceFunctionArn": "arn:aws:lambda:{region}:{account}:function:{cell}-rotate-1a2b3c4",
        }),
        cannot("rds:ModifyDBCluster", "arn:aws:rds:{region}:{account}:cluster:{cell}"),
        cannot("s3:GetObject", `${bucket}/orders/server.cjs`),
    ],
    // Of the endpoint: SageMaker takes it.
    "{cell}-model": [
        can("s3:PutObject", "arn:aws:s3:::{cell}-results/captures/one"),
        cannot("s3:PutObject", "arn:aws:s3:::{platform}-models-{short}/fraud/model.tar.gz"),
        cannot("s3:GetObject", `${bucket}/orders/server.cjs`),
        cannot("s3:DeleteObject", "arn:aws:s3:::{cell}-results/captures/one"),
        can("ecr:BatchGetImage", "arn:aws:ecr:{region}:{account}:repository/{platform}-models-{short}"),
        cannot("ecr:PutImage", "arn:aws:ecr:{region}:{account}:repository/{platform}-models-{short}"),
        can("kms:Decrypt", key, { "kms:ViaService": "s3.{region}.amazonaws.com" }),
        cannot("kms:Decrypt", key, { "kms:ViaService": "secretsmanager.{region}.amazonaws.com" }),
        cannot("secretsmanager:GetSecretValue", secret),
        cannot("dynamodb:GetItem", table),
        cannot("sagemaker:CreateEndpoint", "arn:aws:sagemaker:{region}:{account}:endpoint/another"),
    ],
    "{platform}-models-replication": [
        can("s3:GetObjectVersionForReplication", `${models("{home}")}/fraud/model.tar.gz`),
        can("s3:ReplicateObject", `${models("{away}")}/fraud/model.tar.gz`),
        cannot("s3:ReplicateDelete", `${models("{away}")}/fraud/model.tar.gz`),
        cannot("s3:ReplicateObject", `${models("{home}")}/fraud/model.tar.gz`),
        cannot("s3:GetObject", `${models("{home}")}/fraud/model.tar.gz`),
        cannot("s3:GetObjectVersionForReplication", `${bucket}/orders/server.cjs`),
    ],
    // The drill: what it breaks, it can give back, and only where the platform's tag is.
    "{platform}-gameday": [
        can("ec2:RevokeSecurityGroupIngress", door, tagged("{platform}")),
        can("ec2:AuthorizeSecurityGroupIngress", door, tagged("{platform}")),
        cannot("ec2:RevokeSecurityGroupIngress", door),
        cannot("ec2:RevokeSecurityGroupIngress", door, tagged("another")),
        cannot("ec2:DeleteSecurityGroup", door, tagged("{platform}")),
        can("rds:FailoverGlobalCluster", "arn:aws:rds::{account}:global-cluster:{platform}", tagged("{platform}")),
        can("rds:FailoverGlobalCluster", "arn:aws:rds:{region}:{account}:cluster:{cell}", tagged("{platform}")),
        cannot("rds:FailoverGlobalCluster", "arn:aws:rds::{account}:global-cluster:another", tagged("{platform}")),
        cannot("rds:FailoverGlobalCluster", "arn:aws:rds:{region}:{account}:cluster:another", tagged("another")),
        cannot("rds:DeleteDBCluster", "arn:aws:rds:{region}:{account}:cluster:{cell}", tagged("{platform}")),
        can("route53:GetHealthCheckStatus", "arn:aws:route53:::healthcheck/one"),
        cannot("route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/one"),
        can("s3:PutObject", `arn:aws:s3:::${runner}/runs/one/report.json`),
        cannot("s3:PutObject", `arn:aws:s3:::${runner}/elsewhere`),
        cannot("s3:GetObject", `arn:aws:s3:::${runner}/runs/one/report.json`),
        cannot("s3:DeleteObject", `arn:aws:s3:::${runner}/runs/one/report.json`),
        cannot("secretsmanager:GetSecretValue", secret, tagged("{platform}")),
        cannot("dynamodb:GetItem", table, tagged("{platform}")),
        cannot("iam:PassRole", "arn:aws:iam::{account}:role/{cell}-app"),
    ],
    "{platform}-gameday-start": [
        can("ecr:BatchGetImage", `arn:aws:ecr:{runner}:{account}:repository/${runner}`),
        cannot("ecr:PutImage", `arn:aws:ecr:{runner}:{account}:repository/${runner}`),
        cannot("ecr:BatchGetImage", "arn:aws:ecr:{region}:{account}:repository/{platform}-models-{short}"),
        can("logs:PutLogEvents", `arn:aws:logs:{runner}:{account}:log-group:${runner}:log-stream:one`),
        cannot("logs:PutLogEvents", `${flowLog}:log-stream:eni`),
        cannot("rds:FailoverGlobalCluster", "arn:aws:rds::{account}:global-cluster:{platform}", tagged("{platform}")),
    ],
    "{platform}-gameday-schedule": [
        can("ecs:RunTask", `arn:aws:ecs:{runner}:{account}:task-definition/${runner}:7`, {
            "ecs:cluster": `arn:aws:ecs:{runner}:{account}:cluster/${runner}`,
        }),
        cannot("ecs:RunTask", `arn:aws:ecs:{runner}:{account}:task-definition/${runner}:7`, {
            "ecs:cluster": "arn:aws:ecs:{runner}:{account}:cluster/another",
        }),
        cannot("ecs:RunTask", "arn:aws:ecs:{runner}:{account}:task-definition/another:1", {
            "ecs:cluster": `arn:aws:ecs:{runner}:{account}:cluster/${runner}`,
        }),
        can("ecs:TagResource", `arn:aws:ecs:{runner}:{account}:task/${runner}/one`, { "ecs:CreateAction": "RunTask" }),
        cannot("ecs:TagResource", `arn:aws:ecs:{runner}:{account}:task/${runner}/one`),
        can("iam:PassRole", `arn:aws:iam::{account}:role/${runner}`, {
            "iam:PassedToService": "ecs-tasks.amazonaws.com",
        }),
        cannot("iam:PassRole", `arn:aws:iam::{account}:role/${runner}`, { "iam:PassedToService": "ec2.amazonaws.com" }),
        cannot("iam:PassRole", "arn:aws:iam::{account}:role/{cell}-app", {
            "iam:PassedToService": "ecs-tasks.amazonaws.com",
        }),
        can("sqs:SendMessage", `arn:aws:sqs:{runner}:{account}:${runner}`),
        cannot("sqs:ReceiveMessage", `arn:aws:sqs:{runner}:{account}:${runner}`),
        can("kms:Decrypt", runnerKey),
        can("kms:GenerateDataKey", runnerKey),
        cannot("kms:Decrypt", key),
        cannot("kms:ScheduleKeyDeletion", runnerKey),
        cannot("ec2:RevokeSecurityGroupIngress", door, tagged("{platform}")),
    ],
    "{cell}-flow": [
        can("logs:PutLogEvents", `${flowLog}:log-stream:eni`),
        can("logs:CreateLogStream", `${flowLog}:log-stream:eni`),
        cannot("logs:PutLogEvents", "arn:aws:logs:{region}:{account}:log-group:another:log-stream:eni"),
        cannot("logs:DeleteLogGroup", flowLog),
        cannot("logs:GetLogEvents", `${flowLog}:log-stream:eni`),
    ],
};
