import assert from "node:assert/strict";
import { answer } from "../../routing/answer";
import { lossOf, regionsOf, stateAfter } from "../../routing/loss/loss";
import { regionIn } from "../../routing/loss/region-code";
import { defaultPlaces, entryNames } from "../../routing/questions";
import { latency, regionTree } from "./region-tree";
import { address, alias, tree, zone } from "./zones";

describe("a lost region", () => {
    it("takes its targets, its endpoint and alarm checks with it, and no switch", () => {
        assert.deepEqual(lossOf(regionTree(), "eu-west-1"), {
            checks: ["web-eu-west-1", "alarm-eu-west-1"],
            targets: ["blue.eu-west-1.elb.amazonaws.com", "green.eu-west-1.elb.amazonaws.com"],
        });
    });

    it("is not answered with while another is there", () => {
        const zone = regionTree();
        const state = stateAfter({ latency }, lossOf(zone, "eu-west-1"));
        const { candidates, failOpen } = answer(zone, state, { name: "www.example.com", type: "A", from: "eu-west-1" });
        assert.deepEqual(
            candidates.map(({ answers, probability }) => [answers[0], probability]),
            [
                ["blue.us-east-1.elb.amazonaws.com", 0.75],
                ["green.us-east-1.elb.amazonaws.com", 0.25],
            ],
        );
        assert.equal(failOpen, false);
    });

    it("leaves a check alone that watches two regions", () => {
        const both = zone(
            ["eu-west-1", "us-east-1"].map((region) =>
                alias(
                    "app.example.com.",
                    { to: `${region}.elb.amazonaws.com`, balancer: true },
                    { SetIdentifier: region, Weight: 1, HealthCheckId: "both" },
                ),
            ),
            { both: { FullyQualifiedDomainName: "status.example.org" } },
        );
        assert.deepEqual(lossOf(both, "eu-west-1").checks, []);
    });

    it("is found by what a check asks, not by who relies on it", () => {
        const crossed = zone(
            [
                address("app.example.com.", "192.0.2.1", {
                    SetIdentifier: "eu-west-1",
                    Weight: 1,
                    HealthCheckId: "far",
                }),
                address("far.example.com.", "192.0.2.9", { SetIdentifier: "us-east-1", Weight: 1 }),
            ],
            { far: { IPAddress: "192.0.2.9" } },
        );
        assert.deepEqual(lossOf(crossed, "eu-west-1").checks, []);
        assert.deepEqual(lossOf(crossed, "us-east-1").checks, ["far"]);
    });

    it("ends where aliases form a cycle", () => {
        const cycle = zone([
            alias("a.example.com.", { to: "b.example.com." }),
            alias("b.example.com.", { to: "a.example.com." }),
        ]);
        assert.deepEqual(regionsOf(cycle), []);
    });

    for (const [name, region] of [
        ["web.eu-west-1.elb.amazonaws.com", "eu-west-1"],
        ["s3-website-us-gov-west-1.amazonaws.com", "us-gov-west-1"],
        ["S3-Website.AP-Southeast-2.amazonaws.com", "ap-southeast-2"],
        ["d111.cloudfront.net", undefined],
        ["xeu-west-12.example.com", undefined],
    ] as const) {
        it(`reads ${region ?? "no region"} in ${name}`, () => assert.equal(regionIn(name), region));
    }
});

describe("what to ask when nobody says", () => {
    it("is the names with a policy that no alias leads to", () => {
        assert.deepEqual(entryNames(regionTree(), "A"), ["www.example.com", "api.example.com"]);
        assert.deepEqual(entryNames(tree(), "A"), ["app.example.com"]);
    });

    it("is every name of the type where no record has a policy", () => {
        assert.deepEqual(entryNames(zone([address("b.example.com.", "192.0.2.1")]), "A"), ["b.example.com"]);
        assert.deepEqual(entryNames(zone([address("b.example.com.", "192.0.2.1")]), "TXT"), []);
    });

    it("is asked from the regions given, from those with a latency, and from the zone's countries", () => {
        const countries = zone([
            address("a.example.com.", "192.0.2.1", {
                SetIdentifier: "1",
                GeoLocation: { CountryCode: "US", SubdivisionCode: "VA" },
            }),
            address("a.example.com.", "192.0.2.2", { SetIdentifier: "2", GeoLocation: { CountryCode: "*" } }),
        ]);
        assert.deepEqual(defaultPlaces(countries, { latency: { here: {} } }, ["eu-west-1"]), [
            "eu-west-1",
            "here",
            "US-VA",
        ]);
        assert.deepEqual(defaultPlaces(zone([]), {}, []), ["us-east-1"]);
    });
});
