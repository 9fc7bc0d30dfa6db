import type { ResourceStatement } from "../shared/iam";
import type { Region } from "../shared/regions";

/** Where a key is, and whose. */
export interface KeyHome {
    readonly account: string;
    readonly region: Region;
}

/** A key's policy names no key: in it, `*` is the key that it belongs to. */
const thisKey = "*";

/** What a service needs that both writes and reads under a key. */
const use = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

/**
 * Lets IAM say who of the account may use the key. Without it not even an administrator could, and only AWS's support
 * could open it again (https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html).
 */
export function iamDecides({ account }: Pick<KeyHome, "account">): ResourceStatement {
    return {
        Sid: "IamDecides",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: "kms:*",
        Resource: thisKey,
    };
}

/**
 * A cell's key: IAM decides, and the services that come as themselves, without a role of ours, are let in, each for
 * this account's own things only. Services that come with their caller's rights (S3, Secrets Manager, DynamoDB, RDS,
 * ElastiCache, SageMaker, S3 replication's role) need no line here.
 */
export function cellKeyPolicy(home: KeyHome): ResourceStatement[] {
    return [iamDecides(home), logGroups(home), logDelivery(home), notifications(home), ...scaledVolumes(home)];
}

/** CloudWatch Logs (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html). */
function logGroups({ account, region }: KeyHome): ResourceStatement {
    return {
        Sid: "LogGroups",
        Effect: "Allow",
        Principal: { Service: `logs.${region}.amazonaws.com` },
        Action: use,
        Resource: thisKey,
        Condition: {
            ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${account}:log-group:*` },
        },
    };
}

/**
 * Logs that AWS delivers to a bucket under this key, such as flow logs
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html).
 */
function logDelivery({ account, region }: KeyHome): ResourceStatement {
    return {
        Sid: "LogDelivery",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: use,
        Resource: thisKey,
        Condition: {
            StringEquals: { "aws:SourceAccount": account },
            ArnLike: { "aws:SourceArn": `arn:aws:logs:${region}:${account}:*` },
        },
    };
}

/**
 * Alarms, budgets and cost anomalies, which publish to an encrypted topic as themselves
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html). EventBridge is left out: it passes none of the
 * keys that would keep another account's rules out.
 */
function notifications({ account }: KeyHome): ResourceStatement {
    return {
        Sid: "Notifications",
        Effect: "Allow",
        Principal: { Service: ["cloudwatch.amazonaws.com", "budgets.amazonaws.com", "costalerts.amazonaws.com"] },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: thisKey,
        Condition: { StringEquals: { "aws:SourceAccount": account } },
    };
}

/**
 * Volumes of instances that Auto Scaling launches
 * (https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html). The role is
 * named by a condition, because KMS refuses a principal that does not exist yet, and AWS makes this role with an
 * account's first group.
 */
function scaledVolumes({ account }: KeyHome): ResourceStatement[] {
    const role = `arn:aws:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
    const scaling = {
        Effect: "Allow" as const,
        Principal: "*" as const,
        Resource: thisKey,
    };
    const byRole = { ArnEquals: { "aws:PrincipalArn": role }, StringEquals: { "kms:CallerAccount": account } };
    return [
        { ...scaling, Sid: "ScaledVolumes", Action: use, Condition: byRole },
        {
            ...scaling,
            Sid: "ScaledVolumesGrant",
            Action: "kms:CreateGrant",
            Condition: { ...byRole, Bool: { "kms:GrantIsForAWSResource": "true" } },
        },
    ];
}
