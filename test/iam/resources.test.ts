import assert from "node:assert/strict";
import { Bucket } from "../../components/bucket";
import { Keys } from "../../components/keys";
import { Secret } from "../../components/secret";
import type { Plan } from "../../plan/plan";
import { recordAlone } from "../components/platforms";
import { resourcePolicies, type Document } from "./policies";
import { simulate, type Request } from "./simulator";

const account = "111122223333";
const region = "eu-west-1" as const;
const place = { region, tags: {} };

const key = `arn:aws:kms:${region}:${account}:key/orders-euw1`;
const ours = "arn:aws:s3:::orders-reports";
const logs = "arn:aws:s3:::orders-logs";
const secret = `arn:aws:secretsmanager:${region}:${account}:secret:orders-database-a1b2c3`;

const program = `arn:aws:iam::${account}:role/program`;
const stranger = "arn:aws:iam::999988887777:role/stranger";
const scaling = `arn:aws:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;

/** Rights on everything: what these leave open, only the resource's own policy can close. */
const everything: Document = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

interface Line {
    readonly who: string;
    readonly does: string;
    readonly to: string;
    readonly context?: Readonly<Record<string, string>>;
}

function define(): void {
    const keys = new Keys("orders", { place, regions: [region], account, shared: false, protect: true });
    const keyArn = keys.arn(region);
    const reports = { purpose: "reports", retentionDays: 30 } as const;
    new Bucket("orders-reports", { place, account, settings: reports, keyArn, protect: true });
    const balancers = { purpose: "balancer-logs", retentionDays: 30 } as const;
    new Bucket("orders-logs", { place, account, settings: balancers, protect: true });
    new Secret("orders-database", {
        place,
        regions: [region],
        account,
        keys,
        description: "Password",
        content: { kind: "generated", length: 40 },
        protect: true,
    });
}

const plain = { "aws:SecureTransport": "false" };
const sse = "s3:x-amz-server-side-encryption";
const sseKey = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const object = `${ours}/runs/one.json`;
const fromLogs = { "aws:SourceAccount": account, "aws:SourceArn": `arn:aws:logs:${region}:${account}:delivery` };
const logFile = `${logs}/access/AWSLogs/${account}/elasticloadbalancing/${region}/2026/one.log.gz`;

const allowed: Readonly<Record<string, Line>> = {
    "a put that leaves encryption to the bucket": { who: program, does: "s3:PutObject", to: object },
    "a put under our key": {
        who: program,
        does: "s3:PutObject",
        to: object,
        context: { [sse]: "aws:kms", [sseKey]: key },
    },
    "a get": { who: program, does: "s3:GetObject", to: object },
    "an application balancer's log": {
        who: "logdelivery.elasticloadbalancing.amazonaws.com",
        does: "s3:PutObject",
        to: logFile,
    },
    "a network balancer's log": {
        who: "delivery.logs.amazonaws.com",
        does: "s3:PutObject",
        to: logFile,
        context: { ...fromLogs, "s3:x-amz-acl": "bucket-owner-full-control" },
    },
    "a role with rights on the secret": { who: program, does: "secretsmanager:GetSecretValue", to: secret },
    "a role with rights on the key": { who: program, does: "kms:Decrypt", to: key },
    "our alarms under the key": {
        who: "cloudwatch.amazonaws.com",
        does: "kms:GenerateDataKey",
        to: key,
        context: { "aws:SourceAccount": account },
    },
    "Auto Scaling's volumes under the key": {
        who: scaling,
        does: "kms:CreateGrant",
        to: key,
        context: { "kms:GrantIsForAWSResource": "true", "kms:CallerAccount": account },
    },
};

const refused: Readonly<Record<string, Line>> = {
    "a put without TLS": { who: program, does: "s3:PutObject", to: object, context: plain },
    "a get without TLS": { who: program, does: "s3:GetObject", to: object, context: plain },
    "a get under TLS 1.1": { who: program, does: "s3:GetObject", to: object, context: { "s3:TlsVersion": "1.1" } },
    "a put under S3's own key": { who: program, does: "s3:PutObject", to: object, context: { [sse]: "AES256" } },
    "a put under AWS's key for S3": { who: program, does: "s3:PutObject", to: object, context: { [sse]: "aws:kms" } },
    "a put under another key": {
        who: program,
        does: "s3:PutObject",
        to: object,
        context: { [sse]: "aws:kms", [sseKey]: `${key}-other` },
    },
    "a put under a key of the client's": {
        who: program,
        does: "s3:PutObject",
        to: object,
        context: { "s3:x-amz-server-side-encryption-customer-algorithm": "AES256" },
    },
    "a log under a KMS key": { who: program, does: "s3:PutObject", to: logFile, context: { [sse]: "aws:kms" } },
    "another account's get": { who: stranger, does: "s3:GetObject", to: object },
    "a balancer's log where no balancer logs": {
        who: "logdelivery.elasticloadbalancing.amazonaws.com",
        does: "s3:PutObject",
        to: `${ours}/AWSLogs/${account}/one.log.gz`,
    },
    "a balancer's log of another account": {
        who: "logdelivery.elasticloadbalancing.amazonaws.com",
        does: "s3:PutObject",
        to: `${logs}/access/AWSLogs/999988887777/one.log.gz`,
    },
    "log delivery for another account": {
        who: "delivery.logs.amazonaws.com",
        does: "s3:PutObject",
        to: logFile,
        context: {
            ...fromLogs,
            "aws:SourceAccount": "999988887777",
            "s3:x-amz-acl": "bucket-owner-full-control",
        },
    },
    "another account's reading of the secret": { who: stranger, does: "secretsmanager:GetSecretValue", to: secret },
    "another account's use of the key": { who: stranger, does: "kms:Decrypt", to: key },
    "another account's alarms under the key": {
        who: "cloudwatch.amazonaws.com",
        does: "kms:GenerateDataKey",
        to: key,
        context: { "aws:SourceAccount": "999988887777" },
    },
    "a service that nobody let in": { who: "events.amazonaws.com", does: "kms:GenerateDataKey", to: key },
};

// CloudWatch Logs is not asked: the simulator knows no encryption context whose name has colons in it.
describe("keys, buckets and secrets, asked what they admit", () => {
    let recorded: Plan;
    before(async () => {
        recorded = await recordAlone(define);
    });

    function verdicts(lines: Readonly<Record<string, Line>>): Record<string, boolean> {
        const closed = resourcePolicies(recorded);
        const requests = Object.values(lines).map(({ who, does, to, context }): Request => {
            const policy = closed.get(to) ?? closed.get(to.replace(/\/.*$/, ""));
            assert.ok(policy, to);
            const owner = /^arn:aws:iam::(\d+)/.exec(who)?.[1];
            return {
                principal: who,
                action: does,
                resource: to,
                context: {
                    "aws:SecureTransport": "true",
                    "aws:PrincipalIsAWSService": owner === undefined ? "true" : "false",
                    ...(owner !== undefined && { "aws:PrincipalAccount": owner, "aws:PrincipalArn": who }),
                    ...context,
                },
                // Auto Scaling's own role has no rights under keys of ours.
                identity: owner === undefined || who === scaling ? [] : [everything],
                resourcePolicy: policy,
                account,
            };
        });
        const answers = simulate(requests);
        return Object.fromEntries(Object.keys(lines).map((title, index) => [title, answers[index] === "Allowed"]));
    }

    it("admit what the platform needs", () => {
        assert.deepEqual(
            Object.entries(verdicts(allowed)).filter(([, admitted]) => !admitted),
            [],
        );
    });

    it("refuse everything in plain, under a wrong key, or from another account, to whoever may do anything", () => {
        assert.deepEqual(
            Object.entries(verdicts(refused)).filter(([, admitted]) => admitted),
            [],
        );
    });
});
