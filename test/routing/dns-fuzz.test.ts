import assert from "node:assert/strict";
import packet from "dns-packet";
import fc from "fast-check";
import { parseQuery } from "../../routing/dns/query";
import { Responder, type DnsCounters } from "../../routing/dns/responder";
import { createZoneResolver } from "../../routing/dns/zone-resolver";
import { seededRandom, type Random } from "../../routing/random";
import type { ZoneState } from "../../routing/zone";
import { query } from "./dns-clients";
import { address, alias, zone } from "./zones";

const value = (Name: string, Type: "TXT" | "MX" | "CNAME" | "NS" | "SOA", ...values: string[]) => ({
    Name,
    Type,
    TTL: 60,
    ResourceRecords: values.map((Value) => ({ Value })),
});
const drawn = (weights: readonly number[]) =>
    weights.map((Weight, at) =>
        address("drawn.example.com", `10.1.0.${at}`, { Weight, SetIdentifier: `${at}`, HealthCheckId: `c${at}` }),
    );
const near = (["eu-west-1", "us-east-1"] as const).map((Region) =>
    alias("near.example.com", { to: "drawn.example.com" }, { Region, SetIdentifier: Region }),
);
const multivalue = Array.from({ length: 12 }, (_, at) =>
    address("multi.example.com", `10.2.0.${at}`, { MultiValueAnswer: true, SetIdentifier: `${at}` }),
);
const one = zone(
    [
        value("example.com", "SOA", "ns. host. 1 7200 900 1209600 86400"),
        value("example.com", "NS", "ns-1.example.net", "ns.example.com"),
        value("example.com", "MX", "10 flat.example.com", "20 many.example.com"),
        value("example.com", "TXT", '"a" "b"', '"c"'),
        value("sub.example.com", "NS", "ns.sub.example.com"),
        value("alias.example.com", "CNAME", "elsewhere.example.org"),
        address("ns.sub.example.com", "10.0.0.3"),
        address("flat.example.com", "10.0.0.1"),
        address("*.wild.example.com", "10.0.0.2"),
        {
            ...value("many.example.com", "TXT"),
            Type: "A",
            ResourceRecords: Array.from({ length: 40 }, (_, at) => ({ Value: `10.9.0.${at}` })),
        },
        ...drawn([1, 2, 3]),
        ...near,
        ...multivalue,
    ],
    { c0: {}, c1: {}, c2: {} },
);
const states: readonly ZoneState[] = [
    { latency: { eu: { "eu-west-1": 1, "us-east-1": 90 }, us: { "eu-west-1": 90, "us-east-1": 1 } } },
    { healthChecks: { c1: "unhealthy" } },
];

/** A server without sockets whose state and luck the test decides. */
class Desk {
    version = 0;
    random: Random = () => 0;
    readonly responder: Responder;
    readonly errors: unknown[] = [];

    constructor() {
        const resolve = createZoneResolver({
            zone: one,
            clockFactor: 1,
            now: () => ({ version: this.version, state: states[this.version % 2] ?? {}, addresses: {} }),
            from: ({ subnet = "" }) => (subnet.startsWith("10.") ? "us" : "eu"),
            random: () => this.random(),
        });
        this.responder = new Responder({
            resolve,
            random: () => this.random(),
            onError: (error) => this.errors.push(error),
        });
    }

    ask(bytes: Buffer, transport: "udp" | "tcp", seed: number): Buffer | undefined {
        this.random = seededRandom(seed);
        return this.responder.respond(bytes, "192.0.2.1", transport);
    }
}

const names = ["", "flat.", "many.", "drawn.", "near.", "multi.", "alias.", "a.wild.", "www.sub.", "none.", "\u0001."];
const spelled = fc.tuple(fc.constantFrom(...names), fc.nat()).map(([name, letters]) =>
    Array.from(`${name}example.com`)
        .map((one, at) => ((letters >> (at % 31)) & 1 ? one.toUpperCase() : one))
        .join(""),
);
const subnet = fc.constantFrom(
    { code: 8, family: 1, sourcePrefixLength: 24, scopePrefixLength: 0, ip: "10.1.2.0" },
    { code: 8, family: 2, sourcePrefixLength: 48, scopePrefixLength: 0, ip: "2001:db8:1::" },
    { code: 8, family: 1, sourcePrefixLength: 0, scopePrefixLength: 0, ip: "0.0.0.0" },
);
const edns = fc.record({
    size: fc.constantFrom(0, 512, 700, 1232, 4096, 65_535),
    version: fc.constantFrom(0, 0, 0, 1),
    flags: fc.constantFrom(0, packet.DNSSEC_OK),
    options: fc.array(subnet, { maxLength: 1 }),
});
const asked = fc
    .tuple(
        spelled,
        fc.constantFrom("A", "AAAA", "MX", "TXT", "NS", "SOA", "CNAME", "AXFR"),
        fc.option(edns),
        fc.nat(0xffff),
    )
    .map(([name, type, opt, id]) =>
        packet.encode({ ...query(name, type as "A", (opt as Parameters<typeof query>[2] | null) ?? undefined), id }),
    );
