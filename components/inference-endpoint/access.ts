import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { onAnything, policy, trust, type Statement } from "../shared/iam";
import type { ModelSettings } from "./settings";
import { modelsOf, prefixes, type Site } from "./site";

/** Where an endpoint's containers write what they say (https://docs.aws.amazon.com/sagemaker/latest/dg/logging-cloudwatch.html). */
export function logGroupName({ endpointName }: Site): string {
    return `/aws/sagemaker/Endpoints/${endpointName}`;
}

/** What batch jobs write goes to one group for all of an account. */
const batchLogs = "/aws/sagemaker/TransformJobs";

/** The instances' only way: out, over 443, to S3 and ECR; nobody comes in, SageMaker itself does not come by the VPC. */
export function createDoor({ name, network, own }: Site): aws.ec2.SecurityGroup {
    const door = new aws.ec2.SecurityGroup(
        name,
        { ...own.named(name), vpcId: network.vpcId, description: "Model containers: nothing in, TLS out" },
        own.child,
    );
    new aws.vpc.SecurityGroupEgressRule(
        `${name}-tls`,
        {
            ...own.tagged,
            securityGroupId: door.id,
            description: "To S3 and ECR",
            cidrIpv4: "0.0.0.0/0",
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
        },
        own.child,
    );
    return door;
}

/**
 * What SageMaker does in an endpoint's name. The least that its pages list
 * (https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html#sagemaker-roles-createmodel-perms), each right
 * on its own thing. Returns the role's arn once it has its rights: a model that is made before cannot fetch its image.
 */
export function createRole(site: Site, door: aws.ec2.SecurityGroup | undefined): pulumi.Output<string> {
    const { account, endpointName, name, own } = site;
    const role = new aws.iam.Role(
        name,
        {
            ...own.global,
            description: `Models of ${endpointName}`,
            assumeRolePolicy: trust("sagemaker.amazonaws.com", { StringEquals: { "aws:SourceAccount": account } }),
        },
        own.child,
    );
    const rights = new aws.iam.RolePolicy(
        name,
        { role: role.name, policy: pulumi.jsonStringify(policy(rightsOf(site, door))) },
        own.child,
    );
    return pulumi.all([role.arn, rights.id]).apply(([arn]) => arn);
}

function rightsOf(site: Site, door: aws.ec2.SecurityGroup | undefined): Statement[] {
    const { settings } = site;
    const shadow = settings.kind === "realtime" && settings.shadow !== "none" ? [settings.shadow.model] : [];
    const models = [...modelsOf(settings).map(([, model]) => model), ...shadow];
    return [
        ...models.flatMap((model) => readModel(site, model)),
        ...images(site),
        ...logs(site),
        ...results(site),
        ...keys(site),
        ...(door === undefined ? [] : interfaces(site, door)),
    ];
}

function readModel({ models }: Site, model: ModelSettings): Statement[] {
    const bucketArn = pulumi.interpolate`arn:aws:s3:::${models.bucket}`;
    const read = (key: string): Statement => ({
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: pulumi.interpolate`${bucketArn}/${key}`,
    });
    switch (model.kind) {
        case "single":
            return [read(model.artifact)];
        case "containers":
            return Object.values(model.containers).map(({ artifact }) => read(artifact));
        case "multi-model":
            return [
                read(`${model.prefix}*`),
                {
                    Effect: "Allow",
                    Action: "s3:ListBucket",
                    Resource: bucketArn,
                    Condition: { StringLike: { "s3:prefix": `${model.prefix}*` } },
                },
            ];
    }
}

function images({ models }: Site): Statement[] {
    return [
        {
            Effect: "Allow",
            Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            Resource: models.repositoryArn,
        },
        onAnything("ImageRegistry", ["ecr:GetAuthorizationToken"]),
    ];
}

function logs(site: Site): Statement[] {
    const { account, place } = site;
    const group = (name: string): string => `arn:aws:logs:${place.region}:${account}:log-group:${name}`;
    return [
        {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            Resource: [`${group(logGroupName(site))}:*`, `${group(batchLogs)}:*`],
        },
        // The endpoint's group is there; that of batch jobs is made by the first job of an account.
        { Effect: "Allow", Action: "logs:CreateLogGroup", Resource: `${group(batchLogs)}:*` },
    ];
}

/** Reads what is asked and writes what is answered; a batch job's own reads and writes are among them. */
function results({ results: { arn } }: Site): Statement[] {
    const below = (prefix: string): pulumi.Output<string> => pulumi.interpolate`${arn}/${prefix}*`;
    const { captures, answers, failures, requests, batch } = prefixes;
    return [
        { Effect: "Allow", Action: "s3:GetObject", Resource: below(requests) },
        {
            Effect: "Allow",
            Action: "s3:ListBucket",
            Resource: arn,
            Condition: { StringLike: { "s3:prefix": `${requests}*` } },
        },
        {
            Effect: "Allow",
            Action: ["s3:PutObject", "s3:AbortMultipartUpload"],
            Resource: [captures, answers, failures, batch].map(below),
        },
    ];
}

/** Objects through S3; volumes by a grant that SageMaker passes on to the service that has them. */
function keys({ keyArn, place }: Site): Statement[] {
    return [
        {
            Effect: "Allow",
            Action: ["kms:Decrypt", "kms:GenerateDataKey"],
            Resource: keyArn,
            Condition: { StringEquals: { "kms:ViaService": `s3.${place.region}.amazonaws.com` } },
        },
        { Effect: "Allow", Action: "kms:DescribeKey", Resource: keyArn },
        {
            Effect: "Allow",
            Action: "kms:CreateGrant",
            Resource: keyArn,
            Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
        },
    ];
}

/** A foot in the VPC for each instance: only in its subnets, only with its security group. */
function interfaces({ account, network, place }: Site, door: aws.ec2.SecurityGroup): Statement[] {
    const arn = (path: pulumi.Input<string>): pulumi.Output<string> =>
        pulumi.interpolate`arn:aws:ec2:${place.region}:${account}:${path}`;
    // What does not exist yet has no id.
    const anyInterface = arn("network-interface/*");
    return [
        {
            Effect: "Allow",
            Action: "ec2:CreateNetworkInterface",
            Resource: [
                anyInterface,
                arn(pulumi.interpolate`security-group/${door.id}`),
                ...network.subnetIds.app.map((id) => arn(pulumi.interpolate`subnet/${id}`)),
            ],
        },
        {
            Effect: "Allow",
            Action: ["ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface"],
            Resource: anyInterface,
            Condition: { ArnEquals: { "ec2:Vpc": arn(pulumi.interpolate`vpc/${network.vpcId}`) } },
        },
        onAnything("NetworkInterfaces", [
            "ec2:DeleteNetworkInterfacePermission",
            "ec2:DescribeDhcpOptions",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcs",
        ]),
    ];
}
