import assert from "node:assert/strict";
import Big from "big.js";
import { estimateCost } from "../../../cost/estimate-plan";
import type { PriceBook } from "../../../cost/book/price-book";
import type { PlanResource } from "../../../plan/plan";
import { book, planOf, resource, usageOfAll } from "../plans";

/** A book in which everything costs 2.50. */
const own: PriceBook = {
    ...book,
    find: () => ({ amount: new Big("2.5"), unit: "", sku: "", source: "a contract", date: "2026-11-21" }),
};

function monthly(type: string, inputs: PlanResource["inputs"] = {}, keys: { readonly [key: string]: number } = {}) {
    const settings = { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" };
    const plan = planOf(resource(type, inputs));
    return estimateCost({ plan, book: own, usage: usageOfAll(keys), settings }).monthly.typical.toString();
}

describe("a price of one's own for what the list has no row for", () => {
    it("is taken for as long as the resource exists where it is for an hour", () => {
        // 730 x 2.50
        assert.equal(monthly("aws:route53recoverycontrol/cluster:Cluster"), "1825");
        assert.equal(monthly("aws:directconnect/connection:Connection"), "1825");
    });

    it("is taken once where it is for a month", () => {
        assert.equal(monthly("aws:arcregionswitch/plan:Plan"), "2.5");
    });

    it("is taken for each part that is billed by itself", () => {
        assert.equal(monthly("aws:transfer/server:Server"), "1825");
        assert.equal(monthly("aws:transfer/server:Server", { protocols: ["SFTP", "FTPS"] }), "3650");
        assert.equal(monthly("aws:cloudwatch/internetMonitor:InternetMonitor", { resources: ["a", "b"] }), "3650");
    });

    it("is taken for what the usage file states where it is for an amount", () => {
        assert.equal(monthly("aws:detective/graph:Graph", {}, { monthly_data_ingested_gb: 100 }), "250");
        assert.equal(monthly("aws:rum/appMonitor:AppMonitor", {}, { monthly_events: 10 }), "25");
    });
});