const transport = fc.constantFrom("udp" as const, "tcp" as const);
const exchange = fc.record({ bytes: asked, transport, seed: fc.nat(), changed: fc.boolean() });

describe("DNS replies that were kept", () => {
    it("are octet for octet what an empty cache gives, whatever was asked before", () => {
        fc.assert(
            fc.property(fc.array(exchange, { minLength: 1, maxLength: 12 }), (exchanges) => {
                const warm = new Desk();
                for (const { bytes, transport: over, seed, changed } of [...exchanges, ...exchanges]) {
                    warm.version += changed ? 1 : 0;
                    const cold = new Desk();
                    cold.version = warm.version;
                    assert.deepEqual(warm.ask(bytes, over, seed), cold.ask(bytes, over, seed));
                }
                assert.deepEqual(warm.errors, []);
            }),
            { numRuns: 150 },
        );
    });
});

describe("DNS queries", () => {
    it("are read as another codec reads them", () => {
        fc.assert(
            fc.property(asked, (bytes) => {
                const parsed = parseQuery(bytes);
                assert.ok(parsed.kind !== "drop" && parsed.query);
                const { questions: [question] = [], additionals: [opt] = [] } = packet.decode(bytes);
                assert.equal(parsed.query.name.replace("\\001", "\u0001"), question?.name);
                assert.equal(parsed.query.type, question?.type);
                assert.equal(parsed.query.edns?.size, opt?.type === "OPT" ? opt.udpPayloadSize : undefined);
                assert.equal(parsed.query.edns?.dnssecOk, opt?.type === "OPT" ? opt.flag_do : undefined);
            }),
            { numRuns: 500 },
        );
    });

    const damaged = fc
        .tuple(asked, fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }), fc.option(fc.nat(60)))
        .map(([bytes, changes, cut]) => {
            const broken = Buffer.from(bytes);
            changes.forEach(([at, octet]) => (broken[at % broken.length] = octet));
            return cut === null ? broken : broken.subarray(0, cut);
        });
    const anything = fc.oneof(
        fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes)),
        // A header that is right, and then anything: most of the way in.
        fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from([0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, ...bytes])),
    );

    it("of any octets are answered or dropped, replies can be read, and the counters add up", () => {
        const desk = new Desk();
        let packets = 0;
        fc.assert(
            fc.property(fc.oneof(damaged, anything), transport, fc.nat(), (bytes, over, seed) => {
                const reply = desk.ask(bytes, over, seed);
                packets += 1;
                assert.equal(sum(desk.responder.counters, ["udp", "tcp"]), packets);
                assert.equal(sum(desk.responder.counters, outcomes), packets);
                if (reply) {
                    assert.deepEqual([reply[0], reply[1], (reply[2] ?? 0) >> 7], [bytes[0], bytes[1], 1]);
                    assert.ok(reply.length <= (over === "udp" ? 4096 : 65_535));
                    packet.decode(reply);
                } else {
                    assert.ok(bytes.length < 12 || ((bytes[2] ?? 0) & 0x80) !== 0);
                }
            }),
            { numRuns: 5000 },
        );
        assert.deepEqual(desk.errors, []);
        assert.ok(desk.responder.counters.noerror > 0 && desk.responder.counters.formerr > 0);
    });
});

const outcomes = [
    "dropped",
    "noerror",
    "nxdomain",
    "refused",
    "servfail",
    "formerr",
    "notimp",
    "badvers",
] as const satisfies readonly (keyof DnsCounters)[];

function sum(counters: Readonly<DnsCounters>, keys: readonly (keyof DnsCounters)[]): number {
    return keys.reduce((total, key) => total + counters[key], 0);
}
