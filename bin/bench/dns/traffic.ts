import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Random } from "../../../routing/random";
import { goodPacket, hostilePacket } from "./packets";

/** A burst each so often, unless so many good questions wait: a buffer of the kernel that overflows is no fault of the server. */
const burstMilliseconds = 10;
const maximumWaiting = 30;
/** After which a question counts as lost. */
const patienceMilliseconds = 2000;
const perBurst = { good: 20, hostile: 60 };
const maximumHostileConnections = 40;
const idBits = 0xffff;

export interface TrafficCounts {
    hostile: number;
    hostileConnections: number;
    good: number;
    goodAnswered: number;
    goodOverTcp: number;
    goodOverTcpAnswered: number;
}

/** Good and hostile clients of one server, until {@link stop}. */
export class Traffic {
    readonly counts: TrafficCounts = {
        hostile: 0,
        hostileConnections: 0,
        good: 0,
        goodAnswered: 0,
        goodOverTcp: 0,
        goodOverTcpAnswered: 0,
    };
    private readonly goodSocket = createSocket("udp4");
    private readonly hostileSocket = createSocket("udp4");
    private readonly connections = new Set<Socket>();
    private readonly waiting = new Set<number>();
    private lastBurst = 0;
    private timer: NodeJS.Timeout | undefined;

    constructor(
        private readonly port: number,
        private readonly random: Random,
    ) {}

    async start(): Promise<void> {
        for (const socket of [this.goodSocket, this.hostileSocket]) {
            // A server that has died is told by its exit, not by its packets.
            socket.on("error", () => undefined);
            socket.connect(this.port, "127.0.0.1");
            await once(socket, "connect");
        }
        this.goodSocket.on("message", (reply) => {
            const answered = ((reply[3] ?? 0) & 0xf) === 0 && reply.readUInt16BE(6) === 1;
            this.counts.goodAnswered += answered && this.waiting.delete(reply.readUInt16BE(0)) ? 1 : 0;
        });
        this.timer = setInterval(() => this.burst(), burstMilliseconds);
    }

    /** No more questions; what is on its way may still arrive. */
    pause(): void {
        clearInterval(this.timer);
    }

    stop(): void {
        this.pause();
        this.connections.forEach((connection) => connection.destroy());
        this.goodSocket.close();
        this.hostileSocket.close();
    }

    private burst(): void {
        const now = performance.now();
        if (this.waiting.size > maximumWaiting) {
            if (now - this.lastBurst < patienceMilliseconds) {
                return;
            }
            this.waiting.clear();
        }
        this.lastBurst = now;
        for (let count = perBurst.good; count > 0; count -= 1) {
            this.counts.good += 1;
            const id = this.counts.good & idBits;
            this.waiting.add(id);
            this.goodSocket.send(goodPacket(id, this.random));
        }
        for (let count = perBurst.hostile; count > 0; count -= 1) {
            this.counts.hostile += 1;
            this.hostileSocket.send(hostilePacket(this.random));
        }
        this.askOverTcp();
        if (this.connections.size < maximumHostileConnections) {
            this.annoyOverTcp();
        }
    }

    /** One question in two parts, as a slow network delivers it. */
    private askOverTcp(): void {
        this.counts.goodOverTcp += 1;
        const frame = framed(goodPacket(1, this.random));
        const connection = this.connect();
        connection.setNoDelay().write(frame.subarray(0, 5));
        connection.write(frame.subarray(5));
        connection.once("data", () => {
            this.counts.goodOverTcpAnswered += 1;
            connection.destroy();
        });
    }

    /** Garbage, a length that nothing follows, an empty message, or questions whose answers nobody reads. */
    private annoyOverTcp(): void {
        this.counts.hostileConnections += 1;
        const connection = this.connect();
        this.connections.add(connection);
        connection.on("close", () => this.connections.delete(connection));
        const kind = Math.floor(this.random() * 4);
        if (kind === 0) {
            connection.end(hostilePacket(this.random));
        } else if (kind === 1) {
            connection.write(Buffer.from([0xff, 0xff, 1]));
        } else if (kind === 2) {
            connection.end(Buffer.from([0, 0]));
        } else {
            connection
                .pause()
                .write(Buffer.concat(Array.from({ length: 500 }, () => framed(goodPacket(1, this.random)))));
        }
        connection.setTimeout(2000, () => connection.destroy());
    }

    private connect(): Socket {
        const connection = connect(this.port, "127.0.0.1");
        connection.on("error", () => connection.destroy());
        return connection;
    }
}

function framed(message: Buffer): Buffer {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(message.length);
    return Buffer.concat([length, message]);
}
