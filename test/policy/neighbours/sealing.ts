import type { PlanResource } from "../../../plan/plan";
import { but, one, out, statement } from "../cases/case";
import { forEach, type NeighboursOfRules } from "./neighbour";

type Inputs = PlanResource["inputs"];

const bucket = one("aws:s3/bucket:Bucket");
const listener = (inputs: Inputs, more: readonly PlanResource[] = []) => [
    ...more,
    one("aws:lb/listener:Listener", { defaultActions: [{ type: "forward" }], ...inputs }),
];
const targets = one("aws:lb/targetGroup:TargetGroup", { protocol: "TCP" });
const secure = { Bool: { "aws:SecureTransport": "false" } };
const refusing = (inputs: Inputs) =>
    statement({ Effect: "Deny", Principal: "*", Action: "*", Resource: "*", Condition: secure, ...inputs });
const guarded = (inputs: Inputs) => [but(bucket, { policy: refusing(inputs) })];
const publishing = (inputs: Inputs) => [one("aws:sns/topic:Topic", { policy: refusing(inputs) })];
const other = one("aws:s3/bucket:Bucket", {}, { name: "other" });

const database = (engine: string, group?: Inputs) => {
    const parameters = one("aws:rds/clusterParameterGroup:ClusterParameterGroup", group);
    const [name = "", version = ""] = engine.split(" ");
    const named = group ? { dbClusterParameterGroupName: out(parameters, "name") } : {};
    return [
        ...(group ? [parameters] : []),
        one("aws:rds/cluster:Cluster", { engine: name, engineVersion: version, ...named }),
    ];
};
const mysql = (value: string) =>
    database("aurora-mysql 8.0", {
        family: "aurora-mysql8.0",
        parameters: [{ name: "require_secure_transport", value }],
    });
const distribution = (viewerCertificate: Inputs) => [
    one("aws:cloudfront/distribution:Distribution", {
        defaultCacheBehavior: { viewerProtocolPolicy: "https-only" },
        viewerCertificate,
    }),
];
const cacheOf = (type: string, inputs: Inputs) => [one(`aws:elasticache/${type}`, inputs)];

/** What is sent is sealed, and keys and policies change. */
export const sealingNeighbours: NeighboursOfRules = {
    "key-not-rotated": {
        broken: {
            "a symmetric key": [one("aws:kms/key:Key", { customerMasterKeySpec: "SYMMETRIC_DEFAULT" })],
            "nothing said": [one("aws:kms/key:Key")],
        },
        sound: { "a key that AWS cannot rotate": [one("aws:kms/key:Key", { customerMasterKeySpec: "RSA_2048" })] },
    },
    "listener-without-tls": {
        broken: {
            "no protocol": listener({ port: 80 }),
            TCP: listener({ protocol: "TCP", port: 5432 }),
            "HTTP passed on at 443": listener(
                { protocol: "HTTP", port: 443, defaultActions: [{ targetGroupArn: out(targets, "arn") }] },
                [targets],
            ),
        },
        sound: forEach(["HTTPS", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"], (protocol) => listener({ protocol })),
    },
    "old-tls-policy": {
        broken: {
            ...forEach(["TLS13-1-1-2021-06", "TLS-1-1-2017-01", "FS-1-1-2019-08", "FS-2018-06", "2016-08"], (name) =>
                listener({ protocol: "HTTPS", sslPolicy: `ELBSecurityPolicy-${name}` }),
            ),
            "TLS of packets": listener({ protocol: "TLS" }),
        },
        sound: {
            ...forEach(
                [
                    "TLS13-1-2-2021-06",
                    "TLS13-1-3-2021-06",
                    "TLS-1-2-2017-01",
                    "TLS-1-2-Ext-2018-06",
                    "FS-1-2-Res-2020-10",
                ],
                (name) => listener({ protocol: "HTTPS", sslPolicy: `ELBSecurityPolicy-${name}` }),
            ),
            "no TLS to be old": listener({ protocol: "HTTP" }),
            "no protocol": listener({}),
        },
    },
    "bucket-takes-plain": {
        broken: {
            "only plain requests are allowed": guarded({ Condition: { Bool: { "aws:SecureTransport": "true" } } }),
            "another condition": guarded({ Condition: { Bool: { "aws:ViaAWSService": "false" } } }),
            "no condition, which refuses everybody": guarded({ Condition: {} }),
            "only of some who have no TLS": guarded({
                Condition: { ...secure, StringNotEquals: { "aws:PrincipalAccount": "444455556666" } },
            }),
            "of another bucket": [bucket, but(other, { policy: refusing({}) })],
        },
        sound: {
            "one action of several": guarded({ Action: ["s3:PutObject", "S3:*"] }),
            "a value that is no text": guarded({ Condition: { Bool: { "aws:SecureTransport": false } } }),
        },
    },
    "topic-takes-plain": {
        broken: { "another action": publishing({ Action: "sns:Subscribe" }) },
        sound: forEach(["*", "sns:*", "SNS:Publish"], (Action) => publishing({ Action })),
    },
    "cache-takes-plain": {
        broken: {
            "a cluster of its own": cacheOf("cluster:Cluster", {}),
            off: cacheOf("replicationGroup:ReplicationGroup", {
                transitEncryptionEnabled: false,
                transitEncryptionMode: "required",
            }),
        },
        sound: {
            "a member of a group": cacheOf("cluster:Cluster", { replicationGroupId: "orders" }),
            required: cacheOf("replicationGroup:ReplicationGroup", {
                transitEncryptionEnabled: true,
                transitEncryptionMode: "required",
            }),
            "a cluster of its own": cacheOf("cluster:Cluster", { transitEncryptionEnabled: true }),
        },
    },
    "database-takes-plain": {
        broken: {
            ...forEach(["aurora-postgresql 16.8", "postgres 14.12", "aurora-mysql 8.0", "mysql 8.0"], (engine) =>
                database(engine),
            ),
            ...forEach(["0", "OFF"], mysql),
            "a group that says nothing": database("aurora-postgresql 17.7", { family: "aurora-postgresql16" }),
        },
        sound: {
            ...forEach(["aurora-postgresql 17.4", "postgres 15.7"], (engine) => database(engine)),
            ...forEach(["1", "ON", "on"], mysql),
            "a group that says nothing": database("aurora-postgresql 16.8", { family: "aurora-postgresql17" }),
        },
    },
    "cdn-takes-plain": {
        broken: {
            ...forEach(["TLSv1", "TLSv1.1_2016", "TLSv1.2_2018", "TLSv1.2_2019"], (minimumProtocolVersion) =>
                distribution({ minimumProtocolVersion }),
            ),
            "CloudFront's own certificate, with which TLSv1 is taken": distribution({
                cloudfrontDefaultCertificate: true,
                minimumProtocolVersion: "TLSv1.2_2021",
            }),
        },
        sound: forEach(["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"], (minimumProtocolVersion) =>
            distribution({ minimumProtocolVersion }),
        ),
    },
};
