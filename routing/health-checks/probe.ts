import net from "node:net";
import tls from "node:tls";

/** One request of a checker to an endpoint. */
export interface ProbeRequest {
    readonly protocol: "HTTP" | "HTTPS" | "TCP";
    readonly address: string;
    readonly port: number;
    /** The Host header, and the server name of TLS when `serverName` is set. */
    readonly host: string;
    readonly serverName: boolean;
    readonly path: string;
    /** Real milliseconds until the connection must stand. */
    readonly connectMilliseconds: number;
    /** Real milliseconds from the connection to the status line. */
    readonly responseMilliseconds: number;
}

/** Asks once and calls back once with whether the endpoint passed; the returned function ends it without a call back. */
export type Probe = (request: ProbeRequest, done: (passed: boolean) => void) => () => void;

/** Route 53 refuses response headers above this size; a status line is never longer. */
const maximumHeaderBytes = 16_384;

let sharedContext: tls.SecureContext | undefined;

/** A probe over a real socket. HTTPS does not validate the certificate: Route 53 does not either. */
export const socketProbe: Probe = (request, done) => {
    const socket = net.connect({ host: request.address, port: request.port });
    let timer = setTimeout(() => finish(false), request.connectMilliseconds);
    let finished = false;
    const cancel = () => {
        finished = true;
        clearTimeout(timer);
        socket.destroy();
    };
    const finish = (passed: boolean) => {
        if (!finished) {
            cancel();
            done(passed);
        }
    };
    socket.on("error", () => finish(false));
    socket.on("close", () => finish(false));
    socket.once("connect", () => {
        if (request.protocol === "TCP") {
            finish(true);
            return;
        }
        clearTimeout(timer);
        timer = setTimeout(() => finish(false), request.responseMilliseconds);
        const stream = request.protocol === "HTTPS" ? secured(socket, request) : socket;
        stream.on("error", () => finish(false));
        readStatus(stream, (status) => finish(status >= 200 && status < 400));
        stream.write(httpRequest(request));
    });
    return cancel;
};

function secured(socket: net.Socket, { serverName, host }: ProbeRequest): tls.TLSSocket {
    // One context for all probes: making one reads the root certificates and costs more than a handshake.
    sharedContext ??= tls.createSecureContext({ minVersion: "TLSv1.2" });
    return tls.connect({
        socket,
        secureContext: sharedContext,
        rejectUnauthorized: false,
        ...(serverName ? { servername: host } : {}),
    });
}

function httpRequest({ path, host }: ProbeRequest): string {
    const agent = "Amazon-Route53-Health-Check-Service (antipode twin)";
    return `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: ${agent}\r\nAccept: */*\r\nConnection: close\r\n\r\n`;
}

function readStatus(stream: net.Socket, done: (status: number) => void): void {
    let received = "";
    stream.on("data", (bytes: Buffer) => {
        received += bytes.toString("latin1");
        const status = /^HTTP\/1\.[01] ([1-9]\d\d)[ \r]/.exec(received)?.[1];
        if (status !== undefined) {
            done(Number(status));
        } else if (received.length > maximumHeaderBytes || received.includes("\n")) {
            done(0);
        }
    });
}
