import assert from "node:assert/strict";
import type { PlanResource } from "../../plan/plan";
import { ruleIds } from "../../config/rule-ids";
import { rules } from "../../policy/rules";
import { checkPlan } from "../../policy/check-plan";
import { estimate } from "../cost/plans";
import { one, out, planFrom, platform } from "./cases/case";

const today = "2026-11-21";
const bucket = (name: string, forceDestroy: boolean) => one("aws:s3/bucket:Bucket", { forceDestroy }, { name });
const waiver = { rule: "deletion-forced", reason: "a trial", until: today };

function check(resources: readonly PlanResource[], only = ["deletion-forced"]) {
    return checkPlan(planFrom(resources), { only, today });
}

describe("a check of a plan", () => {
    it("lists errors first, then by rule and by place", () => {
        const { broken } = check(
            [bucket("b", true), bucket("a", true), one("aws:sqs/queue:Queue")],
            ["no-own-key", "deletion-forced"],
        );
        assert.deepEqual(
            broken.map(({ severity, where }) => `${severity} ${where.split("::").at(-1) ?? ""}`),
            ["error a", "error b", "warning a", "warning b", "warning Queue"],
        );
    });

    it("orders rules of one severity as docs/rules.md does, notes last, and messages of one place by their letters", () => {
        const cache = one("aws:elasticache/replicationGroup:ReplicationGroup");
        const resources = [cache, one("aws:lb/loadBalancer:LoadBalancer"), bucket("a", true)];
        const only = ["cache-without-log", "cache-in-one-zone", "deletion-forced", "deletion-not-protected"];
        assert.deepEqual(
            check(resources, only).broken.map(({ rule, message }) => `${rule}: ${message}`),
            [
                "deletion-not-protected: enableDeletionProtection is not true",
                "deletion-forced: forceDestroy is true",
                "cache-in-one-zone: automaticFailoverEnabled is not true",
                "cache-in-one-zone: multiAzEnabled is not true",
                "cache-without-log: logDeliveryConfigurations is empty",
            ],
        );
        const distribution = one("aws:cloudfront/distribution:Distribution", {
            orderedCacheBehaviors: [{ viewerProtocolPolicy: "allow-all" }, { viewerProtocolPolicy: "allow-all" }],
        });
        assert.deepEqual(
            check([distribution], ["cdn-takes-plain"]).broken.map(({ message }) => message),
            [
                "minimumProtocolVersion is TLSv1",
                "orderedCacheBehaviors.0.viewerProtocolPolicy is allow-all",
                "orderedCacheBehaviors.1.viewerProtocolPolicy is allow-all",
            ],
        );
    });

    it("says what it cannot judge, which is no pass", () => {
        const secret = one("aws:secretsmanager/secret:Secret");
        const unknown = one("aws:s3/bucket:Bucket", { forceDestroy: out(secret) });
        const report = check([unknown]);
        assert.deepEqual(report.broken, []);
        assert.deepEqual(report.notJudged, [
            {
                rule: "deletion-forced",
                severity: "error",
                where: unknown.urn,
                message: "forceDestroy is not known before deployment",
            },
        ]);
    });

    it("says the same of an input of another kind than its type has", () => {
        const wrong = one("aws:s3/bucket:Bucket", { forceDestroy: { of: "all" } });
        assert.match(check([wrong]).notJudged[0]?.message ?? "", /forceDestroy: expected true or false/);
    });

    it("does not judge regions that nothing says the use of", () => {
        const queues = ["eu-west-1", "us-east-1"].map((region) =>
            one("aws:sqs/queue:Queue", {}, { region, name: region }),
        );
        assert.deepEqual(
            check(queues, ["cells-differ"]).notJudged.map(({ where, message }) => `${where}: ${message}`),
            ["plan: it has no cells: nothing says which regions are alike"],
        );
        assert.deepEqual(check(queues.slice(1), ["cells-differ"]).notJudged, []);
    });

    it("does not judge a budget without an estimate, nor one that leaves something out", () => {
        const [found] = check([platform({ budgetMonthlyUsd: 1 })], ["over-budget"]).notJudged;
        assert.equal(found?.message, "nobody has estimated its cost");
        const resources = [
            platform({ budgetMonthlyUsd: 40 }),
            one("aws:ec2/natGateway:NatGateway"),
            one("aws:unheard/of:Of"),
            one("aws:unheard/at:At"),
        ];
        for (const rule of ["over-budget", "over-budget-when-busy"]) {
            const report = checkPlan(planFrom(resources), { only: [rule], estimate: estimate(resources) });
            assert.deepEqual(
                report.notJudged.map(({ message }) => message),
                ["4.96 USD are left for what has no price, or for a part: aws:unheard/at:At, aws:unheard/of:Of"],
            );
        }
    });

    it("says which component nobody has looked into, as its parts are in a preview alone", () => {
        const network = one("awsx:ec2:Vpc", {}, { custom: false });
        const { notJudged } = checkPlan(planFrom([network]), { today });
        assert.deepEqual(
            notJudged.map(({ rule, where, message }) => ({ rule, where, message })),
            [
                {
                    rule: "every-rule",
                    where: network.urn,
                    message: "its parts are in no recorded plan: a preview has them",
                },
            ],
        );
        const seen = one("aws:ec2/internetGateway:InternetGateway", {}, { parent: network.urn });
        assert.deepEqual(checkPlan(planFrom([network, seen]), { today }).notJudged, []);
        const unseen = (type: string, custom: boolean) =>
            checkPlan(planFrom([one(type, {}, { custom })]), { today }).notJudged.map(({ severity }) => severity);
        for (const type of ["eks:index:Cluster", "aws-apigateway:index:RestAPI"]) {
            assert.deepEqual(unseen(type, false), ["error"], type);
        }
        assert.deepEqual(unseen("antipode:network:Network", false), []);
        assert.deepEqual(unseen("eks:index:VpcCni", true), []);
    });

    it("asks nothing about deletion of a stack that may be thrown away", () => {
        assert.equal(check([platform({ allowDestroy: true }), bucket("a", true)]).broken.length, 0);
        assert.equal(check([platform({ allowDestroy: false }), bucket("a", true)]).broken.length, 1);
    });
});

