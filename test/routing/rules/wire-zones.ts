import assert from "node:assert/strict";
import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import packet from "dns-packet";
import { query } from "../dns-clients";
import { address, zone } from "../zones";
import type { Rule } from "./subject";
import { guide } from "./sources";
import { fullRcode, manyAddresses, oneAddress, replyTo, served } from "./wire-exchange";

function stored(
    Name: string,
    Type: "CNAME" | "NS" | "SOA" | "MX" | "SRV",
    ...values: readonly string[]
): ResourceRecordSet {
    return { Name, Type, TTL: 900, ResourceRecords: values.map((Value) => ({ Value })) };
}

const soa = stored("example.com.", "SOA", "ns-1.example.net. host.example.net. 1 7200 900 1209600 86400");
const servers = stored("example.com.", "NS", "ns-1.example.net.", "ns-2.example.net.");
const app = address("app.example.com.", "10.0.0.1");

/** Of whole replies of a zone. */
export const wireZones: readonly Rule[] = [
    {
        id: "reply-name-servers",
        title: "a successful answer has the zone's name servers in its authority section",
        source: guide("DNSBehavior"),
        holds: (subject) => {
            const reply = served(subject, zone([soa, servers, app]), query("app.example.com"));
            assert.deepEqual(
                reply.authorities?.map((record) => [record.name, record.type, "data" in record && record.data]),
                [
                    ["example.com", "NS", "ns-1.example.net"],
                    ["example.com", "NS", "ns-2.example.net"],
                ],
            );
        },
        mutants: [
            {
                title: "the authority section is empty",
                file: "dns/zone-replies.ts",
                find: "authority: servers,",
                replace: "authority: [],",
            },
        ],
    },
    {
        id: "reply-negative-soa",
        title: "a name that does not exist, or has no such record, comes with the SOA, whose TTL is how long that may be kept",
        source: guide("DNSBehavior"),
        holds: (subject) => {
            const one = zone([{ ...soa, TTL: 300 }, servers, app]);
            for (const [asked, code] of [
                [query("none.example.com"), 3],
                [query("app.example.com", "AAAA"), 0],
            ] as const) {
                const reply = served(subject, one, asked);
                const [record] = reply.authorities ?? [];
                assert.deepEqual(
                    [fullRcode(reply), reply.answers, reply.authorities?.length, record?.type === "SOA" && record.ttl],
                    [code, [], 1, 300],
                );
            }
            // A zone file that leaves it out has the one that Route 53 gives a new zone.
            const [record] = served(subject, zone([servers, app]), query("none.example.com")).authorities ?? [];
            assert.ok(record?.type === "SOA");
            assert.deepEqual([record.ttl, record.data.minimum], [900, 86400]);
        },
        mutants: [
            {
                title: "negative answers have the name servers",
                file: "dns/zone-replies.ts",
                find: 'authority: this.atApex("SOA")',
                replace: 'authority: this.atApex("NS")',
            },
        ],
    },
    {
        id: "reply-additional",
        title: "the addresses of what CNAME, MX, NS and SRV records of the answer name are beside it when the zone has them",
        source: guide("DNSBehavior"),
        holds: (subject) => {
            const mail = stored("example.com.", "MX", "10 app.example.com.", "20 mail.example.net.");
            const service = stored("_sip._tcp.example.com.", "SRV", "1 2 5060 app.example.com.");
            const names = stored("sub.example.com.", "CNAME", "app.example.com.");
            const own = stored("example.com.", "NS", "app.example.com.");
            const one = zone([soa, own, mail, service, names, app]);
            for (const asked of [
                query("example.com", "NS"),
                query("example.com", "MX"),
                query("sub.example.com"),
                query("_sip._tcp.example.com", "SRV"),
            ]) {
                const [record, ...others] = served(subject, one, asked).additionals ?? [];
                assert.deepEqual(
                    [record?.name, record?.type === "A" && record.data, others],
                    ["app.example.com", "10.0.0.1", []],
                );
            }
            // A target that cannot be told for a client costs the addresses, not the answer.
            const GeoProximityLocation = { AWSRegion: "eu-west-1" } as const;
            const nearby = address("app.example.com.", "10.0.0.1", { GeoProximityLocation, SetIdentifier: "near" });
            const far = served(subject, zone([soa, own, names, nearby]), query("sub.example.com"));
            assert.deepEqual([fullRcode(far), far.answers?.length, far.additionals], [0, 1, []]);
            // Only of what is cited in the answer section, not of the name servers beside it.
            assert.deepEqual(served(subject, one, query("app.example.com")).additionals, []);
        },
        mutants: [
            {
                title: "the wrong word of an SRV record is its host",
                file: "dns/zone-replies.ts",
                find: "SRV: 3",
                replace: "SRV: 2",
            },
            {
                title: "what a CNAME leads to is left to the resolver",
                file: "dns/zone-replies.ts",
                find: "CNAME: 0, NS: 0, MX",
                replace: "NS: 0, MX",
            },
            {
                title: "what is beside an answer must be found",
                file: "dns/zone-replies.ts",
                find: "if (error instanceof RoutingError)",
                replace: "if (error === undefined)",
            },
            {
                title: "addresses of the name servers come with every answer",
                file: "dns/zone-replies.ts",
                find: "this.addressesOf(answers, asked, context)",
                replace: "this.addressesOf([...answers, ...servers], asked, context)",
            },
        ],
    },
    {
        id: "reply-referral",
        title: "below a delegation the reply is its name servers with their addresses, without AA",
        source: "RFC 1034, section 4.3.2",
        holds: (subject) => {
            const glue = address("ns.sub.example.com.", "10.0.0.9");
            const one = zone([soa, servers, stored("sub.example.com.", "NS", "ns.sub.example.com."), glue]);
            const reply = served(subject, one, query("www.sub.example.com"));
            assert.deepEqual(
                [reply.flag_aa, fullRcode(reply), reply.answers, reply.authorities?.map(({ name }) => name)],
                [false, 0, [], ["sub.example.com"]],
            );
            const [record] = reply.additionals ?? [];
            assert.deepEqual([record?.name, record?.type === "A" && record.data], ["ns.sub.example.com", "10.0.0.9"]);
        },
        mutants: [
            {
                title: "a referral has authority",
                file: "dns/zone-replies.ts",
                find: "authoritative: false,",
                replace: "",
            },
        ],
    },
    {
        id: "reply-random-order",
        title: "the values of a record go in random order, each order as likely as another",
        source: guide("routing-policy-simple"),
        holds: ({ dns }) => {
            const numbers = [0, 0, 0, 0.5, 0, 0, 0.9, 0.9, 0.9];
            const responder = new dns.Responder({
                resolve: () => manyAddresses(3),
                random: () => numbers.shift() ?? 0,
            });
            const orders = [1, 2, 3].map(() => {
                const bytes = responder.respond(packet.encode(query("app.example.com")), "192.0.2.1", "udp");
                const { answers = [] } = packet.decode(bytes ?? Buffer.alloc(0));
                return answers.map((record) => (record.type === "A" ? record.data.slice(-1) : "")).join("");
            });
            assert.deepEqual(orders, ["021", "102", "210"]);
        },
        mutants: [
            {
                title: "values keep their order",
                file: "dns/encoded-reply.ts",
                find: "counts[0] > 1",
                replace: "counts[0] > 1000",
            },
        ],
    },
    {
        id: "record-text-escapes",
        title: "texts of a TXT record: several, each at most 255 octets, with quotation marks and octal escapes resolved",
        source: guide("ResourceRecordTypes"),
        holds: (subject) => {
            const ask = (value: string) => {
                const reply = { ...oneAddress, answers: [{ type: "TXT", ttl: 30, values: [value] }] };
                return replyTo(subject, query("app.example.com", "TXT"), { reply });
            };
            const texts = (value: string) => {
                const [record] = ask(value).answers ?? [];
                assert.ok(record?.type === "TXT");
                return [record.data].flat().map((text) => Buffer.from(text).toString("latin1"));
            };
            assert.deepEqual(texts('"v=spf1 -all" "second"'), ["v=spf1 -all", "second"]);
            assert.deepEqual(texts('"a \\"b\\" \\\\ \\344 \\052"'), ['a "b" \\ \xe4 *']);
            assert.deepEqual(texts('""'), [""]);
            assert.equal(fullRcode(ask(`"${"a".repeat(256)}"`)), 2);
        },
        mutants: [
            {
                title: "escapes are decimal",
                file: "dns/wire-name.ts",
                find: "parseInt(octal, 8)",
                replace: "parseInt(octal, 10)",
            },
        ],
    },
];
