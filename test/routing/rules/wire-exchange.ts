import assert from "node:assert/strict";
import packet, { type DecodedPacket, type OptAnswer, type Packet } from "dns-packet";
import type { DnsReply } from "../../../routing/dns/reply";
import type { Zone, ZoneState } from "../../../routing/zone";
import type { Subject } from "./subject";

/** One address, as the records of app.example.com. */
export const oneAddress: DnsReply = {
    rcode: "NOERROR",
    authoritative: true,
    answers: [{ type: "A", ttl: 30, values: ["10.0.0.1"] }],
    authority: [],
    additional: [],
    needed: "answers",
    dependsOnClient: false,
};

/** As many addresses as one likes, in 16 octets each. */
export function manyAddresses(count: number): DnsReply {
    const values = Array.from({ length: count }, (_, at) => `10.0.${at >> 8}.${at & 255}`);
    return { ...oneAddress, answers: [{ type: "A", ttl: 30, values }] };
}

/** The octets that come back for a packet when the records are these; undefined when nothing does. */
export function octets(
    { dns }: Subject,
    message: Packet | Buffer,
    { reply = oneAddress, transport = "udp" }: { reply?: DnsReply; transport?: "udp" | "tcp" } = {},
): Buffer | undefined {
    const responder = new dns.Responder({ resolve: () => reply, random: () => 0 });
    const bytes = Buffer.isBuffer(message) ? message : packet.encode(message);
    return responder.respond(bytes, "192.0.2.1", transport);
}

/** The reply to a packet, read by another's codec. */
export function replyTo(...given: Parameters<typeof octets>): DecodedPacket {
    return packet.decode(octets(...given) ?? assert.fail("expected a reply, got none"));
}

/** What a server of a zone says. */
export function served({ dns }: Subject, one: Zone, message: Packet): DecodedPacket {
    const state: ZoneState = {};
    const resolve = dns.createZoneResolver({
        zone: one,
        clockFactor: 1,
        now: () => ({ version: 1, state, addresses: {} }),
        from: () => "here",
        random: () => 0,
    });
    const responder = new dns.Responder({ resolve, random: () => 0 });
    const bytes = responder.respond(packet.encode(message), "192.0.2.1", "tcp");
    return packet.decode(bytes ?? assert.fail("expected a reply, got none"));
}

export function optOf({ additionals = [] }: Pick<Packet, "additionals">): OptAnswer | undefined {
    return additionals.find((record): record is OptAnswer => record.type === "OPT");
}

/** The code of a reply, with the upper bits that the OPT record has. */
export function fullRcode(reply: DecodedPacket): number {
    return ((optOf(reply)?.extendedRcode ?? 0) << 4) | ((reply.flags ?? 0) & 15);
}
