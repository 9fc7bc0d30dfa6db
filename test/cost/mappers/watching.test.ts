import assert from "node:assert/strict";
import { estimateCost } from "../../../cost/estimate-plan";
import type { PlanResource } from "../../../plan/plan";
import { amounts, book, estimate, planOf, resource, usageOfAll } from "../plans";
import { bill, costOf, reasonOf, ref, unknown } from "./bill";

const alarm = (inputs: PlanResource["inputs"], name = "alarm") =>
    resource("aws:cloudwatch/metricAlarm:MetricAlarm", inputs, { name });
const metric = (id: string, period = 60) => ({ id, metric: { metricName: "m", period, stat: "Sum" } });

/** As {@link estimate}, with the monthly allowances taken off. */
function withAllowances(...resources: readonly PlanResource[]) {
    const settings = { hoursPerMonth: 730, freeTier: true, today: "2026-11-21" };
    return estimateCost({ plan: planOf(...resources), book, usage: usageOfAll(), settings });
}

describe("the price of an alarm", () => {
    it("is of a month, not of an hour", () => {
        // 3 x 0.10, where a monthly price taken for an hourly one makes 3 x 0.10 x 730 = 219
        const three = ["a", "b", "c"].map((name) => alarm({ period: 60 }, name));
        assert.equal(estimate(three).monthly.typical.toString(), "0.3");
    });

    it("is of every metric that its arithmetic reads", () => {
        const queries = [metric("a"), metric("b"), { id: "rate", expression: "a / b", returnData: true }];
        assert.deepEqual(bill([alarm({ metricQueries: queries })]), { alarm: "0.2" });
    });

    it("is of three metrics when it looks for anomalies", () => {
        const queries = [metric("a"), { id: "band", expression: "ANOMALY_DETECTION_BAND(a, 2)" }];
        assert.deepEqual(bill([alarm({ metricQueries: queries, thresholdMetricId: "band" })]), { alarm: "0.3" });
    });

    it("triples below a minute", () => {
        assert.deepEqual(bill([alarm({ period: 10 })]), { "high-resolution alarm": "0.3" });
        assert.deepEqual(bill([alarm({ metricQueries: [metric("a", 10)] })]), { "high-resolution alarm": "0.3" });
    });

    it("depends on what a query finds", () => {
        const queries = [{ id: "q", expression: 'SELECT MAX(CPUUtilization) FROM SCHEMA("AWS/EC2")', period: 300 }];
        // 20 x 0.10
        assert.deepEqual(bill([alarm({ metricQueries: queries })], { metrics_analyzed: 20 }), { "metrics found": "2" });
        // One that it names, beside them.
        const both = bill([alarm({ metricQueries: [...queries, metric("a")] })], { metrics_analyzed: 20 });
        assert.deepEqual(both, { "metrics found": "2", alarm: "0.1" });
    });

    it("is half a dollar over other alarms", () => {
        const composite = resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", { alarmRule: "ALARM(a)" });
        assert.deepEqual(bill([composite]), { "composite alarm": "0.5" });
    });

    it("falls by ten metrics of an account with allowances", () => {
        const twelve = Array.from({ length: 12 }, (_, at) => alarm({ period: 60 }, `a-${at}`));
        assert.equal(withAllowances(...twelve).monthly.typical.toString(), "0.2");
    });
});

describe("the price of a dashboard", () => {
    const dashboard = (name: string) => resource("aws:cloudwatch/dashboard:Dashboard", {}, { name });

    it("is three dollars a month", () => {
        assert.deepEqual(bill([dashboard("one")]), { dashboard: "3" });
    });

    it("is nothing for the first three with allowances", () => {
        const three = withAllowances(dashboard("a"), dashboard("b"), dashboard("c"));
        assert.deepEqual(three.coverage, { priced: 3, usageNeeded: 0, free: 0, notPriced: 0, partlyPriced: 0 });
        assert.equal(three.monthly.typical.toString(), "0");
        assert.equal(withAllowances(...["a", "b", "c", "d"].map(dashboard)).monthly.typical.toString(), "3");
    });
});

