import assert from "node:assert/strict";
import type { RRType } from "@aws-sdk/client-route-53";
import packet from "dns-packet";
import { Responder } from "../../routing/dns/responder";
import { typeNumber } from "../../routing/dns/record-types";
import { createZoneResolver } from "../../routing/dns/zone-resolver";
import { query, rcode } from "./dns-clients";
import { zone } from "./zones";

const name = "x.example.com";

/** Octets of the only answer to a question of this type, when the zone has this value for it. */
function sent(type: RRType, ...values: readonly string[]): { octets: Buffer; data: unknown; errors: string[] } {
    const errors: string[] = [];
    const record = { Name: name, Type: type, TTL: 60, ResourceRecords: values.map((Value) => ({ Value })) };
    const resolve = createZoneResolver({
        zone: zone([record]),
        clockFactor: 1,
        now: () => ({ version: 1, state: {}, addresses: {} }),
        from: () => "here",
        random: () => 0,
    });
    const responder = new Responder({ resolve, random: () => 0, onError: (error) => errors.push(String(error)) });
    const asked = packet.encode(query(name));
    asked.writeUInt16BE(typeNumber(type) ?? 0, asked.length - 4);
    const reply = responder.respond(asked, "192.0.2.1", "tcp") ?? Buffer.alloc(0);
    const octets = reply.subarray(asked.length + 12);
    if (rcode({ flags: reply.readUInt16BE(2) }) !== 0) {
        return { octets: Buffer.alloc(0), data: undefined, errors };
    }
    const [answer] = packet.decode(reply).answers ?? [];
    return { octets, data: answer && "data" in answer ? answer.data : undefined, errors };
}

function hex(octets: Buffer): string {
    return octets.toString("hex");
}

