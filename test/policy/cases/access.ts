import { but, one, statement, type Cases } from "./case";

const role = (inputs: Parameters<typeof statement>[0]) =>
    one("aws:iam/role:Role", { assumeRolePolicy: statement({ Action: "sts:AssumeRole", ...inputs }) });
const may = (inputs: Parameters<typeof statement>[0]) =>
    one("aws:iam/rolePolicy:RolePolicy", { policy: statement(inputs) });
const queue = (inputs: Parameters<typeof statement>[0]) =>
    one("aws:sqs/queuePolicy:QueuePolicy", { policy: statement({ Action: "sqs:SendMessage", ...inputs }) });
const mine = { StringEquals: { "aws:SourceAccount": "444455556666" } };
const provider = one("pulumi:providers:aws", { allowedAccountIds: '["444455556666"]' });

export const accessCases: Cases = {
    "may-do-everything": {
        broken: [may({ Action: "*", Resource: "*" })],
        sound: [may({ Action: "*", Resource: "arn:aws:s3:::one" })],
        says: ["Allow * on *"],
    },
    "may-do-all-of-a-service": {
        broken: [may({ Action: ["ec2:*", "s3:GetObject"], Resource: ["*"] })],
        sound: [may({ Action: "ec2:*", Resource: "arn:aws:ec2:eu-west-1:444455556666:instance/i-1" })],
        says: ["Allow ec2:* on *"],
    },
    "may-touch-all-data": {
        broken: [may({ Action: ["s3:GetObject", "s3:ListAllMyBuckets"], Resource: "*" })],
        sound: [
            may({ Action: ["s3:ListAllMyBuckets", "ec2:DescribeSubnets"], Resource: "*" }),
            but(may({ Action: "kms:Decrypt", Resource: "*", Condition: mine }), {}),
        ],
        says: ["Allow s3:GetObject on *"],
    },
    "may-pass-any-role": {
        broken: [may({ Action: "iam:PassRole", Resource: "arn:aws:iam::444455556666:role/*" })],
        sound: [may({ Action: "iam:PassRole", Resource: "arn:aws:iam::444455556666:role/one" })],
        says: ["Allow iam:PassRole on every role"],
    },
    "allows-all-but": {
        broken: [may({ NotAction: "iam:*", Resource: "*" })],
        sound: [
            one("aws:iam/rolePolicy:RolePolicy", {
                policy: statement({ Effect: "Deny", NotAction: "s3:*", Resource: "*" }),
            }),
        ],
        says: ["Allow with NotAction"],
    },
    "role-for-everyone": {
        broken: [role({ Principal: { AWS: "*" } })],
        sound: [role({ Principal: { AWS: "*" }, Condition: mine })],
        says: ["Allow principal *"],
    },
    "service-trusted-for-anyone": {
        broken: [role({ Principal: { Service: "scheduler.amazonaws.com" } })],
        sound: [role({ Principal: { Service: "scheduler.amazonaws.com" }, Condition: mine })],
        says: ["Service: scheduler.amazonaws.com without aws:SourceAccount"],
    },
    "open-to-everyone": {
        broken: [queue({ Principal: "*" })],
        sound: [queue({ Principal: "*", Condition: mine })],
        says: ["Allow sqs:SendMessage for principal *"],
    },
    "long-lived-key": {
        broken: [one("aws:iam/accessKey:AccessKey", { user: "robot" })],
        sound: [role({ Principal: { Service: "ec2.amazonaws.com" } })],
        says: ["an access key of a user"],
    },
    "any-account": {
        broken: [one("pulumi:providers:aws")],
        sound: [provider],
        says: ["allowedAccountIds is not set"],
    },
};
