import assert from "node:assert/strict";
import fc from "fast-check";
import { checkTierPlaces } from "../../../components/network/rules";
import type { ExtraTier } from "../../../components/network/settings";
import { tierPlans } from "../../../components/network/site";
import { contains, overlap, sizeBits, subnetBlock, subnetNumber } from "../../../components/shared/cidr";
import { block } from "../blocks";

const tier: fc.Arbitrary<ExtraTier> = fc
    .record({
        purpose: fc.constantFrom("public", "private", "isolated"),
        size: fc.constantFrom("1/4", "1/8", "1/16", "1/32"),
        part: fc.double({ min: 0, max: 0.999, noNaN: true }),
    })
    .map(({ purpose, size, part }) => ({ purpose, size, place: Math.floor(part * 2 ** sizeBits[size]) }));
const extras = fc.dictionary(fc.stringMatching(/^[a-z]{4,8}$/), tier, { maxKeys: 4 });
const zones = ["euw1-az1", "euw1-az4", "euw1-az8"];

describe("the places of a network's tiers", () => {
    it("that the rules accept share no address, of either kind, with any other", () => {
        fc.assert(
            fc.property(extras, (tiers) => {
                fc.pre(checkTierPlaces(tiers).length === 0);
                const plans = tierPlans({ tiers });
                const subnets = plans.flatMap(({ at }) =>
                    zones.map((zone) => block(subnetBlock("10.0.0.0/16", at, zone))),
                );
                assert.ok(subnets.every((subnet) => contains(block("10.0.0.0/16"), subnet)));
                subnets.forEach((subnet, index) =>
                    assert.ok(subnets.slice(index + 1).every((other) => !overlap(subnet, other))),
                );
                const numbers = plans.flatMap(({ at }) => zones.map((zone) => subnetNumber(at, zone)));
                assert.equal(new Set(numbers).size, numbers.length);
            }),
        );
    });

    it("are refused exactly when two share an address", () => {
        fc.assert(
            fc.property(extras, (tiers) => {
                const whole = tierPlans({ tiers }).map(({ at }) => {
                    const first = block(subnetBlock("10.0.0.0/16", at, "euw1-az1"));
                    return { address: first.address, prefix: first.prefix - 3 };
                });
                const meet = whole.some((one, index) => whole.slice(index + 1).some((other) => overlap(one, other)));
                assert.equal(checkTierPlaces(tiers).length > 0, meet);
            }),
        );
    });
});
