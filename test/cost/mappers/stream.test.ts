import assert from "node:assert/strict";
import type { PlanValue } from "../../../plan/plan";
import { resource } from "../plans";
import { bill, range, reasonOf, ref, unknown } from "./bill";

const stream = (inputs: { readonly [key: string]: PlanValue }) => resource("aws:kinesis/stream:Stream", inputs);
const onDemand = { streamModeDetails: { streamMode: "ON_DEMAND" } };

describe("the price of a stream", () => {
    it("is its shards and units", () => {
        // 4 x 730 x 0.017; 100,000,000 x 0.0000000165
        const expected = { shards: "49.64", "put units": "1.65" };
        assert.deepEqual(bill([stream({ shardCount: 4 })], { monthly_provisioned_put_units: 1e8 }), expected);
        assert.match(reasonOf([stream({})]), /shardCount/);
    });

    it("adds to the shard, not to the GB, for what is kept longer than a day", () => {
        const lines = bill([stream({ shardCount: 4, retentionPeriod: 168 })]);
        // 4 x 730 x 0.023
        assert.equal(lines["extended retention"], "67.16");
        assert.equal(lines["long-term retention"], undefined);
    });

    it("adds the GB to that for what is kept longer than a week", () => {
        const used = {
            monthly_provisioned_long_term_retention_gb: 100,
            monthly_provisioned_long_term_retrieval_gb: 100,
        };
        const lines = bill([stream({ shardCount: 4, retentionPeriod: 720 })], used);
        // 100 x 0.023; 100 x 0.0237
        assert.equal(lines["extended retention"], "67.16");
        assert.equal(lines["long-term retention"], "2.3");
        assert.equal(lines["long-term retrieval"], "2.37");
    });

    it("bills each enhanced consumer for every shard", () => {
        const one = stream({ shardCount: 4 });
        const consumer = (streamArn: PlanValue, name: string) =>
            resource("aws:kinesis/streamConsumer:StreamConsumer", { streamArn }, { name });
        const both = [one, consumer(ref(one, "arn"), "a"), consumer(unknown(one), "b")];
        // 2 x 4 x 730 x 0.017; 1,000 x 0.017 when the usage file knows better; 100 x 0.0147
        assert.equal(bill(both)["enhanced fan-out consumers"], "99.28");
        const used = { monthly_provisioned_efo_consumer_hours: 1000, monthly_provisioned_efo_data_out_gb: 100 };
        assert.equal(bill(both, used)["enhanced fan-out consumers"], "17");
        assert.equal(bill([one], used)["enhanced fan-out"], "1.47");
    });

    it("is the stream and what goes through it, on demand", () => {
        const used = { monthly_on_demand_data_in_gb: 100, monthly_on_demand_data_out_gb: 200 };
        // 730 x 0.045; 100 x 0.091; 200 x 0.045
        assert.deepEqual(bill([stream(onDemand)], used), { stream: "32.85", ingested: "9.1", retrieved: "9" });
    });

    it("keeps longer by the GB, on demand", () => {
        const used = {
            monthly_on_demand_extended_retention_gb: 100,
            monthly_on_demand_long_term_retention_gb: 100,
            monthly_on_demand_efo_data_out_gb: 100,
        };
        const lines = bill([stream({ ...onDemand, retentionPeriod: 720 })], used);
        // 100 x 0.11; 100 x 0.023; 100 x 0.057
        assert.equal(lines["extended retention"], "11");
        assert.equal(lines["long-term retention"], "2.3");
        assert.equal(lines["enhanced fan-out"], "5.7");
        assert.equal(bill([stream({ ...onDemand, retentionPeriod: 48 })])["extended retention"], "usage needed");
    });

    it("needs no usage but what the mode bills", () => {
        assert.equal(range([stream({ shardCount: 1 })])[1], "12.41");
        assert.deepEqual(Object.keys(bill([stream(onDemand)])), ["stream", "ingested", "retrieved"]);
    });
});
