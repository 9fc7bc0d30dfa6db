import { execFileSync } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import net, { type AddressInfo } from "node:net";

/** Real endpoints on loopback, at ports that are free. */
export class Endpoints {
    private readonly closers: (() => void)[] = [];

    /** An HTTP server, and what closes it before the others. */
    async serve(handler: http.RequestListener): Promise<{ port: number; close: () => Promise<unknown> }> {
        const server = http.createServer(handler);
        const port = await this.open(server);
        const close = () => {
            server.close();
            server.closeAllConnections();
            return once(server, "close");
        };
        return { port, close };
    }

    listen(onConnection: (socket: net.Socket) => void): Promise<number> {
        return this.open(
            net.createServer((socket) => {
                socket.on("error", () => socket.destroy());
                onConnection(socket);
            }),
        );
    }

    /** @returns its port. */
    async open(server: net.Server): Promise<number> {
        const sockets = new Set<net.Socket>();
        server.on("connection", (socket: net.Socket) => {
            sockets.add(socket);
            socket.on("close", () => sockets.delete(socket));
        });
        this.closers.push(() => {
            server.close();
            sockets.forEach((socket) => socket.destroy());
        });
        server.listen(0, "127.0.0.1");
        await once(server, "listening");
        return (server.address() as AddressInfo).port;
    }

    /** Ends all of them, with their connections. */
    close(): void {
        this.closers.splice(0).forEach((close) => close());
    }
}

/** What a hostile endpoint sends first, and what it then sends for ever. */
export type Endless = readonly [first: string, forever: string | Buffer];

/** Sends as much as the other side takes, until it goes. */
export function endless(socket: net.Socket, [first, forever]: Endless): void {
    const many = Buffer.concat(Array.from({ length: 200 }, () => Buffer.from(forever)));
    const more = () => {
        while (socket.writable && socket.write(many)) {
            continue;
        }
    };
    socket.on("drain", more);
    socket.write(first, more);
}

/** A key and a certificate for a name, that nobody trusts. */
export function selfSigned(name: string): { key: string; cert: string } {
    const kind = ["-newkey", "rsa:2048", "-nodes", "-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`];
    const both = execFileSync("openssl", ["req", "-x509", ...kind, "-keyout", "-", "-out", "-"], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
    });
    return { key: both, cert: both };
}
