import assert from "node:assert/strict";
import type { PlanResource } from "../../plan/plan";
import { answer } from "../../routing/answer";
import { latencyFromPlan, zoneFromPlan } from "../../routing/from-plan/zone-from-plan";
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

    it("puts a name below the zone's as the provider does", () => {
        const plan = planOf();
        const zone = plan.resources.find(({ type }) => type.endsWith(":Zone"));
        assert.ok(zone);
        const named = (name: string) => {
            const inputs = { zoneId: output(zone, "zoneId"), name, type: "A", ttl: 60, records: ["192.0.2.1"] };
            const record = resource("aws:route53/record:Record", "short", inputs);
            const alias = resource("aws:route53/record:Record", "alias", {
                ...{ zoneId: output(zone, "zoneId"), name: "alias.example.com", type: "A" },
                aliases: [
                    { name: output(record, "fqdn"), zoneId: output(zone, "zoneId"), evaluateTargetHealth: false },
                ],
            });
            const sets = zoneFromPlan({ ...plan, resources: [...plan.resources, record, alias] }, names);
            const [own, other] = sets.ResourceRecordSets.slice(-2);
            return [own?.Name, other?.AliasTarget?.DNSName];
        };
        assert.deepEqual(named("www"), ["www.example.com.", "www.example.com."]);
        assert.deepEqual(named("*.Shop"), ["*.shop.example.com.", "*.shop.example.com."]);
        assert.deepEqual(named(""), ["example.com.", "example.com."]);
        assert.deepEqual(named("www.example.com."), ["www.example.com.", "www.example.com."]);
        // The provider looks at letters, not at labels, and AWS refuses what comes of it.
        assert.deepEqual(named("wwwexample.com"), ["wwwexample.com.", "wwwexample.com."]);
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

    it("reads every other policy: places, coordinates with a bias, blocks of addresses, several values", () => {
        const plan = planOf();
        const collection = resource("aws:route53/cidrCollection:CidrCollection", "providers", { name: "isps" });
        const location = resource("aws:route53/cidrLocation:CidrLocation", "north", {
            name: "north-isp",
            cidrCollectionId: output(collection, "id"),
            cidrBlocks: ["203.0.113.0/24", "2001:db8::/32"],
        });
        const record = (name: string, address: string, fields: PlanResource["inputs"]) =>
            resource("aws:route53/record:Record", `${name}-${address}`, {
                name: `${name}.example.com`,
                type: "A",
                ttl: 30,
                records: [address],
                setIdentifier: address,
                ...fields,
            });
        const block = (locationName: string) => ({
            cidrRoutingPolicy: { collectionId: output(collection, "id"), locationName },
        });
        const records = [
            record("place", "192.0.2.1", { geolocationRoutingPolicies: [{ country: "US", subdivision: "VA" }] }),
            record("place", "192.0.2.2", { geolocationRoutingPolicies: [{ continent: "EU" }] }),
            record("near", "192.0.2.3", { geoproximityRoutingPolicy: { awsRegion: "eu-west-1", bias: -20 } }),
            record("near", "192.0.2.4", {
                geoproximityRoutingPolicy: { coordinates: [{ latitude: "40", longitude: "-74.5" }] },
            }),
            record("block", "192.0.2.5", block("north-isp")),
            record("block", "192.0.2.6", block("*")),
            record("many", "192.0.2.7", { multivalueAnswerRoutingPolicy: true }),
            record("many", "192.0.2.8", { multivalueAnswerRoutingPolicy: true }),
        ];
        const more = { ...plan, resources: [...plan.resources, collection, location, ...records] };
        const one = zoneFromPlan(more, names);
        const ask = (name: string, from: string) =>
            answer(one, {}, { name: `${name}.example.com`, type: "A", from }).answers.join();
        assert.deepEqual(
            [ask("place", "us-east-1"), ask("place", "IE"), ask("near", "40.7,-74"), ask("near", "eu-west-2")],
            ["192.0.2.1", "192.0.2.2", "192.0.2.4", "192.0.2.3"],
        );
        assert.deepEqual(
            [ask("block", "2001:db8:1::1"), ask("block", "198.51.100.1"), ask("many", "IE")],
            ["192.0.2.5", "192.0.2.6", "192.0.2.7,192.0.2.8"],
        );
        assert.deepEqual(one.CidrCollections?.[0]?.Name, "isps");
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
