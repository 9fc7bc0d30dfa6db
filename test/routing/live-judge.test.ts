import assert from "node:assert/strict";
import { judge, type ComputedQuestion, type Judgement } from "../../routing/live/judge";
import type { LiveAnswer } from "../../routing/live/witness";
import type { Zone, ZoneState } from "../../routing/zone";
import { address, alias, zone } from "./zones";

const none = new Map<string, readonly string[]>();

function got(...answers: readonly string[]): LiveAnswer {
    return { rcode: "NOERROR", answers };
}

function judged(
    one: Zone,
    live: LiveAnswer,
    {
        state = {},
        addresses = none,
        ...question
    }: { state?: ZoneState; addresses?: typeof none } & Partial<ComputedQuestion> = {},
): Judgement {
    const asked = { name: "www.example.com", type: "A" as const, from: "", ...question };
    return judge({ zone: one, state, addresses }, asked, live);
}

const verdict = (...asked: Parameters<typeof judged>) => judged(...asked).verdict;

describe("a live answer beside the computed ones", () => {
    it("agrees whatever the order and the case of its values", () => {
        const simple = zone([
            address("www.example.com.", "192.0.2.1", {
                ResourceRecords: [{ Value: "192.0.2.1" }, { Value: "192.0.2.2" }],
            }),
        ]);
        assert.equal(verdict(simple, got("192.0.2.2", "192.0.2.1")), "agree");
        assert.equal(verdict(simple, got("192.0.2.2")), "disagree");
        assert.equal(verdict(simple, { rcode: "NXDOMAIN", answers: [] }), "disagree");
        assert.equal(verdict(simple, { rcode: "NXDOMAIN", answers: [] }, { name: "no.example.com" }), "agree");
        const cname = zone([address("www.example.com.", "Web.Example.net.", { Type: "CNAME" })]);
        assert.equal(verdict(cname, got("web.example.net"), { type: "CNAME" }), "agree");
    });

    it("agrees with any draw by weight and says that one proves no share, but not with weight 0", () => {
        const weighted = zone(
            [10, 30, 0].map((Weight, at) =>
                address("www.example.com.", `192.0.2.${at + 1}`, { SetIdentifier: `${at}`, Weight }),
            ),
        );
        assert.equal(verdict(weighted, got("192.0.2.2")), "agree");
        assert.match(judged(weighted, got("192.0.2.1")).reason, /one of 2 possible answers; one draw proves no share/);
        assert.equal(verdict(weighted, got("192.0.2.3")), "disagree");
    });

    it("agrees with a draw of eight of many, and not with seven", () => {
        const many = zone(
            Array.from({ length: 10 }, (_, at) =>
                address("www.example.com.", `192.0.2.${at}`, { SetIdentifier: `${at}`, MultiValueAnswer: true }),
            ),
        );
        const drawn = [9, 1, 2, 3, 4, 5, 6, 7].map((last) => `192.0.2.${last}`);
        assert.equal(verdict(many, got(...drawn)), "agree");
        assert.equal(verdict(many, got(...drawn.slice(1))), "disagree");
    });

    const near = zone(
        [
            address("www.example.com.", "192.0.2.1", { SetIdentifier: "eu", Region: "eu-west-1" }),
            address("www.example.com.", "192.0.2.2", { SetIdentifier: "us", Region: "us-east-1", HealthCheckId: "us" }),
        ],
        { us: {} },
    );

    it("is undecidable where latencies decide, unless the state gives them and they agree", () => {
        assert.equal(verdict(near, got("192.0.2.1")), "undecidable");
        assert.match(judged(near, got("192.0.2.2")).reason, /not public, and the state gives none/);
        const state = { latency: { IE: { "eu-west-1": 5, "us-east-1": 80 } } };
        assert.equal(verdict(near, got("192.0.2.1"), { state, from: "IE" }), "agree");
        assert.equal(verdict(near, got("192.0.2.2"), { state, from: "IE" }), "undecidable");
    });

    it("disagrees where no latencies whatever lead to the answer", () => {
        const state = { healthChecks: { us: "unhealthy" } } as const;
        assert.equal(verdict(near, got("192.0.2.1"), { state }), "agree");
        assert.equal(verdict(near, got("192.0.2.2"), { state }), "disagree");
        assert.equal(verdict(near, got("192.0.2.9")), "disagree");
    });

    const located = zone([
        address("www.example.com.", "192.0.2.1", { SetIdentifier: "ie", GeoLocation: { CountryCode: "IE" } }),
        address("www.example.com.", "192.0.2.2", { SetIdentifier: "eu", GeoLocation: { ContinentCode: "EU" } }),
    ]);

    it("is undecidable where an address's place decides, and decided once the place is given", () => {
        assert.equal(verdict(located, got("192.0.2.1"), { from: "203.0.113.7" }), "undecidable");
        assert.equal(verdict(located, got("192.0.2.1"), { from: "IE" }), "agree");
        assert.equal(verdict(located, got("192.0.2.2"), { from: "IE" }), "disagree");
        assert.equal(verdict(located, got("192.0.2.2"), { from: "FR" }), "agree");
        assert.equal(verdict(located, got(), { from: "US" }), "agree", "no answer where no record is for");
    });

    it("is decided by an address where blocks of addresses decide", () => {
        const CidrCollections = [
            { Id: "c", Name: "offices", CidrBlocks: [{ CidrBlock: "198.51.100.0/24", LocationName: "dublin" }] },
        ];
        const config = (LocationName: string) => ({ CidrRoutingConfig: { CollectionId: "c", LocationName } });
        const networks = {
            ...zone([
                address("www.example.com.", "192.0.2.1", { SetIdentifier: "in", ...config("dublin") }),
                address("www.example.com.", "192.0.2.2", { SetIdentifier: "out", ...config("*") }),
            ]),
            CidrCollections,
        };
        assert.equal(verdict(networks, got("192.0.2.1"), { from: "198.51.100.7" }), "agree");
        assert.equal(verdict(networks, got("192.0.2.2"), { from: "198.51.100.7" }), "disagree");
        assert.equal(verdict(networks, got("192.0.2.1")), "undecidable");
    });

    it("takes some of a balancer's addresses for an agreement, others for undecidable, and another balancer's for wrong", () => {
        const pair = zone([
            alias("www.example.com.", { to: "a.elb.amazonaws.com", balancer: true }),
            alias("other.example.com.", { to: "b.elb.amazonaws.com", balancer: true }),
        ]);
        const addresses = new Map([
            ["a.elb.amazonaws.com", ["203.0.113.1", "203.0.113.2"]],
            ["b.elb.amazonaws.com", ["203.0.113.3"]],
        ]);
        assert.equal(verdict(pair, got("203.0.113.2"), { addresses }), "agree");
        assert.equal(verdict(pair, got("203.0.113.9"), { addresses }), "undecidable");
        assert.equal(verdict(pair, got("203.0.113.3"), { addresses }), "disagree");
        assert.equal(verdict(pair, got(), { addresses }), "disagree");
    });

    it("lists what was computed", () => {
        const simple = zone([address("www.example.com.", "192.0.2.1")]);
        assert.deepEqual(judged(simple, got("192.0.2.9")), {
            verdict: "disagree",
            reason: "192.0.2.9 is no answer of the zone in this state",
            expected: ["192.0.2.1"],
        });
    });
});
