import assert from "node:assert/strict";
import { ask, located } from "./located-records";
import { guide } from "./sources";
import { app, type Rule } from "./subject";

const geolocation = guide("routing-policy-geo");

const nested = located({
    state: { CountryCode: "US", SubdivisionCode: "VA" },
    country: { CountryCode: "US" },
    continent: { ContinentCode: "NA" },
    rest: { CountryCode: "*" },
});

export const places: readonly Rule[] = [
    {
        id: "geolocation-smallest",
        title: "geolocation answers with the smallest area around the client: state, country, continent, default",
        source: geolocation,
        holds: (subject) => {
            const from = ["US-VA", "us-east-1", "US-TX", "US", "CA", "IE", "203.0.113.7"];
            const expected = ["state", "state", "country", "country", "continent", "rest", "rest"];
            assert.deepEqual(
                from.map((one) => ask(subject, nested)(one)),
                expected,
            );
        },
        mutants: [
            {
                title: "the widest area answers",
                file: "policies/geolocation.ts",
                find: "levelOf(a.record.GeoLocation, place) - levelOf(b.record.GeoLocation, place)",
                replace: "levelOf(b.record.GeoLocation, place) - levelOf(a.record.GeoLocation, place)",
            },
            {
                title: "a state of another country matches",
                file: "policies/geolocation.ts",
                find: "SubdivisionCode === place.subdivision ? 0",
                replace: "place ? 0",
            },
        ],
    },
    {
        id: "geolocation-continents",
        title: "each country is of the continent that the guide counts it to: Türkiye of Europe, Cyprus too, Georgia of Asia",
        source: guide("resource-record-sets-values-geo"),
        holds: (subject) => {
            const two = located({ europe: { ContinentCode: "EU" }, asia: { ContinentCode: "AS" } });
            assert.deepEqual(
                ["TR", "CY", "GE"].map((from) => ask(subject, two)(from)),
                ["europe", "europe", "asia"],
            );
        },
        mutants: [
            {
                title: "Türkiye is in Asia, as in the guide before 2023",
                file: "places/continents.ts",
                find: "SK SM TR UA",
                replace: "SK SM UA",
            },
        ],
    },
    {
        id: "geolocation-climbs",
        title: "an unhealthy geolocation record gives way to the next wider area",
        source: guide("resource-record-sets-values-geo"),
        holds: (subject) => {
            const downs = [["state"], ["state", "country"], ["state", "country", "continent"]];
            assert.deepEqual(
                downs.map((down) => ask(subject, nested)("US-VA", down)),
                ["country", "continent", "rest"],
            );
            assert.equal(ask(subject, nested)("US-VA", ["state", "country", "continent", "rest"]), "state");
        },
        mutants: [
            {
                title: "the smallest area answers, healthy or not",
                file: "evaluate/walk.ts",
                find: "policy.choose(usable, walk.client)",
                replace: "policy.choose(applicable, walk.client)",
            },
        ],
    },
    {
        id: "geolocation-no-default",
        title: "geolocation without a record for the client's place has no answer, and the name exists",
        source: geolocation,
        holds: ({ answer }) => {
            const europe = located({ eu: { ContinentCode: "EU" } });
            const { rcode, ttl, answers, candidates } = answer(europe, {}, { ...app, from: "US" });
            assert.deepEqual([rcode, ttl, answers, candidates.length], ["NOERROR", 900, [], 1]);
            assert.match(candidates[0]?.path.join() ?? "", /geolocation: no record is for US/);
        },
        mutants: [
            {
                title: "any record is better than none",
                file: "policies/geolocation.ts",
                find: "levelOf(record.GeoLocation, place) < elsewhere",
                replace: "levelOf(record.GeoLocation, place) <= elsewhere",
            },
        ],
    },
    {
        id: "geolocation-fail-open-in-place",
        title: "when every record for the client's place is unhealthy it answers all the same, whatever is healthy elsewhere",
        source: guide("resource-record-sets-values-geo"),
        holds: (subject) => {
            const both = located({ eu: { ContinentCode: "EU" }, us: { CountryCode: "US" } });
            assert.equal(ask(subject, both)("IE", ["eu"]), "eu");
        },
        mutants: [
            {
                title: "records for other places count",
                file: "evaluate/walk.ts",
                find: "failOpen ? applicable : healthy",
                replace: "failOpen && members.length === 1 ? applicable : healthy",
            },
        ],
    },
    {
        id: "geolocation-ukraine",
        title: "subdivisions of Ukraine are told apart as those of the United States are",
        source: guide("routing-policy-geo"),
        holds: (subject) => {
            const one = located({ part: { CountryCode: "UA", SubdivisionCode: "05" }, whole: { CountryCode: "UA" } });
            assert.deepEqual([ask(subject, one)("UA-05"), ask(subject, one)("UA")], ["part", "whole"]);
        },
        mutants: [
            {
                title: "a place has no subdivision but a state",
                file: "places/place.ts",
                find: "/^([A-Z]{2})(?:-([A-Z0-9]{1,3}))?$/i",
                replace: "/^([A-Z]{2})(?:-([A-Z]{2}))?$/i",
            },
        ],
    },
];
