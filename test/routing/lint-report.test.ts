import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lintChosen } from "../../routing/lint/choice";
import { lintMarkdown, rulesMarkdown } from "../../routing/lint/lint-markdown";
import { lintText, rulesText } from "../../routing/lint/lint-text";
import { rules } from "../../routing/lint/rules";
import { pair, planned } from "./lint/cases";
import { checkCases } from "./lint/cases-checks";
import { healthCases } from "./lint/cases-health";
import { planCases } from "./lint/cases-plan";
import { recordCases } from "./lint/cases-records";

const all = { only: [], ignored: [] };
const plain = { colours: false, verbose: true, source: "zone.json" };
const slow = pair({ TTL: 300 }).zone;

describe("a report of lint", () => {
    it("fits 100 columns, whatever is found", () => {
        for (const { breaks } of [...healthCases, ...recordCases, ...checkCases, ...planCases]) {
            const long = lintText(lintChosen(breaks.zone, breaks.facts, all), plain)
                .split("\n")
                .filter((line) => line.length > 100 && !line.includes("https://"));
            assert.deepEqual(long, []);
        }
        assert.ok(
            rulesText(rules, false)
                .split("\n")
                .every((line) => line.length <= 100 || line.includes("https://")),
        );
    });

    it("shows where, what and the fix; why and the page only when asked", () => {
        const report = lintChosen(slow, planned({ readRtoSeconds: 140 }), all);
        assert.equal(
            lintText(report, { ...plain, verbose: false }),
            [
                "warning  ttl-over-60  a TTL above 60 s on a failover path",
                '  app.example.com A "p"',
                "      TTL 300: clients keep a dead answer for up to 5 minutes",
                "  fix  Set the TTL to 60 s or less.",
                "",
                "warning  slower-than-promised  a check too slow for the promise",
                "  check p",
                "      up to 107 s to notice and 300 s of TTL, the promise of reads is 140 s",
                "  fix  Lower traffic.healthCheck.intervalSeconds to 10 or failureThreshold to 3, or promise less.",
                "",
                "not judged (the zone file leaves out the SOA record of example.com): negative-answers-kept-long",
                "not judged (the zone file leaves out the NS record of example.com): delegation-kept-short",
                "",
                `zone.json: 0 errors, 2 warnings, 0 notes; ${rules.length} rules, 2 not judged`,
            ].join("\n"),
        );
        assert.match(lintText(report, plain), /\n {2}why {2}Resolvers keep [\s\S]*\n {2}see {2}https:/);
    });

    it("is coloured only when told to", () => {
        const report = lintChosen(slow, undefined, all);
        assert.ok(!lintText(report, plain).includes("\u001b["));
        assert.ok(lintText(report, { ...plain, colours: true }).includes("\u001b[33mwarning"));
    });

    it("says once what was not judged and what was ignored, with the reason", () => {
        const ignored = [{ rule: "ttl-over-60", reason: "a static page" }];
        const text = lintText(lintChosen(slow, undefined, { only: [], ignored }), plain);
        assert.equal(text.match(/not judged \(needs a plan\)/g)?.length, 1);
        assert.match(text, /ignored \(a static page\): ttl-over-60, 1 found/);
        assert.match(text, /0 errors, 0 warnings, 0 notes; \d+ rules, 7 not judged$/);
    });

    it("judges only the rules that are named", () => {
        const {
            findings,
            notJudged,
            rules: asked,
        } = lintChosen(slow, undefined, { only: ["ttl-over-60"], ignored: [] });
        assert.deepEqual([findings.length, notJudged.length, asked], [1, 0, 1]);
    });

    it("keeps a table of Markdown whole", () => {
        const report = lintChosen(pair({ TTL: 300, SetIdentifier: "a|b*" }).zone, undefined, all);
        const text = lintMarkdown(report, "zone.json");
        assert.match(text, /^## Warnings\n\n\| rule \| where \| what \| fix \|\n\| --- \| --- \| --- \| --- \|\n/);
        const rows = text.split("\n").filter((line) => line.startsWith("| `"));
        assert.deepEqual(
            rows.map((row) => row.replace(/\\\|/g, "").split("|").length),
            rows.map(() => 6),
        );
        assert.ok(text.includes('app.example.com A "a\\|b\\*"'));
    });

    it("is docs/lint.md for all rules", () => {
        const document = readFileSync(join(__dirname, "../../docs/lint.md"), "utf8");
        assert.equal(
            document,
            `${rulesMarkdown(rules)}\n`,
            "antipode routing lint --rules --format markdown > docs/lint.md",
        );
    });
});
