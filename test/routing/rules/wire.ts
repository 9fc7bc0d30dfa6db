import assert from "node:assert/strict";
import packet from "dns-packet";
import { query } from "../dns-clients";
import type { Rule } from "./subject";
import { guide } from "./sources";
import { fullRcode, manyAddresses, octets, oneAddress, replyTo } from "./wire-exchange";

const app = query("app.example.com");

/** A question for a name of these octets, which need not be a name. */
function question(...name: readonly number[]): Buffer {
    return Buffer.from([0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...name, 0, 1, 0, 1]);
}

function label(length: number): number[] {
    return [length, ...Array<number>(length).fill(97)];
}

/** Of the message format of RFC 1035 and its successors. */
export const wire: readonly Rule[] = [
    {
        id: "wire-question-repeated",
        title: "a reply repeats the query's id and RD, and the name in the letters that the client chose",
        source: "RFC 1035, section 4.1.1",
        holds: (subject) => {
            const reply = replyTo(subject, { ...query("aPP.Example.com"), id: 4242 });
            assert.deepEqual([reply.id, reply.flag_qr, reply.flag_rd, reply.flag_ra], [4242, true, true, false]);
            assert.deepEqual(
                [reply.questions?.[0]?.name, reply.answers?.[0]?.name],
                ["aPP.Example.com", "aPP.Example.com"],
            );
        },
        mutants: [
            {
                title: "the name comes back in lower case",
                file: "dns/encoded-reply.ts",
                find: "packet.copy(reply, headerBytes, headerBytes, query.nameEnd);",
                replace: "",
            },
            {
                title: "RD is not repeated",
                file: "dns/encoded-reply.ts",
                find: "| ((packet[2] ?? 0) & recursionDesiredBit);\n        reply[3] = this.rcode",
                replace: ";\n        reply[3] = this.rcode",
            },
        ],
    },
    {
        id: "wire-no-reply-to-reply",
        title: "a packet that says it is a reply gets none, and neither does half a header",
        source: "RFC 1035, section 7.3",
        holds: (subject) => {
            const reply = packet.encode({ ...app, type: "response" });
            assert.equal(octets(subject, reply), undefined);
            assert.equal(octets(subject, packet.encode(app).subarray(0, 11)), undefined);
        },
        mutants: [
            {
                title: "replies are answered",
                file: "dns/query.ts",
                find: "(flags & 0x80) !== 0",
                replace: "flags > 255",
            },
        ],
    },
    {
        id: "wire-opcode",
        title: "another kind of query than a standard one is NOTIMP",
        source: "RFC 1035, section 4.1.1",
        holds: (subject) => {
            for (const opcode of [1, 2, 4, 5, 15]) {
                const bytes = packet.encode(app);
                bytes[2] = opcode << 3;
                assert.equal(fullRcode(replyTo(subject, bytes)), 4);
            }
        },
        mutants: [
            {
                title: "every opcode is a query",
                file: "dns/query.ts",
                find: "(flags & 0x78) !== 0",
                replace: "(flags & 0) !== 0",
            },
        ],
    },
    {
        id: "wire-one-question",
        title: "a query has one question: none or several are FORMERR",
        source: "RFC 9619, section 4",
        holds: (subject) => {
            for (const count of [0, 2, 256, 257]) {
                const bytes = packet.encode({
                    ...app,
                    questions: [...(app.questions ?? []), { name: "b", type: "A" }],
                });
                bytes.writeUInt16BE(count, 4);
                assert.equal(fullRcode(replyTo(subject, bytes)), 1, `${count} questions`);
            }
        },
        mutants: [
            {
                title: "the first of several questions is answered",
                file: "dns/query.ts",
                find: "packet[4] !== 0 || packet[5] !== 1",
                replace: "packet[5] === 0",
            },
        ],
    },
    {
        id: "wire-compression",
        title: "a pointer in the question, which can only lead to itself or nowhere, is FORMERR",
        source: "RFC 1035, section 4.1.4",
        holds: (subject) => {
            for (const pointer of [0, 2, 12, 14, 0x3fff]) {
                // So many octets follow that a pointer taken for a label would have its own.
                const bytes = question(1, 97, 0xc0 | (pointer >> 8), pointer & 255, ...Array<number>(300).fill(0));
                assert.equal(fullRcode(replyTo(subject, bytes)), 1, `to ${pointer}`);
            }
        },
        mutants: [
            {
                title: "a pointer is a label",
                file: "dns/query.ts",
                find: "length === undefined || length > 63) {\n            return undefined;",
                replace: "length === undefined) {\n            return undefined;",
            },
        ],
    },
    {
        id: "wire-name-limits",
        title: "a label has at most 63 octets and a name 255",
        source: "RFC 1035, section 2.3.4",
        holds: (subject) => {
            const labels = [...label(63), ...label(63), ...label(63)];
            assert.equal(fullRcode(replyTo(subject, question(...labels, ...label(61), 0))), 0);
            assert.equal(fullRcode(replyTo(subject, question(...labels, ...label(62), 0))), 1);
            assert.equal(fullRcode(replyTo(subject, question(...label(64), 0))), 1);
        },
        mutants: [
            {
                title: "a name may have 256 octets",
                file: "dns/query.ts",
                find: "next - headerBytes > maximumNameBytes",
                replace: "next - headerBytes > maximumNameBytes + 1",
            },
        ],
    },
    {
        id: "wire-class",
        title: "another class than IN is refused",
        source: "RFC 1035, section 3.2.4",
        holds: (subject) => {
            for (const type of ["CH", "HS", "ANY"] as const) {
                const reply = replyTo(subject, {
                    ...app,
                    questions: [{ name: "app.example.com", type: "A", class: type }],
                });
                assert.deepEqual([fullRcode(reply), reply.answers, reply.questions?.[0]?.class], [5, [], type]);
            }
        },
        mutants: [
            {
                title: "classes are not looked at",
                file: "dns/query.ts",
                find: "this.packet.readUInt16BE(this.nameEnd + 2) === classIn",
                replace: "classIn === 1",
            },
        ],
    },
    {
        id: "wire-authority-bit",
        title: "AA is set on what is the zone's own word, and not on a refusal",
        source: "RFC 1035, section 4.1.1",
        holds: (subject) => {
            const refused = { ...oneAddress, rcode: "REFUSED" as const, authoritative: false, answers: [] };
            assert.equal(replyTo(subject, app).flag_aa, true);
            assert.equal(replyTo(subject, app, { reply: refused }).flag_aa, false);
        },
        mutants: [
            {
                title: "AA is always set",
                file: "dns/encoded-reply.ts",
                find: "(reply.authoritative ? authorityBit : 0)",
                replace: "authorityBit",
            },
        ],
    },
    {
        id: "wire-truncation",
        title: "an answer that does not fit is cut to none with TC, over UDP only; what is beside an answer is left out without TC",
        source: "RFC 2181, section 9",
        holds: (subject) => {
            const cut = replyTo(subject, app, { reply: manyAddresses(40) });
            assert.deepEqual([cut.flag_tc, cut.answers], [true, []]);
            const whole = replyTo(subject, app, { reply: manyAddresses(40), transport: "tcp" });
            assert.deepEqual([whole.flag_tc, whole.answers?.length], [false, 40]);
            const authority = [{ name: "example.com", type: "NS", ttl: 30, values: ["ns-1.example.net"] }];
            const bare = replyTo(subject, app, { reply: { ...manyAddresses(29), authority } });
            assert.deepEqual([bare.flag_tc, bare.answers?.length, bare.authorities], [false, 29, []]);
        },
        mutants: [
            {
                title: "TC is not set",
                file: "dns/encoded-reply.ts",
                find: "(truncated ? truncatedBit : 0)",
                replace: "0",
            },
            {
                title: "an answer is cut for the sake of what is beside it",
                file: "dns/encoded-reply.ts",
                find: "[all, answers, question]",
                replace: "[all, question]",
            },
        ],
    },
    {
        id: "wire-512-octets",
        title: "a reply over UDP has at most 512 octets without EDNS, and 4096 with it",
        source: guide("DNSBehavior"),
        holds: (subject) => {
            const large = query("app.example.com", "A", { size: 65_000 });
            // 33 octets of header and question, 16 of each address, 11 of OPT.
            assert.equal(octets(subject, app, { reply: manyAddresses(29) })?.length, 33 + 29 * 16);
            assert.equal(replyTo(subject, app, { reply: manyAddresses(30) }).flag_tc, true);
            assert.equal(octets(subject, large, { reply: manyAddresses(253) })?.length, 33 + 253 * 16 + 11);
            assert.equal(replyTo(subject, large, { reply: manyAddresses(254) }).flag_tc, true);
        },
        mutants: [
            {
                title: "as many as the client takes",
                file: "dns/responder.ts",
                find: "Math.min(Math.max(edns.size, plainUdpBytes), largestUdpBytes)",
                replace: "Math.max(edns.size, plainUdpBytes)",
            },
            {
                title: "EDNS is taken for granted",
                file: "dns/responder.ts",
                find: ": plainUdpBytes;",
                replace: ": largestUdpBytes;",
            },
        ],
    },
];
