import assert from "node:assert/strict";
import { isOld, priceAges } from "../../../cost/book/price-ages";
import { bookOfSheet } from "./sheet";

describe("the age of prices", () => {
    it("is told by service and place", () => {
        const ages = priceAges(
            bookOfSheet({ date: "2025-06" }, { label: "x", date: "2026-05-04" }, { label: "y", date: "undated" }),
            "2026-06-01",
        );
        assert.deepEqual(ages, [
            { service: "Gates", place: "eu-west-1", rows: 3, oldest: "2025-06", newest: "2026-05-04", old: 2 },
        ]);
    });

    it("is old after 180 days, or when nobody knows it", () => {
        assert.equal(isOld("2026-01-01", "2026-06-30"), false);
        assert.equal(isOld("2026-01-01", "2026-07-01"), true);
        assert.equal(isOld("undated", "2026-07-01"), true);
    });
});
