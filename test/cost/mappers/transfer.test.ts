import assert from "node:assert/strict";
import { noUsage, transferType, type UsageFile } from "../../../cost/usage/usage-file";
import { estimateCost } from "../../../cost/estimate-plan";
import { exactly } from "../../../cost/quantity";
import { amounts, book, planOf, resource, usageOfAll } from "../plans";

/** Entries of a usage file: a region each, with what it sends. */
function transfers(...entries: readonly (readonly [region: string, keys: { readonly [key: string]: number }])[]) {
    const resources = entries.map(([region], at) => resource(transferType, {}, { region, name: `t${at}` }));
    const usage: UsageFile = {
        ...noUsage,
        transfers: resources,
        of: ({ urn }) => {
            const keys = entries[resources.findIndex((one) => one.urn === urn)]?.[1] ?? {};
            return {
                band: (key) => (keys[key] === undefined ? undefined : exactly(keys[key])),
                choice: () => undefined,
            };
        },
    };
    return estimateCost({
        plan: planOf(),
        book,
        usage,
        settings: { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" },
    });
}

describe("the price of traffic", () => {
    it("is charged in both directions between zones", () => {
        // 2 x 1,000 x 0.01
        assert.deepEqual(amounts(transfers(["eu-west-1", { monthly_intra_region_gb: 1000 }])), {
            "between zones": "20",
        });
    });

    it("steps down to the internet by what a region's entries send together", () => {
        const half = { monthly_outbound_internet_gb: 30_720 };
        const result = transfers(["eu-west-1", half], ["eu-west-1", half]);
        // 10,240 x 0.09 + 40,960 x 0.085 + 10,240 x 0.07 = 921.6 + 3,481.6 + 716.8
        assert.equal(result.monthly.typical.toString(), "5120");
        assert.deepEqual(
            result.resources.map(({ monthly }) => monthly.typical.toString()),
            ["2560", "2560"],
        );
    });

    it("has 100 GB for nothing when allowances count", () => {
        const resources = [resource(transferType, {}, { region: "eu-west-1" })];
        const usage: UsageFile = { ...usageOfAll({ monthly_outbound_internet_gb: 150 }), transfers: resources };
        const settings = { hoursPerMonth: 730, freeTier: true, today: "2026-11-21" };
        // 50 x 0.09
        assert.deepEqual(amounts(estimateCost({ plan: planOf(), book, usage, settings })), {
            "to the internet": "4.5",
        });
    });

    it("does not add regions up", () => {
        const half = { monthly_outbound_internet_gb: 10_240 };
        // each 10,240 x 0.09
        assert.equal(transfers(["eu-west-1", half], ["us-east-1", half]).monthly.typical.toString(), "1843.2");
    });

    it("has the price of the region that sends", () => {
        const keys = { monthly_outbound_other_regions_gb: 100 };
        const typical = (region: string) => transfers([region, keys]).monthly.typical.toString();
        assert.deepEqual(["eu-west-1", "sa-east-1", "ap-northeast-1", "us-west-2", "us-east-1"].map(typical), [
            "2",
            "13.8",
            "9",
            "2",
            "2",
        ]);
    });

    it("may take one pair for all, since a region sends to all others at one price", () => {
        const regions = book.places.filter((place) => /^[a-z]+-[a-z]+-\d$/.test(place));
        assert.equal(regions.length, 8);
        for (const from of regions) {
            const prices = regions
                .filter((to) => to !== from)
                .map((to) =>
                    book.find({ service: "AWSDataTransfer", label: `from=${from};to=${to} (inter-region)` }, from),
                )
                .map((price) => price?.amount.toString());
            assert.equal(new Set(prices).size, 1, `${from}: ${prices.join(" ")}`);
        }
    });

    it("is halved between the two of us-east", () => {
        const result = transfers(["us-east-1", { monthly_outbound_us_east_to_us_east_gb: 100 }]);
        assert.deepEqual(amounts(result), { "to us-east-2": "1" });
    });

    it("fails for a us-east key in another region, rather than count nothing", () => {
        const [one] = transfers(["eu-west-1", { monthly_outbound_us_east_to_us_east_gb: 100 }]).resources;
        assert.deepEqual(one?.state, {
            kind: "not priced",
            reason: 'monthly_outbound_us_east_to_us_east_gb: expected the region us-east-1 or us-east-2, got "eu-west-1"',
        });
    });

    it("names the row of a region that the book does not have", () => {
        const [one] = transfers(["eu-north-1", { monthly_outbound_internet_gb: 1 }]).resources;
        assert.equal(one?.state.kind, "not priced");
    });
});
