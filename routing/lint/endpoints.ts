import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { canonicalName } from "../names";

/** Region codes as AWS writes them into the DNS names of its resources: `name-1.eu-west-1.elb.amazonaws.com`. */
const regionPattern =
    /(?:^|[.-])((?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov)?-(?:central|north|south|east|west|northeast|northwest|southeast|southwest)-\d)(?=[.-]|$)/;

/** The AWS region that a DNS name holds, if any. */
export function regionIn(name: string): string | undefined {
    return regionPattern.exec(name)?.[1];
}

/** What a record that leaves the zone is answered with: values, or the DNS name of its target. */
export function endpointOf({ AliasTarget, ResourceRecords }: ResourceRecordSet): readonly string[] {
    return AliasTarget
        ? [canonicalName(AliasTarget.DNSName ?? "")]
        : (ResourceRecords ?? []).map(({ Value }) => Value ?? "");
}

/** An ALB, NLB or Classic Load Balancer. */
export function isBalancer(name: string): boolean {
    return /\.elb\.([a-z0-9-]+\.)?amazonaws\.com(\.cn)?$/.test(`.${name}`);
}

/** The only alias target whose health Route 53 refuses to evaluate (API reference, AliasTarget). */
export function isDistribution(name: string): boolean {
    return /\.cloudfront\.net$/.test(name);
}

/** What an alias of Route 53 can name outside the zone and answer for free (pricing: queries to alias records of AWS resources). */
export function hasAlias(name: string): boolean {
    return (
        isBalancer(name) ||
        isDistribution(name) ||
        /(^|[.-])(s3-website|execute-api|elasticbeanstalk)[.-].*amazonaws\.com$/.test(name) ||
        name.endsWith(".awsglobalaccelerator.com")
    );
}

const notPublic: readonly (readonly [block: string, bits: number, what: string])[] = [
    ["0.0.0.0", 8, "reserved (RFC 1122)"],
    ["10.0.0.0", 8, "private (RFC 1918)"],
    ["100.64.0.0", 10, "shared by carriers (RFC 6598)"],
    ["127.0.0.0", 8, "loopback (RFC 1122)"],
    ["169.254.0.0", 16, "link-local (RFC 3927)"],
    ["172.16.0.0", 12, "private (RFC 1918)"],
    ["192.0.0.0", 24, "reserved (RFC 6890)"],
    ["192.168.0.0", 16, "private (RFC 1918)"],
    ["198.18.0.0", 15, "for benchmarks (RFC 2544)"],
    ["224.0.0.0", 4, "multicast (RFC 5771)"],
    ["240.0.0.0", 4, "reserved (RFC 1112)"],
];

/** Why no checker can reach an address, or undefined when it can. Names are nobody's address. */
export function whyUnreachable(address: string): string | undefined {
    const number = ipv4(address);
    if (number !== undefined) {
        return notPublic.find(([block, bits]) => samePrefix(number, ipv4(block) ?? 0, bits))?.[2];
    }
    const text = address.toLowerCase();
    if (!text.includes(":")) {
        return undefined;
    }
    if (text === "::1" || text === "::") {
        return "loopback (RFC 4291)";
    }
    if (/^fe[89ab][0-9a-f]:/.test(text)) {
        return "link-local (RFC 4291)";
    }
    if (/^f[cd][0-9a-f]{2}:/.test(text)) {
        return "private (RFC 4193)";
    }
    return /^ff[0-9a-f]{2}:/.test(text) ? "multicast (RFC 4291)" : undefined;
}

function ipv4(address: string): number | undefined {
    const parts = address.split(".");
    if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) {
        return undefined;
    }
    return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

function samePrefix(a: number, b: number, bits: number): boolean {
    const size = 2 ** (32 - bits);
    return Math.floor(a / size) === Math.floor(b / size);
}
