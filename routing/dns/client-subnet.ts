/** A part of an address, as a resolver sends it on behalf of a client (RFC 7871, section 6). */
export interface Subnet {
    readonly family: number;
    /** Bits. */
    readonly prefix: number;
    /** As many octets of the address as the prefix needs. */
    readonly octets: Buffer;
}

/** Octets of an address by family: IPv4 and IPv6 are all that the RFC knows. */
const addressOctets: { readonly [family: number]: number } = { 1: 4, 2: 16 };
const fixedBytes = 4;

/**
 * The option's content. Undefined when it is not what section 6 asks for: then the query is answered with FORMERR. A
 * resolver that wants nothing told of its client sends prefix 0, with any family.
 */
export function parseSubnet(content: Buffer): Subnet | undefined {
    if (content.length < fixedBytes) {
        return undefined;
    }
    const family = content.readUInt16BE(0);
    const prefix = content[2] ?? 0;
    const scope = content[3] ?? 0;
    const octets = content.subarray(fixedBytes);
    const longest = prefix === 0 ? 0 : (addressOctets[family] ?? 0) * 8;
    const right = scope === 0 && prefix <= longest && octets.length === Math.ceil(prefix / 8);
    const lastBits = prefix % 8;
    const beyond = lastBits === 0 ? 0 : (octets.at(-1) ?? 0) & (0xff >> lastBits);
    return right && beyond === 0 ? { family, prefix, octets } : undefined;
}

/** The address in text, with zeros after the prefix; undefined when nothing was told of it. */
export function subnetText({ family, prefix, octets }: Subnet): string | undefined {
    if (prefix === 0) {
        return undefined;
    }
    const whole = Buffer.alloc(addressOctets[family] ?? 0);
    octets.copy(whole);
    if (family === 1) {
        return whole.join(".");
    }
    return Array.from({ length: 8 }, (_, at) => whole.readUInt16BE(at * 2).toString(16)).join(":");
}
