/**
 * One spelling for a domain name: lower case, no final dot, `\052` as `*`. Route 53 lists names with a final dot and
 * octal escapes (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html); DNS compares them
 * without regard to case (RFC 4343).
 */
export function canonicalName(name: string): string {
    const decoded = name.replace(/\\([0-3][0-7]{2})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
    return decoded.toLowerCase().replace(/\.$/, "");
}

/** Whether a canonical name is the zone's apex or lies below it. */
export function isWithin(name: string, zone: string): boolean {
    return name === zone || name.endsWith(`.${zone}`);
}

/** The name without its first label; empty for a single label. */
export function parentName(name: string): string {
    const dot = name.indexOf(".");
    return dot === -1 ? "" : name.slice(dot + 1);
}
