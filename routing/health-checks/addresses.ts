/** Whether checkers may ask an address. */
export type AddressPolicy = (address: string) => boolean;

/**
 * Addresses that AWS's checkers do not ask: local, private, shared, not routable, multicast (API reference,
 * HealthCheckConfig, IPAddress, which names RFC 5735, RFC 6598 and RFC 5156). Ranges for documentation are not routable
 * either, and are let through: examples are written in them, and nothing answers there.
 */
const refusedRanges: readonly (readonly [address: string, bits: number])[] = [
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
    // Unspecified, loopback and IPv4-mapped; then unique local, link-local and multicast.
    ["::", 8],
    ["fc00::", 7],
    ["fe80::", 10],
    ["ff00::", 8],
];

const refused = refusedRanges.map(([address, bits]) => ({ prefix: bitsOf(address) ?? "", bits }));

/** As AWS: no private, loopback or multicast address; and nothing that is no address. */
export const publicAddresses: AddressPolicy = (address) => {
    const own = bitsOf(address);
    return (
        own !== undefined &&
        !refused.some(({ prefix, bits }) => prefix.length === own.length && own.startsWith(prefix.slice(0, bits)))
    );
};

/** For endpoints on the machine itself, of a twin or a test. */
export const anyAddress: AddressPolicy = (address) => bitsOf(address) !== undefined;

/** An address as a text of 32 or 128 binary digits; undefined for what is no address. */
function bitsOf(address: string): string | undefined {
    return address.includes(":") ? bitsOfSixteen(address) : bitsOfFour(address);
}

function bitsOfFour(address: string): string | undefined {
    const parts = address.split(".");
    const valid = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
    return valid ? parts.map((part) => Number(part).toString(2).padStart(8, "0")).join("") : undefined;
}

function bitsOfSixteen(address: string): string | undefined {
    const dotted = /^(.*:)([\d.]+)$/.exec(address);
    const four = dotted?.[2]?.includes(".") === true ? bitsOfFour(dotted[2]) : undefined;
    const whole = four === undefined ? address : `${dotted?.[1] ?? ""}${groupOf(four, 0)}:${groupOf(four, 16)}`;
    const halves = whole.split("::");
    const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
    const missing = 8 - head.length - tail.length;
    const valid =
        halves.length <= 2 &&
        (halves.length === 2 ? missing >= 1 : missing === 0) &&
        [...head, ...tail].every((group) => /^[\da-f]{1,4}$/i.test(group));
    const groups = [...head, ...Array.from({ length: Math.max(0, missing) }, () => "0"), ...tail];
    return valid ? groups.map((group) => parseInt(group, 16).toString(2).padStart(16, "0")).join("") : undefined;
}

function groupOf(bits: string, from: number): string {
    return parseInt(bits.slice(from, from + 16), 2).toString(16);
}
