import assert from "node:assert/strict";
import type { PlanResource, PlanValue } from "../../plan/plan";
import { but, cell, ids, inside, one, out, platform, statement, subnets, withoutRegion } from "./cases/case";
import { said } from "./said";

const group = one("aws:ec2/securityGroup:SecurityGroup");
const balancer = one("aws:lb/loadBalancer:LoadBalancer", { securityGroups: [out(group)] });
const may = (inputs: Parameters<typeof statement>[0]) =>
    one("aws:iam/rolePolicy:RolePolicy", { policy: statement(inputs) });

const listener = (inputs: PlanResource["inputs"]) =>
    one("aws:lb/listener:Listener", { defaultActions: [{ type: "forward" }], ...inputs });
const targets = (healthCheck: PlanResource["inputs"]) => one("aws:lb/targetGroup:TargetGroup", { healthCheck });
const ingress = (inputs: PlanResource["inputs"]) =>
    one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", { cidrIpv4: "0.0.0.0/0", ...inputs });

describe("a rule at its limit", () => {
    it("takes one web port of a public balancer for a door, and no range or other port", () => {
        const open = (fromPort: number, toPort: number) =>
            one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
                securityGroupId: out(group),
                cidrIpv4: "0.0.0.0/0",
                fromPort,
                toPort,
            });
        assert.deepEqual(said("open-to-the-internet", group, balancer, open(80, 80)), []);
        for (const [from, to] of [
            [80, 443],
            [22, 22],
        ] as const) {
            assert.equal(said("open-to-the-internet", group, balancer, open(from, to)).length, 1);
        }
        assert.equal(said("open-to-the-internet", group, but(balancer, { internal: true }), open(443, 443)).length, 1);
    });

    it("takes a block of more than a 256th of the internet for open, one among others too, and only on the way in", () => {
        const rule = (cidrBlocks: readonly string[], type = "ingress") =>
            one("aws:ec2/securityGroupRule:SecurityGroupRule", { type, cidrBlocks, protocol: "-1" });
        assert.equal(said("open-to-the-internet", rule(["10.0.0.0/16", "0.0.0.0/7"])).length, 1);
        assert.deepEqual(said("open-to-the-internet", rule(["10.0.0.0/8", "192.0.2.1"])), []);
        assert.deepEqual(said("open-to-the-internet", rule(["0.0.0.0/0"], "egress")), []);
    });

    it("wants a default group without rules in either direction", () => {
        const vpc = one("aws:ec2/vpc:Vpc");
        const adopted = one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", { vpcId: out(vpc), egress: [{}] });
        assert.equal(said("default-group-open", vpc, adopted).length, 1);
    });

    it("lets TLS through to its targets on 443 alone, and only as TCP", () => {
        const targets = (protocol: string) => one("aws:lb/targetGroup:TargetGroup", { protocol });
        const passing = (port: number) =>
            one("aws:lb/listener:Listener", {
                protocol: "TCP",
                port,
                defaultActions: [{ targetGroupArn: out(targets("TCP"), "arn") }],
            });
        assert.deepEqual(said("listener-without-tls", targets("TCP"), passing(443)), []);
        assert.equal(said("listener-without-tls", targets("TCP"), passing(5432)).length, 1);
        assert.equal(said("listener-without-tls", targets("UDP"), passing(443)).length, 1);
    });

    it("finds one action, role or statement among several", () => {
        const every = may({ Action: ["s3:GetObject", "*"], Resource: ["arn:aws:s3:::one", "*"] });
        assert.deepEqual(said("may-do-everything", every), ["Allow * on *"]);
        const passing = may({
            Action: ["ecs:RunTask", "iam:PassRole"],
            Resource: ["arn:aws:iam::1:role/one", "arn:aws:iam::1:role/*"],
        });
        assert.equal(said("may-pass-any-role", passing).length, 1);
    });

    it("takes an alarm that is switched off for none", () => {
        const alarm = one("aws:cloudwatch/metricAlarm:MetricAlarm", { alarmActions: ["arn"], actionsEnabled: false });
        assert.deepEqual(said("alarm-tells-nobody", alarm), ["actionsEnabled is false"]);
        assert.deepEqual(said("alarm-tells-nobody", but(alarm, { actionsEnabled: true })), []);
    });

    it("takes 400 for an error, and a check that is switched off for none", () => {
        assert.equal(said("target-check-too-kind", targets({ matcher: "200-400" })).length, 1);
        assert.deepEqual(said("target-check-too-kind", targets({ matcher: "200-399" })), []);
        assert.equal(said("target-check-only-connects", targets({ enabled: false })).length, 1);
    });

    it("wants a week to have a secret back, a month when nothing is said", () => {
        const secret = (days: number) => one("aws:secretsmanager/secret:Secret", { recoveryWindowInDays: days });
        assert.deepEqual(said("secret-gone-at-once", secret(7)), []);
        assert.equal(said("secret-gone-at-once", secret(0)).length, 1);
        assert.deepEqual(said("secret-gone-at-once", one("aws:secretsmanager/secret:Secret")), []);
    });

    it("takes either option of Pulumi's for protection", () => {
        for (const options of [{ protect: true }, { retainOnDelete: true }]) {
            assert.deepEqual(said("state-not-protected", one("aws:s3/bucket:Bucket", {}, { options })), []);
        }
        assert.equal(said("state-not-protected", one("aws:s3/bucket:Bucket")).length, 1);
    });

    it("wants no key of a bucket that takes a balancer's logs, nor of a model without a volume of its own", () => {
        const bucket = one("aws:s3/bucket:Bucket");
        const writing = but(balancer, { accessLogs: { bucket: out(bucket, "bucket") } });
        assert.equal(said("no-own-key", bucket, balancer).length, 1);
        assert.deepEqual(said("no-own-key", bucket, writing), []);
        const config = (...productionVariants: readonly PlanValue[]) =>
            one("aws:sagemaker/endpointConfiguration:EndpointConfiguration", { productionVariants });
        assert.deepEqual(said("no-own-key", config({ instanceType: "ml.g5.xlarge" }, { serverlessConfig: {} })), []);
        assert.equal(said("no-own-key", config({ instanceType: "ml.c7g.xlarge" })).length, 1);
    });

    it("says what stands there, also where AWS's own default does", () => {
        const west = cell("eu-west-1");
        const east = cell("us-east-1");
        const group = (of: PlanResource, inputs: PlanResource["inputs"]) =>
            inside(of, "aws:autoscaling/group:Group", inputs);
        const zones = subnets("a", "b");
        const cluster = one("aws:rds/cluster:Cluster", { engine: "aurora-mysql", engineVersion: "8.0" });
        const key = one("aws:kms/key:Key");
        const queue = withoutRegion(one("aws:sqs/queue:Queue", { kmsMasterKeyId: out(key, "arn") }));
        const table: readonly (readonly [rule: string, says: string, ...plan: readonly PlanResource[]])[] = [
            ["database-backups-short", "backupRetentionPeriod is 1", cluster],
            ["database-takes-plain", "it has no parameter group of its own", cluster],
            ["bucket-without-versions", "versioning is not set", one("aws:s3/bucket:Bucket")],
            ["public-bucket", "it has no public access block", one("aws:s3/bucket:Bucket")],
            ["no-own-key", "its encryption names no key", one("aws:s3/bucket:Bucket")],
            ["no-final-snapshot", "finalSnapshotIdentifier is missing: it could not be deleted at all", cluster],
            ["accelerator-too-small", "replicationFactor is 1", one("aws:dax/cluster:Cluster")],
            ["listener-without-tls", "HTTP on port 0 does not redirect to HTTPS", listener({})],
            ["old-tls-policy", "sslPolicy is left to AWS's default", listener({ protocol: "TLS" })],
            ["cache-takes-plain", "transitEncryptionEnabled is not true", one("aws:elasticache/cluster:Cluster")],
            ["target-check-only-connects", "healthCheck.enabled is false", targets({ enabled: false })],
            [
                "fewer-instances-than-zones",
                "minSize is 0 in 2 zones",
                ...zones,
                one("aws:autoscaling/group:Group", { vpcZoneIdentifiers: ids(zones) }),
            ],
            [
                "no-room-for-a-lost-peer",
                "us-east-1 without eu-west-1: needs 2 instances, and may have 0",
                ...[west, east, group(west, { minSize: 2, maxSize: 2 }), group(east, {})],
            ],
            [
                "no-room-for-a-lost-peers-questions",
                "us-east-1 without eu-west-1: needs 1 model instances, and may have 0",
                ...[west, east].flatMap((of, at) => [
                    of,
                    inside(of, "aws:appautoscaling/target:Target", {
                        serviceNamespace: "sagemaker",
                        ...(at === 0 ? { minCapacity: 1, maxCapacity: 1 } : {}),
                    }),
                ]),
            ],
            ["key-in-another-region", "kmsMasterKeyId: a key of eu-west-1 for data in no region", key, queue],
            ["open-to-the-internet", "every port from anywhere", ingress({})],
            ["open-to-the-internet", "ports 0-0 from anywhere", ingress({ ipProtocol: "tcp" })],
        ];
        for (const [rule, says, ...plan] of table) {
            assert.deepEqual(said(rule, ...plan), [says], rule);
        }
    });

    it("joins several that it found in one place", () => {
        const several = may({ Action: ["s3:*", "kms:*"], NotResource: "x", Resource: "*", NotPrincipal: "x" });
        assert.deepEqual(said("may-do-all-of-a-service", several), ["Allow s3:*, kms:* on *"]);
        assert.deepEqual(said("may-touch-all-data", several), ["Allow s3:*, kms:* on *"]);
        assert.deepEqual(said("allows-all-but", several), ["Allow with NotResource, NotPrincipal"]);
        const trusting = one("aws:iam/role:Role", {
            assumeRolePolicy: statement({ Principal: { Service: ["states.amazonaws.com", "pipes.amazonaws.com"] } }),
        });
        assert.deepEqual(said("service-trusted-for-anyone", trusting), [
            "Service: states.amazonaws.com, Service: pipes.amazonaws.com without aws:SourceAccount",
        ]);
        const disks = [{ virtualName: "ephemeral0" }, { ebs: {} }];
        assert.deepEqual(
            said("disk-not-encrypted", one("aws:ec2/launchTemplate:LaunchTemplate", { blockDeviceMappings: disks })),
            ["blockDeviceMappings.1.ebs.encrypted is not true"],
        );
        const half = but(cell("eu-west-1"), { region: "ap-northeast-1" });
        const cells = [cell("us-east-1"), { ...half, urn: `${half.urn}-third` }, cell("eu-west-1")];
        const queues = cells.slice(0, 2).map((of) => inside(of, "aws:sqs/queue:Queue"));
        assert.deepEqual(said("cells-differ", ...cells, ...queues), [
            "eu-west-1: no aws:sqs/queue:Queue; us-east-1, ap-northeast-1 has",
        ]);
    });

    it("reads a policy as a text, an object or a secret, and judges none that is something else", () => {
        const everything = { Statement: { Effect: "Allow", Action: "*", Resource: "*" } };
        const policy = (value: PlanValue) =>
            said("may-do-everything", one("aws:iam/rolePolicy:RolePolicy", { policy: value }));
        const text = JSON.stringify(everything);
        for (const value of [text, everything, { $secret: text }, { $secret: everything }]) {
            assert.deepEqual(policy(value), ["Allow * on *"]);
        }
        for (const value of ["null", "12", "no JSON", out(one("aws:sqs/queue:Queue"))]) {
            assert.match(policy(value).join(), /^\? policy/);
        }
        for (const value of ["{}", '{"Statement": null}', '{"Statement": []}']) {
            assert.deepEqual(policy(value), []);
        }
    });

    it("compares a budget of a month's cost alone", () => {
        const budget = (inputs: { readonly [key: string]: string }) =>
            one("aws:budgets/budget:Budget", { budgetType: "COST", timeUnit: "MONTHLY", limitAmount: "5", ...inputs });
        const wanted = platform({ budgetMonthlyUsd: 400 });
        assert.equal(said("budget-differs", wanted, budget({})).length, 1);
        assert.deepEqual(said("budget-differs", wanted, budget({ timeUnit: "DAILY" })), []);
        assert.deepEqual(said("budget-differs", wanted, budget({ budgetType: "USAGE" })), []);
        assert.deepEqual(said("budget-differs", budget({})), []);
    });
});
