import { parseSubnet, type Subnet } from "./client-subnet";
import { rcodes, typeName } from "./record-types";
import type { DnsQuestion } from "./reply";
import { maximumNameBytes, nameText } from "./wire-name";

/** What a client said of itself in an OPT record (RFC 6891, section 6.1). */
export interface Edns {
    /** The largest UDP payload that it takes. */
    readonly size: number;
    readonly version: number;
    /** DO: it understands DNSSEC (RFC 3225). */
    readonly dnssecOk: boolean;
    readonly subnet?: Subnet;
}

/** What is to be done with a packet: nothing, a reply without looking for records, or an answer. */
export type Parsed =
    | { readonly kind: "drop" }
    | { readonly kind: "refuse"; readonly rcode: number; readonly query?: Query }
    | { readonly kind: "query"; readonly query: Query };

export const headerBytes = 12;
const classIn = 1;
const typeOpt = 41;
const optionSubnet = 8;
/** Type, class, TTL and length between a record's name and its data. */
const recordFixedBytes = 10;

const dropped: Parsed = { kind: "drop" };
const malformed: Parsed = { kind: "refuse", rcode: rcodes.FORMERR };
const otherOpcode: Parsed = { kind: "refuse", rcode: rcodes.NOTIMP };

/** A question that can be answered. The packet is kept: a reply repeats its id, flags and the spelling of its name. */
export class Query implements DnsQuestion {
    constructor(
        readonly packet: Buffer,
        readonly key: string,
        readonly edns: Edns | undefined,
    ) {}

    /** Where the question's type begins. */
    get nameEnd(): number {
        return headerBytes + this.key.length;
    }

    /** Where the records of a reply begin. */
    get questionEnd(): number {
        return this.nameEnd + 4;
    }

    get name(): string {
        return nameText(this.packet.toString("latin1", headerBytes, this.nameEnd));
    }

    get typeNumber(): number {
        return this.packet.readUInt16BE(this.nameEnd);
    }

    get type(): string {
        return typeName(this.typeNumber);
    }

    get isInternet(): boolean {
        return this.packet.readUInt16BE(this.nameEnd + 2) === classIn;
    }
}

/** Thrown inside this file alone, and caught there. */
class Malformed extends Error {}

/** For names in lower case while they are read; one packet is read at a time. */
const scratch = Buffer.alloc(maximumNameBytes);

/**
 * Reads a packet from the wire by hand, without looking at more than it needs. Never throws: what is no query is dropped
 * (no reply to a reply, or two servers answer each other for ever), what is a broken one gets FORMERR.
 */
export function parseQuery(packet: Buffer): Parsed {
    const flags = packet[2] ?? 0;
    if (packet.length < headerBytes || (flags & 0x80) !== 0) {
        return dropped;
    }
    if ((flags & 0x78) !== 0) {
        return otherOpcode;
    }
    // More than one question has no meaning (RFC 9619), and none has no answer.
    if (packet[4] !== 0 || packet[5] !== 1) {
        return malformed;
    }
    const key = questionKey(packet);
    if (key === undefined) {
        return malformed;
    }
    const records = packet.readUInt16BE(6) + packet.readUInt16BE(8) + packet.readUInt16BE(10);
    if (records === 0) {
        return { kind: "query", query: new Query(packet, key, undefined) };
    }
    return withRecords(packet, key);
}

/** The question's name in lower case; undefined when it, its type and its class are not all there. */
function questionKey(packet: Buffer): string | undefined {
    const end = packet.length - 4;
    let at = headerBytes;
    for (;;) {
        const length = packet[at];
        // No pointer can be right here: there is no name before this one (RFC 1035, section 4.1.4).
        if (length === undefined || length > 63) {
            return undefined;
        }
        const next = at + 1 + length;
        if (next > end || next - headerBytes > maximumNameBytes) {
            return undefined;
        }
        scratch[at - headerBytes] = length;
        for (let from = at + 1; from < next; from += 1) {
            const octet = packet[from] ?? 0;
            scratch[from - headerBytes] = octet >= 0x41 && octet <= 0x5a ? octet + 0x20 : octet;
        }
        at = next;
        if (length === 0) {
            return scratch.toString("latin1", 0, at - headerBytes);
        }
    }
}

function withRecords(packet: Buffer, key: string): Parsed {
    try {
        const opt = findOpt(packet, headerBytes + key.length + 4);
        if (!opt) {
            return { kind: "query", query: new Query(packet, key, undefined) };
        }
        const { edns, broken } = ednsOf(packet, opt);
        const query = new Query(packet, key, edns);
        if (edns.version > 0) {
            return { kind: "refuse", rcode: rcodes.BADVERS, query };
        }
        return broken ? { kind: "refuse", rcode: rcodes.FORMERR, query } : { kind: "query", query };
    } catch (error) {
        if (error instanceof Malformed) {
            return malformed;
        }
        throw error;
    }
}

/** Where the OPT record's class begins. There may be one, among the additional records, and it is the root's (RFC 6891, section 6.1.1). */
function findOpt(packet: Buffer, from: number): number | undefined {
    const before = packet.readUInt16BE(6) + packet.readUInt16BE(8);
    const count = before + packet.readUInt16BE(10);
    let found: number | undefined;
    let at = from;
    for (let record = 0; record < count; record += 1) {
        const nameEnd = skipName(packet, at);
        const dataBegin = nameEnd + recordFixedBytes;
        if (dataBegin > packet.length) {
            throw new Malformed();
        }
        if (packet.readUInt16BE(nameEnd) === typeOpt) {
            if (record < before || found !== undefined || packet[at] !== 0) {
                throw new Malformed();
            }
            found = nameEnd + 2;
        }
        at = dataBegin + packet.readUInt16BE(dataBegin - 2);
    }
    if (at > packet.length) {
        throw new Malformed();
    }
    return found;
}

/** Where a record's name ends. A pointer ends it and is not followed: nobody asks for the name, and so no loop can hold us. */
function skipName(packet: Buffer, from: number): number {
    let at = from;
    for (;;) {
        const length = packet[at];
        if (length === undefined || at - from > maximumNameBytes) {
            throw new Malformed();
        }
        if (length === 0) {
            return at + 1;
        }
        if (length >= 0xc0) {
            const target = ((length & 0x3f) << 8) | (packet[at + 1] ?? 0xff);
            if (target >= from) {
                throw new Malformed();
            }
            return at + 2;
        }
        if (length > 63) {
            throw new Malformed();
        }
        at += 1 + length;
    }
}

function ednsOf(packet: Buffer, opt: number): { edns: Edns; broken: boolean } {
    const size = packet.readUInt16BE(opt);
    const version = packet[opt + 3] ?? 0;
    const dnssecOk = ((packet[opt + 4] ?? 0) & 0x80) !== 0;
    const end = opt + 8 + packet.readUInt16BE(opt + 6);
    let subnet: Subnet | undefined;
    let broken = false;
    let at = opt + 8;
    while (at < end && !broken) {
        const dataBegin = at + 4;
        const dataEnd = dataBegin <= end ? dataBegin + packet.readUInt16BE(at + 2) : Infinity;
        broken = dataEnd > end;
        if (!broken && packet.readUInt16BE(at) === optionSubnet) {
            subnet = parseSubnet(packet.subarray(dataBegin, dataEnd));
            broken = subnet === undefined;
        }
        at = dataEnd;
    }
    return { edns: { size, version, dnssecOk, ...(subnet ? { subnet } : {}) }, broken };
}