describe("DNS records", () => {
    const read: readonly (readonly [RRType, string, unknown])[] = [
        ["A", "192.0.2.1", "192.0.2.1"],
        ["AAAA", "2001:db8::1", "2001:db8::1"],
        ["AAAA", "::ffff:192.0.2.1", "::ffff:c000:201"],
        ["AAAA", "::", "::"],
        ["CNAME", "WWW.example.NET.", "WWW.example.NET"],
        ["PTR", "host.example.com.", "host.example.com"],
        ["MX", "10 mail.example.com.", { preference: 10, exchange: "mail.example.com" }],
        ["SRV", "1 2 5060 sip.example.com.", { priority: 1, weight: 2, port: 5060, target: "sip.example.com" }],
        [
            "SOA",
            "ns. host\\056master.example.com. 1 7200 900 1209600 86400",
            {
                mname: "ns",
                rname: "host\\.master.example.com",
                serial: 1,
                refresh: 7200,
                retry: 900,
                expire: 1209600,
                minimum: 86400,
            },
        ],
        [
            "CAA",
            '0 issue "ca.example.net; policy=ev"',
            { flags: 0, tag: "issue", value: "ca.example.net; policy=ev", issuerCritical: false },
        ],
        ["CAA", '128 iodef ""', { flags: 128, tag: "iodef", value: "", issuerCritical: true }],
        [
            "NAPTR",
            '100 50 "u" "E2U+sip" "!^(\\\\+441632960083)$!sip:\\\\1@example.com!" .',
            {
                order: 100,
                preference: 50,
                flags: "u",
                services: "E2U+sip",
                regexp: "!^(\\+441632960083)$!sip:\\1@example.com!",
                replacement: ".",
            },
        ],
        [
            "DS",
            "123 4 5 1234567890abcdef 1234567890abcdef",
            {
                keyTag: 123,
                algorithm: 4,
                digestType: 5,
                digest: Buffer.from("1234567890abcdef1234567890abcdef", "hex"),
            },
        ],
        [
            "SSHFP",
            "1 1 09F6A01D2175742B257C6B98B7C72C44C4040683",
            {
                algorithm: 1,
                hash: 1,
                fingerprint: "09F6A01D2175742B257C6B98B7C72C44C4040683",
            },
        ],
        [
            "TLSA",
            "3 1 1 0b9fa5a59eed715c26c1020c711b4f6ec42d58b0015e14337a39dad301c5afc3",
            {
                usage: 3,
                selector: 1,
                matchingType: 1,
                certificate: Buffer.from("0b9fa5a59eed715c26c1020c711b4f6ec42d58b0015e14337a39dad301c5afc3", "hex"),
            },
        ],
    ];
    for (const [type, value, data] of read) {
        it(`${type} ${value}`, () => assert.deepEqual(sent(type, value).data, data));
    }

    // Octets by hand: the witness reads none of these types.
    const written: readonly (readonly [RRType, string, string])[] = [
        ["SPF", '"v=spf1 -all"', "0b" + Buffer.from("v=spf1 -all").toString("hex")],
        ["HTTPS", "0 www.example.net.", "0000" + "03777777076578616d706c65036e657400"],
        ["HTTPS", "1 .", "000100"],
        ["HTTPS", '1 . port=8443 alpn="h2,h3"', "000100" + "00010006026832026833" + "0003000220fb"],
        [
            "SVCB",
            "16 foo.example.org. mandatory=ipv4hint,alpn alpn=h2 ipv4hint=192.0.2.1",
            "0010" + "03666f6f076578616d706c65036f726700" + "0000000400010004" + "00010003026832" + "00040004c0000201",
        ],
        [
            "SVCB",
            '1 foo.example.com. key667="hello\\322qoo"',
            "0001" + "03666f6f076578616d706c6503636f6d00" + "029b0009" + "68656c6c6fd2716f6f",
        ],
        [
            "SVCB",
            "1 . no-default-alpn alpn=h3 ech=AEn+DQ== ipv6hint=2001:db8::1,::1",
            "000100" +
                "00010003026833" +
                "00020000" +
                "000500040049fe0d" +
                "00060020" +
                "20010db8000000000000000000000001" +
                "00000000000000000000000000000001",
        ],
        ["TXT", '"snow is \\342\\230\\203"', "0b" + Buffer.from("snow is ☃").toString("hex")],
        ["TXT", '"snow is ☃"', "0b" + Buffer.from("snow is ☃").toString("hex")],
        ["TXT", "one two", "036f6e650374776f"],
    ];
    for (const [type, value, octets] of written) {
        it(`${type} ${value}, octet for octet`, () => assert.equal(hex(sent(type, value).octets), octets));
    }

    it("names inside old types end in a pointer to the question, and in newer ones do not", () => {
        // RFC 3597, section 4: a resolver that does not know the type cannot follow a pointer in it.
        assert.equal(hex(sent("MX", "10 y.example.com").octets), "000a" + "0179c00e");
        assert.equal(hex(sent("SRV", "1 2 3 y.example.com").octets), "000100020003" + "0179076578616d706c6503636f6d00");
    });

    const wrong: readonly (readonly [RRType, string, RegExp])[] = [
        ["A", "lb.example.com", /A "lb\.example\.com": expected an IPv4 address/],
        ["AAAA", "fe80::1%eth0", /expected an IPv6 address/],
        ["MX", "ten mail.example.com", /expected a whole number up to 65535, got "ten"/],
        ["MX", "65536 mail.example.com", /expected a whole number up to 65535/],
        ["CNAME", "a..example.com", /expected labels of 1 to 63 octets/],
        ["CNAME", `${"a".repeat(64)}.example.com`, /expected labels of 1 to 63 octets/],
        ["CNAME", "abc.".repeat(64), /expected a name of at most 255 octets/],
        ["TXT", '"never ends', /expected a closing quotation mark/],
        ["DS", "1 2 3 xyz", /expected pairs of hexadecimal digits/],
        ["HTTPS", "1 . alpn=h2 alpn=h3", /expected each parameter once/],
        ["HTTPS", "1 . speed=fast", /expected a service parameter such as alpn or key667, got "speed"/],
    ];
    for (const [type, value, message] of wrong) {
        it(`fails on ${type} ${value.slice(0, 40)}, and says why`, () => {
            const { errors, data } = sent(type, value);
            assert.equal(data, undefined);
            assert.match(errors.join(), message);
        });
    }
});
