import assert from "node:assert/strict";
import { checkTable } from "../../policy/report/table";
import { rules } from "../../policy/rules";

describe("what a check prints", () => {
    it("stays within 100 columns whichever rule is broken, save for the address of a page", () => {
        const broken = rules.map(({ id, severity }) => ({ rule: id, severity, where: "plan", message: "it is wrong" }));
        const report = { broken, waived: [], notJudged: [], unused: [], rules: rules.length };
        const text = checkTable(report, { name: "prod.json", warnings: [] }, { colours: false, verbose: true });
        const lines = text.split("\n").filter((line) => !line.startsWith("  see  https://"));
        assert.ok(lines.length > 3 * rules.length);
        assert.deepEqual(
            lines.filter((line) => line.length > 100),
            [],
        );
    });
});
