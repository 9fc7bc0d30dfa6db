import dgram from "node:dgram";
import net, { type AddressInfo } from "node:net";
import { createDohServer } from "./doh";
import type { QueryLogEntry } from "./query-log";
import type { Resolve } from "./reply";
import { Responder, type DnsCounters } from "./responder";
import { serveConnection } from "./tcp-connection";

export interface DnsServerOptions {
    readonly resolve: Resolve;
    /** Told about an exception of `resolve`, and about records that cannot be sent; the client gets SERVFAIL. */
    readonly onError?: (error: unknown) => void;
    /** Told of every question that was read. */
    readonly onQuery?: (entry: QueryLogEntry) => void;
    /** A connection without a whole message for so long is ended; the default is 10 s (RFC 7766, section 6.2.3: seconds). */
    readonly idleMilliseconds?: number;
    /** More connections than these are refused; the default is 128. */
    readonly maximumConnections?: number;
}

export interface Endpoint {
    readonly address: string;
    readonly port: number;
}

export interface DnsServer {
    /** Listens on UDP and TCP of one address; port 0 takes a free one, the same for both. May be called for several addresses. */
    listen(endpoint: Endpoint): Promise<Endpoint>;
    /** DNS over HTTP: RFC 8484 at /dns-query and JSON at /resolve. Without TLS, which is for whoever stands before it. */
    listenHttp(endpoint: Endpoint): Promise<Endpoint>;
    readonly counters: Readonly<DnsCounters>;
    close(): Promise<void>;
}

const defaultIdleMilliseconds = 10_000;
const defaultConnections = 128;
const portAttempts = 20;

/** An authoritative server over UDP and TCP. Whatever a packet holds, it is answered or dropped; it never ends the server. */
export function createDnsServer(options: DnsServerOptions): DnsServer {
    return new Server(options);
}

class Server implements DnsServer {
    readonly counters: DnsCounters;
    private readonly responder: Responder;
    private readonly sockets: dgram.Socket[] = [];
    private readonly servers: net.Server[] = [];
    private readonly connections = new Set<net.Socket>();

    constructor(private readonly options: DnsServerOptions) {
        this.responder = new Responder({ ...options, random: Math.random });
        this.counters = this.responder.counters;
    }

    async listen(endpoint: Endpoint): Promise<Endpoint> {
        for (let attempt = 1; ; attempt += 1) {
            try {
                return await this.listenBoth(endpoint);
            } catch (error) {
                // A port that is free for TCP may be taken for UDP: with port 0 there are others.
                if (endpoint.port !== 0 || attempt === portAttempts) {
                    throw error;
                }
            }
        }
    }

    async listenHttp({ address, port }: Endpoint): Promise<Endpoint> {
        const server = createDohServer(this.responder);
        server.on("connection", (connection) => this.remember(connection));
        await begun(server, () => server.listen(port, address));
        this.servers.push(server);
        return boundTo(server);
    }

    async close(): Promise<void> {
        this.connections.forEach((connection) => connection.destroy());
        const ends = [...this.sockets, ...this.servers].map(
            (one) => new Promise<void>((resolve) => void one.close(() => resolve())),
        );
        await Promise.all(ends);
    }

    private async listenBoth({ address, port }: Endpoint): Promise<Endpoint> {
        const server = net.createServer((connection) => this.serve(connection));
        server.maxConnections = this.options.maximumConnections ?? defaultConnections;
        await begun(server, () => server.listen(port, address));
        const bound = boundTo(server);
        try {
            this.sockets.push(await this.listenUdp(bound));
        } catch (error) {
            server.close();
            throw error;
        }
        this.servers.push(server);
        return bound;
    }

    private async listenUdp({ address, port }: Endpoint): Promise<dgram.Socket> {
        const socket = dgram.createSocket({
            type: net.isIPv6(address) ? "udp6" : "udp4",
            // Replies go to addresses, never to names: asking the resolver would cost a turn of the event loop each.
            lookup: (host, _, found) => found(null, host, net.isIPv6(host) ? 6 : 4),
        });
        await begun(socket, () => socket.bind(port, address));
        // A client that is gone before its reply comes back as an error on the socket; the next client must not suffer.
        socket.on("error", (error) => this.failed(error));
        socket.on("message", (bytes, from) => {
            const reply = this.responder.respond(bytes, from.address, "udp");
            if (reply) {
                this.send(socket, reply, from);
            }
        });
        return socket;
    }

    /** A forged query may come from port 0, to which nothing can be sent: that throws. */
    private send(socket: dgram.Socket, reply: Buffer, to: Endpoint): void {
        try {
            socket.send(reply, to.port, to.address);
        } catch (error) {
            this.failed(error);
        }
    }

    private failed(error: unknown): void {
        this.counters.socketErrors += 1;
        this.options.onError?.(error);
    }

    private serve(connection: net.Socket): void {
        const address = connection.remoteAddress ?? "";
        this.remember(connection);
        serveConnection(connection, {
            respond: (message) => this.responder.respond(message, address, "tcp"),
            idleMilliseconds: this.options.idleMilliseconds ?? defaultIdleMilliseconds,
            onTimedOut: () => (this.counters.timedOut += 1),
        });
    }

    private remember(connection: net.Socket): void {
        this.connections.add(connection);
        connection.on("close", () => this.connections.delete(connection));
    }
}

function boundTo(server: net.Server): Endpoint {
    const { address, port } = server.address() as AddressInfo;
    return { address, port };
}

function begun(listener: net.Server | dgram.Socket, begin: () => void): Promise<void> {
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
