import assert from "node:assert/strict";
import type { Zone } from "../../../routing/zone";
import { address, zone } from "../zones";
import { guide } from "./sources";
import { app, unhealthy, type Rule } from "./subject";

function several(count: number, ttls: readonly number[] = []): Zone {
    const ids = Array.from({ length: count }, (_, at) => `m${String(at).padStart(2, "0")}`);
    const records = ids.map((id, at) =>
        address("app.example.com", `10.0.0.${at}`, {
            MultiValueAnswer: true,
            SetIdentifier: id,
            HealthCheckId: id,
            TTL: ttls[at] ?? 30,
        }),
    );
    return zone(records, Object.fromEntries(ids.map((id) => [id, {}])));
}

export const values: readonly Rule[] = [
    {
        id: "multivalue-all-healthy",
        title: "multivalue answers with every healthy record while they are eight or fewer",
        source: guide("routing-policy-multivalue"),
        holds: ({ answer }) => {
            const eight = answer(several(8), {}, app);
            assert.deepEqual(
                [eight.answers.length, eight.candidates.length, eight.candidates[0]?.draw],
                [8, 1, undefined],
            );
            assert.deepEqual(answer(several(3), unhealthy("m01"), app).answers, ["10.0.0.0", "10.0.0.2"]);
        },
        mutants: [
            {
                title: "one record answers",
                file: "policies/multivalue.ts",
                find: "const most = 8;",
                replace: "const most = 1;",
            },
        ],
    },
    {
        id: "multivalue-draw",
        title: "of more than eight healthy records eight are drawn, each combination as likely as any other (AWS says that they differ)",
        source: guide("routing-policy-multivalue"),
        holds: ({ answer }) => {
            const { answers, candidates } = answer(several(12), unhealthy("m00"), app);
            const [candidate, ...others] = candidates;
            assert.deepEqual([answers.length, candidate?.probability, others.length], [8, 1, 0]);
            assert.deepEqual([candidate?.draw?.count, candidate?.draw?.from.length], [8, 11]);
            assert.ok(answers.every((one) => candidate?.draw?.from.some((entry) => entry.includes(one))));
        },
        mutants: [
            {
                title: "all records answer, however many",
                file: "evaluate/walk.ts",
                find: "parts.slice(0, most)",
                replace: "parts",
            },
            {
                title: "always the same eight",
                file: "evaluate/walk.ts",
                find: "return parts.length > most",
                replace: "return parts.length < 0",
            },
        ],
    },
    {
        id: "multivalue-fail-open",
        title: "when all multivalue records are unhealthy, up to eight unhealthy ones answer",
        source: guide("routing-policy-multivalue"),
        holds: ({ answer }) => {
            const result = answer(several(3), unhealthy("m00", "m01", "m02"), app);
            assert.deepEqual([result.answers.length, result.failOpen], [3, true]);
        },
        mutants: [
            {
                title: "no answer when none is healthy",
                file: "evaluate/walk.ts",
                find: "healthy.length === 0 && applicable.length > 0",
                replace: "healthy.length === 0 && !policy.together",
            },
        ],
    },
    {
        id: "multivalue-ttl",
        title: "values that answer together have one TTL: the least of theirs",
        source: "RFC 2181, section 5.2",
        holds: ({ answer }) => assert.equal(answer(several(3, [60, 20, 40]), {}, app).ttl, 20),
        mutants: [
            {
                title: "the longest TTL counts",
                file: "evaluate/walk.ts",
                find: "Math.min(...parts",
                replace: "Math.max(...parts",
            },
        ],
    },
    {
        id: "every-value",
        title: "a record answers with all of its values and its TTL, whatever its type",
        source: guide("ResourceRecordTypes"),
        holds: ({ answer }) => {
            const texts = {
                AAAA: "2001:db8::1",
                CAA: '0 issue "ca.example.net"',
                CNAME: "host.example.net",
                DS: "60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118",
                HTTPS: "1 . alpn=h2",
                MX: "10 mail.example.com",
                NAPTR: '100 50 "u" "E2U+sip" "" .',
                PTR: "host.example.com",
                SOA: "ns. host. 1 7200 900 1209600 86400",
                SRV: "1 10 5269 xmpp.example.com.",
                SSHFP: "1 1 09F6A01D2175742B257C6B98B7C72C44C4040683",
                SVCB: "1 svc.example.com",
                TLSA: "3 1 1 0123456789abcdef",
                TXT: '"a b" "c"',
            } as const;
            for (const [Type, Value] of Object.entries(texts)) {
                const record = { Name: "v.example.com", Type: Type as keyof typeof texts, TTL: 77 };
                const one = zone([
                    { ...record, ResourceRecords: [{ Value }, ...(Type === "CNAME" ? [] : [{ Value: "x" }])] },
                ]);
                const { ttl, answers, candidates } = answer(one, {}, { name: "v.example.com", type: Type, from: "" });
                const expected = Type === "CNAME" ? [Value] : [Value, "x"];
                assert.deepEqual([ttl, answers, candidates[0]?.type], [77, expected, Type]);
            }
        },
        mutants: [
            {
                title: "the first value answers",
                file: "evaluate/zone-index.ts",
                find: "values: (ResourceRecords ?? []).map",
                replace: "values: (ResourceRecords ?? []).slice(0, 1).map",
            },
        ],
    },
];
