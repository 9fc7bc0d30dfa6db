import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { aliasService } from "../evaluate/alias-services";
import { resourceName } from "../evaluate/keys";
import { canonicalName } from "../names";

/** What a record that leaves the zone is answered with: values, or the DNS name of its target. */
export function endpointOf({ AliasTarget, ResourceRecords }: ResourceRecordSet): readonly string[] {
    return AliasTarget
        ? [targetName(AliasTarget.DNSName ?? "")]
        : (ResourceRecords ?? []).map(({ Value }) => Value ?? "");
}

/** One spelling for what an alias leads to: with `dualstack.` before it a balancer is the same. */
export function targetName(name: string): string {
    return resourceName(canonicalName(name));
}

/** An ALB, NLB or Classic Load Balancer. */
export function isBalancer(name: string): boolean {
    return aliasService(name, "").name === "load balancer";
}

/** Whether Route 53 accepts an alias to it that evaluates its health: not for CloudFront. */
export function evaluatesHealth(name: string): boolean {
    return aliasService(name, "").evaluates;
}

/** Whether an alias may lead to it: aliases of AWS's resources are answered for free (Route 53 pricing). */
export function hasAlias(name: string): boolean {
    return aliasService(name, "").name !== "AWS resource";
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
