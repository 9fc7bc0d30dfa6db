import * as pulumi from "@pulumi/pulumi";
import type { PasswordRotationArgs } from "../password-rotation";
import { onAnything, type Statement } from "../shared/iam";

/**
 * What the function may do, and no more: give this one secret a new value, write its own log, and have interfaces in
 * its subnets. Its code is denied what Lambda needs of the role for those, as AWS advises
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html, "Deny ... by function code").
 */
export function rotationStatements(
    name: string,
    { account, keyArn, place, secret }: Pick<PasswordRotationArgs, "account" | "keyArn" | "place" | "secret">,
    logGroupArn: pulumi.Output<string>,
): Statement[] {
    return [
        {
            Effect: "Allow",
            Action: [
                "secretsmanager:DescribeSecret",
                "secretsmanager:GetSecretValue",
                "secretsmanager:PutSecretValue",
                "secretsmanager:UpdateSecretVersionStage",
            ],
            Resource: secret.arn,
        },
        {
            Effect: "Allow",
            Action: ["kms:Decrypt", "kms:GenerateDataKey"],
            Resource: keyArn,
            Condition: { StringEquals: { "kms:ViaService": `secretsmanager.${place.region}.amazonaws.com` } },
        },
        {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: pulumi.interpolate`${logGroupArn}:*`,
        },
        onAnything("FunctionInterfaces", [...interfaceActions]),
        {
            Effect: "Deny",
            Action: interfaceActions,
            Resource: "*",
            // The six or more characters that Pulumi appends to the name are not known before the function is made.
            Condition: {
                ArnLike: { "lambda:SourceFunctionArn": `arn:aws:lambda:${place.region}:${account}:function:${name}-*` },
            },
        },
    ];
}

const interfaceActions = [
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
];
