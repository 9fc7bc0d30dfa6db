import { encode } from "dns-packet";
import type { Random } from "../../../routing/random";
import { apex, weightedNames } from "./zone";

const headerBytes = 12;

/** A question that has an answer. */
export function goodPacket(id: number, random: Random): Buffer {
    return query(id, pick(weightedNames, random));
}

/** One of the things that servers have died of, or filled their memory with; the seed decides which. */
export function hostilePacket(random: Random): Buffer {
    return pick(hostile, random)(random);
}

const hostile: readonly ((random: Random) => Buffer)[] = [
    noise,
    cutShort,
    bitsFlipped,
    pointerLoop,
    countsThatLie,
    brokenOptions,
    nameTooLong,
    // Each is new, and would stay in a cache without a limit.
    (random) => query(1, `${word(random)}.${apex}`),
    (random) => query(1, pick(weightedNames, random), subnet(random)),
    // What is no question, or none for this server.
    (random) => withFlags(random, 0x8000),
    (random) => withFlags(random, whole(16, random) << 11),
    (random) => typed(random, whole(0x10000, random)),
    (random) => query(1, `${word(random)}.example.net`),
];

function query(id: number, name: string, options: Buffer = Buffer.alloc(0)): Buffer {
    const question = encode({ type: "query", id, questions: [{ type: "A", name }] });
    const opt = Buffer.from([0, 0, 41, 0x04, 0xd0, 0, 0, 0, 0, options.length >> 8, options.length & 0xff]);
    question[11] = 1;
    return Buffer.concat([question, opt, options]);
}

/** An EDNS option with a subnet of its own (RFC 7871, section 6). */
function subnet(random: Random): Buffer {
    return Buffer.from([0, 8, 0, 7, 0, 1, 24, 0, ...[0, 0, 0].map(() => whole(256, random))]);
}

function noise(random: Random): Buffer {
    return Buffer.from(Array.from({ length: whole(600, random) }, () => whole(256, random)));
}

function cutShort(random: Random): Buffer {
    const packet = goodPacket(1, random);
    return packet.subarray(0, whole(packet.length, random));
}

function bitsFlipped(random: Random): Buffer {
    const packet = query(1, pick(weightedNames, random), subnet(random));
    for (let flips = 1 + whole(8, random); flips > 0; flips -= 1) {
        const at = whole(packet.length, random);
        packet[at] = (packet[at] ?? 0) ^ (1 << whole(8, random));
    }
    return packet;
}

/** The name is a pointer to itself, or to the other of a pair. */
function pointerLoop(random: Random): Buffer {
    const header = Buffer.from([0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    const to = headerBytes + 2 * whole(2, random);
    return Buffer.concat([header, Buffer.from([0xc0, to, 0xc0, headerBytes, 0, 1, 0, 1])]);
}

function countsThatLie(random: Random): Buffer {
    const packet = goodPacket(1, random);
    packet.writeUInt16BE(whole(0x10000, random), 4 + 2 * whole(4, random));
    return packet;
}

function brokenOptions(random: Random): Buffer {
    const options = noise(random);
    if (options.length >= 4) {
        options.writeUInt16BE(8, 0);
    }
    return query(1, pick(weightedNames, random), options);
}

function nameTooLong(random: Random): Buffer {
    const labels = Array.from({ length: 3 + whole(20, random) }, () => {
        const length = whole(64, random);
        return Buffer.concat([Buffer.from([length]), Buffer.alloc(length, 0x61)]);
    });
    const header = Buffer.from([0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    return Buffer.concat([header, ...labels, Buffer.from([0, 0, 1, 0, 1])]);
}

function withFlags(random: Random, flags: number): Buffer {
    const packet = goodPacket(1, random);
    packet.writeUInt16BE(flags, 2);
    return packet;
}

function typed(random: Random, type: number): Buffer {
    const packet = encode({ type: "query", id: 1, questions: [{ type: "A", name: pick(weightedNames, random) }] });
    packet.writeUInt16BE(type, packet.length - 4);
    packet.writeUInt16BE(pick([1, 3, 255, 9], random), packet.length - 2);
    return packet;
}

function word(random: Random): string {
    return random().toString(36).slice(2) || "a";
}

function whole(below: number, random: Random): number {
    return Math.floor(random() * below);
}

function pick<T>(from: readonly T[], random: Random): T {
    const chosen = from[whole(from.length, random)];
    if (chosen === undefined) {
        throw new Error("expected something to pick from, got nothing");
    }
    return chosen;
}
