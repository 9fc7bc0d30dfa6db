import assert from "node:assert/strict";
import { costMarkdown } from "../../cost/report/markdown";
import { costTable } from "../../cost/report/table";
import { named, volume, withDiff } from "./reports";

describe("a table of changes", () => {
    it("shows each region whose sum moves, also where none of its own resources does", () => {
        const accelerator = named("aws:globalaccelerator/accelerator:Accelerator", "door");
        const text = costTable(withDiff([], [accelerator]), false);
        const elsewhere = "a resource stands in its own region; what it bills in another is in that one's sum";
        // 2 x 730 x 0.005 for its addresses, which are billed in Oregon; 730 x 0.025
        assert.match(text, /^eu-west-1 *\n {2}globalaccelerator .* \+25\.55\nus-west-2 +0\.00 +7\.30 +\+7\.30\n/m);
        assert.match(text, /\nglobal +0\.00 +18\.25 +\+18\.25\n/);
        assert.ok(text.includes(`\n  ${elsewhere}\n`));
        assert.ok(!costTable(withDiff([], [volume("a", 1)]), false).includes(elsewhere));
    });

    it("puts what moves most first, also when several share a row", () => {
        const small = ["a", "b", "c"].map((name) => volume(name, 100));
        const text = costTable(withDiff([], [...small, volume("d", 200)]), false);
        // 300 x 0.088; 200 x 0.088
        assert.match(text, /^ {2}3 × ebs Volume +new +26\.40 +\+26\.40\n {2}ebs Volume d +new +17\.60/m);
    });
});

describe("a comparison in which nothing moves", () => {
    const same = withDiff([volume("a", 1)], [volume("a", 1)]);

    it("says so in words, where a sum would be none", () => {
        assert.match(costTable(same, false), /^no change against main\.json: 0 resources move$/m);
        assert.match(costMarkdown(same), /^### Cost of .*: 0\.09 USD a month \(no change against main\.json\)$/m);
    });

    it("counts what it leaves out", () => {
        const database = (name: string) =>
            named("aws:rds/instance:Instance", name, {
                engine: "oracle-ee",
                instanceClass: "db.m5.large",
                allocatedStorage: 9,
            });
        const told = (...names: readonly string[]) =>
            costTable(withDiff([], names.map(database)), false).replace(/\s+/g, " ");
        assert.match(told("a"), /0 resources move; what has no price is left out \(1 resource\)/);
        assert.match(told("a", "b"), /0 resources move; what has no price is left out \(2 resources\)/);
    });

    it("has an amount to show even without totals", () => {
        assert.match(costMarkdown({ ...same, changesOnly: true }), /^### Cost of .*: 0\.00 USD a month$/m);
    });
});
