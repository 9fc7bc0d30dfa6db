import dgram from "node:dgram";
import net, { type AddressInfo } from "node:net";
import { encodeReply, parseQuery, type Query } from "./message";
import type { DnsReply, Resolve } from "./reply";

export interface DnsServerOptions {
    readonly resolve: Resolve;
    /** Told about an exception of `resolve`; the client gets SERVFAIL. */
    readonly onError?: (error: unknown) => void;
}

/** How often what happened since the start. */
export interface DnsCounters {
    udp: number;
    tcp: number;
    /** Packets that were no query. */
    dropped: number;
    /** Queries that could not be read (FORMERR) or are of a kind that is not served (NOTIMP). */
    malformed: number;
    truncated: number;
    noerror: number;
    nxdomain: number;
    refused: number;
    servfail: number;
}

export interface DnsServer {
    /** Listens on UDP and TCP of one address; port 0 takes a free one, the same for both. May be called for several addresses. */
    listen(endpoint: { readonly address: string; readonly port: number }): Promise<{ address: string; port: number }>;
    readonly counters: Readonly<DnsCounters>;
    close(): Promise<void>;
}

/** An idle connection is ended after this (RFC 7766, section 6.2.3 asks for the order of seconds). */
const idleMilliseconds = 10_000;
const maximumConnections = 128;

/** An authoritative server over UDP and TCP. Whatever a packet holds, it is answered or dropped; it never ends the server. */
export function createDnsServer(options: DnsServerOptions): DnsServer {
    return new Server(options);
}

class Server implements DnsServer {
    readonly counters: DnsCounters = {
        udp: 0,
        tcp: 0,
        dropped: 0,
        malformed: 0,
        truncated: 0,
        noerror: 0,
        nxdomain: 0,
        refused: 0,
        servfail: 0,
    };
    private readonly sockets: dgram.Socket[] = [];
    private readonly servers: net.Server[] = [];
    private readonly connections = new Set<net.Socket>();

    constructor(private readonly options: DnsServerOptions) {}

    async listen({ address, port }: { readonly address: string; readonly port: number }): Promise<AddressInfo> {
        const server = net.createServer((connection) => this.serve(connection));
        server.maxConnections = maximumConnections;
        await once(server, () => server.listen(port, address));
        this.servers.push(server);
        const bound = server.address() as AddressInfo;
        const socket = dgram.createSocket(net.isIPv6(address) ? "udp6" : "udp4");
        await once(socket, () => socket.bind(bound.port, address));
        // A client that is gone before its reply comes back as an error on the socket; the next client must not suffer.
        socket.on("error", (error) => this.options.onError?.(error));
        socket.on("message", (bytes, from) => {
            this.counters.udp += 1;
            const reply = this.reply(bytes, from.address, "udp");
            if (reply) {
                socket.send(reply, from.port, from.address);
            }
        });
        this.sockets.push(socket);
        return bound;
    }

    async close(): Promise<void> {
        this.connections.forEach((connection) => connection.destroy());
        const ends = [...this.sockets, ...this.servers].map(
            (one) => new Promise<void>((resolve) => void one.close(() => resolve())),
        );
        await Promise.all(ends);
    }

    private serve(connection: net.Socket): void {
        let received: Buffer = Buffer.alloc(0);
        this.connections.add(connection);
        connection.setTimeout(idleMilliseconds, () => connection.destroy());
        connection.on("close", () => this.connections.delete(connection));
        connection.on("error", () => connection.destroy());
        connection.on("data", (bytes) => {
            received = Buffer.concat([received, bytes]);
            while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
                const end = 2 + received.readUInt16BE(0);
                this.answerFrame(connection, received.subarray(2, end));
                received = received.subarray(end);
            }
        });
    }

    private answerFrame(connection: net.Socket, bytes: Buffer): void {
        this.counters.tcp += 1;
        const reply = this.reply(bytes, connection.remoteAddress ?? "", "tcp");
        if (!reply) {
            connection.destroy();
            return;
        }
        const length = Buffer.alloc(2);
        length.writeUInt16BE(reply.length);
        connection.write(Buffer.concat([length, reply]));
    }

    private reply(bytes: Buffer, address: string, transport: "udp" | "tcp"): Buffer | undefined {
        const parsed = parseQuery(bytes);
        if (parsed.kind === "drop") {
            this.counters.dropped += 1;
            return undefined;
        }
        if (parsed.kind === "refuse") {
            this.counters.malformed += 1;
            return parsed.reply;
        }
        const { query } = parsed;
        try {
            return this.encode(query, this.resolve(query, address), transport);
        } catch (error) {
            this.options.onError?.(error);
            return this.encode(query, { rcode: "SERVFAIL", type: query.type, ttl: 0, answers: [] }, transport);
        }
    }

    private resolve(query: Query, address: string): DnsReply {
        if (query.class !== "IN") {
            return { rcode: "REFUSED", type: query.type, ttl: 0, answers: [] };
        }
        const subnet = query.edns?.subnet?.ip;
        return this.options.resolve(query, { address, ...(subnet === undefined ? {} : { subnet }) });
    }

    private encode(query: Query, reply: DnsReply, transport: "udp" | "tcp"): Buffer {
        const bytes = encodeReply(query, reply, transport);
        this.counters[reply.rcode.toLowerCase() as Lowercase<DnsReply["rcode"]>] += 1;
        const truncationBit = 0x02;
        this.counters.truncated += ((bytes[2] ?? 0) & truncationBit) === 0 ? 0 : 1;
        return bytes;
    }
}

function once(listener: net.Server | dgram.Socket, begin: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
        const emitter: NodeJS.EventEmitter = listener;
        const ended = () => {
            emitter.off("error", failed);
            resolve();
        };
        const failed = (error: Error) => {
            emitter.off("listening", ended);
            reject(error);
        };
        emitter.once("listening", ended).once("error", failed);
        begin();
    });
}
