import assert from "node:assert/strict";
import type { PlanResource } from "../../plan/plan";
import { but, ids, one, out, statement, subnets } from "./cases/case";
import { said } from "./said";

const bucket = one("aws:s3/bucket:Bucket");
const table = one("aws:dynamodb/table:Table", { name: "orders" });
const elsewhere = { region: "us-east-1" };
const alarm = (namespace: string, called: string) =>
    one("aws:cloudwatch/metricAlarm:MetricAlarm", { namespace, metricName: "Errors", dimensions: { Of: called } });
const denied = (inputs: Parameters<typeof statement>[0]) =>
    statement({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
        ...inputs,
    });
const queue = (condition: Parameters<typeof statement>[0]) =>
    one("aws:sqs/queue:Queue", { policy: statement({ Principal: "*", Action: "sqs:*", Condition: condition }) });
const may = (inputs: Parameters<typeof statement>[0]) =>
    one("aws:iam/rolePolicy:RolePolicy", { policy: statement(inputs) });

describe("a rule, where something else decides than the input that it names", () => {
    it("reads what older programs say inside a bucket", () => {
        const inside = but(bucket, {
            versioning: { enabled: true },
            lifecycleRules: [{ enabled: true }],
            policy: denied({}),
            serverSideEncryptionConfiguration: {
                rule: { applyServerSideEncryptionByDefault: { kmsMasterKeyId: "arn:aws:kms:eu-west-1:1:key/1" } },
            },
        });
        for (const rule of ["bucket-without-versions", "bucket-keeps-for-ever", "bucket-takes-plain", "no-own-key"]) {
            assert.equal(said(rule, bucket).length, 1, rule);
            assert.deepEqual(said(rule, inside), [], rule);
        }
    });

    it("knows the older names of types", () => {
        const older = one("aws:s3/bucketV2:BucketV2", { forceDestroy: true });
        const versioning = one("aws:s3/bucketVersioningV2:BucketVersioningV2", {
            bucket: out(older, "bucket"),
            versioningConfiguration: { status: "Enabled" },
        });
        assert.deepEqual(said("deletion-forced", older), ["forceDestroy is true"]);
        assert.deepEqual(said("bucket-without-versions", older, versioning), []);
        assert.equal(said("balancer-without-alarm", one("aws:alb/loadBalancer:LoadBalancer")).length, 1);
    });

    it("takes the account's public access block for that of each bucket, key by key", () => {
        const three = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true };
        const account = one("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", three);
        assert.deepEqual(said("public-bucket", bucket, account), ["restrictPublicBuckets is not true"]);
        assert.deepEqual(said("public-bucket", bucket, but(account, { restrictPublicBuckets: true })), []);
    });

    it("asks of a policy against plain requests that it means everybody and every request", () => {
        const policy = (inputs: Parameters<typeof statement>[0]) =>
            one("aws:s3/bucketPolicy:BucketPolicy", { bucket: out(bucket, "bucket"), policy: denied(inputs) });
        const lower = { Condition: { Bool: { "aws:securetransport": "false" } } };
        assert.deepEqual(said("bucket-takes-plain", bucket, policy(lower)), []);
        for (const narrow of [{ Action: "s3:PutObject" }, { Principal: { AWS: "arn:aws:iam::1:root" } }]) {
            assert.equal(said("bucket-takes-plain", bucket, policy(narrow)).length, 1);
        }
    });

    it("knows what a copy or a snapshot decides, and what a type or the account does by itself", () => {
        const source = one("aws:rds/instance:Instance", { storageEncrypted: true, backupRetentionPeriod: 7 });
        const copy = one("aws:rds/instance:Instance", { replicateSourceDb: out(source) }, { name: "copy" });
        assert.deepEqual(said("storage-not-encrypted", source, copy), []);
        assert.deepEqual(said("database-without-backups", source, copy), []);
        assert.deepEqual(said("database-backups-short", source, copy), []);
        assert.deepEqual(said("storage-not-encrypted", one("aws:rds/cluster:Cluster", { snapshotIdentifier: "s" })), [
            "? snapshotIdentifier decides, and names nothing in the plan",
        ]);
        const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
        assert.deepEqual(said("storage-not-encrypted", one(cache, { engine: "valkey" })), []);
        assert.equal(said("storage-not-encrypted", one(cache, { engine: "redis" })).length, 1);
        assert.deepEqual(said("storage-not-encrypted", one("aws:redshift/cluster:Cluster")), []);
        const template = one("aws:ec2/launchTemplate:LaunchTemplate", { blockDeviceMappings: [{ ebs: {} }] });
        const sealing = one("aws:ebs/encryptionByDefault:EncryptionByDefault");
        for (const [rule, disk] of [
            ["disk-not-encrypted", template],
            ["storage-not-encrypted", one("aws:ebs/volume:Volume")],
        ] as const) {
            assert.deepEqual(said(rule, disk, sealing), [], rule);
            assert.equal(said(rule, disk, { ...sealing, ...elsewhere }).length, 1, rule);
        }
    });

    it("says twice of no database that its backups are too few", () => {
        const none = one("aws:rds/instance:Instance");
        assert.equal(said("database-without-backups", none).length, 1);
        assert.deepEqual(said("database-backups-short", none), []);
        assert.equal(said("database-backups-short", one("aws:rds/cluster:Cluster")).length, 1);
    });

    it("knows which engine refuses plain connections by itself, and judges no group that it cannot see", () => {
        const cluster = (inputs: PlanResource["inputs"]) => one("aws:rds/cluster:Cluster", inputs);
        const postgres = (engineVersion: string) => cluster({ engine: "aurora-postgresql", engineVersion });
        assert.deepEqual(said("database-takes-plain", postgres("17.7")), []);
        assert.equal(said("database-takes-plain", postgres("16.8")).length, 1);
        assert.match(said("database-takes-plain", cluster({ dbClusterParameterGroupName: "ours" })).join(), /^\? /);
    });

    it("takes an alarm for a resource's only in its region and namespace, and by its whole name", () => {
        assert.deepEqual(said("table-without-alarm", table, alarm("AWS/DynamoDB", "orders")), []);
        for (const other of [
            alarm("AWS/RDS", "orders"),
            alarm("AWS/DynamoDB", "orders-archive"),
            { ...alarm("AWS/DynamoDB", "orders"), ...elsewhere },
        ]) {
            assert.equal(said("table-without-alarm", table, other).length, 1);
        }
        const check = one("aws:route53/healthCheck:HealthCheck", {}, { ids: ["abc"] });
        assert.equal(said("health-check-without-alarm", check, alarm("AWS/Route53", "abc")).length, 1);
        const cluster = one("aws:rds/cluster:Cluster");
        const member = one("aws:rds/clusterInstance:ClusterInstance", {
            clusterIdentifier: out(cluster),
            identifier: "orders-0",
        });
        assert.deepEqual(said("database-without-alarm", cluster, member, alarm("AWS/RDS", "orders-0")), []);
    });

    it("sees a group behind a balancer that is attached from outside", () => {
        const group = one("aws:autoscaling/group:Group");
        const attached = one("aws:autoscaling/attachment:Attachment", { autoscalingGroupName: out(group, "name") });
        assert.deepEqual(said("group-deaf-to-balancer", group), []);
        assert.equal(said("group-deaf-to-balancer", group, attached).length, 1);
        assert.deepEqual(said("group-deaf-to-balancer", but(group, { healthCheckType: "ELB,EBS" }), attached), []);
    });

    it("knows that a regional gateway stands in every zone, and finds routes inside their table", () => {
        const gateway = one("aws:ec2/natGateway:NatGateway");
        const routes = [{ cidrBlock: "0.0.0.0/0", natGatewayId: out(gateway) }];
        const routed = one("aws:ec2/routeTable:RouteTable", { routes });
        const zones = subnets("b", "a");
        const joined = zones.map((subnet) =>
            one(
                "aws:ec2/routeTableAssociation:RouteTableAssociation",
                { routeTableId: out(routed), subnetId: out(subnet) },
                { name: subnet.name },
            ),
        );
        const network = [...zones, routed, ...joined];
        assert.deepEqual(said("one-way-out", gateway, ...network), ["zones a, b leave through it"]);
        assert.deepEqual(said("one-way-out", but(gateway, { availabilityMode: "regional" }), ...network), []);
    });

    it("knows balancers that pass packets, and rules that let plain requests in", () => {
        const balancer = one("aws:lb/loadBalancer:LoadBalancer", { loadBalancerType: "gateway" });
        const listener = one("aws:lb/listener:Listener", { loadBalancerArn: out(balancer, "arn") });
        assert.deepEqual(said("listener-without-tls", balancer, but(listener, { defaultActions: [{}] })), []);
        assert.deepEqual(said("balancer-without-log", balancer), []);
        const redirecting = one("aws:lb/listener:Listener", {
            protocol: "HTTP",
            port: 80,
            defaultActions: [{ redirect: { protocol: "HTTPS" } }],
        });
        const rule = one("aws:lb/listenerRule:ListenerRule", {
            listenerArn: out(redirecting, "arn"),
            actions: [{ type: "forward" }],
        });
        assert.deepEqual(said("listener-without-tls", redirecting), []);
        assert.equal(said("listener-without-tls", redirecting, rule).length, 1);
    });

    it("reads each behaviour of a distribution", () => {
        const behavior = { viewerProtocolPolicy: "https-only" };
        const distribution = one("aws:cloudfront/distribution:Distribution", {
            defaultCacheBehavior: behavior,
            orderedCacheBehaviors: [behavior, { viewerProtocolPolicy: "allow-all" }],
            viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021" },
        });
        assert.deepEqual(said("cdn-takes-plain", distribution), [
            "orderedCacheBehaviors.1.viewerProtocolPolicy is allow-all",
        ]);
    });

    it("takes a way to the internet that is not in the plan for one, and judges no subnets that are not", () => {
        const [subnet = bucket] = subnets("a");
        const group = one("aws:rds/subnetGroup:SubnetGroup", { subnetIds: ids([subnet]) });
        const routed = one("aws:ec2/routeTable:RouteTable", { routes: [{ gatewayId: "igw-0123" }] });
        const joined = one("aws:ec2/routeTableAssociation:RouteTableAssociation", {
            routeTableId: out(routed),
            subnetId: out(subnet),
        });
        assert.equal(said("data-in-public-subnet", subnet, group, routed, joined).length, 1);
        assert.match(said("data-in-public-subnet", but(group, { subnetIds: ["subnet-1"] })).join(), /^\? /);
    });

    it("knows clusters that bring their instances", () => {
        const cluster = one("aws:rds/cluster:Cluster");
        assert.equal(said("standby-database-empty", cluster).length, 1);
        for (const brings of [{ dbClusterInstanceClass: "db.m6gd.large" }, { engineMode: "serverless" }]) {
            assert.deepEqual(said("standby-database-empty", but(cluster, brings)), []);
        }
    });

    it("knows what the registry, the region or the key's store decides", () => {
        const repository = one("aws:ecr/repository:Repository", { imageTagMutability: "IMMUTABLE_WITH_EXCLUSION" });
        const scanning = (filter: string, scanFrequency = "SCAN_ON_PUSH") =>
            one("aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration", {
                rules: [{ scanFrequency, repositoryFilters: [{ filter, filterType: "WILDCARD" }] }],
            });
        const named = but(repository, { name: "prod/orders" });
        assert.deepEqual(said("image-not-scanned", repository, scanning("*")), []);
        assert.deepEqual(said("image-not-scanned", named, scanning("prod/*")), []);
        assert.deepEqual(said("image-not-scanned", named, scanning("order")), []);
        assert.equal(said("image-not-scanned", named, scanning("dev*")).length, 1);
        assert.equal(said("image-not-scanned", named, scanning("*", "MANUAL")).length, 1);
        assert.deepEqual(said("image-changes-under-its-name", repository), []);
        const instance = one("aws:ec2/instance:Instance", { metadataOptions: { httpPutResponseHopLimit: 2 } });
        const tokens = one("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults", { httpTokens: "required" });
        assert.deepEqual(said("metadata-without-token", instance, tokens), []);
        assert.equal(said("metadata-without-token", instance, { ...tokens, ...elsewhere }).length, 1);
        assert.equal(said("metadata-far", instance).length, 1);
        assert.deepEqual(said("key-not-rotated", one("aws:kms/key:Key", { customKeyStoreId: "cks-1" })), []);
    });

    it("knows that a check which is described asks by HTTP", () => {
        const group = one("aws:lb/targetGroup:TargetGroup", { protocol: "TCP" });
        assert.equal(said("target-check-only-connects", group).length, 1);
        assert.deepEqual(said("target-check-only-connects", but(group, { healthCheck: { path: "/healthz" } })), []);
    });
});

