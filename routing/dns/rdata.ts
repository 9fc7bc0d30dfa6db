import { RoutingError } from "../errors";
import { characterString, hex, ipv4, ipv6, long, octet, short, strings, uncompressed } from "./rdata-fields";
import { serviceBinding } from "./service-binding";
import { wireName } from "./wire-name";

/** A record's data in parts: octets, and names that may be written shorter (only of types as old as RFC 1035: RFC 3597, section 4). */
export type DataPart = Buffer | { readonly name: string };

type Encode = (words: readonly string[], value: string) => DataPart[];

/**
 * The text of each record type, as Route 53 takes it
 * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html), in octets.
 */
const encoders: { readonly [type: string]: Encode } = {
    A: ([address = ""]) => [ipv4(address)],
    AAAA: ([address = ""]) => [ipv6(address)],
    CNAME: ([name = ""]) => [{ name: wireName(name) }],
    NS: ([name = ""]) => [{ name: wireName(name) }],
    PTR: ([name = ""]) => [{ name: wireName(name) }],
    MX: ([preference, name = ""]) => [short(preference), { name: wireName(name) }],
    SOA: ([primary = "", contact = "", ...numbers]) => [
        { name: wireName(primary) },
        { name: wireName(contact) },
        ...[0, 1, 2, 3, 4].map((at) => long(numbers[at])),
    ],
    TXT: (_, value) => strings(value).map(characterString),
    SPF: (_, value) => strings(value).map(characterString),
    SRV: ([priority, weight, port, name = ""]) => [short(priority), short(weight), short(port), uncompressed(name)],
    CAA: (words, value) => {
        const [content = ""] = strings(value.slice(value.indexOf(words[1] ?? "") + (words[1] ?? "").length));
        return [octet(words[0]), characterString(words[1] ?? ""), Buffer.from(content, "latin1")];
    },
    NAPTR: (words, value) => {
        const [flags = "", service = "", expression = ""] = strings(value.replace(/^\s*\d+\s+\d+\s+/, ""));
        const texts = [flags, service, expression].map(characterString);
        return [short(words[0]), short(words[1]), ...texts, uncompressed(words.at(-1) ?? "")];
    },
    DS: ([tag, algorithm, digestType, ...digest]) => [short(tag), octet(algorithm), octet(digestType), hex(digest)],
    SSHFP: ([algorithm, type, ...fingerprint]) => [octet(algorithm), octet(type), hex(fingerprint)],
    TLSA: ([usage, selector, matching, ...content]) => [octet(usage), octet(selector), octet(matching), hex(content)],
    SVCB: serviceBinding,
    HTTPS: serviceBinding,
};

/**
 * A record's text in octets.
 * @throws RoutingError when it is none that Route 53 would take
 */
export function recordData(type: string, value: string): DataPart[] {
    const encode = encoders[type];
    if (!encode) {
        throw new RoutingError("not-built", `records of type ${type} cannot be sent`);
    }
    try {
        return encode(value.trim().split(/\s+/), value);
    } catch (error) {
        const cause = error instanceof Error ? error.message : String(error);
        throw new RoutingError("invalid-zone", `${type} "${value}": ${cause}`);
    }
}
