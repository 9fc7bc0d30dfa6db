import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { onAnything, policy, trust, type Statement } from "../shared/iam";
import type { Common } from "../shared/region";

/** What a drill may touch: things of one platform, by their tag, and its one global database. */
export interface DrillTargets {
    /** Value of the tag `antipode:platform`. */
    readonly platform: string;
    readonly account: string;
    readonly globalClusterArn: pulumi.Input<string>;
    /** Where the report goes. */
    readonly report: readonly Statement[];
}

/**
 * What a drill does, and no more: takes a cell's public door away and gives it back, fails the database over, reads
 * what Route 53 and the balancers say, and writes a report. Only what carries the platform's tag can be touched.
 */
export function drillStatements({ platform, account, globalClusterArn, report }: DrillTargets): Statement[] {
    const tagged = { StringEquals: { "aws:ResourceTag/antipode:platform": platform } };
    return [
        {
            Sid: "TakeAwayAndGiveBack",
            Effect: "Allow",
            Action: ["ec2:RevokeSecurityGroupIngress", "ec2:AuthorizeSecurityGroupIngress"],
            Resource: [`arn:aws:ec2:*:${account}:security-group/*`, `arn:aws:ec2:*:${account}:security-group-rule/*`],
            Condition: tagged,
        },
        {
            Sid: "FailOver",
            Effect: "Allow",
            Action: ["rds:FailoverGlobalCluster", "rds:SwitchoverGlobalCluster", "rds:DescribeGlobalClusters"],
            Resource: [globalClusterArn, `arn:aws:rds:*:${account}:cluster:*`],
            Condition: tagged,
        },
        {
            Sid: "SeeHealth",
            Effect: "Allow",
            Action: "route53:GetHealthCheckStatus",
            Resource: "arn:aws:route53:::healthcheck/*",
        },
        onAnything("DrillReads", [
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSecurityGroupRules",
            "elasticloadbalancing:DescribeTargetHealth",
            "route53:TestDNSAnswer",
            "tag:GetResources",
        ]),
        ...report,
    ];
}

/** What ECS needs to start the task: its image, and a place for its logs. */
export function startStatements(repositoryArn: pulumi.Input<string>, logGroupArn: pulumi.Input<string>): Statement[] {
    return [
        {
            Effect: "Allow",
            Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            Resource: repositoryArn,
        },
        onAnything("ImageRegistry", ["ecr:GetAuthorizationToken"]),
        {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: pulumi.interpolate`${logGroupArn}:*`,
        },
    ];
}

export interface ScheduledTask {
    readonly clusterArn: pulumi.Input<string>;
    /** Of the task definition, without its revision. */
    readonly familyArn: string;
    /** Its tasks, once they run: `task/<cluster>/*`. */
    readonly taskArns: pulumi.Input<string>;
    /** The task's own role, and the one that starts it. */
    readonly roleArns: readonly pulumi.Input<string>[];
    /** Where a start that failed is written down. */
    readonly queueArn: pulumi.Input<string>;
    /** Encrypts schedules and queue. */
    readonly keyArn: pulumi.Input<string>;
}

/** What the scheduler needs: to start this task in this cluster, in its two roles. */
export function scheduleStatements(task: ScheduledTask): Statement[] {
    const { clusterArn, familyArn, taskArns, roleArns, queueArn, keyArn } = task;
    return [
        {
            Effect: "Allow",
            Action: "ecs:RunTask",
            Resource: `${familyArn}:*`,
            Condition: { ArnEquals: { "ecs:cluster": clusterArn } },
        },
        {
            // The task takes the tags of its definition (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/CWE_IAM_role.html).
            Effect: "Allow",
            Action: "ecs:TagResource",
            Resource: taskArns,
            Condition: { StringEquals: { "ecs:CreateAction": "RunTask" } },
        },
        {
            Effect: "Allow",
            Action: "iam:PassRole",
            Resource: roleArns,
            Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
        },
        { Effect: "Allow", Action: "sqs:SendMessage", Resource: queueArn },
        // Opens its own schedules (https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html), seals for the queue.
        { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: keyArn },
    ];
}

export interface RoleParts {
    readonly own: Common;
    readonly description: string;
    /** The service that takes it, in this account and region only. */
    readonly service: string;
    readonly account: string;
    readonly statements: readonly Statement[];
}

/** A role with its one policy. */
export function createRole(name: string, { own, description, service, account, statements }: RoleParts): aws.iam.Role {
    const role = new aws.iam.Role(
        name,
        {
            ...own.global,
            description,
            // Who else's schedule or task could make a service take it (the confused deputy).
            assumeRolePolicy: trust(service, { StringEquals: { "aws:SourceAccount": account } }),
        },
        own.child,
    );
    new aws.iam.RolePolicy(name, { role: role.name, policy: pulumi.jsonStringify(policy(statements)) }, own.child);
    return role;
}
