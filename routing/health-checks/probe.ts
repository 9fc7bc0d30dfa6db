import net from "node:net";
import tls from "node:tls";
import { ResponseReader } from "./response-reader";

/** One request of a checker to an endpoint. Milliseconds are real. */
export type ProbeRequest = {
    /** Where the checker stands. */
    readonly checkerRegion: string;
    readonly address: string;
    readonly port: number;
    /** Until the connection must stand. */
    readonly connectMilliseconds: number;
} & ({ readonly protocol: "TCP" } | HttpRequest);

export interface HttpRequest {
    readonly protocol: "HTTP";
    /** The Host header. */
    readonly host: string;
    readonly path: string;
    /** From the connection to the end of the head: TLS has its turn within them. */
    readonly responseMilliseconds: number;
    /** With a server name, that is what the endpoint is told, and what its certificate should be for. */
    readonly tls?: { readonly serverName?: string };
    /** What the body must have in it, and how long it may take behind the head. */
    readonly search?: { readonly text: string; readonly milliseconds: number };
}

export type ProbeOutcome = { readonly passed: true } | { readonly passed: false; readonly reason: string };

/** Asks once and calls back once; the returned function ends it without a call back. */
export type Probe = (request: ProbeRequest, done: (outcome: ProbeOutcome) => void) => () => void;

/** A probe over a real socket. */
export const socketProbe: Probe = (request, done) => {
    const attempt = new Attempt(request, done);
    return () => attempt.cancel();
};

let sharedContext: tls.SecureContext | undefined;

/** TLS 1.0 to 1.2 (API reference, HealthCheckConfig, Type). OpenSSL speaks the older two at its lowest security level only. */
function checkersContext(): tls.SecureContext {
    // One context for all probes: making one reads the root certificates and costs more than a handshake.
    sharedContext ??= tls.createSecureContext({
        minVersion: "TLSv1",
        maxVersion: "TLSv1.2",
        ciphers: "DEFAULT@SECLEVEL=0",
    });
    return sharedContext;
}

class Attempt {
    private socket: net.Socket | undefined;
    private reader: ResponseReader | undefined;
    private timer: NodeJS.Timeout | undefined;
    private finished = false;

    constructor(
        private readonly request: ProbeRequest,
        private readonly done: (outcome: ProbeOutcome) => void,
    ) {
        this.connect(request.protocol === "HTTP" ? request.tls : undefined);
    }

    cancel(): void {
        this.finished = true;
        clearTimeout(this.timer);
        this.reader?.destroy();
        this.socket?.destroy();
    }

    private connect(security: HttpRequest["tls"]): void {
        const { request } = this;
        const socket = net.connect({ host: request.address, port: request.port });
        this.socket = socket;
        this.limit(request.connectMilliseconds, "no connection in time");
        socket.on("error", (error) => this.fail(socket, error.message));
        socket.once("connect", () => {
            if (request.protocol === "TCP") {
                this.finish({ passed: true });
                return;
            }
            this.limit(request.responseMilliseconds, "no status in time");
            if (security === undefined) {
                this.exchange(socket, socket, request);
            } else {
                this.secure(socket, security, request);
            }
        });
    }

    /**
     * Certificates are not validated. One for another name than the one told makes a checker begin again without telling
     * any (API reference, HealthCheckConfig, EnableSNI); the limits begin again too, on which AWS says nothing.
     */
    private secure(socket: net.Socket, { serverName }: NonNullable<HttpRequest["tls"]>, request: HttpRequest): void {
        const stream = tls.connect({
            socket,
            secureContext: checkersContext(),
            rejectUnauthorized: false,
            ...(serverName === undefined ? {} : { servername: serverName }),
        });
        stream.on("error", (error: Error) => this.fail(socket, error.message));
        stream.once("close", () => this.fail(socket, "the connection ended before the response"));
        stream.once("secureConnect", () => {
            if (serverName === undefined || !tls.checkServerIdentity(serverName, stream.getPeerCertificate())) {
                this.exchange(socket, stream, request);
                return;
            }
            this.socket = undefined;
            socket.destroy();
            this.connect({});
        });
    }

    private exchange(socket: net.Socket, stream: net.Socket, { host, path, search }: HttpRequest): void {
        const reader = new ResponseReader({
            ...(search === undefined ? {} : { search: search.text }),
            onHead: () => this.limit(search?.milliseconds ?? 0, "no body in time"),
            onOutcome: (outcome) => this.finish(outcome),
        });
        this.reader = reader;
        stream.on("data", (bytes: Buffer) => reader.receive(bytes));
        stream.once("end", () => reader.close());
        stream.once("close", () => reader.close());
        stream.write(requestText(host, path));
    }

    /** The one limit that runs; a new one takes the old one's place. */
    private limit(milliseconds: number, reason: string): void {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.finish({ passed: false, reason }), milliseconds);
    }

    /** What a connection that was given up still reports is no failure; nor is it when all of the response is there. */
    private fail(socket: net.Socket, reason: string): void {
        if (socket !== this.socket) {
            return;
        }
        if (this.reader === undefined) {
            this.finish({ passed: false, reason });
        } else {
            this.reader.close(reason);
        }
    }

    private finish(outcome: ProbeOutcome): void {
        if (!this.finished) {
            this.cancel();
            this.done(outcome);
        }
    }
}

function requestText(host: string, path: string): string {
    const agent = "Amazon-Route53-Health-Check-Service (antipode)";
    const fields = [`Host: ${host}`, `User-Agent: ${agent}`, "Accept: */*", "Accept-Encoding: gzip, deflate"];
    return [`GET ${path} HTTP/1.1`, ...fields, "Connection: close", "", ""].join("\r\n");
}
