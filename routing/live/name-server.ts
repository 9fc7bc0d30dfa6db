import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { connect, isIPv6 } from "node:net";
import packet, { type DecodedPacket } from "dns-packet";
import type { LiveAnswer, LiveQuestion } from "./witness";

/** A name server to ask. */
export interface NameServer {
    /** As a person knows it: `ns-1.awsdns-00.com`, `127.0.0.1:5353`. */
    readonly name: string;
    readonly address: string;
    readonly port: number;
}

/** As resolvers do it: three attempts, then give up. */
const attempts = 3;
const patienceMilliseconds = 2000;
/** What we take over UDP (DNS flag day 2020). */
const udpBytes = 1232;
/** How much of an address a resolver passes on (RFC 7871, section 11.1), and what TestDNSAnswer takes by default for IPv4. */
const sourcePrefix = { 1: 24, 2: 56 } as const;

/**
 * One question over UDP, over TCP when the answer is cut short, with the client's subnet when an address is given.
 * @throws Error when nothing readable comes back in three attempts
 */
export async function askNameServer(server: NameServer, question: LiveQuestion): Promise<LiveAnswer> {
    const id = randomInt(0x10000);
    const query = encodeQuery(id, question);
    let reply = await overUdp(server, query, id);
    if (reply.flag_tc) {
        reply = await overTcp(server, query);
    }
    const answers = (reply.answers ?? []).flatMap((record) =>
        record.type === question.type && "data" in record && typeof record.data === "string" ? [record.data] : [],
    );
    return { rcode: (reply as DecodedPacket & { readonly rcode: string }).rcode, answers };
}

function encodeQuery(id: number, { name, type, address }: LiveQuestion): Buffer {
    const family = address !== undefined && isIPv6(address) ? 2 : 1;
    const subnet = {
        code: 8 as const,
        family,
        sourcePrefixLength: sourcePrefix[family],
        scopePrefixLength: 0,
        ip: address ?? "",
    };
    return packet.encode({
        type: "query",
        id,
        questions: [{ name, type }],
        additionals: [
            {
                type: "OPT",
                name: ".",
                udpPayloadSize: udpBytes,
                extendedRcode: 0,
                ednsVersion: 0,
                flags: 0,
                flag_do: false,
                options: address === undefined ? [] : [subnet],
            },
        ],
    });
}

async function overUdp(server: NameServer, query: Buffer, id: number): Promise<DecodedPacket> {
    const socket = createSocket(isIPv6(server.address) ? "udp6" : "udp4");
    let sent = 0;
    try {
        return await new Promise<DecodedPacket>((resolve, reject) => {
            const send = () => {
                sent += 1;
                socket.send(query);
            };
            const timer = setInterval(() => {
                if (sent < attempts) {
                    send();
                    return;
                }
                reject(new Error(`no answer in ${(attempts * patienceMilliseconds) / 1000} s`));
            }, patienceMilliseconds);
            socket.on("close", () => clearInterval(timer));
            socket.on("error", reject);
            socket.on("message", (bytes) => {
                const reply = decoded(bytes);
                if (reply?.id === id) {
                    resolve(reply);
                }
            });
            // Connected, so that only this server is heard, and a port where nobody listens is told at once.
            socket.connect(server.port, server.address, send);
        });
    } finally {
        socket.close();
    }
}

async function overTcp({ address, port }: NameServer, query: Buffer): Promise<DecodedPacket> {
    const socket = connect({ host: address, port, timeout: patienceMilliseconds });
    const chunks: Buffer[] = [];
    try {
        return await new Promise<DecodedPacket>((resolve, reject) => {
            socket.on("timeout", () => reject(new Error("no answer over TCP")));
            socket.on("error", reject);
            socket.on("close", () => reject(new Error("the connection was closed before the answer was whole")));
            socket.on("data", (chunk) => {
                chunks.push(chunk);
                const bytes = Buffer.concat(chunks);
                if (bytes.length < 2 || bytes.length < 2 + bytes.readUInt16BE(0)) {
                    return;
                }
                const reply = decoded(bytes.subarray(2));
                if (reply) {
                    resolve(reply);
                } else {
                    reject(new Error("the answer over TCP cannot be read"));
                }
            });
            const length = Buffer.alloc(2);
            length.writeUInt16BE(query.length);
            socket.write(Buffer.concat([length, query]));
        });
    } finally {
        socket.destroy();
    }
}

/** Undefined for what cannot be read: over UDP it may be somebody else's. */
function decoded(bytes: Buffer): DecodedPacket | undefined {
    try {
        return packet.decode(bytes);
    } catch {
        return undefined;
    }
}
