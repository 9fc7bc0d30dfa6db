import assert from "node:assert/strict";
import { checkPrices, priceProblems } from "../../../cost/book/check-prices";
import type { Gap } from "../../../cost/book/price-gap";
import { mappers } from "../../../cost/mappers";
import type { Mapper } from "../../../cost/mapping";
import { price } from "../../../cost/price";
import { book } from "../plans";
import { bookOfSheet } from "./sheet";

const hour = price("Gates", "per hour");

function asking(...prices: Mapper["prices"]): Mapper[] {
    return [{ types: ["aws:gates/gate:Gate"], source: "https://aws.amazon.com", prices, lines: () => [] }];
}

function gap(more: Partial<Gap>): Gap {
    return { ...hour, places: ["us-east-1"], reason: "nobody told", ...more };
}

const oneRegion = bookOfSheet({}, { label: "per day", region: "us-east-1" });

describe("the project's price book", () => {
    it("has every price that a mapper names, or a gap says why not", () => {
        const result = checkPrices(mappers.values(), book);
        assert.deepEqual(priceProblems(result), []);
        assert.ok(result.asked > 50);
    });
});

describe("a price that a mapper names", () => {
    it("must be in every region, when it is in one", () => {
        const { missing } = checkPrices(asking(hour), oneRegion, []);
        assert.deepEqual(missing, [
            { name: hour, place: "us-east-1", reason: undefined, types: ["aws:gates/gate:Gate"] },
        ]);
        assert.match(
            priceProblems({ missing, closed: [], asked: 1 }).join(),
            /^Gates "per hour": expected a row in us-east-1 or a gap/,
        );
    });

    it("may be outside all regions", () => {
        const global = bookOfSheet({ region: "global" }, { label: "per day" });
        assert.deepEqual(checkPrices(asking(hour), global, []).missing, []);
    });

    it("is missing everywhere when it is nowhere, steps of tiers too", () => {
        const tiers = { name: "gates", steps: [{ upTo: 1 }, { price: price("Gates", "per weak") }] };
        const { missing } = checkPrices(asking(tiers), oneRegion, []);
        assert.deepEqual(
            missing.map(({ name, place }) => [name.label, place]),
            [["per weak", "everywhere"]],
        );
    });

    it("matches whole labels only", () => {
        assert.equal(checkPrices(asking(price("Gates", "per hou")), oneRegion, []).missing.length, 1);
    });
});

describe("a gap", () => {
    it("says why a price is missing, by place and by label with a wildcard", () => {
        for (const known of [gap({}), gap({ label: "per *" }), gap({ places: "everywhere" })]) {
            const result = checkPrices(asking(hour), oneRegion, [known]);
            assert.equal(result.missing[0]?.reason, "nobody told");
            assert.deepEqual(priceProblems(result), []);
        }
    });

    it("of another place, service or label explains nothing", () => {
        for (const known of [gap({ places: ["eu-west-1"] }), gap({ service: "Doors" }), gap({ label: "per h" })]) {
            assert.equal(checkPrices(asking(hour), oneRegion, [known]).missing[0]?.reason, undefined);
        }
    });

    it("must be taken out when it is closed, in any of its places", () => {
        const wide = gap({ places: ["us-east-1", "eu-west-1"] });
        assert.match(
            priceProblems(checkPrices(asking(hour), oneRegion, [wide])).join(),
            /names a gap in eu-west-1, and no price is missing there/,
        );
    });
});