describe("a rule over policies", () => {
    it("takes no condition for a limit that everybody can meet", () => {
        for (const open of [
            { Bool: { "aws:SecureTransport": "true" } },
            { DateLessThan: { "aws:CurrentTime": "2030" } },
            { StringLike: { "aws:Referer": "https://example.com/*" } },
            { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
        ]) {
            assert.equal(said("open-to-everyone", queue(open)).length, 1);
        }
        const sealed = { StringEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "arn:aws:kms:a:1:key/1" } };
        assert.deepEqual(said("open-to-everyone", queue(sealed)), []);
        assert.deepEqual(said("open-to-everyone", queue({ StringEquals: { "aws:PrincipalOrgID": "o-1" } })), []);
    });

    it("knows every resource by any way to write it, and actions in any case", () => {
        for (const Resource of ["*", "arn:aws:s3:::*", "arn:aws:s3:::*/*", "arn:aws:kms:*:*:key/*"]) {
            assert.equal(said("may-touch-all-data", may({ Action: "S3:getobject", Resource })).length, 1, Resource);
        }
        for (const Resource of ["arn:aws:s3:::orders", "arn:aws:s3:::orders/*", "arn:aws:kms:*:*:key/1"]) {
            assert.deepEqual(said("may-touch-all-data", may({ Action: "s3:GetObject", Resource })), [], Resource);
        }
    });

    it("finds AWS's own policy for administrators wherever it is given, and takes no output for it", () => {
        const own = one("aws:iam/policy:Policy");
        const role = one("aws:iam/role:Role");
        const attached = one("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { policyArn: out(own, "arn") });
        const policyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
        assert.deepEqual(said("may-do-everything", attached), []);
        assert.deepEqual(said("may-do-everything", but(attached, { policyArn })), ["AdministratorAccess"]);
        assert.deepEqual(said("may-do-everything", but(role, { managedPolicyArns: [policyArn] })), [
            "AdministratorAccess",
        ]);
        const inline = [{ name: "one", policy: statement({ Action: "*", Resource: "*" }) }];
        assert.deepEqual(said("may-do-everything", but(role, { inlinePolicies: inline })), ["Allow * on *"]);
    });
});
