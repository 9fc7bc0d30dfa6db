import assert from "node:assert/strict";
import type { PlanValue } from "../../plan/plan";
import { but, one, out, platform, statement } from "./cases/case";
import { said } from "./said";

const group = one("aws:ec2/securityGroup:SecurityGroup");
const balancer = one("aws:lb/loadBalancer:LoadBalancer", { securityGroups: [out(group)] });
const may = (inputs: Parameters<typeof statement>[0]) =>
    one("aws:iam/rolePolicy:RolePolicy", { policy: statement(inputs) });

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
        const targets = (healthCheck: { readonly [key: string]: string | boolean }) =>
            one("aws:lb/targetGroup:TargetGroup", { healthCheck });
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
