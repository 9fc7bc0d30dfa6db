import { isIPv4, isIPv6 } from "node:net";
import { octetAt, wireName } from "./wire-name";

/** The octets of a dotted address. */
export function ipv4(address: string): Buffer {
    if (!isIPv4(address)) {
        throw new RangeError(`expected an IPv4 address, got "${address}"`);
    }
    return Buffer.from(address.split(".").map(Number));
}

/** The octets of an address with colons, `::` and a dotted end. */
export function ipv6(address: string): Buffer {
    if (!isIPv6(address) || address.includes("%")) {
        throw new RangeError(`expected an IPv6 address, got "${address}"`);
    }
    const dotted = /[^:]*\.[^:]*$/.exec(address)?.[0];
    const last = dotted === undefined ? undefined : ipv4(dotted).toString("hex");
    const plain = last === undefined ? address : address.replace(/[^:]*$/, `${last.slice(0, 4)}:${last.slice(4)}`);
    const [head = "", tail] = plain.split("::");
    const words = (part: string) => (part === "" ? [] : part.split(":"));
    const after = words(tail ?? "");
    const zeros = Array<string>(8 - words(head).length - after.length).fill("0");
    const all = [...words(head), ...zeros, ...after];
    return Buffer.concat(all.map((word) => Buffer.from(word.padStart(4, "0"), "hex")));
}

/** A name in octets, none of them shared with a name before it. */
export function uncompressed(name: string): Buffer {
    return Buffer.from(wireName(name), "latin1");
}

function whole(text: string | undefined, most: number): number {
    const number = Number(text);
    if (text === undefined || !/^\d+$/.test(text) || number > most) {
        throw new RangeError(
            `expected a whole number up to ${most}, got ${text === undefined ? "nothing" : `"${text}"`}`,
        );
    }
    return number;
}

/** 8 bits. */
export function octet(text: string | undefined): Buffer {
    return Buffer.from([whole(text, 0xff)]);
}

/** 16 bits. */
export function short(text: string | undefined): Buffer {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16BE(whole(text, 0xffff));
    return bytes;
}

/** 32 bits. */
export function long(text: string | undefined): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(whole(text, 0xffffffff));
    return bytes;
}

/** Octets in hexadecimal digits, which may be spread over several words. */
export function hex(words: readonly string[]): Buffer {
    const digits = words.join("");
    if (digits === "" || digits.length % 2 !== 0 || /[^0-9a-f]/i.test(digits)) {
        throw new RangeError(`expected pairs of hexadecimal digits, got "${digits}"`);
    }
    return Buffer.from(digits, "hex");
}

/** The texts of a value, one character an octet: each in quotation marks, or a word without. Escapes are resolved. */
export function strings(value: string): string[] {
    // Whatever is not ASCII goes as UTF-8, as Route 53 stores it.
    const text = Buffer.from(value, "utf8").toString("latin1");
    const found: string[] = [];
    let at = 0;
    while (at < text.length) {
        if (/\s/.test(text.charAt(at))) {
            at += 1;
            continue;
        }
        const quoted = text.charAt(at) === '"';
        let content = "";
        at += quoted ? 1 : 0;
        while (at < text.length && !(quoted ? text.charAt(at) === '"' : /\s/.test(text.charAt(at)))) {
            const { octet: one, length } = octetAt(text, at);
            content += one;
            at += length;
        }
        if (quoted && at >= text.length) {
            throw new RangeError("expected a closing quotation mark");
        }
        at += quoted ? 1 : 0;
        found.push(content);
    }
    return found;
}

/** A text after its length. */
export function characterString(text: string): Buffer {
    if (text.length > 0xff) {
        throw new RangeError(`expected texts of at most 255 octets, got ${text.length}`);
    }
    return Buffer.concat([Buffer.from([text.length]), Buffer.from(text, "latin1")]);
}
