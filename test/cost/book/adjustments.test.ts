import assert from "node:assert/strict";
import { adjustedBook } from "../../../cost/book/adjusted-book";
import { AdjustmentProblems, readAdjustments } from "../../../cost/book/read-adjustments";
import { price } from "../../../cost/price";
import { bookOfSheet } from "./sheet";

const list = bookOfSheet(
    { usd: "0.30" },
    { usd: "0.40", region: "us-east-1" },
    { usd: "2", label: "per day" },
    { usd: "7", service: "Doors" },
);
const hour = price("Gates", "per hour");

function paid(text: string) {
    return adjustedBook(list, readAdjustments(`version: 1\n${text}`, { name: "own.yml", book: list }));
}

function hourIn(text: string, place = "eu-west-1"): string | undefined {
    return paid(text).find(hour, place)?.amount.toFixed();
}

describe("discounts", () => {
    it("take a share off what they name, exactly", () => {
        const text = "discounts: [{ service: Gates, percent: 33.333 }]";
        assert.equal(hourIn(text), "0.200001");
        assert.equal(paid(text).find(price("Doors", "per hour"), "eu-west-1")?.amount.toFixed(), "7");
    });

    it("may be of a region, of a label, of everything", () => {
        assert.equal(hourIn("discounts: [{ region: us-*, percent: 50 }]"), "0.3");
        assert.equal(hourIn("discounts: [{ region: us-*, percent: 50 }]", "us-east-1"), "0.2");
        assert.equal(hourIn("discounts: [{ label: per d*, percent: 50 }]"), "0.3");
        assert.equal(hourIn("discounts: [{ percent: 50 }]"), "0.15");
    });

    it("are not added up: the last that matches counts", () => {
        assert.equal(
            hourIn("discounts: [{ percent: 50 }, { service: Gates, percent: 10 }, { service: Doors, percent: 90 }]"),
            "0.27",
        );
    });

    it("stand in the source of the price", () => {
        const source = paid("discounts: [{ percent: 12 }]").find(hour, "eu-west-1")?.source;
        assert.equal(source, "somewhere, less 12 % (own.yml)");
    });

    it("hold in the list of all prices too", () => {
        const all = [...paid("discounts: [{ percent: 100 }]").entries()];
        assert.equal(all.length, 4);
        assert.ok(all.every(({ price: { amount } }) => amount.eq(0)));
    });
});

describe("own prices", () => {
    const own = "{ service: Gates, label: per hour, usd: 0.1";

    it("stand instead of the list's and of any discount, in one region or in all", () => {
        assert.equal(hourIn(`prices: [${own} }]\ndiscounts: [{ percent: 50 }]`), "0.1");
        assert.equal(hourIn(`prices: [${own}, region: us-east-1 }]`), "0.3");
        assert.equal(hourIn(`prices: [${own}, region: us-east-1 }]`, "us-east-1"), "0.1");
    });

    it("fill a gap of the list, where they say region and unit", () => {
        const price = paid(`prices: [${own}, region: sa-east-1, unit: Hrs }]`).find(hour, "sa-east-1");
        assert.deepEqual([price?.amount.toFixed(), price?.unit, price?.source], ["0.1", "Hrs", "own.yml"]);
    });

    it("appear nowhere that the list has no such price, when they name no region", () => {
        assert.equal(hourIn(`prices: [${own} }]`, "sa-east-1"), undefined);
    });
});

describe("a file of own prices", () => {
    const refusals: readonly [string, string, string][] = [
        [
            "a discount above 100",
            "discounts: [{ percent: 101 }]",
            "own.yml:2: discounts: percent: expected 0 to 100, got 101",
        ],
        [
            "a negative price",
            "prices: [{ service: Gates, label: per hour, usd: -1 }]",
            "own.yml:2: prices: usd: expected a number of 0 or more",
        ],
        [
            "a placeholder",
            "discounts:\n  - percent: TODO",
            "own.yml:3: discounts: percent: expected a number of 0 or more",
        ],
        [
            "a misspelt service",
            "discounts: [{ service: Gatess, percent: 1 }]",
            "own.yml:2: discounts: no price of the list is meant; did you mean Gates?",
        ],
        [
            "a misspelt label",
            "prices: [{ service: Gates, label: per houre, usd: 1 }]",
            'own.yml:2: prices: the list has no Gates "per houre"; did you mean per hour?; a price of your own needs region and unit',
        ],
        [
            "a misspelt key",
            "discounts: [{ percent: 1, servce: Gates }]",
            "own.yml:2: discounts: servce: expected one of percent, service, region, label",
        ],
        ["a misspelt section", "discount: []", "own.yml:1: discount: expected one of version, discounts, prices"],
        ["no list", "discounts: { percent: 1 }", "own.yml:2: discounts: expected a list"],
        ["no label", "prices: [{ service: Gates, usd: 1 }]", "own.yml:2: prices: label: expected a text, got nothing"],
    ];
    for (const [title, text, message] of refusals) {
        it(`is refused for ${title}`, () => {
            assert.throws(
                () => paid(text),
                (error: unknown) => error instanceof AdjustmentProblems && error.problems.join("\n") === message,
            );
        });
    }

    it("is refused for YAML that is none, and for no version", () => {
        const read = (text: string) => () => readAdjustments(text, { name: "own.yml", book: list });
        assert.throws(read("discounts: ["), /^AdjustmentProblems: own.yml:1: /);
        assert.throws(read("discounts: []"), /version: expected 1/);
        assert.throws(read(""), /expected a mapping/);
    });
});
