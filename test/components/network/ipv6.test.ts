import assert from "node:assert/strict";
import fc from "fast-check";
import { ipv6SubnetBlock } from "../../../components/network/ipv6";
import { subnetNumber, tiers } from "../../../components/shared/cidr";

const vpc = "2600:1f18:0:1a00::/56";

/** The 64 bits of a block of /64. */
function bits(block: string): bigint {
    const groups = block.replace(/::\/64$/, "").split(":");
    return groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

describe("IPv6 blocks of subnets", () => {
    it("are numbered in hexadecimal, as addresses are written", () => {
        assert.equal(ipv6SubnetBlock(vpc, 10), "2600:1f18:0:1a0a::/64");
        assert.equal(ipv6SubnetBlock(vpc, 255), "2600:1f18:0:1aff::/64");
    });

    it("are the index-th of the VPC's, whatever the block", () => {
        fc.assert(
            fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 0xffff }), (index, group) => {
                const first = ipv6SubnetBlock(`2600:1f18:${group.toString(16)}:ff00::/56`, 0);
                const block = ipv6SubnetBlock(`2600:1f18:${group.toString(16)}:ff00::/56`, index);
                assert.equal(bits(block) - bits(first), BigInt(index));
            }),
        );
    });

    it("differ for every tier and zone, and stay when others come", () => {
        const zones = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `euw1-az${number}`);
        const batch = { size: "1/32", place: 31 } as const;
        const all = [...tiers, batch].flatMap((tier) => zones.map((zone) => subnetNumber(tier, zone)));
        assert.equal(new Set(all).size, 32);
        assert.ok(all.every((number) => number >= 0 && number < 256));
        assert.equal(subnetNumber("data", "euw1-az3"), 66);
    });

    it("keep a reference to a block that nobody knows yet, apart for each subnet", () => {
        assert.notEqual(ipv6SubnetBlock("${vpc#ipv6CidrBlock}", 1), ipv6SubnetBlock("${vpc#ipv6CidrBlock}", 2));
    });

    for (const [block, index] of [
        [vpc, 256],
        [vpc, -1],
        ["2600:1f18:0:1a00::/60", 1],
        ["2600:1f18:0:1a01::/56", 1],
    ] as const) {
        it(`fail for ${block}, ${index}`, () => {
            assert.throws(() => ipv6SubnetBlock(block, index), RangeError);
        });
    }
});
