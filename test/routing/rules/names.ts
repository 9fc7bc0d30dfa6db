import assert from "node:assert/strict";
import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { address, zone } from "../zones";
import { app, near, weighted, type Rule } from "./subject";

const soa = {
    Name: "example.com.",
    Type: "SOA",
    TTL: 900,
    ResourceRecords: [{ Value: "ns-1. hostmaster. 1 7200 900 1209600 86400" }],
} satisfies ResourceRecordSet;

export const names: readonly Rule[] = [
    {
        title: "a name that does not exist is NXDOMAIN, kept for the smaller of the SOA's TTL and minimum",
        holds: ({ answer }) => {
            const { rcode, ttl, answers: values } = answer(zone([soa]), {}, { ...app, name: "none.example.com" });
            assert.deepEqual([rcode, ttl, values], ["NXDOMAIN", 900, []]);
        },
    },
    {
        title: "a name with records of another type only, or with names below it, is an empty answer",
        holds: ({ answer }) => {
            const one = zone([soa, address("a.app.example.com", "10.0.0.1")]);
            const other = answer(one, {}, { ...app, name: "a.app.example.com", type: "AAAA" });
            assert.deepEqual([other.rcode, other.ttl, other.answers], ["NOERROR", 900, []]);
            assert.equal(answer(one, {}, app).rcode, "NOERROR");
        },
    },
    {
        title: "names are compared without regard to case and final dot",
        holds: ({ answer }) => {
            const one = zone([address("App.Example.com.", "10.0.0.1")]);
            assert.deepEqual(answer(one, {}, { ...app, name: "aPP.example.COM." }).answers, ["10.0.0.1"]);
        },
    },
    {
        title: "a wildcard, written as the API escapes it, answers names that do not exist",
        holds: ({ answer }) => {
            const one = zone([address("\\052.example.com.", "10.0.0.1"), address("own.example.com.", "10.0.0.2")]);
            assert.deepEqual(answer(one, {}, { ...app, name: "any.example.com" }).answers, ["10.0.0.1"]);
            assert.deepEqual(answer(one, {}, { ...app, name: "own.example.com" }).answers, ["10.0.0.2"]);
        },
    },
    {
        title: "a name outside the zone is refused",
        holds: ({ answer }) => assert.equal(answer(zone([]), {}, { ...app, name: "badexample.com" }).rcode, "REFUSED"),
    },
    {
        title: "fails on a group with two policies",
        holds: ({ answer }) => {
            const mixed = zone([...weighted([1]).ResourceRecordSets, ...near(["eu-west-1"]).ResourceRecordSets]);
            assert.throws(() => answer(mixed, {}, app), { code: "invalid-zone", message: /weighted and latency/ });
        },
    },
    {
        title: "fails on a policy that is not built, by its name",
        holds: ({ answer }) => {
            const place = { GeoLocation: { CountryCode: "*" }, SetIdentifier: "x" };
            assert.throws(() => answer(zone([address("app.example.com", "10.0.0.1", place)]), {}, app), {
                code: "not-built",
                message: /geolocation/,
            });
        },
    },
];
