import assert from "node:assert/strict";
import { answer } from "../../routing/answer";
import { latencyFromPlan, zoneFromPlan } from "../../routing/zone-from-plan";
import { output, planOf, resource } from "./plans";

const names = ({ urn, output: name }: { urn: string; output: string }) => {
    assert.equal(name, "dnsName");
    return `${urn.split("::").at(-1) ?? ""}.elb.amazonaws.com`;
};
const question = { name: "app.example.com", type: "A", from: "eu-west-1" };

describe("a plan's hosted zone", () => {
    it("answers with the primary's balancer, and with the standby's when the primary's check is red", () => {
        const zone = zoneFromPlan(planOf(), names);
        assert.deepEqual(answer(zone, {}, question).answers, ["balancer-eu-west-1.elb.amazonaws.com"]);
        const state = { healthChecks: { "check-eu-west-1": "unhealthy" as const } };
        assert.deepEqual(answer(zone, state, question).answers, ["balancer-eu-central-1.elb.amazonaws.com"]);
    });

    it("has checks as the SDK lists them, with their logical names as ids", () => {
        const [check] = zoneFromPlan(planOf(), names).HealthChecks;
        assert.deepEqual(
            [check?.Id, check?.HealthCheckConfig],
            [
                "check-eu-west-1",
                {
                    Type: "HTTPS",
                    FullyQualifiedDomainName: "eu-west-1.app.example.com",
                    Port: 443,
                    ResourcePath: "/healthz",
                    RequestInterval: 10,
                    FailureThreshold: 3,
                    EnableSNI: true,
                },
            ],
        );
    });

    it("leaves out what only a certificate can name, and adds the SOA and NS that Route 53 makes", () => {
        const types = zoneFromPlan(planOf(), names).ResourceRecordSets.map(({ Type }) => Type);
        assert.deepEqual([types.length, types.slice(0, 2)], [8, ["NS", "SOA"]]);
    });

    it("reads texts, weights and TTLs", () => {
        const plan = planOf();
        const zone = plan.resources.find(({ type }) => type.endsWith(":Zone"));
        assert.ok(zone);
        const record = resource("aws:route53/record:Record", "w", {
            name: `w.\${${zone.urn}#name}`,
            type: "A",
            ttl: 30,
            records: ["192.0.2.1"],
            setIdentifier: "a",
            weightedRoutingPolicies: [{ weight: 3 }],
        });
        const { ResourceRecordSets } = zoneFromPlan({ ...plan, resources: [...plan.resources, record] }, names);
        assert.deepEqual(ResourceRecordSets.at(-1), {
            Name: "w.example.com.",
            Type: "A",
            TTL: 30,
            ResourceRecords: [{ Value: "192.0.2.1" }],
            SetIdentifier: "a",
            Weight: 3,
        });
    });

    it("fails on an unknown number, naming the resource and the output", () => {
        const plan = planOf();
        const [first] = plan.resources;
        assert.ok(first);
        const record = resource("aws:route53/record:Record", "bad", {
            name: "x.example.com",
            type: "A",
            ttl: output(first, "ttl"),
        });
        assert.throws(() => zoneFromPlan({ ...plan, resources: [...plan.resources, record] }, names), {
            code: "unknown-value",
            message: /Record::bad: ttl: expected a number, got an unknown \(.*platform#ttl\)/,
        });
    });

    it("leaves out private zones and their records: nobody asks them from outside", () => {
        const plan = planOf();
        const hidden = resource("aws:route53/zone:Zone", "hidden", { name: "orders.internal", vpcs: [{ vpcId: "v" }] });
        const record = resource("aws:route53/record:Record", "writer", {
            name: "writer.orders.internal",
            type: "CNAME",
            ttl: 5,
            records: ["db.example.net"],
            zoneId: output(hidden, "zoneId"),
        });
        const more = { ...plan, resources: [...plan.resources, hidden, record] };
        assert.deepEqual(zoneFromPlan(more, names), zoneFromPlan(plan, names));
    });

    it("answers with addresses of the question's kind alone", () => {
        const zone = zoneFromPlan(planOf(), names);
        const addresses = { "balancer-eu-west-1.elb.amazonaws.com": ["192.0.2.1", "2001:db8::1"] };
        assert.deepEqual(answer(zone, {}, { ...question, addresses }).answers, ["192.0.2.1"]);
        const six = zone.ResourceRecordSets.map((one) => (one.Type === "A" ? { ...one, Type: "AAAA" as const } : one));
        const dual = { ...zone, ResourceRecordSets: six };
        assert.deepEqual(answer(dual, {}, { ...question, type: "AAAA", addresses }).answers, ["2001:db8::1"]);
    });

    it("fails without a zone", () => {
        assert.throws(() => zoneFromPlan({ ...planOf(), resources: [] }, names), {
            message: /expected one aws:route53.*got none/,
        });
    });

    it("has latencies both ways, and 1 ms at home", () => {
        assert.deepEqual(latencyFromPlan(planOf()), {
            "eu-west-1": { "eu-west-1": 1, "eu-central-1": 25 },
            "eu-central-1": { "eu-west-1": 25, "eu-central-1": 1 },
        });
    });
});