describe("a waiver", () => {
    it("takes what it means out of what is broken, and shows it with its reason", () => {
        const report = check([platform({ waivers: [waiver] }), bucket("a", true)]);
        assert.deepEqual([report.broken, report.unused], [[], []]);
        assert.deepEqual(
            report.waived.map(({ rule, reason, until }) => ({ rule, reason, until })),
            [waiver],
        );
    });

    it("means one resource by its name, or several with *, when it names one", () => {
        const waivers = [{ ...waiver, resource: "logs-*" }];
        const report = check([platform({ waivers }), bucket("logs-west", true), bucket("orders", true)]);
        assert.deepEqual(
            report.broken.map(({ where }) => where.split("::").at(-1)),
            ["orders"],
        );
        const whole = check([
            platform({ waivers: [{ ...waiver, resource: bucket("a", true).urn }] }),
            bucket("a", true),
        ]);
        assert.equal(whole.waived.length, 1);
    });

    it("is none where somebody broke it, and waives nothing then", () => {
        const report = check([platform({ waivers: [null, 5, "x", []] }), bucket("a", true)]);
        assert.deepEqual([report.broken.length, report.waived.length], [1, 0]);
    });

    it("ends: then what it waived is back, and it is an error itself", () => {
        const waivers = [{ ...waiver, until: "2026-11-20" }];
        const report = check([platform({ waivers }), bucket("a", true)], ["deletion-forced", "waiver-ended"]);
        assert.deepEqual(
            report.broken.map(({ rule }) => rule),
            ["deletion-forced", "waiver-ended"],
        );
    });

    it("holds on its last day, and where nobody says what day it is", () => {
        const waivers = [{ ...waiver, until: "2000-01-01" }];
        const plan = planFrom([platform({ waivers }), bucket("a", true)]);
        assert.equal(checkPlan(plan, { only: ["deletion-forced"] }).waived.length, 1);
        assert.equal(checkPlan(plan, { only: ["deletion-forced"], today }).waived.length, 0);
    });

    it("says which one has ended, and for what", () => {
        const ended = { ...waiver, until: "2026-11-20" };
        const waivers = [ended, { ...ended, resource: "logs" }];
        assert.deepEqual(
            check([platform({ waivers })], ["waiver-ended"]).broken.map(({ where }) => where),
            ["waiver of deletion-forced", "waiver of deletion-forced for logs"],
        );
    });

    it("is none without its rule, its reason or its day", () => {
        for (const key of ["rule", "reason", "until"]) {
            const lacking = Object.fromEntries(Object.entries(waiver).filter(([name]) => name !== key));
            const resources = [platform({ waivers: [lacking] }), bucket("a", true)];
            const report = check(resources, ["deletion-forced", "waiver-ended"]);
            assert.deepEqual([report.broken.length, report.unused.length], [1, 0], key);
        }
    });

    it("is not said to waive nothing when its rule was not asked", () => {
        const waivers = [{ ...waiver, rule: "any-account" }];
        const plan = planFrom([platform({ waivers }), bucket("a", true)]);
        assert.deepEqual(checkPlan(plan, { only: ["deletion-forced"], today }).unused, []);
        assert.deepEqual(checkPlan(plan, { today }).unused, waivers);
    });

    it("is shown when it waives nothing", () => {
        assert.deepEqual(check([platform({ waivers: [waiver] }), bucket("a", false)]).unused, [waiver]);
        const elsewhere = { ...waiver, resource: "urn:pulumi:test::test::aws:s3/bucket:Bucket::gone" };
        assert.deepEqual(check([platform({ waivers: [elsewhere] }), bucket("a", true)]).unused, [elsewhere]);
    });

    it("is not said to waive nothing while what it may waive is not judged, or not in the plan", () => {
        const unknown = one("aws:s3/bucket:Bucket", { forceDestroy: out(one("aws:sqs/queue:Queue")) });
        assert.deepEqual(check([platform({ waivers: [waiver] }), unknown]).unused, []);
        const remote = one("awsx:ecr:Repository", {}, { custom: false });
        assert.deepEqual(check([platform({ waivers: [waiver] }), remote]).unused, []);
    });

    it("may name every rule in a stack's file, and nothing else", () => {
        assert.deepEqual([...ruleIds], rules.map(({ id }) => id).sort());
    });

    it("never takes the place of a judgement that nobody can make", () => {
        const unknown = one("aws:s3/bucket:Bucket", { forceDestroy: out(one("aws:sqs/queue:Queue")) });
        assert.equal(check([platform({ waivers: [waiver] }), unknown]).notJudged.length, 1);
    });
});
