import type { Random } from "../random";
import { headerBytes, type Edns, type Query } from "./query";
import { recordData } from "./rdata";
import { rcodes, typeNumber } from "./record-types";
import type { DnsReply, RecordSet } from "./reply";
import { lowerCase, wireName } from "./wire-name";

/** What we say we take over UDP: the size of DNS flag day 2020. */
const ownUdpBytes = 1232;
const optBytes = 11;
const subnetOptionBytes = 8;
const answerBit = 0x80;
const authorityBit = 0x04;
/** TC (RFC 2181, section 9): the client asks again over TCP. */
export const truncatedBit = 0x02;
const recursionDesiredBit = 0x01;
const classIn = 1;
/** Pointers have 14 bits (RFC 1035, section 4.1.4). */
const pointerMark = 0xc000;

/** Of the records of one set, while they are put in order; one reply is written at a time. */
const order: number[] = [];

/** A part of a reply that may be sent alone: how far it reaches, and how many records it has in each section. */
interface Extent {
    readonly end: number;
    readonly counts: readonly [answers: number, authority: number, additional: number];
}

/**
 * A reply to one question in octets, but for what differs from query to query: id, flags, the spelling of the name, the
 * order of records and the OPT record. Those are written over a copy.
 */
export class EncodedReply {
    private readonly body: Buffer;
    private readonly flags: number;
    private readonly rcode: number;
    /** From the most to the least: everything, the answers, the question alone. */
    private readonly extents: readonly Extent[];
    /** Where each record of an answered set begins, and where the last of them ends; only sets of several records. */
    private readonly shuffled: readonly (readonly number[])[];
    private readonly dependsOnClient: boolean;

    constructor(
        private readonly key: string,
        private readonly typeNumber: number,
        reply: DnsReply,
    ) {
        const writer = new Writer(key, typeNumber);
        const question = { end: writer.length, counts: [0, 0, 0] } satisfies Extent;
        const sets = reply.answers.map((set) => writer.add(set));
        const count = (records: readonly RecordSet[]) => records.reduce((sum, { values }) => sum + values.length, 0);
        const answered = count(reply.answers);
        const answers = { end: writer.length, counts: [answered, 0, 0] } satisfies Extent;
        [...reply.authority, ...reply.additional].forEach((set) => writer.add(set));
        const all = {
            end: writer.length,
            counts: [answered, count(reply.authority), count(reply.additional)],
        } satisfies Extent;
        this.body = writer.bytes();
        this.extents = reply.needed === "all" ? [all, question] : [all, answers, question];
        this.shuffled = sets.filter((starts) => starts.length > 2);
        this.flags = answerBit | (reply.authoritative ? authorityBit : 0);
        this.rcode = rcodes[reply.rcode];
        this.dependsOnClient = reply.dependsOnClient;
    }

    /** Whether it is a reply to this question. */
    isFor(query: Query): boolean {
        return this.key === query.key && this.typeNumber === query.typeNumber;
    }

    /** The reply to one query, in at most so many octets. */
    for(query: Query, limit: number, random: Random): Buffer {
        const { packet, edns } = query;
        const opt = edns ? optLength(edns) : 0;
        const extent = this.extents.find(({ end }) => end + opt <= limit) ?? this.extents.at(-1);
        const { end, counts } = extent ?? { end: headerBytes, counts: [0, 0, 0] };
        const reply = Buffer.allocUnsafe(end + opt);
        this.body.copy(reply, 0, 0, end);
        const truncated = this.extents.length > 1 && extent === this.extents.at(-1);
        reply[0] = packet[0] ?? 0;
        reply[1] = packet[1] ?? 0;
        reply[2] = this.flags | (truncated ? truncatedBit : 0) | ((packet[2] ?? 0) & recursionDesiredBit);
        reply[3] = this.rcode;
        writeCounts(reply, counts, edns ? 1 : 0);
        packet.copy(reply, headerBytes, headerBytes, query.nameEnd);
        if (counts[0] > 1) {
            this.shuffle(reply, random);
        }
        if (edns) {
            writeOpt(reply, end, { edns, extendedRcode: 0, dependsOnClient: this.dependsOnClient });
        }
        return reply;
    }

    /** Values go in random order (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-simple.html). */
    private shuffle(reply: Buffer, random: Random): void {
        for (const starts of this.shuffled) {
            const count = starts.length - 1;
            for (let at = 0; at < count; at += 1) {
                order[at] = at;
            }
            let to = starts[0] ?? 0;
            for (let left = count; left > 0; left -= 1) {
                const at = Math.floor(random() * left);
                const record = order[at] ?? 0;
                order[at] = order[left - 1] ?? 0;
                to += this.body.copy(reply, to, starts[record] ?? 0, starts[record + 1] ?? 0);
            }
        }
    }
}

