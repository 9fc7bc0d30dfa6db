import assert from "node:assert/strict";
import packet, { type PacketOpt } from "dns-packet";
import { query } from "../dns-clients";
import type { Rule } from "./subject";
import { fullRcode, manyAddresses, octets, oneAddress, optOf, replyTo } from "./wire-exchange";

const edns = (more: { version?: number; flags?: number; options?: PacketOpt[]; size?: number } = {}) =>
    query("app.example.com", "A", { size: 1232, ...more });

/** A query whose OPT record has one option of these octets. */
function withOption(code: number, ...content: readonly number[]): Buffer {
    const bytes = packet.encode(edns());
    const option = Buffer.from([0, code, 0, content.length, ...content]);
    bytes.writeUInt16BE(option.length, bytes.length - 2);
    return Buffer.concat([bytes, option]);
}

const subnet = (...content: readonly number[]) => withOption(8, ...content);

/** Of EDNS: RFC 6891 and the options of RFC 7871. */
export const wireEdns: readonly Rule[] = [
    {
        id: "edns-only-when-asked",
        title: "a reply has an OPT record when the query has one, and only then",
        source: "RFC 6891, section 6.1.1",
        holds: (subject) => {
            assert.equal(optOf(replyTo(subject, query("app.example.com"))), undefined);
            assert.equal(optOf(replyTo(subject, edns()))?.udpPayloadSize, 1232);
            assert.ok(optOf(replyTo(subject, edns(), { reply: manyAddresses(300) })));
        },
        mutants: [
            {
                title: "the OPT record is not counted",
                file: "dns/encoded-reply.ts",
                find: "writeCounts(reply, counts, edns ? 1 : 0);",
                replace: "writeCounts(reply, counts, 0);",
            },
        ],
    },
    {
        id: "edns-one-opt",
        title: "a second OPT record is FORMERR, and so is one that is not the root's",
        source: "RFC 6891, section 6.1.1",
        holds: (subject) => {
            const one = packet.encode(edns());
            const two = Buffer.concat([one, one.subarray(33)]);
            two.writeUInt16BE(2, 10);
            assert.equal(fullRcode(replyTo(subject, two)), 1);
            const named = Buffer.concat([one.subarray(0, 33), Buffer.from([0xc0, 12]), one.subarray(34)]);
            assert.equal(fullRcode(replyTo(subject, named)), 1);
        },
        mutants: [
            {
                title: "the last OPT record counts",
                file: "dns/query.ts",
                find: "record < before || found !== undefined || packet[at] !== 0",
                replace: "record < before || packet[at] !== 0",
            },
            {
                title: "OPT may be anybody's",
                file: "dns/query.ts",
                find: "found !== undefined || packet[at] !== 0",
                replace: "found !== undefined",
            },
        ],
    },
    {
        id: "edns-version",
        title: "a version above 0 is BADVERS with the version that is known, and no answer",
        source: "RFC 6891, section 6.1.3",
        holds: (subject) => {
            const reply = replyTo(subject, edns({ version: 1 }));
            assert.deepEqual([fullRcode(reply), optOf(reply)?.ednsVersion, reply.answers], [16, 0, []]);
        },
        mutants: [
            {
                title: "every version is taken for 0",
                file: "dns/query.ts",
                find: "edns.version > 0",
                replace: "edns.version > 255",
            },
        ],
    },
    {
        id: "edns-small-size",
        title: "a size below 512 counts as 512",
        source: "RFC 6891, section 6.2.3",
        holds: (subject) => {
            const reply = replyTo(subject, edns({ size: 100 }), { reply: manyAddresses(20) });
            assert.deepEqual([reply.flag_tc, reply.answers?.length], [false, 20]);
        },
        mutants: [
            {
                title: "the size is taken as it is",
                file: "dns/responder.ts",
                find: "Math.max(edns.size, plainUdpBytes)",
                replace: "edns.size",
            },
        ],
    },
    {
        id: "edns-do",
        title: "the DO bit comes back as it came",
        source: "RFC 3225, section 3",
        holds: (subject) => {
            assert.equal(optOf(replyTo(subject, edns({ flags: packet.DNSSEC_OK })))?.flag_do, true);
            assert.equal(optOf(replyTo(subject, edns()))?.flag_do, false);
        },
        mutants: [
            {
                title: "DO is lost",
                file: "dns/encoded-reply.ts",
                find: "dnssecOk ? 0x8000 : 0",
                replace: "0",
            },
        ],
    },
    {
        id: "edns-unknown-option",
        title: "an option that is not known is ignored",
        source: "RFC 6891, section 6.1.2",
        holds: (subject) => {
            const reply = replyTo(subject, withOption(10, 1, 2, 3, 4, 5, 6, 7, 8));
            assert.deepEqual([fullRcode(reply), reply.answers?.length, optOf(reply)?.options], [0, 1, []]);
        },
        mutants: [
            {
                title: "every option is a client's subnet",
                file: "dns/query.ts",
                find: "packet.readUInt16BE(at) === optionSubnet",
                replace: "dataEnd > 0",
            },
        ],
    },
    {
        id: "subnet-form",
        title: "a client's subnet with too few or too many octets, bits beyond the prefix, a scope, or another family is FORMERR",
        source: "RFC 7871, section 6",
        holds: (subject) => {
            assert.equal(fullRcode(replyTo(subject, subnet(0, 1, 24, 0, 192, 0, 2))), 0);
            assert.equal(fullRcode(replyTo(subject, subnet(0, 1, 0, 0))), 0);
            const wrong = [
                [0, 1],
                [0, 1, 24, 0, 192, 0],
                [0, 1, 24, 0, 192, 0, 2, 0],
                [0, 1, 23, 0, 192, 0, 3],
                [0, 1, 33, 0, 192, 0, 2, 0, 0],
                [0, 1, 24, 24, 192, 0, 2],
                [0, 3, 8, 0, 192],
            ];
            for (const content of wrong) {
                assert.equal(fullRcode(replyTo(subject, subnet(...content))), 1, content.join(" "));
            }
        },
        mutants: [
            {
                title: "bits beyond the prefix are let through",
                file: "dns/client-subnet.ts",
                find: "right && beyond === 0",
                replace: "right",
            },
            {
                title: "a scope is let through",
                file: "dns/client-subnet.ts",
                find: "scope === 0 && prefix",
                replace: "prefix",
            },
            {
                title: "octets are not counted",
                file: "dns/client-subnet.ts",
                find: " && octets.length === Math.ceil(prefix / 8)",
                replace: "",
            },
        ],
    },
    {
        id: "subnet-scope",
        title: "the subnet comes back as it came, its scope the whole prefix when the answer depends on it, and 0 when not",
        source: "RFC 7871, section 7.2.1",
        holds: (subject) => {
            const asked = subnet(0, 1, 20, 0, 192, 0, 16);
            const expected = (scope: number) => Buffer.from([0, 8, 0, 7, 0, 1, 20, scope, 192, 0, 16]);
            for (const dependsOnClient of [true, false]) {
                const reply = octets(subject, asked, { reply: { ...oneAddress, dependsOnClient } });
                assert.deepEqual(reply?.subarray(-11), expected(dependsOnClient ? 20 : 0));
            }
        },
        mutants: [
            {
                title: "the scope is always the whole prefix",
                file: "dns/encoded-reply.ts",
                find: "dependsOnClient ? subnet.prefix : 0",
                replace: "subnet.prefix",
            },
        ],
    },
];
