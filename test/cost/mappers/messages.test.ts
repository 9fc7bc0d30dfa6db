import assert from "node:assert/strict";
import { runsPerMonth } from "../../../cost/mappers/timetable";
import type { PlanResource } from "../../../plan/plan";
import { estimate, resource } from "../plans";
import { bill, reasonOf } from "./bill";

describe("the price of a queue", () => {
    const queue = (inputs: PlanResource["inputs"] = {}) => resource("aws:sqs/queue:Queue", inputs);

    it("is of requests, a large one counted by 64 KB", () => {
        // 1,000,000 x 0.0000004; in order 0.0000005; 100 KB are two requests
        assert.deepEqual(bill([queue()], { monthly_requests: 1e6 }), { requests: "0.4" });
        assert.deepEqual(bill([queue({ fifoQueue: true })], { monthly_requests: 1e6 }), { requests: "0.5" });
        assert.deepEqual(bill([queue()], { monthly_requests: 1e6, request_size_kb: 100 }), { requests: "0.8" });
        assert.deepEqual(bill([queue()], { monthly_requests: 1e6, request_size_kb: 64 }), { requests: "0.4" });
    });

    it("falls with the requests of the whole account", () => {
        // 100e9 x 0.0000004 + 100e9 x 0.0000003 + 100e9 x 0.00000024
        assert.deepEqual(bill([queue()], { monthly_requests: 300e9 }), { requests: "94000" });
    });
});

describe("the price of a topic", () => {
    const delivered = (protocol: string) => resource("aws:sns/topicSubscription:TopicSubscription", { protocol });

    it("is of what is published", () => {
        assert.deepEqual(bill([resource("aws:sns/topic:Topic", {})], { monthly_requests: 1e6 }), { requests: "0.5" });
        const inOrder = resource("aws:sns/topic:Topic", { fifoTopic: true });
        // 1,000,000 x 0.00000033, 10 x 0.0187
        const published = bill([inOrder], { monthly_requests: 1e6, monthly_payload_gb: 10 });
        assert.deepEqual(published, { requests: "0.33", payload: "0.187" });
    });

    it("is of what is delivered, by protocol, after those that the list gives away", () => {
        // (101,000 - 1,000) x 0.00002, (1,100,000 - 100,000) x 0.0000006
        assert.deepEqual(bill([delivered("email")], { monthly_requests: 101_000 }), { "deliveries by email": "2" });
        assert.deepEqual(bill([delivered("https")], { monthly_requests: 1.1e6 }), { "deliveries by https": "0.6" });
        assert.equal(estimate([delivered("sqs")]).resources[0]?.state.kind, "free");
        assert.match(reasonOf([delivered("sms")]), /no price for AmazonSNS: deliveries by sms/);
    });
});

describe("a timetable", () => {
    const runs = (expression: string) => runsPerMonth(expression, 730)?.round(2).toString();

    it("counts the runs of a month of 730 hours", () => {
        assert.equal(runs("rate(5 minutes)"), "8760");
        assert.equal(runs("rate(1 day)"), "30.42");
        assert.equal(runs("rate(0 minute)"), "0");
        assert.equal(runs("cron(0 10 * * ? *)"), "30.42");
        // 730 / 24 / 7
        assert.equal(runs("cron(0 10 ? * TUE *)"), "4.35");
        assert.equal(runs("cron(0/15 * ? * MON-FRI *)"), "2085.71");
        assert.equal(runs("cron(0 8,20 1 JAN,JUL ? *)"), "0.33");
        assert.equal(runs("cron(0 0 L * ? *)"), "1");
        assert.equal(runs("at(2027-01-04T00:00:00)"), "1");
    });

    it("leaves what it cannot read to the usage file", () => {
        assert.equal(runs("whenever"), undefined);
        assert.equal(runs("cron(a b c d e f)"), undefined);
    });
});

describe("the price of a schedule", () => {
    const schedule = (inputs: PlanResource["inputs"]) =>
        resource("aws:scheduler/schedule:Schedule", { scheduleExpression: "rate(1 minute)", ...inputs });

    it("is nothing for the first 14 million invocations", () => {
        assert.deepEqual(bill([schedule({})]), { invocations: "0" });
        // (15,000,000 - 14,000,000) x 0.000001
        assert.deepEqual(bill([schedule({})], { monthly_runs: 15e6 }), { invocations: "1" });
    });

    it("asks for the runs of an expression that it cannot read, and none when it is off", () => {
        assert.deepEqual(bill([schedule({ scheduleExpression: "whenever" })]), { invocations: "usage needed" });
        assert.deepEqual(bill([schedule({ state: "DISABLED" })]), { invocations: "0" });
    });
});
