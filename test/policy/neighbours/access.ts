import { one, statement } from "../cases/case";
import { forEach, type NeighboursOfRules } from "./neighbour";

type Fields = Parameters<typeof statement>[0];

const may = (inputs: Fields) => [one("aws:iam/rolePolicy:RolePolicy", { policy: statement(inputs) })];
const onEvery = (Action: string) => may({ Action, Resource: "*" });
const touching = (Resource: string) => may({ Action: "s3:GetObject", Resource });
const passing = (Action: string) => may({ Action, Resource: "*" });
const passingOn = (Resource: string) => may({ Action: "iam:PassRole", Resource });
const role = (inputs: Fields) => [one("aws:iam/role:Role", { assumeRolePolicy: statement(inputs) })];
const service = (name: string, key?: string) =>
    role({
        Principal: { Service: `${name}.amazonaws.com` },
        ...(key === undefined ? {} : { Condition: { StringEquals: { [key]: "444455556666" } } }),
    });
const queue = (Condition: Fields[string]) => [
    one("aws:sqs/queue:Queue", { policy: statement({ Principal: "*", Action: "sqs:*", Condition }) }),
];

/** Who may do what: the IAM user guide, the service authorization reference. */
export const accessNeighbours: NeighboursOfRules = {
    "may-do-everything": {
        broken: forEach(["*", "*:*"], onEvery),
        sound: forEach(["s3:*", "ec2:Describe*"], onEvery),
    },
    "may-do-all-of-a-service": {
        broken: forEach(["ec2:*", "EC2:*", "rds-data:*"], onEvery),
        sound: forEach(["s3:*Object", "s3:Get*", "ec2:RunInstances"], onEvery),
    },
    "may-touch-all-data": {
        broken: {
            ...forEach(
                [
                    "dynamodb:GetItem",
                    "iam:CreateUser",
                    "kms:Decrypt",
                    "rds:DeleteDBCluster",
                    "rds-data:ExecuteStatement",
                    "route53:ChangeResourceRecordSets",
                    "s3:GetObject",
                    "s3:GetObjectTagging",
                    "secretsmanager:GetSecretValue",
                    "secretsmanager:GetRandomPasswords",
                    "sns:Publish",
                    "sqs:SendMessage",
                    "sts:AssumeRole",
                ],
                onEvery,
            ),
            ...forEach(
                [
                    "arn:aws:s3:::*/*",
                    "arn:aws:dynamodb:eu-west-1:444455556666:table/*",
                    "arn:aws:kms:eu-west-1:444455556666:alias/*",
                    "arn:aws:secretsmanager:eu-west-1:444455556666:secret:*",
                    "arn:aws:iam::444455556666:role/*",
                    "arn:aws:iam::444455556666:user/*",
                    "arn:aws:iam::444455556666:policy/*",
                ],
                touching,
            ),
        },
        sound: {
            ...forEach(
                [
                    "rds:DescribeDBClusters",
                    "RDS:describedbclusters",
                    "route53:GetHostedZone",
                    "route53:TestDNSAnswer",
                    "s3:ListAllMyBuckets",
                    "secretsmanager:GetRandomPassword",
                    "sts:GetCallerIdentity",
                    "sts:GetSessionToken",
                    "ec2:RunInstances",
                ],
                onEvery,
            ),
            ...forEach(["arn:aws:s3:::orders-*", "arn:aws:s3:::*-orders", "arn:aws:s3:::orders/*"], touching),
        },
    },
    "may-pass-any-role": {
        broken: {
            ...forEach(["iam:PassRole", "IAM:passrole", "iam:Pass*", "iam:*", "iam:*Role"], passing),
            ...forEach(["*", "arn:aws:iam::444455556666:role/*", "arn:aws:iam::444455556666:*"], passingOn),
        },
        sound: {
            ...forEach(["iam:GetRole", "iam:Get*", "s3:*", "*"], passing),
            ...forEach(
                ["arn:aws:iam::444455556666:role/orders-*", "arn:aws:iam::444455556666:role/*-orders"],
                passingOn,
            ),
        },
    },
    "allows-all-but": { sound: { "what names all that it means": onEvery("s3:GetObject") } },
    "role-for-everyone": {
        broken: {
            "a condition that everybody meets": role({
                Principal: "*",
                Condition: { Bool: { "aws:SecureTransport": "true" } },
            }),
        },
        sound: { "one of this account": role({ Principal: { AWS: "arn:aws:iam::444455556666:root" } }) },
    },
    "service-trusted-for-anyone": {
        broken: {
            ...forEach(["ecs-tasks", "scheduler", "vpc-flow-logs", "sagemaker", "states", "pipes"], (name) =>
                service(name),
            ),
            "a condition on something else": service("states", "aws:RequestedRegion"),
        },
        sound: {
            ...forEach(["ec2", "lambda"], (name) => service(name)),
            ...forEach(
                [
                    "aws:SourceAccount",
                    "aws:sourceaccount",
                    "aws:SourceArn",
                    "aws:SourceOrgID",
                    // The user guide's page on the confused deputy names all four.
                    "aws:SourceOrgPaths",
                ],
                (key) => service("states", key),
            ),
        },
    },
    "open-to-everyone": {
        broken: { "no condition": queue({}) },
        sound: {
            "one condition of several that says who": queue({
                Bool: { "aws:SecureTransport": "true" },
                StringEquals: { "aws:SourceAccount": "444455556666" },
            }),
            "one key of several that says who": queue({
                StringEquals: { "aws:RequestedRegion": "eu-west-1", "aws:SourceAccount": "444455556666" },
            }),
        },
    },
};
