import assert from "node:assert/strict";
import type { PlanResource } from "../../../plan/plan";
import { estimateCost } from "../../../cost/estimate-plan";
import { noUsage } from "../../../cost/usage/usage-file";
import { amounts, book, estimate, planOf, resource } from "../plans";
import { bill, ref, unknown } from "./bill";

/** Route 53 belongs to no region. */
function global(type: string, inputs: PlanResource["inputs"], called: string): PlanResource {
    const {
        urn,
        type: token,
        name,
        custom,
        options,
        dependencies,
    } = resource(`aws:route53/${type}`, {}, { name: called });
    return { urn, type: token, name, custom, options, dependencies, inputs };
}

const zone = (inputs: PlanResource["inputs"] = {}, name = "zone") => global("zone:Zone", inputs, name);
const record = (inputs: PlanResource["inputs"], name = "record") => global("record:Record", inputs, name);
const check = (inputs: PlanResource["inputs"], name = "check") => global("healthCheck:HealthCheck", inputs, name);
const balancer = resource("aws:lb/loadBalancer:LoadBalancer", { internal: true }, { name: "lb" });

/** What a bill says of health checks alone. */
function checks(resources: readonly PlanResource[], endpoint?: "aws" | "non_aws") {
    const usage = { ...noUsage, of: () => ({ band: () => undefined, choice: () => endpoint }) };
    const settings = { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" };
    const whole = estimateCost({ plan: planOf(...resources), book, usage, settings });
    return { ...whole, resources: whole.resources.filter(({ resource: one }) => one.type.includes("healthCheck")) };
}

describe("the price of a zone", () => {
    it("falls after the first 25 of an account", () => {
        const zones = Array.from({ length: 27 }, (_, at) => zone({}, `zone-${at}`));
        // 25 x 0.50 + 2 x 0.10
        assert.equal(estimate(zones).monthly.typical.toString(), "12.7");
    });
});

describe("the price of a record's answers", () => {
    const million = { monthly_standard_queries: 1e6 };

    it("is that of its routing", () => {
        const plain = record({ type: "A", records: ["192.0.2.1"] });
        assert.deepEqual(bill([plain], million), { "standard queries": "0.4" });
        const near = record({ type: "A", records: ["192.0.2.1"], latencyRoutingPolicies: [{ region: "eu-west-1" }] });
        assert.deepEqual(bill([near], { monthly_latency_based_queries: 1e6 }), { "latency queries": "0.6" });
        const local = record({ type: "A", geolocationRoutingPolicies: [{ country: "IE" }] });
        assert.deepEqual(bill([local], { monthly_geo_queries: 1e6 }), { "geographic queries": "0.7" });
        const closest = record({ type: "A", geoproximityRoutingPolicy: { awsRegion: "eu-west-1" } });
        assert.deepEqual(bill([closest], { monthly_geo_queries: 1e6 }), { "proximity queries": "0.7" });
        const network = record({ type: "A", cidrRoutingPolicy: { collectionId: "c", locationName: "l" } });
        assert.deepEqual(bill([network], { monthly_ip_based_queries: 1e6 }), { "queries by address": "0.8" });
    });

    it("has what is stated, whatever the routing", () => {
        const closest = record({ type: "A", geoproximityRoutingPolicy: { awsRegion: "eu-west-1" } });
        const keys = { ...million, monthly_geo_queries: 1e6 };
        assert.deepEqual(bill([closest], keys), { "standard queries": "0.4", "proximity queries": "0.7" });
    });

    it("halves beyond a billion", () => {
        // 1e9 x 0.0000004 + 1e9 x 0.0000002
        const plain = record({ type: "A" });
        assert.deepEqual(bill([plain], { monthly_standard_queries: 2e9 }), { "standard queries": "600" });
    });

    it("is nothing for an alias of AWS's own, and that of a record for an alias within the zone", () => {
        const home = zone();
        const alias = (zoneId: PlanResource["inputs"][string]) => record({ aliases: [{ zoneId }], zoneId: ref(home) });
        assert.equal(estimate([home, balancer, alias(ref(balancer, "zoneId"))]).resources[2]?.state.kind, "free");
        const [, within] = estimate([home, alias(ref(home, "zoneId"))]).resources;
        assert.deepEqual(within?.state, { kind: "usage needed", keys: ["monthly_standard_queries"] });
    });

    it("is nothing inside a private zone", () => {
        const home = zone({ vpcs: [{ vpcId: "vpc-1" }] });
        const inside = record({ type: "CNAME", zoneId: unknown(home) });
        assert.equal(estimate([home, inside]).resources[1]?.state.kind, "free");
    });

    it("never drops what a usage file states", () => {
        const plain = record({ type: "A" });
        const stated = bill([plain], { ...million, monthly_latency_based_queries: 1e6 });
        assert.deepEqual(stated, { "standard queries": "0.4", "latency queries": "0.6" });
    });
});

describe("the price of a health check", () => {
    it("is nothing for the first 50 of AWS endpoints, which others charge", () => {
        const some = (count: number) => Array.from({ length: count }, (_, at) => check({ type: "HTTP" }, `c-${at}`));
        assert.equal(checks(some(50), "aws").monthly.typical.toString(), "0");
        // 2 x 0.50
        assert.equal(checks(some(52), "aws").monthly.typical.toString(), "1");
    });

    it("counts every option: HTTPS, string matching, fast interval, latency", () => {
        const all = check({ type: "HTTPS_STR_MATCH", requestInterval: 10, measureLatency: true });
        // 4 x 1.00, and 0.75 + 4 x 2.00
        assert.equal(checks([all], "aws").monthly.typical.toString(), "4");
        assert.equal(checks([all], "non_aws").monthly.typical.toString(), "8.75");
    });

    it("finds in the plan that its name leads to a balancer", () => {
        const name = "eu-west-1.example.com";
        const alias = record({ name, aliases: [{ name: ref(balancer, "dnsName"), zoneId: ref(balancer, "zoneId") }] });
        const [one] = checks([balancer, alias, check({ type: "HTTPS", fqdn: name })]).resources;
        assert.deepEqual(one?.state, { kind: "priced" });
        assert.equal(one.monthly.typical.toString(), "1");
    });

    it("finds that its own name or address is AWS's", () => {
        const address = resource("aws:ec2/eip:Eip", {}, { name: "ip" });
        const named = (inputs: PlanResource["inputs"], ...others: PlanResource[]) =>
            checks([...others, check({ type: "TCP", ...inputs })]).resources[0]?.state.kind;
        assert.equal(named({ fqdn: ref(balancer, "dnsName") }, balancer), "priced");
        assert.equal(named({ fqdn: "a-1.eu-west-1.elb.amazonaws.com" }), "priced");
        assert.equal(named({ ipAddress: unknown(address) }, address), "priced");
    });

    it("asks where the endpoint is when nothing tells", () => {
        const [one] = checks([check({ type: "HTTP", fqdn: "example.org" })]).resources;
        assert.deepEqual(one?.state, { kind: "usage needed", keys: ["endpoint_type"] });
    });

    it("takes checks of checks and alarms for checks of AWS", () => {
        const calculated = check({ type: "CALCULATED", childHealthchecks: ["a"], childHealthThreshold: 1 });
        assert.deepEqual(amounts(checks([calculated])), { "health check": "0" });
    });
});
