import packet, { type Answer as WireRecord, type DecodedPacket, type OptAnswer, type PacketOpt } from "dns-packet";
import type { DnsReply } from "./reply";

/** A query that can be answered. */
export interface Query {
    readonly id: number;
    /** As the client spelled it: the reply repeats it letter by letter. */
    readonly name: string;
    readonly type: string;
    readonly class: string;
    readonly recursionDesired: boolean;
    /** EDNS of the query (RFC 6891); absent without it. */
    readonly edns?: { readonly size: number; readonly subnet?: Subnet };
}

/** A part of an address, as a resolver sends it on behalf of a client (RFC 7871). */
export interface Subnet {
    readonly ip: string;
    readonly prefix: number;
    readonly family: number;
}

/** What is to be done with a packet: nothing, a reply without looking further, or an answer. */
export type Parsed =
    | { readonly kind: "drop" }
    | { readonly kind: "refuse"; readonly reply: Buffer; readonly rcode: number }
    | { readonly kind: "query"; readonly query: Query };

/** RFC 1035, section 4.1.1, and RFC 2136 for REFUSED's neighbours. */
const rcodes = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 } as const;

const headerBytes = 12;
/** RFC 1035: what every UDP client can take. */
const plainUdpBytes = 512;
/** What we say we take; RFC 9715 advises at most 1400, DNS flag day 2020 settled on this. */
const ownUdpBytes = 1232;

/** Reads a packet from the wire. Never throws: what is no query is dropped, what is a broken one gets FORMERR. */
export function parseQuery(bytes: Buffer): Parsed {
    const responseBit = 0x80;
    if (bytes.length < headerBytes || ((bytes[2] ?? 0) & responseBit) !== 0) {
        return { kind: "drop" };
    }
    const opcode = ((bytes[2] ?? 0) >> 3) & 0xf;
    if (opcode !== 0) {
        return refusal(bytes, rcodes.NOTIMP);
    }
    if (bytes.readUInt16BE(4) !== 1) {
        return refusal(bytes, rcodes.FORMERR);
    }
    try {
        return { kind: "query", query: queryOf(packet.decode(bytes)) };
    } catch {
        // dns-packet throws plain errors and range errors for whatever does not fit.
        return refusal(bytes, rcodes.FORMERR);
    }
}

function queryOf(message: DecodedPacket): Query {
    const [question] = message.questions ?? [];
    if (!question) {
        throw new RangeError("no question");
    }
    const edns = message.additionals?.find((record): record is OptAnswer => record.type === "OPT");
    const subnet = edns && subnetOf(edns.options);
    return {
        id: message.id ?? 0,
        name: question.name,
        type: question.type,
        class: question.class ?? "IN",
        recursionDesired: message.flag_rd,
        ...(edns ? { edns: { size: edns.udpPayloadSize, ...(subnet ? { subnet } : {}) } } : {}),
    };
}

function subnetOf(options: readonly PacketOpt[]): Subnet | undefined {
    const option = options.find(({ code }) => (code as number) === 8);
    if (!option || !("ip" in option) || option.ip === undefined) {
        return undefined;
    }
    return { ip: option.ip, prefix: option.sourcePrefixLength ?? 0, family: option.family ?? 1 };
}

/** The header alone, turned into a reply: enough for a packet whose rest cannot be read. */
function refusal(bytes: Buffer, rcode: number): Parsed {
    const reply = Buffer.alloc(headerBytes);
    bytes.copy(reply, 0, 0, 3);
    reply[2] = ((bytes[2] ?? 0) & 0x79) | 0x80;
    reply[3] = rcode;
    return { kind: "refuse", reply, rcode };
}

/** A reply on the wire. Over UDP one that does not fit loses its records and gets the TC bit (RFC 2181, section 9). */
export function encodeReply(query: Query, reply: DnsReply, transport: "udp" | "tcp"): Buffer {
    const whole = encode(query, reply, false);
    const limit = query.edns ? Math.min(Math.max(query.edns.size, plainUdpBytes), 4096) : plainUdpBytes;
    return transport === "tcp" || whole.length <= limit ? whole : encode(query, reply, true);
}

function encode(query: Query, reply: DnsReply, truncated: boolean): Buffer {
    const authoritative = reply.rcode === "NOERROR" || reply.rcode === "NXDOMAIN";
    const flags =
        rcodes[reply.rcode] |
        (authoritative ? packet.AUTHORITATIVE_ANSWER : 0) |
        (truncated ? packet.TRUNCATED_RESPONSE : 0) |
        (query.recursionDesired ? packet.RECURSION_DESIRED : 0);
    const soa = reply.soa && record(reply.soa.name, { type: "SOA", ttl: reply.ttl, value: reply.soa.value });
    const answers = reply.answers.map((value) => record(query.name, { type: reply.type, ttl: reply.ttl, value }));
    return packet.encode({
        type: "response",
        id: query.id,
        flags,
        questions: [{ name: query.name, type: query.type as "A", class: query.class as "IN" }],
        answers: truncated ? [] : answers,
        authorities: soa && !truncated ? [soa] : [],
        additionals: query.edns ? [ednsReply(query.edns.subnet)] : [],
    });
}

/** The answer depends on the whole subnet that was sent, so the scope is as long as the source (RFC 7871, section 7.2.1). */
function ednsReply(subnet: Subnet | undefined): OptAnswer {
    const options = subnet
        ? [
              {
                  code: 8 as const,
                  family: subnet.family,
                  sourcePrefixLength: subnet.prefix,
                  scopePrefixLength: subnet.prefix,
                  ip: subnet.ip,
              },
          ]
        : [];
    return {
        type: "OPT",
        name: ".",
        udpPayloadSize: ownUdpBytes,
        extendedRcode: 0,
        ednsVersion: 0,
        flags: 0,
        flag_do: false,
        options,
    };
}

function record(name: string, { type, ttl, value }: { type: string; ttl: number; value: string }): WireRecord {
    const words = value.split(/\s+/);
    const number = (at: number) => Number(words[at]);
    switch (type) {
        case "TXT":
            return {
                name,
                ttl,
                type,
                data: [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? ""),
            };
        case "MX":
            return { name, ttl, type, data: { preference: number(0), exchange: words[1] ?? "" } };
        case "SRV":
            return {
                name,
                ttl,
                type,
                data: { priority: number(0), weight: number(1), port: number(2), target: words[3] ?? "" },
            };
        case "SOA": {
            const [serial, refresh, retry, expire, minimum] = [2, 3, 4, 5, 6].map(number);
            const data = { mname: words[0] ?? "", rname: words[1] ?? "", serial, refresh, retry, expire, minimum };
            return { name, ttl, type, data };
        }
        case "A":
        case "AAAA":
        case "CNAME":
        case "NS":
        case "PTR":
            return { name, ttl, type, data: value };
        default:
            throw new RangeError(`records of type ${type} cannot be sent yet`);
    }
}