/** A reply without records; with the question and OPT of the query when they could be read. */
export function bareReply(packet: Buffer, rcode: number, query?: Query): Buffer {
    const questionEnd = query?.questionEnd ?? headerBytes;
    const edns = query?.edns;
    const reply = Buffer.alloc(questionEnd + (edns ? optLength(edns) : 0));
    packet.copy(reply, 0, 0, questionEnd);
    const opcodeBits = 0x78;
    reply[2] = answerBit | ((packet[2] ?? 0) & (opcodeBits | recursionDesiredBit));
    reply[3] = rcode & 0xf;
    reply.writeUInt16BE(query ? 1 : 0, 4);
    writeCounts(reply, [0, 0, 0], edns ? 1 : 0);
    if (edns) {
        writeOpt(reply, questionEnd, { edns, extendedRcode: rcode >> 4, dependsOnClient: false });
    }
    return reply;
}

function writeCounts(reply: Buffer, counts: Extent["counts"], opt: number): void {
    const [answers, authority, additional] = counts;
    reply[6] = answers >> 8;
    reply[7] = answers;
    reply[8] = authority >> 8;
    reply[9] = authority;
    reply[10] = (additional + opt) >> 8;
    reply[11] = additional + opt;
}

function optLength({ subnet }: Edns): number {
    return optBytes + (subnet ? subnetOptionBytes + subnet.octets.length : 0);
}

interface Opt {
    readonly edns: Edns;
    readonly extendedRcode: number;
    readonly dependsOnClient: boolean;
}

/**
 * Our own size and version 0 (RFC 6891, section 6.1.3), DO as it came (RFC 3225, section 3), and the client's subnet as it
 * came with the scope that the answer holds for: as long as the source when it depends on the client, 0 for everyone when
 * not (RFC 7871, section 7.2.1). AWS does not publish the scopes that it sends.
 */
function writeOpt(reply: Buffer, at: number, { edns, extendedRcode, dependsOnClient }: Opt): void {
    const { dnssecOk, subnet } = edns;
    reply[at] = 0;
    reply.writeUInt16BE(41, at + 1);
    reply.writeUInt16BE(ownUdpBytes, at + 3);
    reply[at + 5] = extendedRcode;
    reply[at + 6] = 0;
    reply.writeUInt16BE(dnssecOk ? 0x8000 : 0, at + 7);
    reply.writeUInt16BE(optLength(edns) - optBytes, at + 9);
    if (subnet) {
        reply.writeUInt16BE(8, at + 11);
        reply.writeUInt16BE(4 + subnet.octets.length, at + 13);
        reply.writeUInt16BE(subnet.family, at + 15);
        reply[at + 17] = subnet.prefix;
        reply[at + 18] = dependsOnClient ? subnet.prefix : 0;
        subnet.octets.copy(reply, at + 19);
    }
}

/** Writes a reply's sections. Names end in a pointer into the question's where they can: that part is the same whatever the records' order. */
class Writer {
    private readonly parts: Buffer[] = [];
    /** Where each ending of the question's name is. */
    private readonly endings = new Map<string, number>();
    length = 0;

    constructor(key: string, type: number) {
        for (let at = 0; key.charCodeAt(at) !== 0; at += 1 + key.charCodeAt(at)) {
            this.endings.set(key.slice(at), headerBytes + at);
        }
        const question = Buffer.alloc(headerBytes + key.length + 4);
        question[5] = 1;
        question.write(key, headerBytes, "latin1");
        question.writeUInt16BE(type, headerBytes + key.length);
        question.writeUInt16BE(classIn, headerBytes + key.length + 2);
        this.push(question);
    }

    /** Where each of the set's records begins, and where the last ends. */
    add({ name, type, ttl, values }: RecordSet): number[] {
        const starts = values.map((value) => {
            const start = this.length;
            const data = Buffer.concat(
                recordData(type, value).map((part) => (Buffer.isBuffer(part) ? part : this.name(part.name))),
            );
            const fixed = Buffer.alloc(10);
            fixed.writeUInt16BE(typeNumber(type) ?? 0);
            fixed.writeUInt16BE(classIn, 2);
            fixed.writeUInt32BE(ttl, 4);
            fixed.writeUInt16BE(data.length, 8);
            this.push(name === undefined ? pointer(headerBytes) : this.name(wireName(name)));
            this.push(fixed);
            this.push(data);
            return start;
        });
        return [...starts, this.length];
    }

    bytes(): Buffer {
        return Buffer.concat(this.parts);
    }

    private push(bytes: Buffer): void {
        this.parts.push(bytes);
        this.length += bytes.length;
    }

    private name(wire: string): Buffer {
        const lower = lowerCase(wire);
        for (let at = 0; lower.charCodeAt(at) !== 0; at += 1 + lower.charCodeAt(at)) {
            const offset = this.endings.get(lower.slice(at));
            if (offset !== undefined) {
                return Buffer.concat([Buffer.from(wire.slice(0, at), "latin1"), pointer(offset)]);
            }
        }
        return Buffer.from(wire, "latin1");
    }
}

function pointer(offset: number): Buffer {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16BE(pointerMark | offset);
    return bytes;
}
