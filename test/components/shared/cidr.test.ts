import assert from "node:assert/strict";
import fc from "fast-check";
import {
    contains,
    formatBlock,
    isVpcBlock,
    overlap,
    parseBlock,
    subnetBlock,
    tierBlock,
    tiers,
} from "../../../components/shared/cidr";
import { block } from "../blocks";

const vpc = fc
    .record({ second: fc.integer({ min: 0, max: 255 }), prefix: fc.integer({ min: 16, max: 21 }) })
    .map(({ second, prefix }) => `10.${second}.0.0/${prefix}`);
const zones = fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 8 });

describe("the address plan", () => {
    it("gives the blocks that the diagrams and runbooks show", () => {
        assert.equal(tierBlock("10.20.0.0/16", "public"), "10.20.0.0/19");
        assert.equal(tierBlock("10.20.0.0/16", "app"), "10.20.32.0/19");
        assert.equal(tierBlock("10.20.0.0/16", "data"), "10.20.64.0/19");
        assert.equal(subnetBlock("10.20.0.0/16", "app", "euw1-az1"), "10.20.32.0/22");
        assert.equal(subnetBlock("10.20.0.0/16", "data", "euw1-az3"), "10.20.72.0/22");
        assert.equal(subnetBlock("10.20.0.0/21", "public", "use1-az8"), "10.20.0.224/27");
    });

    it("keeps every subnet in its tier, every tier in the VPC, and no two on one address", () => {
        fc.assert(
            fc.property(vpc, zones, (cidr, numbers) => {
                const subnets = tiers.flatMap((tier) =>
                    numbers.map((number) => ({ tier, at: block(subnetBlock(cidr, tier, `euw1-az${number}`)) })),
                );
                for (const [index, { tier, at }] of subnets.entries()) {
                    assert.ok(contains(block(tierBlock(cidr, tier)), at));
                    assert.ok(contains(block(cidr), block(tierBlock(cidr, tier))));
                    assert.ok(at.prefix <= 27, "a balancer needs a /27");
                    assert.ok(subnets.slice(index + 1).every(({ at: other }) => !overlap(at, other)));
                }
            }),
        );
    });

    it("moves nothing when a zone or a tier is appended: a block depends on its own tier and zone alone", () => {
        const before = ["euw1-az1", "euw1-az3"].map((zone) => subnetBlock("10.20.0.0/16", "app", zone));
        assert.deepEqual(before, ["10.20.32.0/22", "10.20.40.0/22"]);
        assert.equal(tiers.indexOf("data"), 2, "tiers are appended, never inserted");
    });

    it("fails for a zone beyond the places that the plan has", () => {
        assert.throws(() => subnetBlock("10.20.0.0/16", "app", "euw1-az9"), /up to 8, got euw1-az9/);
        assert.throws(() => subnetBlock("10.20.0.0/16", "app", "eu-west-1a"), /got eu-west-1a/);
    });
});

describe("blocks", () => {
    it("are read and written as the same text", () => {
        fc.assert(
            fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 }), (bits, prefix) => {
                const size = 2 ** (32 - prefix);
                const given = { address: Math.floor(bits / size) * size, prefix };
                assert.deepEqual(parseBlock(formatBlock(given)), given);
            }),
        );
    });

    it("fail to be read with a part above 255, a bit beyond the length, or anything else", () => {
        for (const text of ["10.256.0.0/16", "10.20.0.1/16", "10.20.0.0", "10.20.0.0/33", "10.20.0/16", "::/16", ""]) {
            assert.equal(parseBlock(text), undefined, text);
        }
    });

    it("overlap when one holds the other, in either order, and not when they touch", () => {
        assert.ok(overlap(block("10.0.0.0/8"), block("10.20.0.0/16")));
        assert.ok(overlap(block("10.20.0.0/16"), block("10.0.0.0/8")));
        assert.ok(!overlap(block("10.20.0.0/16"), block("10.21.0.0/16")));
    });

    it("may be a VPC's when private and between /16 and /21", () => {
        assert.ok(isVpcBlock("10.20.0.0/16") && isVpcBlock("172.16.8.0/21") && isVpcBlock("192.168.0.0/17"));
        for (const text of ["10.0.0.0/15", "10.20.0.0/22", "11.0.0.0/16", "172.32.0.0/16", "x"]) {
            assert.ok(!isVpcBlock(text), text);
        }
    });
});
