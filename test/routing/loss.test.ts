import assert from "node:assert/strict";
import { answer } from "../../routing/answer";
import { lossOf, regionsOf, stateAfter } from "../../routing/loss/loss";
import { regionIn } from "../../routing/loss/region-code";
import { defaultPlaces, entryNames } from "../../routing/questions";
import { predictFault } from "../../routing/recovery/predict-fault";
import { subjectOfZone } from "../../routing/recovery/subject";
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

    it("lies where its own name says, whatever a record says; records that contradict each other say nothing", () => {
        const records = (to: string) =>
            (["eu-west-1", "us-east-1"] as const).map((Region) =>
                alias("app.example.com.", { to, balancer: true }, { SetIdentifier: Region, Region }),
            );
        const east = zone(records("lb.us-east-1.elb.amazonaws.com"));
        assert.deepEqual(lossOf(east, "eu-west-1").targets, []);
        assert.deepEqual(lossOf(east, "us-east-1").targets, ["lb.us-east-1.elb.amazonaws.com"]);
        const anywhere = zone(records("d111.cloudfront.net"));
        assert.deepEqual(lossOf(anywhere, "us-east-1").targets, []);
    });

    it("is told by a policy's region, an identifier or a name of the zone, not by the zone's own name", () => {
        const near = (AWSRegion: string) => ({
            SetIdentifier: AWSRegion.slice(-1),
            GeoProximityLocation: { AWSRegion },
        });
        const told = zone([
            address("near.example.com.", "192.0.2.1", near("eu-west-1")),
            address("near.example.com.", "192.0.2.2", near("us-east-2")),
            address("by-id.example.com.", "192.0.2.3", { SetIdentifier: "blue-sa-east-1", Weight: 1 }),
            address("ap-south-1.example.com.", "192.0.2.4"),
        ]);
        assert.deepEqual(regionsOf(told), ["ap-south-1", "eu-west-1", "sa-east-1", "us-east-2"]);
        const own = { ...zone([address("www.eu-west-1.example.com.", "192.0.2.1")]) };
        const apex = { ...own, HostedZone: { ...own.HostedZone, Name: "eu-west-1.example.com." } };
        assert.deepEqual([regionsOf(own), regionsOf(apex)], [["eu-west-1"], []]);
    });

    it("takes an endpoint for what the name leads to, through aliases, CNAMEs and wildcards", () => {
        const asked = zone(
            [
                alias("a.example.com.", { to: "b.example.com." }),
                alias("b.example.com.", { to: "dualstack.lb.eu-west-1.elb.amazonaws.com.", balancer: true }),
                { Name: "c.example.com.", Type: "CNAME", TTL: 60, ResourceRecords: [{ Value: "A.example.com." }] },
                alias("*.w.example.com.", { to: "b.example.com." }),
                address("both.example.com.", "192.0.2.1", { SetIdentifier: "eu-west-1", Weight: 1 }),
                address("both.example.com.", "192.0.2.2", { SetIdentifier: "us-east-1", Weight: 1 }),
            ],
            {
                alias: { FullyQualifiedDomainName: "a.example.com" },
                cname: { FullyQualifiedDomainName: "C.example.com." },
                wildcard: { FullyQualifiedDomainName: "x.w.example.com" },
                balancer: { FullyQualifiedDomainName: "lb.eu-west-1.elb.amazonaws.com" },
                elsewhere: { FullyQualifiedDomainName: "eu-west-1.example.net" },
                // The address is asked; the name is only its Host header.
                host: { IPAddress: "192.0.2.2", FullyQualifiedDomainName: "a.example.com" },
                both: { FullyQualifiedDomainName: "both.example.com" },
            },
        );
        assert.deepEqual(lossOf(asked, "eu-west-1").checks, ["alias", "cname", "wildcard", "balancer", "elsewhere"]);
        assert.deepEqual(lossOf(asked, "us-east-1").checks, ["host"]);
    });

    it("silences the alarms that live in it, which then are what they are without data", () => {
        const alarm = (Region: "eu-west-1" | "us-east-1", silent: "Unhealthy" | "LastKnownStatus") =>
            ({
                Type: "CLOUDWATCH_METRIC",
                AlarmIdentifier: { Region, Name: "red" },
                InsufficientDataHealthStatus: silent,
            }) as const;
        const judged = (check: ReturnType<typeof alarm>) =>
            zone(
                [
                    address("app.example.com.", "192.0.2.1", {
                        ...{ SetIdentifier: "eu-west-1", Weight: 1, HealthCheckId: "alarm" },
                    }),
                    address("app.example.com.", "192.0.2.2", { SetIdentifier: "us-east-1", Weight: 1 }),
                ],
                { alarm: check },
            );
        const lost = (check: ReturnType<typeof alarm>, region: string) => lossOf(judged(check), region).checks;
        assert.deepEqual(lost(alarm("us-east-1", "LastKnownStatus"), "eu-west-1"), ["alarm"]);
        assert.deepEqual(lost(alarm("eu-west-1", "LastKnownStatus"), "eu-west-1"), []);
        assert.deepEqual(lost(alarm("eu-west-1", "Unhealthy"), "eu-west-1"), ["alarm"]);
        // It judges Ireland, and falls silent with Virginia.
        assert.deepEqual(lost(alarm("us-east-1", "Unhealthy"), "us-east-1"), ["alarm"]);
    });

    it("may be a set identifier: all that its records lead to", () => {
        const loss = lossOf(regionTree(), "live");
        assert.deepEqual(loss.targets.length, 6);
        assert.ok(loss.checks.includes("web-us-east-1") && !loss.checks.includes("switch"));
        assert.throws(() => lossOf(regionTree(), "mars-1"), /^RoutingError: lost: expected one of ap-northeast-1/);
    });

    it("is what a prediction takes its checks from, and answers' targets beside them", () => {
        const content = regionTree();
        const { outcome, leftOut } = predictFault(
            subjectOfZone(content, { name: "main.example.com", state: { latency } }),
            { kind: "region-lost", region: "eu-west-1", manner: "refused" },
            { runs: 10, seed: 1 },
        );
        const deciders = outcome.kind === "moves" ? outcome.deciders.map(({ name }) => name) : [];
        assert.deepEqual(deciders, ["web-eu-west-1"]);
        assert.deepEqual(
            leftOut[0],
            "promotion of a database: a zone says nothing of one, so writes are not predicted",
        );
        assert.match(leftOut.at(-1) ?? "", /^alarm check alarm-eu-west-1 tells too/);
    });

    it("is found at once where aliases lead together again, at every level", () => {
        const levels = Array.from({ length: 40 }, (_, at) =>
            ["1", "2"].map((SetIdentifier) =>
                alias(`l${at}.example.com.`, { to: `l${at + 1}.example.com.` }, { SetIdentifier, Weight: 1 }),
            ),
        );
        const end = alias("l40.example.com.", { to: "lb.eu-west-1.elb.amazonaws.com", balancer: true });
        const doubled = zone([...levels.flat(), end], { web: { FullyQualifiedDomainName: "l0.example.com" } });
        assert.deepEqual(lossOf(doubled, "eu-west-1").checks, ["web"]);
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
        ["lb.eusc-de-east-1.elb.amazonaws.com", "eusc-de-east-1"],
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
