import assert from "node:assert/strict";
import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { address, zone } from "../zones";
import { guide } from "./sources";
import type { Rule } from "./subject";

function record(Name: string, Type: "NS" | "DS" | "CNAME", ...values: readonly string[]): ResourceRecordSet {
    return { Name, Type, TTL: 300, ResourceRecords: values.map((Value) => ({ Value })) };
}

const delegated = zone([
    record("example.com", "NS", "ns-1.awsdns-00.com."),
    record("sub.example.com", "NS", "ns.sub.example.com.", "ns.elsewhere.net."),
    record("sub.example.com", "DS", "60485 5 1 2BB183AF"),
    record("deep.sub.example.com", "NS", "ns.deeper.net."),
    address("ns.sub.example.com", "192.0.2.53", { TTL: 120 }),
    address("www.sub.example.com", "192.0.2.80"),
]);

export const delegations: readonly Rule[] = [
    {
        id: "delegation-referral",
        title: "a name at or below NS records under the apex is referred to them, with the addresses that the zone knows",
        source: "RFC 1034, section 4.3.2",
        holds: ({ answer }) => {
            const referral = {
                name: "sub.example.com",
                ttl: 300,
                nameServers: ["ns.sub.example.com.", "ns.elsewhere.net."],
                glue: [{ name: "ns.sub.example.com", type: "A", ttl: 120, answers: ["192.0.2.53"] }],
            };
            for (const name of ["sub.example.com", "www.sub.example.com", "a.deep.sub.example.com"]) {
                const result = answer(delegated, {}, { name, type: "A", from: "" });
                assert.deepEqual(result.referral, referral);
                assert.deepEqual([result.rcode, result.answers, result.candidates], ["NOERROR", [], []]);
            }
        },
        mutants: [
            {
                title: "the zone answers for what it has delegated",
                file: "answer.ts",
                find: "if (delegated) {",
                replace: "if (delegated && index.find(name) === undefined) {",
            },
            {
                title: "the deepest delegation answers",
                file: "evaluate/zone-index.ts",
                find: "cut = cuts.get(at) ?? cut;",
                replace: "cut ??= cuts.get(at);",
            },
            {
                title: "no addresses come along",
                file: "answer.ts",
                find: "isWithin(name, index.name) ? index.find(name)?.groups.get(type)",
                replace: "name === index.name ? index.find(name)?.groups.get(type)",
            },
        ],
    },
    {
        id: "delegation-apex",
        title: "the NS records of the apex are an answer, not a referral",
        source: guide("SOA-NSrecords"),
        holds: ({ answer }) => {
            const result = answer(delegated, {}, { name: "example.com", type: "NS", from: "" });
            assert.deepEqual([result.answers, result.referral], [["ns-1.awsdns-00.com."], undefined]);
        },
        mutants: [
            {
                title: "the apex is delegated to itself",
                file: "evaluate/zone-index.ts",
                find: 'type === "NS" && name !== apex',
                replace: 'type === "NS"',
            },
        ],
    },
    {
        id: "delegation-ds",
        title: "the DS records of a delegation are the parent's to answer",
        source: "RFC 4035, section 3.1.4.1",
        holds: ({ answer }) => {
            const result = answer(delegated, {}, { name: "sub.example.com", type: "DS", from: "" });
            assert.deepEqual([result.answers, result.referral], [["60485 5 1 2BB183AF"], undefined]);
        },
        mutants: [
            {
                title: "DS is asked of the child",
                file: "evaluate/zone-index.ts",
                find: 'type === "DS" ? parentName(name) : name',
                replace: "name",
            },
        ],
    },
    {
        id: "cname-alone",
        title: "a CNAME answers a question of any type with itself alone, also when its target is in the zone",
        source: guide("resource-record-sets-choosing-alias-non-alias"),
        holds: ({ answer }) => {
            const one = zone([
                record("www.example.com", "CNAME", "web.example.com"),
                address("web.example.com", "192.0.2.1"),
            ]);
            for (const type of ["A", "MX", "CNAME"]) {
                const { answers, candidates } = answer(one, {}, { name: "www.example.com", type, from: "" });
                assert.deepEqual([answers, candidates.map((each) => each.type)], [["web.example.com"], ["CNAME"]]);
            }
        },
        mutants: [
            {
                title: "a CNAME answers whoever asks for it",
                file: "answer.ts",
                find: '?? groups?.get("CNAME")',
                replace: "",
            },
        ],
    },
];
