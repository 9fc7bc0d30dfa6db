/**
 * One spelling for a domain name: lower case, no final dot, `\052` as `*`. Route 53 lists names with a final dot and
 * octal escapes (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html); DNS compares them
 * without regard to case (RFC 4343). What is not printable stays escaped, and so do a dot and a backslash inside a label,
 * so that a dot always separates labels and a name that is canonical already does not change.
 */
export function canonicalName(name: string): string {
    const lower = name.toLowerCase();
    const bare = lower.endsWith(".") ? lower.slice(0, -1) : lower;
    return bare.includes("\\") ? bare.replace(/\\([0-3][0-7]{2})/g, unescaped) : bare;
}

function unescaped(escape: string, octal: string): string {
    const character = String.fromCharCode(parseInt(octal, 8));
    return /[!-~]/.test(character) && character !== "." && character !== "\\" ? character.toLowerCase() : escape;
}

/** Whether a canonical name is the zone's apex or lies below it. */
export function isWithin(name: string, zone: string): boolean {
    return name === zone || (name.endsWith(zone) && name[name.length - zone.length - 1] === ".");
}

/** The name without its first label; empty for a single label. */
export function parentName(name: string): string {
    const dot = name.indexOf(".");
    return dot === -1 ? "" : name.slice(dot + 1);
}

/** The wildcard below a name's closest existing ancestor: the only one that may answer for it (RFC 4592). */
export function wildcardFor(name: string, names: { has(name: string): boolean }): string {
    let ancestor = parentName(name);
    while (ancestor !== "" && !names.has(ancestor)) {
        ancestor = parentName(ancestor);
    }
    return `*.${ancestor}`;
}
