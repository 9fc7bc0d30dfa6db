import * as pulumi from "@pulumi/pulumi";
import { ownAccountOnly, type ResourceStatement } from "../shared/iam";
import type { Region } from "../shared/regions";

/** What the policy of one bucket depends on. */
export interface BucketFacts {
    readonly arn: pulumi.Input<string>;
    readonly account: string;
    readonly region: Region;
    /** The key that objects are under; undefined where balancers write, for they write under S3's own only. */
    readonly keyArn: pulumi.Input<string> | undefined;
}

/** What nobody may do, whoever lets them, and what AWS's own writers may. */
export function bucketPolicy(facts: BucketFacts): ResourceStatement[] {
    const all = [facts.arn, pulumi.interpolate`${facts.arn}/*`];
    const refused = [...plainTransport(all), ownAccountOnly(facts.account, "s3:*", all), ...wrongEncryption(facts)];
    return facts.keyArn === undefined ? [...refused, ...balancerLogs(facts)] : refused;
}

function plainTransport(all: ResourceStatement["Resource"]): ResourceStatement[] {
    const refusal = { Effect: "Deny" as const, Principal: "*" as const, Action: "s3:*", Resource: all };
    return [
        { ...refusal, Sid: "TlsOnly", Condition: { Bool: { "aws:SecureTransport": "false" } } },
        { ...refusal, Sid: "RecentTlsOnly", Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    ];
}

/**
 * A request that says nothing of encryption gets the bucket's default, so nothing ever lies there in plain. One that
 * asks for a key must ask for the right one: `aws:kms` without a key's arn would mean AWS's own key, not ours
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html). A key that the client brings
 * along with each request would be lost with the client.
 */
function wrongEncryption({ arn, keyArn }: BucketFacts): ResourceStatement[] {
    const refusal = {
        Effect: "Deny" as const,
        Principal: "*" as const,
        Action: "s3:PutObject",
        Resource: pulumi.interpolate`${arn}/*`,
    };
    const asked = { "s3:x-amz-server-side-encryption": "false" };
    const right =
        keyArn === undefined
            ? { "s3:x-amz-server-side-encryption": "AES256" }
            : { "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn };
    return [
        { ...refusal, Sid: "RightKeyOnly", Condition: { Null: asked, StringNotEquals: right } },
        {
            ...refusal,
            Sid: "NoKeyOfTheClient",
            Condition: { Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } },
        },
    ];
}

/**
 * Application balancers write as their own service, in every region; the accounts that older regions wrote from are
 * the service's past (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html).
 * Network balancers write through log delivery
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html). Both write below a prefix
 * that the balancer names, into the folder of the account that the balancer is in.
 */
function balancerLogs({ arn, account, region }: BucketFacts): ResourceStatement[] {
    const folder = `AWSLogs/${account}/*`;
    const logs = [pulumi.interpolate`${arn}/${folder}`, pulumi.interpolate`${arn}/*/${folder}`];
    const delivery = { Effect: "Allow" as const, Principal: { Service: "delivery.logs.amazonaws.com" } };
    const ours = {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: { "aws:SourceArn": `arn:aws:logs:${region}:${account}:*` },
    };
    return [
        {
            Sid: "ApplicationBalancers",
            Effect: "Allow",
            Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
            Action: "s3:PutObject",
            Resource: logs,
        },
        {
            ...delivery,
            Sid: "NetworkBalancersCheck",
            Action: ["s3:GetBucketAcl", "s3:ListBucket"],
            Resource: arn,
            Condition: ours,
        },
        {
            ...delivery,
            Sid: "NetworkBalancers",
            Action: "s3:PutObject",
            Resource: logs,
            Condition: { ...ours, StringEquals: { ...ours.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" } },
        },
    ];
}
