/** Addresses of a network; IPv4 only, as the platform's cells are. */
export interface Network {
    readonly base: number;
    readonly prefix: number;
}

/** Reads `10.20.0.0/16`; undefined when it is not a network. */
export function parseNetwork(cidr: string): Network | undefined {
    const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
    const numbers = match?.slice(1).map(Number);
    if (numbers === undefined || numbers.slice(0, 4).some((byte) => byte > 255)) {
        return undefined;
    }
    const prefix = numbers[4] ?? 0;
    const base = numbers.slice(0, 4).reduce((sum, byte) => sum * 256 + byte, 0);
    return prefix <= 32 && base % 2 ** (32 - prefix) === 0 ? { base, prefix } : undefined;
}

/** The address `offset` places after the network's first. */
export function addressAt(network: Network, offset: number): string {
    const address = network.base + offset;
    return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/**
 * The n-th address (from 0) that a machine may have in a subnet: AWS keeps the first four and the last.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
export function hostAddress(network: Network, n: number): string {
    if (n + 4 >= 2 ** (32 - network.prefix) - 1) {
        throw new RangeError(
            `${addressAt(network, 0)}/${network.prefix.toFixed()} has no address number ${n.toFixed()}`,
        );
    }
    return addressAt(network, n + 4);
}
