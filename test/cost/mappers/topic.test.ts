import assert from "node:assert/strict";
import type { PlanValue } from "../../../plan/plan";
import { estimateCost } from "../../../cost/estimate-plan";
import { book, planOf, resource, usageOfAll } from "../plans";
import { bill, costOf, reasonOf, ref } from "./bill";

type Inputs = { readonly [key: string]: PlanValue };

const topic = (inputs: Inputs = {}) => resource("aws:sns/topic:Topic", inputs, { name: "topic" });

describe("the price of a queue", () => {
    const queue = (inputs: Inputs = {}) => resource("aws:sqs/queue:Queue", inputs);

    it("is every 64 KB of a request, and more in order", () => {
        // 10,000,000 x 2 x 0.0000004; 10,000,000 x 0.0000005
        const large = { monthly_requests: 10e6, request_size_kb: 65 };
        assert.deepEqual(bill([queue()], large), { requests: "8" });
        assert.deepEqual(bill([queue({ fifoQueue: true })], { monthly_requests: 10e6 }), { requests: "5" });
    });

    it("has a million requests of both kinds together for nothing when allowances count", () => {
        const plan = planOf(queue(), resource("aws:sqs/queue:Queue", { fifoQueue: true }, { name: "orders.fifo" }));
        const settings = { hoursPerMonth: 730, freeTier: true, today: "2026-11-21" };
        const result = estimateCost({ plan, book, usage: usageOfAll({ monthly_requests: 1e6 }), settings });
        // 500,000 x 0.0000004; 500,000 x 0.0000005
        assert.deepEqual(
            result.resources.map(({ monthly }) => monthly.typical.toString()),
            ["0.2", "0.25"],
        );
    });

    it("steps down by what all queues of a kind take", () => {
        const two = [queue(), resource("aws:sqs/queue:Queue", {}, { name: "two" })];
        // 100e9 x 0.0000004 + 20e9 x 0.0000003, half of it each
        assert.deepEqual(bill(two, { monthly_requests: 60e9 }), { requests: "23000" });
    });
});

describe("the price of a topic", () => {
    it("is every 64 KB that is published", () => {
        // 1,000,000 x 2 x 0.0000005
        assert.deepEqual(bill([topic()], { monthly_requests: 1e6, request_size_kb: 100 }), { requests: "1" });
    });

    it("is messages and bytes in order, which may follow from one another", () => {
        const inOrder = topic({ fifoTopic: true });
        // 10,000,000 x 0.00000033; 40 GB x 0.0187 or 1,000 GB x 0.0187
        const four = { monthly_requests: 10e6, request_size_kb: 4 };
        assert.deepEqual(bill([inOrder], four), { requests: "3.3", payload: "0.748" });
        assert.equal(bill([inOrder], { ...four, monthly_payload_gb: 1000 })["payload"], "18.7");
        // Messages are not counted by 64 KB, their bytes are billed.
        assert.equal(bill([inOrder], { monthly_requests: 10e6, request_size_kb: 256 })["requests"], "3.3");
        assert.equal(bill([inOrder], { monthly_requests: 10e6 })["payload"], "usage needed");
    });

    it("has no rates for an archive", () => {
        const archived = topic({ fifoTopic: true, archivePolicy: "{}" });
        assert.match(reasonOf([archived]), /Archive Processing per GB.*Storage per GB month/);
    });
});

describe("the price of a subscription", () => {
    const subscription = (inputs: Inputs) => resource("aws:sns/topicSubscription:TopicSubscription", inputs);

    it("is nothing to queues and functions, and by the message to others", () => {
        assert.equal(costOf([subscription({ topic: ref(topic()), protocol: "sqs" }), topic()]).state.kind, "free");
        // 1,100,000 - 100,000 free, x 0.0000006
        const web = { topic: ref(topic()), protocol: "https" };
        assert.deepEqual(bill([subscription(web), topic()], { monthly_requests: 1_100_000 }), {
            "deliveries by https": "0.6",
        });
        assert.match(reasonOf([subscription({ protocol: "sms" })]), /no price for AmazonSNS: deliveries by sms/);
    });

    it("is not free to a queue in order, and has no rate in the list", () => {
        const inOrder = topic({ fifoTopic: true });
        const missing = /FIFO Subscription Messages per Messages.*FIFO Subscription Messages Payload per GB/;
        assert.match(reasonOf([subscription({ topic: ref(inOrder), protocol: "sqs" }), inOrder]), missing);
        const elsewhere = "arn:aws:sns:eu-west-1:111122223333:orders.fifo";
        assert.match(reasonOf([subscription({ topic: elsewhere, protocol: "sqs" })]), missing);
    });

    it("adds what a filter reads of bodies", () => {
        const filtered = (filterPolicyScope: string) =>
            subscription({ topic: ref(topic()), protocol: "sqs", filterPolicy: "{}", filterPolicyScope });
        assert.match(reasonOf([filtered("MessageBody"), topic()]), /Payload Scanned Filtered per GB/);
        assert.equal(reasonOf([filtered("MessageAttributes"), topic()]), "");
    });
});
