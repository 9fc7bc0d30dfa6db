import assert from "node:assert/strict";
import { address, zone } from "../zones";
import { located, near as measured } from "./located-records";
import { guide } from "./sources";
import { app, near, pair, unhealthy, type Rule, type Subject } from "./subject";

function said({ answer }: Subject, ...[one, state, from]: readonly [Parameters<Subject["answer"]>[0], object, string]) {
    return answer(one, state, { ...app, from }).assumptions ?? [];
}

/** What AWS does not publish, and an answer hangs on all the same: it is named. */
export const assumptions: readonly Rule[] = [
    {
        id: "latency-on-map",
        title: "without any latency the region nearest on the map answers (AWS publishes no measurements), and the answer says so",
        source: guide("routing-policy-latency"),
        holds: (subject) => {
            const regions = near(["eu-west-1", "us-east-1"]);
            const ask = (from: string, state = {}) => subject.answer(regions, state, { ...app, from }).answers[0];
            assert.deepEqual(
                ["us-east-1", "sa-east-1", "eu-central-1", "atlantis"].map((from) => ask(from)),
                ["us-east-1", "us-east-1", "eu-west-1", "eu-west-1"],
            );
            const latency = { "us-east-1": { "eu-west-1": 80 } };
            assert.equal(ask("us-east-1", { latency }), "eu-west-1");
            assert.match(said(subject, regions, {}, "us-east-1").join(), /no latency is known: the nearest on the map/);
            assert.match(said(subject, regions, {}, "atlantis").join(), /no latency is known: the first by name/);
            assert.deepEqual(said(subject, regions, { latency }, "us-east-1"), []);
            assert.deepEqual(said(subject, regions, unhealthy("eu-west-1"), "us-east-1"), []);
        },
        mutants: [
            {
                title: "the first region by name answers",
                file: "policies/latency.ts",
                find: "isMeasured(usable, client) ? milliseconds : kilometres;",
                replace: "milliseconds;",
            },
            {
                title: "the map wins over measurements",
                file: "policies/latency.ts",
                find: "isMeasured(usable, client) ? milliseconds : kilometres;",
                replace: "kilometres;",
            },
            {
                title: "nothing is said of it",
                file: "policies/latency.ts",
                find: "usable.length < 2 || isMeasured",
                replace: "usable.length > 0 || isMeasured",
            },
        ],
    },
    {
        id: "assumptions-named",
        title: "an answer says when the client's country or address is not known, and that distances are approximate",
        source: guide("routing-policy-edns0"),
        holds: (subject) => {
            const continents = located({ eu: { ContinentCode: "EU" }, rest: { CountryCode: "*" } });
            assert.match(said(subject, continents, {}, "203.0.113.7").join(), /country is not known/);
            assert.deepEqual(said(subject, continents, {}, "IE"), []);
            const fields = { CidrRoutingConfig: { CollectionId: "c", LocationName: "isp" }, SetIdentifier: "isp" };
            const blocks = {
                ...zone([address("app.example.com", "10.0.0.1", fields)]),
                CidrCollections: [
                    { Id: "c", Name: "isps", CidrBlocks: [{ CidrBlock: "203.0.113.0/24", LocationName: "isp" }] },
                ],
            };
            assert.match(said(subject, blocks, {}, "IE").join(), /address is not known/);
            assert.deepEqual(said(subject, blocks, {}, "198.51.100.1"), []);
            const points = measured({ a: { AWSRegion: "eu-west-1" }, b: { AWSRegion: "us-east-1" } });
            assert.match(said(subject, points, {}, "eu-west-1").join(), /approximate points/);
            assert.deepEqual(said(subject, pair(), {}, "atlantis"), []);
        },
        mutants: [
            {
                title: "an answer says nothing",
                file: "answer.ts",
                find: "assumptions.size === 0",
                replace: "assumptions.size >= 0",
            },
            {
                title: "every country is known",
                file: "policies/geolocation.ts",
                find: "place?.country === undefined && members",
                replace: "place?.country === place && members",
            },
            {
                title: "every client is an address",
                file: "policies/ip-based.ts",
                find: "place?.address === undefined &&",
                replace: "place === undefined &&",
            },
        ],
    },
];
