import assert from "node:assert/strict";
import { withStackCosts } from "../../bin/pages/stack-costs";

const page = [
    "# Platform",
    "<!-- costs: the last column is made by `npm run pages` -->",
    "",
    "| stack | cells | USD |",
    "| --- | --- | --: |",
    "| `dev` | Ireland | 1.00 |",
    "| `prod` | many | |",
    "",
    "<!-- end of costs -->",
    "| `dev` | another table | 7 |",
].join("\n");

describe("README's table of stacks", () => {
    it("gets its last column, and keeps everything else", () => {
        const costs = new Map([
            ["dev", "299.10"],
            ["prod", "7,186.90 (6,924.10 – 10,398.06)"],
        ]);
        assert.equal(
            withStackCosts(page, costs),
            page.replace("| 1.00 |", "| 299.10 |").replace("| many | |", "| many | 7,186.90 (6,924.10 – 10,398.06) |"),
        );
    });

    it("fails without its marks, and without a row for a stack", () => {
        assert.throws(() => withStackCosts("# Platform", new Map()), /README\.md: expected "<!-- costs/);
        assert.throws(() => withStackCosts(page, new Map([["staging", "1"]])), /expected a row of staging/);
    });
});
