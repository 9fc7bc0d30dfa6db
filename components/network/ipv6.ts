/** Bits of Amazon's block for a VPC and of a subnet's; the 8 between number the subnets (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html). */
const vpcPrefix = 56;
const subnetPrefix = 64;

/**
 * The index-th block of /64 in a VPC's block of /56: `2600:1f18:0:1a0c::/64` is the twelfth after that of `2600:1f18:0:1a00::/56`.
 * A text that is no block is a reference to one, in a plan that no engine made: it is kept, and the index written after it.
 *
 * @throws RangeError when the block is no /56, or has no such subnet
 */
export function ipv6SubnetBlock(vpc: string, index: number): string {
    if (!Number.isInteger(index) || index < 0 || index >= 2 ** (subnetPrefix - vpcPrefix)) {
        throw new RangeError(`index: expected 0 to ${2 ** (subnetPrefix - vpcPrefix) - 1}, got ${index}`);
    }
    const [, address, prefix] = /^([0-9a-f:]+)\/(\d+)$/i.exec(vpc) ?? [];
    if (address === undefined) {
        return `${vpc}#${index}`;
    }
    const groups = readGroups(address);
    const [a = 0, b = 0, c = 0, d = 0, ...rest] = groups;
    if (Number(prefix) !== vpcPrefix || d % 256 !== 0 || rest.some((group) => group !== 0)) {
        throw new RangeError(`ipv6CidrBlock: expected a block of /${vpcPrefix}, got ${vpc}`);
    }
    // Hexadecimal, as addresses are written: the tenth subnet ends in 0a, not in 10.
    const network = [a, b, c, d + index].map((group) => group.toString(16)).join(":");
    return `${network}::/${subnetPrefix}`;
}

/** The eight groups of an address; `::` stands for as many zeros as are missing. */
function readGroups(address: string): number[] {
    const [before = "", after] = address.split("::");
    const read = (text: string): number[] =>
        text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
    const head = read(before);
    const tail = after === undefined ? [] : read(after);
    return [...head, ...Array<number>(Math.max(0, 8 - head.length - tail.length)).fill(0), ...tail];
}
