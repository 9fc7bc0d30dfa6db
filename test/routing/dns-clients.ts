import dgram from "node:dgram";
import { once } from "node:events";
import net from "node:net";
import packet, { type DecodedPacket, type Packet, type PacketOpt, type RecordType } from "dns-packet";

/** A query with id 7 and RD; `dns-packet` is the other side of every exchange, so that our reading and writing have a witness. */
export function query(
    name: string,
    type: RecordType = "A",
    edns?: {
        readonly size: number;
        readonly options?: PacketOpt[];
        readonly version?: number;
        readonly flags?: number;
    },
): Packet {
    const opt = edns && {
        type: "OPT" as const,
        name: ".",
        udpPayloadSize: edns.size,
        extendedRcode: 0,
        ednsVersion: edns.version ?? 0,
        flags: edns.flags ?? 0,
        flag_do: false,
        options: edns.options ?? [],
    };
    return {
        type: "query",
        id: 7,
        flags: packet.RECURSION_DESIRED,
        questions: [{ name, type }],
        additionals: opt ? [opt] : [],
    };
}

/** The code in a reply's header. */
export function rcode({ flags = 0 }: Pick<Packet, "flags">): number {
    return flags & 15;
}

/** Asks over UDP and waits for the reply. */
export async function udp(port: number, message: Packet | Buffer): Promise<DecodedPacket> {
    const socket = dgram.createSocket("udp4");
    socket.send(Buffer.isBuffer(message) ? message : packet.encode(message), port, "127.0.0.1");
    const [bytes] = (await once(socket, "message")) as [Buffer];
    socket.close();
    return packet.decode(bytes);
}

/** Writes parts to a connection and waits for so many replies. */
export async function tcp(port: number, parts: readonly Buffer[], replies: number): Promise<Packet[]> {
    const socket = net.connect(port, "127.0.0.1").setNoDelay();
    await once(socket, "connect");
    parts.forEach((part) => socket.write(part));
    const found: Packet[] = [];
    let received = Buffer.alloc(0);
    for await (const chunk of socket) {
        received = Buffer.concat([received, chunk as Buffer]);
        while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
            found.push(packet.streamDecode(received.subarray(0, 2 + received.readUInt16BE(0))));
            received = received.subarray(2 + received.readUInt16BE(0));
        }
        if (found.length === replies) {
            break;
        }
    }
    return found;
}
