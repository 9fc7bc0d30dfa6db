import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policy, trust } from "../shared/iam";
import type { Site } from "./site";

/** One year would be dear, a week is too short to look back at an incident. */
const flowLogDays = 30;

/** Every flow of the VPC in a log group that is the VPC's own, by a role that can write there and nowhere else. */
export function createFlowLog({ name, own, vpcId, place, account, keyArn }: Site): void {
    const logName = `${name}-flow`;
    const logs = new aws.cloudwatch.LogGroup(
        logName,
        { ...own.tagged, retentionInDays: flowLogDays, kmsKeyId: keyArn },
        own.child,
    );
    const role = new aws.iam.Role(
        logName,
        {
            ...own.global,
            description: `Delivers the flow logs of ${name}`,
            assumeRolePolicy: trust("vpc-flow-logs.amazonaws.com", {
                StringEquals: { "aws:SourceAccount": account },
                ArnLike: { "aws:SourceArn": `arn:aws:ec2:${place.region}:${account}:vpc-flow-log/*` },
            }),
        },
        own.child,
    );
    // What https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html calls the least, but for making
    // groups (this one is there) and writing to others. Groups can only be listed all together.
    const deliver = {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
        Resource: pulumi.interpolate`${logs.arn}:*`,
    };
    const list = {
        Effect: "Allow",
        Action: "logs:DescribeLogGroups",
        Resource: `arn:aws:logs:${place.region}:${account}:log-group:*`,
    };
    const rights = { role: role.name, policy: pulumi.jsonStringify(policy<object>([deliver, list])) };
    new aws.iam.RolePolicy(logName, rights, own.child);
    new aws.ec2.FlowLog(
        name,
        {
            ...own.tagged,
            vpcId,
            trafficType: "ALL",
            logDestinationType: "cloud-watch-logs",
            logDestination: logs.arn,
            iamRoleArn: role.arn,
            maxAggregationInterval: 60,
        },
        own.child,
    );
}
