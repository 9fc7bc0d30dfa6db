import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Watching, type WatchingArgs } from "../../components/watching";
import type { TierAlarm } from "../../components/shared/alarm";
import { field, ofType, one, recordAlone, text } from "./platforms";

const place = { region: "eu-west-1", tags: { team: "orders" } } as const;
const alarm = (arn: string, more: Partial<TierAlarm> = {}): TierAlarm => ({
    tier: "web",
    arn: pulumi.output(arn),
    ...more,
});

const args: WatchingArgs = {
    place,
    account: "111122223333",
    keyArn: "arn:key",
    subject: "cell eu-west-1",
    alarms: [
        alarm("arn:one"),
        alarm("arn:two", { promise: "rpoSeconds" }),
        alarm("arn:three", { promise: "rpoSeconds" }),
    ],
    subscribers: ["sre@example.com"],
};

const composite = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

describe("Watching", () => {
    it("rings once for the cell, whatever is wrong in it, and once for each promise in danger", async () => {
        const plan = await recordAlone(() => new Watching("orders-euw1", args));
        const rules = ofType(plan, composite).map(({ inputs }) => [inputs["alarmName"], inputs["alarmRule"]]);
        assert.deepEqual(rules, [
            ["orders-euw1-health", 'ALARM("arn:one") OR ALARM("arn:two") OR ALARM("arn:three")'],
            ["orders-euw1-rpoSeconds", 'ALARM("arn:two") OR ALARM("arn:three")'],
        ]);
    });

    it("calls alarms by name, so that as many as CloudWatch lets it name go into one rule", async () => {
        const long = (index: number): string => `orders-apse3-orders-by-customer-read-throttles-${index}-1a2b3c4`;
        const alarms = Array.from({ length: 100 }, (_, index) =>
            alarm(`arn:aws:cloudwatch:ap-southeast-3:111122223333:alarm:${long(index)}`),
        );
        const plan = await recordAlone(() => new Watching("orders-apse3", { ...args, alarms }));
        const rule = text(one(plan, composite).inputs["alarmRule"]);
        assert.equal(rule.split(" OR ")[99], `ALARM("${long(99)}")`);
        assert.ok(rule.length <= 10_240, `${rule.length} characters`);
    });

    it("counts an alarm for each promise that it endangers", async () => {
        const alarms = [alarm("arn:red", { promise: ["readRtoSeconds", "availabilityPercent"] })];
        const plan = await recordAlone(() => new Watching("orders-traffic", { ...args, alarms }));
        const rules = ofType(plan, composite).map(({ inputs }) => [inputs["alarmName"], inputs["alarmRule"]]);
        assert.deepEqual(rules, [
            ["orders-traffic-availabilityPercent", 'ALARM("arn:red")'],
            ["orders-traffic-health", 'ALARM("arn:red")'],
            ["orders-traffic-readRtoSeconds", 'ALARM("arn:red")'],
        ]);
    });

    it("tells the topic when something begins and when it is over", async () => {
        const plan = await recordAlone(() => new Watching("orders-euw1", args));
        for (const { inputs } of ofType(plan, composite)) {
            assert.match(text(field(inputs, "alarmActions", 0)), /Topic/);
            assert.deepEqual(inputs["okActions"], inputs["alarmActions"]);
        }
    });

    it("encrypts messages, and lets only this account's alarms and bills publish, over TLS", async () => {
        const plan = await recordAlone(() => new Watching("orders-euw1", args));
        assert.equal(one(plan, "aws:sns/topic:Topic").inputs["kmsMasterKeyId"], "arn:key");
        const policy = text(one(plan, "aws:sns/topicPolicy:TopicPolicy").inputs["policy"]);
        assert.match(policy, /"aws:SourceAccount":"111122223333"/);
        assert.match(policy, /"Effect":"Deny".*"aws:SecureTransport":"false"/);
    });

    it("adds a subscriber without touching another", async () => {
        const before = await recordAlone(() => new Watching("orders-euw1", args));
        const more = [...args.subscribers, "oncall@example.com"];
        const after = await recordAlone(() => new Watching("orders-euw1", { ...args, subscribers: more }));
        const urns = new Set(before.resources.map(({ urn }) => urn));
        const added = after.resources.filter(({ urn }) => !urns.has(urn));
        assert.deepEqual(
            added.map(({ name }) => name),
            ["orders-euw1-oncall@example.com"],
        );
        for (const resource of before.resources) {
            assert.deepEqual(
                after.resources.find(({ urn }) => urn === resource.urn),
                resource,
            );
        }
    });

    it("is the topic alone where there is nothing to look at", async () => {
        const plan = await recordAlone(() => new Watching("orders-euw1", { ...args, alarms: [] }));
        assert.equal(ofType(plan, composite).length, 0);
        assert.equal(ofType(plan, "aws:sns/topic:Topic").length, 1);
    });

    it("fails with more alarms than CloudWatch takes", async () => {
        const alarms = Array.from({ length: 101 }, (_, index) => alarm(`arn:${index}`));
        const many = recordAlone(() => new Watching("orders-euw1", { ...args, alarms }));
        await assert.rejects(many, /alarms: expected at most 100 .*, got 101/);
    });
});