describe("the price of logs", () => {
    const group = (inputs: PlanResource["inputs"] = {}) => resource("aws:cloudwatch/logGroup:LogGroup", inputs);
    const flow = (inputs: PlanResource["inputs"]) => resource("aws:ec2/flowLog:FlowLog", inputs, { name: "flow" });
    const gigabytes = { monthly_data_ingested_gb: 100, storage_gb: 50, monthly_data_scanned_gb: 10 };

    it("is of what is written, kept and searched", () => {
        // 100 x 0.57, 50 x 0.03, 10 x 0.0057
        assert.deepEqual(bill([group()], gigabytes), { ingested: "57", stored: "1.5", scanned: "0.057" });
    });

    it("halves for what is rarely read", () => {
        // 100 x 0.285
        assert.equal(bill([group({ logGroupClass: "INFREQUENT_ACCESS" })], gigabytes)["ingested"], "28.5");
    });

    it("is paid once for flow logs, with the group that they are written into", () => {
        const flows = flow({ logDestination: ref(group(), "arn"), logDestinationType: "cloud-watch-logs" });
        const [logs, none] = estimate([group(), flows], { ...gigabytes, monthly_data_ingested_gb: 20_000 }).resources;
        assert.equal(none?.state.kind, "free");
        // Beyond 10 TB the list at hand has no price of vended logs.
        assert.match(logs?.state.kind === "partly priced" ? logs.state.reason : "", /Vended Logs over 10TB/);
        // 100 x 0.57
        assert.equal(bill([group(), flows], gigabytes)["ingested"], "57");
    });

    it("is that of vended logs for what functions write", () => {
        const lambda = (inputs: PlanResource["inputs"]) =>
            resource("aws:lambda/function:Function", inputs, { name: "fn" });
        const much = { ...gigabytes, monthly_data_ingested_gb: 20_000 };
        const own = group({ name: "/aws/lambda/fn" });
        const chosen = lambda({ loggingConfig: { logFormat: "Text", logGroup: ref(group(), "name") } });
        const after = group({ name: unknown(lambda({})) });
        for (const written of [[own], [group(), chosen], [after, lambda({})]]) {
            assert.match(reasonOf(written, much), /Vended Logs over 10TB/);
        }
        assert.equal(bill([own], gigabytes)["ingested"], "57");
        const elsewhere = resource("random:index/randomId:RandomId", {}, { name: "suffix" });
        assert.equal(reasonOf([group({ name: unknown(elsewhere) }), elsewhere], much), "");
        const rarely = group({ name: "/aws/lambda/fn", logGroupClass: "INFREQUENT_ACCESS" });
        assert.match(reasonOf([rarely], gigabytes), /Infrequent Access Vended Logs/);
    });

    it("is that of delivered logs where a group only passes them on, unsearched", () => {
        // 100 x 0.285
        const delivery = group({ logGroupClass: "DELIVERY", name: "/aws/lambda/fn" });
        assert.deepEqual(bill([delivery], gigabytes), { ingested: "28.5", stored: "1.5" });
    });

    it("is paid with the flow logs themselves where no group has them", () => {
        // 100 x 0.285, 100 x 0.57
        assert.deepEqual(bill([flow({ logDestinationType: "s3" })], gigabytes), { logs: "28.5" });
        const elsewhere = flow({ logDestination: "arn:aws:logs:eu-west-1:111122223333:log-group:central" });
        assert.deepEqual(bill([elsewhere], gigabytes), { logs: "57" });
    });

    it("has no rate of the list for another format, nor for what looks for personal data", () => {
        const columns = flow({ logDestinationType: "s3", destinationOptions: { fileFormat: "parquet" } });
        assert.match(reasonOf([columns], gigabytes), /converted to Apache Parquet/);
        const plain = flow({ logDestinationType: "s3", destinationOptions: { fileFormat: "plain-text" } });
        assert.equal(reasonOf([plain], gigabytes), "");
        const policy = (policyType: string) =>
            resource("aws:cloudwatch/logAccountPolicy:LogAccountPolicy", { policyType });
        assert.match(reasonOf([policy("DATA_PROTECTION_POLICY")]), /Data Protection per GB scanned/);
        assert.equal(costOf([policy("FIELD_INDEX_POLICY")]).state.kind, "free");
        const ofGroup = resource("aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy", {});
        assert.match(reasonOf([ofGroup]), /Data Protection per GB scanned/);
    });

    it("counts the metrics that a filter keeps alive, with those of the whole account", () => {
        const filter = resource("aws:cloudwatch/logMetricFilter:LogMetricFilter", {});
        // 10,000 x 0.30 + 2,000 x 0.10
        assert.deepEqual(bill([filter], { custom_metrics: 12_000 }), { "custom metrics": "3200" });
    });

    it("says no amount of what nobody states", () => {
        assert.deepEqual(amounts(estimate([group()])), {
            ingested: "usage needed",
            stored: "usage needed",
            scanned: "usage needed",
        });
    });
});
