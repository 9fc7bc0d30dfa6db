/** An address or a block of addresses. */
export interface AddressBlock {
    readonly family: 4 | 6;
    /** The first `prefixLength` bits of the address, as a number. */
    readonly prefix: bigint;
    /** In bits; the whole address without one in the text. */
    readonly prefixLength: number;
}

const bitsOf = { 4: 32, 6: 128 } as const;

/** Reads `203.0.113.7`, `203.0.113.0/24`, `2001:db8::1`, `2001:db8::/32`; undefined for anything else. */
export function addressBlock(text: string): AddressBlock | undefined {
    const [address = "", length, more] = text.split("/");
    const family = address.includes(":") ? 6 : 4;
    const value = family === 6 ? version6(address) : version4(address);
    const bits = bitsOf[family];
    const prefixLength = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : NaN;
    if (value === undefined || more !== undefined || !(prefixLength <= bits)) {
        return undefined;
    }
    return { family, prefix: value >> BigInt(bits - prefixLength), prefixLength };
}

/** The first bits of an address or block that is at least as long. */
export function shortened({ prefix, prefixLength }: AddressBlock, length: number): bigint {
    return prefix >> BigInt(prefixLength - length);
}

function version4(text: string): bigint | undefined {
    const parts = text.split(".");
    if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) {
        return undefined;
    }
    return BigInt(parts.reduce((value, part) => value * 256 + Number(part), 0));
}

/** RFC 4291, section 2.2: groups of 16 bits, one `::` for zeros, the last two groups perhaps as an IPv4 address. */
function version6(text: string): bigint | undefined {
    const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
    const tail = dotted?.[2] === undefined ? undefined : version4(dotted[2]);
    if (dotted && tail === undefined) {
        return undefined;
    }
    const plain =
        dotted && tail !== undefined
            ? `${dotted[1] ?? ""}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`
            : text;
    const [head = "", rest, more] = plain.split("::");
    const before = groupsOf(head);
    const after = groupsOf(rest ?? "");
    const zeros = 8 - before.length - after.length;
    if (more !== undefined || (rest === undefined ? zeros !== 0 : zeros < 1)) {
        return undefined;
    }
    const groups = [...before, ...Array.from({ length: zeros }, () => "0"), ...after];
    return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
        ? groups.reduce((value, group) => (value << 16n) | BigInt(parseInt(group, 16)), 0n)
        : undefined;
}

function groupsOf(text: string): string[] {
    return text === "" ? [] : text.split(":");
}
