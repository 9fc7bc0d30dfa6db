import type { DataPart } from "./rdata";
import { characterString, ipv4, ipv6, short, strings, uncompressed } from "./rdata-fields";

/** Keys of parameters and their numbers (RFC 9460, section 14.3.2; RFC 9461, section 5 for dohpath). */
const keys: { readonly [name: string]: number } = {
    mandatory: 0,
    alpn: 1,
    "no-default-alpn": 2,
    port: 3,
    ipv4hint: 4,
    ech: 5,
    ipv6hint: 6,
    dohpath: 7,
};

const values: { readonly [name: string]: (text: string) => Buffer } = {
    mandatory: (text) =>
        Buffer.concat(
            text
                .split(",")
                .map(keyNumber)
                .toSorted((a, b) => a - b)
                .map(bits),
        ),
    alpn: (text) => Buffer.concat(protocols(text).map(characterString)),
    "no-default-alpn": () => Buffer.alloc(0),
    port: short,
    ipv4hint: (text) => Buffer.concat(text.split(",").map(ipv4)),
    ech: (text) => Buffer.from(text, "base64"),
    ipv6hint: (text) => Buffer.concat(text.split(",").map(ipv6)),
};

/** SVCB and HTTPS records, `1 . alpn="h2,h3" port=8443`: the parameters go in the order of their numbers, each once (RFC 9460, section 2.2). */
export function serviceBinding([priority, target = ""]: readonly string[], value: string): DataPart[] {
    const rest = value.replace(/^\s*\S+\s+\S+/, "");
    const given = [...rest.matchAll(/([^\s="]+)(=("(?:[^"\\]|\\.)*"|\S*))?/g)].map(([, name = "", , text = ""]) => {
        const [content = ""] = strings(text);
        return { number: keyNumber(name), content: (values[name] ?? latin1)(content) };
    });
    const sorted = given.toSorted((a, b) => a.number - b.number);
    if (sorted.some(({ number }, at) => number === sorted[at + 1]?.number)) {
        throw new RangeError("expected each parameter once");
    }
    const parameters = sorted.flatMap(({ number, content }) => [bits(number), bits(content.length), content]);
    return [short(priority), uncompressed(target), ...parameters];
}

function keyNumber(name: string): number {
    const number = keys[name] ?? Number(/^key(\d{1,5})$/.exec(name)?.[1]);
    if (!(number <= 0xffff)) {
        throw new RangeError(`expected a service parameter such as alpn or key667, got "${name}"`);
    }
    return number;
}

/** A list whose members may have commas of their own, as `\,` (RFC 9460, appendix A.1). */
function protocols(text: string): string[] {
    return [...text.matchAll(/(?:[^\\,]|\\.)+/g)].map(([one]) => one.replace(/\\(.)/g, "$1"));
}

function bits(number: number): Buffer {
    return short(String(number));
}

function latin1(text: string): Buffer {
    return Buffer.from(text, "latin1");
}
