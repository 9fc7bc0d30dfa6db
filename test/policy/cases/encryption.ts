import { but, one, out, statement, type Cases } from "./case";

const key = one("aws:kms/key:Key", { enableKeyRotation: true });
const database = one("aws:rds/cluster:Cluster", { storageEncrypted: true, kmsKeyId: out(key, "arn") });
const template = one("aws:ec2/launchTemplate:LaunchTemplate", {
    blockDeviceMappings: [{ ebs: { encrypted: "true", kmsKeyId: out(key, "arn") } }],
});
const queue = one("aws:sqs/queue:Queue", { kmsMasterKeyId: out(key, "arn") });
const secret = one("aws:secretsmanager/secret:Secret");
const listener = one("aws:lb/listener:Listener", {
    protocol: "HTTPS",
    port: 443,
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    defaultActions: [{ type: "forward" }],
});
const balancer = one("aws:lb/loadBalancer:LoadBalancer", { dropInvalidHeaderFields: true });
const bucket = one("aws:s3/bucket:Bucket");
const topic = one("aws:sns/topic:Topic");
const plainDenied = {
    Effect: "Deny",
    Principal: "*",
    Action: "*",
    Resource: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const bucketPolicy = one("aws:s3/bucketPolicy:BucketPolicy", {
    bucket: out(bucket, "bucket"),
    policy: statement(plainDenied),
});
const topicPolicy = one("aws:sns/topicPolicy:TopicPolicy", { arn: out(topic, "arn"), policy: statement(plainDenied) });
const cache = one("aws:elasticache/replicationGroup:ReplicationGroup", { transitEncryptionEnabled: true });
const parameters = one("aws:rds/clusterParameterGroup:ClusterParameterGroup", {
    family: "aurora-postgresql17",
    parameters: [{ name: "rds.force_ssl", value: "1" }],
});
const cluster = one("aws:rds/cluster:Cluster", { dbClusterParameterGroupName: out(parameters, "name") });
const distribution = one("aws:cloudfront/distribution:Distribution", {
    defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" },
    viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021" },
});

export const encryptionCases: Cases = {
    "storage-not-encrypted": {
        broken: [but(database, { storageEncrypted: false })],
        sound: [database],
        says: ["storageEncrypted is not true"],
    },
    "disk-not-encrypted": {
        broken: [but(template, { blockDeviceMappings: [{ ebs: { volumeType: "gp3" } }] })],
        sound: [template],
        says: ["blockDeviceMappings.0.ebs.encrypted is not true"],
    },
    "no-own-key": {
        broken: [one("aws:sqs/queue:Queue")],
        sound: [key, queue],
        says: ["kmsMasterKeyId names no key"],
    },
    "key-not-rotated": {
        broken: [but(key, { enableKeyRotation: false })],
        sound: [key],
        says: ["enableKeyRotation is not true"],
    },
    "secret-not-rotated": {
        broken: [secret],
        sound: [secret, one("aws:secretsmanager/secretRotation:SecretRotation", { secretId: out(secret) })],
        says: ["nothing rotates it"],
    },
    "listener-without-tls": {
        broken: [but(listener, { protocol: "HTTP", port: 80 })],
        sound: [
            listener,
            one("aws:lb/listener:Listener", {
                protocol: "HTTP",
                port: 80,
                defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS" } }],
            }),
        ],
        says: ["HTTP on port 80 does not redirect to HTTPS"],
    },
    "old-tls-policy": {
        broken: [but(listener, { sslPolicy: "ELBSecurityPolicy-2016-08" })],
        sound: [listener],
        says: ["sslPolicy is ELBSecurityPolicy-2016-08"],
    },
    "invalid-headers-passed": {
        broken: [but(balancer, { dropInvalidHeaderFields: false })],
        sound: [
            balancer,
            one("aws:lb/loadBalancer:LoadBalancer", { loadBalancerType: "network" }, { name: "network" }),
        ],
        says: ["dropInvalidHeaderFields is not true"],
    },
    "bucket-takes-plain": {
        broken: [bucket, but(bucketPolicy, { policy: statement({ ...plainDenied, Effect: "Allow" }) })],
        sound: [bucket, bucketPolicy],
        says: ["no policy denies requests without TLS"],
    },
    "topic-takes-plain": {
        broken: [topic],
        sound: [topic, topicPolicy],
        says: ["no policy denies messages without TLS"],
    },
    "cache-takes-plain": {
        broken: [but(cache, { transitEncryptionMode: "preferred" }), one("aws:dax/cluster:Cluster")],
        sound: [cache, one("aws:dax/cluster:Cluster", { clusterEndpointEncryptionType: "TLS" })],
        says: ["transitEncryptionMode is preferred", "clusterEndpointEncryptionType is not TLS"],
    },
    "database-takes-plain": {
        broken: [but(parameters, { parameters: [{ name: "rds.force_ssl", value: "0" }] }), cluster],
        sound: [parameters, cluster],
        says: ["rds.force_ssl is not on"],
    },
    "cdn-takes-plain": {
        broken: [
            but(distribution, { viewerCertificate: {}, defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" } }),
        ],
        sound: [distribution],
        says: ["defaultCacheBehavior.viewerProtocolPolicy is allow-all", "minimumProtocolVersion is TLSv1"],
    },
};
