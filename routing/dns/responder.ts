import type { Random } from "../random";
import { subnetText } from "./client-subnet";
import { bareReply, EncodedReply, truncatedBit } from "./encoded-reply";
import { parseQuery, type Query } from "./query";
import type { QueryLogEntry } from "./query-log";
import { rcodes } from "./record-types";
import { emptyReply, type DnsClient, type DnsQuestion, type DnsReply, type Resolve } from "./reply";

/** Over what a query came: it decides how long a reply may be. */
export type Transport = "udp" | "tcp" | "https";

/** How often what happened since the start. Each packet adds to one of the transports and to one of the outcomes. */
export interface DnsCounters {
    udp: number;
    tcp: number;
    https: number;
    /** Outcome: packets that were no query. */
    dropped: number;
    /** Outcomes: answered with these codes. */
    noerror: number;
    nxdomain: number;
    refused: number;
    servfail: number;
    formerr: number;
    notimp: number;
    badvers: number;
    /** Of the answers over UDP: those that did not fit. */
    truncated: number;
    /** Replies that could not be sent, and errors of sockets. */
    socketErrors: number;
    /** Connections that were ended because their client was too slow. */
    timedOut: number;
}

export interface ResponderOptions {
    readonly resolve: Resolve;
    /** Order of the records of one answer. */
    readonly random: Random;
    /** Told about an exception of `resolve`, or about records that cannot be sent; the client gets SERVFAIL. */
    readonly onError?: (error: unknown) => void;
    /** Told of every question that was read. Without it no query costs anything for it. */
    readonly onQuery?: (entry: QueryLogEntry) => void;
}

/** RFC 1035: what every UDP client can take. */
const plainUdpBytes = 512;
/** Route 53 sends so much over UDP to who can take it (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSBehavior.html). */
const largestUdpBytes = 4096;
const largestBytes = 0xffff;

const refusalNames: { readonly [rcode: number]: "formerr" | "notimp" | "badvers" } = {
    [rcodes.FORMERR]: "formerr",
    [rcodes.NOTIMP]: "notimp",
    [rcodes.BADVERS]: "badvers",
};

/** Types that ask for a transfer of the zone, which Route 53 does not do. */
const transfers: ReadonlySet<string> = new Set(["AXFR", "IXFR"]);
const refused = emptyReply("REFUSED");

/**
 * From a packet to its reply, without sockets. Whatever the packet holds, it is answered or dropped. The bytes of a reply
 * are kept with the object that `resolve` returned.
 */
export class Responder {
    readonly counters: DnsCounters = {
        udp: 0,
        tcp: 0,
        https: 0,
        dropped: 0,
        noerror: 0,
        nxdomain: 0,
        refused: 0,
        servfail: 0,
        formerr: 0,
        notimp: 0,
        badvers: 0,
        truncated: 0,
        socketErrors: 0,
        timedOut: 0,
    };
    private readonly kept = new WeakMap<DnsReply, EncodedReply>();

    constructor(private readonly options: ResponderOptions) {}

    /** The reply to a packet from an address; undefined when there shall be none. */
    respond(packet: Buffer, address: string, transport: Transport): Buffer | undefined {
        this.counters[transport] += 1;
        const parsed = parseQuery(packet);
        switch (parsed.kind) {
            case "drop":
                this.counters.dropped += 1;
                return undefined;
            case "refuse":
                this.counters[refusalNames[parsed.rcode] ?? "formerr"] += 1;
                return bareReply(packet, parsed.rcode, parsed.query);
            case "query":
                return this.answer(parsed.query, address, transport);
        }
    }

    /** What a client is told over HTTP in another form than octets. */
    ask(question: DnsQuestion, client: DnsClient): DnsReply {
        this.counters.https += 1;
        const reply = this.resolve(question, client);
        const rcode = rcodes[reply.rcode];
        this.count(rcode);
        this.options.onQuery?.({ at: Date.now(), transport: "https", client, question, rcode, reply });
        return reply;
    }

    private resolve(question: DnsQuestion, client: DnsClient): DnsReply {
        try {
            return this.options.resolve(question, client);
        } catch (error) {
            this.options.onError?.(error);
            return emptyReply("SERVFAIL");
        }
    }

    private answer(query: Query, address: string, transport: Transport): Buffer {
        const subnet = query.edns?.subnet && subnetText(query.edns.subnet);
        const client = subnet === undefined ? { address } : { address, subnet };
        const served = query.isInternet && !transfers.has(query.type);
        const reply = !served ? refused : this.resolve(query, client);
        const limit = transport === "udp" ? udpLimit(query) : largestBytes;
        const bytes = this.encode(query, reply, limit);
        const rcode = (bytes[3] ?? 0) & 0xf;
        this.count(rcode);
        this.counters.truncated += ((bytes[2] ?? 0) & truncatedBit) === 0 ? 0 : 1;
        this.options.onQuery?.({ at: Date.now(), transport, client, question: query, rcode, reply });
        return bytes;
    }

    private encode(query: Query, reply: DnsReply, limit: number): Buffer {
        if (!query.isInternet) {
            return bareReply(query.packet, rcodes.REFUSED, query);
        }
        try {
            let encoded = this.kept.get(reply);
            if (!encoded?.isFor(query)) {
                encoded = new EncodedReply(query.key, query.typeNumber, reply);
                this.kept.set(reply, encoded);
            }
            return encoded.for(query, limit, this.options.random);
        } catch (error) {
            this.options.onError?.(error);
            return bareReply(query.packet, rcodes.SERVFAIL, query);
        }
    }

    private count(rcode: number): void {
        if (rcode === rcodes.NOERROR) {
            this.counters.noerror += 1;
        } else if (rcode === rcodes.NXDOMAIN) {
            this.counters.nxdomain += 1;
        } else {
            this.counters[rcode === rcodes.REFUSED ? "refused" : "servfail"] += 1;
        }
    }
}

/** A size below 512 counts as 512 (RFC 6891, section 6.2.3). */
function udpLimit({ edns }: Query): number {
    return edns ? Math.min(Math.max(edns.size, plainUdpBytes), largestUdpBytes) : plainUdpBytes;
}
