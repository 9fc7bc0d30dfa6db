import assert from "node:assert/strict";
import { cell, problems, twoRegions, type RawPlatform } from "./components/platforms";
import { mistakes } from "./config-mistakes";

/** The problems of the valid platform after one change. */
function problemsAfter(change: (raw: RawPlatform) => unknown): string[] {
    const raw = twoRegions();
    change(raw);
    return problems(raw);
}

describe("the platform's config fails for", () => {
    for (const [title, change, expected] of mistakes) {
        it(title, () => {
            assert.deepEqual(problemsAfter(change), expected);
        });
    }

    it("several things at once, all of them, also between values when another field is wrong", () => {
        const found = problemsAfter((raw) => {
            raw["domain"] = 7;
            cell(raw, "us-east-1").cidr = "10.0.0.0/16";
            cell(raw, "eu-west-1")["cdir"] = 1;
        });
        assert.equal(found.length, 3);
        assert.ok(found.some((line) => line.startsWith("platform.domain: expected a string, got 7")));
        assert.ok(found.some((line) => line.startsWith("platform.regions.eu-west-1.cdir:")));
        assert.ok(found.some((line) => line.startsWith("platform.regions.us-east-1.cidr: expected a block apart")));
    });

    it("something that is no map", () => {
        assert.deepEqual(problems(undefined), ["platform: expected an object, got nothing"]);
        assert.deepEqual(problems("orders"), ['platform: expected an object, got "orders"']);
    });
});
