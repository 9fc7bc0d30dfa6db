import assert from "node:assert/strict";
import { lintZone } from "../../routing/lint/lint-zone";
import { rules } from "../../routing/lint/rules";
import type { LintInput } from "./lint/cases";
import { checkCases } from "./lint/cases-checks";
import { healthCases } from "./lint/cases-health";
import { planCases } from "./lint/cases-plan";
import { recordCases } from "./lint/cases-records";

const cases = [...healthCases, ...recordCases, ...checkCases, ...planCases];

describe("lint", () => {
    for (const { rule, of, breaks, where, keeps } of cases) {
        const title = of === undefined ? rule : `${rule}: ${of}`;
        it(`finds ${title}, and nothing in its neighbour`, () => {
            const found = findings(rule, breaks);
            assert.ok(
                found.some((one) => one.where === where),
                `expected a finding at ${where}, got ${JSON.stringify(found)}`,
            );
            assert.deepEqual(findings(rule, keeps), []);
            assert.ok(
                !lintZone(keeps.zone, keeps.facts).notJudged.some(
                    (one) => one.rule === rule && one.reason === "needs a plan",
                ),
            );
        });
    }

    it("has a case for each rule, and no case without one", () => {
        const tried = [...new Set(cases.map(({ rule }) => rule))].sort();
        assert.deepEqual(tried, rules.map(({ id }) => id).sort());
    });

    it("names each rule once, in kebab-case, with a page that says so", () => {
        assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
        for (const { id, source, why, fix } of rules) {
            assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)+$/);
            assert.match(
                source,
                /^https:\/\/docs\.aws\.amazon\.com\/Route53\/latest\/(DeveloperGuide|APIReference)\/[\w-]+\.html$/,
            );
            assert.ok(why.endsWith(".") && fix.endsWith("."), id);
        }
    });

    it("says of each rule that needs a plan that it was not judged without one", () => {
        const [first] = recordCases;
        assert.ok(first);
        const silent = lintZone(first.breaks.zone).notJudged.filter(({ reason }) => reason === "needs a plan");
        assert.deepEqual(
            silent.map(({ rule }) => rule),
            rules.filter(({ needs }) => needs === "plan").map(({ id }) => id),
        );
    });
});

function findings(rule: string, { zone, facts }: LintInput) {
    return lintZone(zone, facts).findings.filter((finding) => finding.rule === rule);
}
