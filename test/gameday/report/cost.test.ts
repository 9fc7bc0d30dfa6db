import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { renderReport, reportProblems, summaryLines } from "../../../gameday/report/index";
import { diagram, passed } from "./sample";

describe("what a drill would cost on AWS", () => {
    it("is in the page, in Markdown and on the terminal, beside what is not counted", async () => {
        const { html, markdown } = await renderReport(passed, diagram);
        const page = new JSDOM(html).window.document;
        const section = page.querySelector("#cost")?.textContent.replaceAll(/\s+/g, " ") ?? "";
        for (const text of [section, markdown]) {
            assert.match(text, /On the twin this drill cost nothing\. .* 12\.5 minutes .* about 0\.02 USD/);
            assert.match(text, /work inside the platform/);
        }
        assert.match(
            markdown,
            /\| balancers' capacity units \| &lt; 0\.01 \| 0\.0016 LCU-h at 0\.008 \(eu-west-1\); at most/,
        );
        assert.match(markdown, /read 2025-06-05 in owner\/repository/);
        const lines = summaryLines(passed, false);
        assert.ok(
            lines.includes("cost: nothing on the twin; the same drill on AWS about 0.02 USD, 2 things not counted"),
        );
    });

    it("is left out of reports that do not say it", async () => {
        const { cost: left, ...before } = passed;
        assert.ok(left);
        assert.deepEqual(await reportProblems(before), []);
        const { html, markdown } = await renderReport(before, diagram);
        assert.doesNotMatch([html, markdown, ...summaryLines(before, false)].join("\n"), /## Cost|#cost|cost:/);
    });
});
