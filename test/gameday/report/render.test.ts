import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import { band, interval, quantity } from "../../../gameday/report/format";
import { renderReport, reportProblems, summaryLines, writeReport } from "../../../gameday/report/index";
import schema from "../../../gameday/report/schema.json";
import { hostile, poison } from "./hostile";
import { diagram, empty, failed, passed } from "./sample";

describe("numbers of a report", () => {
    it("round an interval outwards", () => {
        assert.equal(interval([71.2, 71.9], "s"), "71.2–71.9 s");
        assert.equal(interval([71.21, 148.4], "s"), "71–149 s");
        assert.equal(interval([9.91, 9.99], "s"), "9.91–9.99 s");
        assert.equal(interval([0.41, 0.62], "s"), "0.41–0.62 s");
        assert.equal(interval([72, 72], "s"), "72 s");
        assert.equal(interval([0, 0], "s"), "0 s");
    });

    it("carry as many digits as their size deserves", () => {
        assert.equal(quantity(148.4, "s"), "148 s");
        assert.equal(quantity(0.478, "s"), "0.48 s");
        assert.equal(quantity(99.987, "%"), "99.987 %");
        assert.equal(band({ low: 40, p50: 66, p95: 80, p99: 85, high: 92 }, "s"), "66 s (40–92)");
    });
});

describe("schema.json", () => {
    for (const [name, report] of Object.entries({ passed, failed, empty, hostile })) {
        it(`accepts a report: ${name}`, async () => {
            assert.deepEqual(await reportProblems(report), []);
        });
    }

    it("fails a report without any one of the fields of its type", async () => {
        const paths = fieldPaths(JSON.parse(JSON.stringify(passed)), []);
        assert.ok(paths.length > 90, `only ${paths.length.toString()} fields`);
        const validateAll = paths.map(async (path) => ({ path, problems: await reportProblems(without(path)) }));
        const accepted = (await Promise.all(validateAll)).filter(({ problems }) => problems.length === 0);
        assert.deepEqual(
            accepted.map(({ path }) => path.join(".")),
            [
                // Records: their keys are data.
                ...Object.keys(passed.machine.versions).map((engine) => `machine.versions.${engine}`),
                "timeline.series.0.answeredBy.eu-west-1",
                // Reports of before drills were priced have none.
                "cost",
            ],
        );
    });

    it("fails a field that the type does not have, and names its path", async () => {
        const stray = { ...passed, loss: { ...passed.loss, lots: 1 } };
        const [problem, ...others] = await reportProblems(stray);
        assert.match(problem ?? "", /^loss: .*lots/);
        assert.deepEqual(others, []);
    });

    it("fails a number that is none", async () => {
        assert.notDeepEqual(await reportProblems({ ...passed, clock: { ...passed.clock, factor: NaN } }), []);
    });

    it("names the version that reports carry", () => {
        assert.equal(schema.properties.schema.const, passed.schema);
    });
});

type Path = readonly (string | number)[];

/** Every field of an object, at any depth; of a list, those of its first entry. */
function fieldPaths(value: unknown, path: Path): Path[] {
    if (Array.isArray(value)) {
        return value.length === 0 || typeof value[0] !== "object" ? [] : fieldPaths(value[0], [...path, 0]);
    }
    if (typeof value !== "object" || value === null) {
        return [];
    }
    return Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...fieldPaths(inner, [...path, key])]);
}

function without(path: Path): unknown {
    const copy: unknown = JSON.parse(JSON.stringify(passed));
    const parent = path
        .slice(0, -1)
        .reduce((value: unknown, key) => Reflect.get(value as object, key) as unknown, copy);
    Reflect.deleteProperty(parent as object, path.at(-1) ?? "");
    return copy;
}

describe("renderReport", () => {
    it("escapes hostile text in HTML, Markdown and JUnit", async () => {
        const { html, markdown, junit } = await renderReport(hostile, diagram);
        const page = new JSDOM(html).window.document;
        assert.equal(page.querySelectorAll("script, [onerror]").length, 0);
        assert.ok(page.querySelector("h1")?.textContent.includes(poison));
        assert.doesNotMatch(markdown.replace(/^(`{3,})sh\n[^]*?\n\1$/m, ""), /<script|<img|(?<!\\)\]\(javascript/);
        const suites = new JSDOM(junit, { contentType: "text/xml" }).window.document;
        assert.equal(suites.querySelector("testcase")?.getAttribute("name"), poison);
    });

    it("gives each test case of JUnit its outcome", async () => {
        const { junit } = await renderReport(failed, diagram);
        const suites = new JSDOM(junit, { contentType: "text/xml" }).window.document;
        const failures = [...suites.querySelectorAll("failure")].map((node) =>
            node.parentElement?.getAttribute("name"),
        );
        assert.deepEqual(failures, [
            failed.drill.question,
            "Reads are back after",
            "Writes are back after",
            "lost orders are those that only the old primary holds",
        ]);
        const tests = [...suites.querySelectorAll("testsuite")].map((suite) => Number(suite.getAttribute("tests")));
        assert.equal(
            tests.reduce((sum, count) => sum + count, 0),
            suites.querySelectorAll("testcase").length,
        );
    });

    it("fails a phase outside its band on the real clock only", async () => {
        const outside = passed.phases.map((row) => ({ ...row, inside: false }));
        const estimate = await renderReport({ ...passed, phases: outside }, diagram);
        const exact = await renderReport(
            { ...passed, phases: outside, clock: { ...passed.clock, exact: true } },
            diagram,
        );
        const count = (junit: string) => junit.split("<failure").length - 1;
        assert.deepEqual([count(estimate.junit), count(exact.junit)], [0, 4]);
    });

    it("keeps the page under 1.5 MB, with a policy that lets it fetch nothing", async () => {
        const { html } = await renderReport(passed, diagram);
        assert.ok(Buffer.byteLength(html) < 1_500_000);
        assert.match(html, /http-equiv="Content-Security-Policy"\s+content="default-src 'none';/);
    });

    it("draws a gap where data is missing", async () => {
        const { html } = await renderReport(passed, diagram);
        const page = new JSDOM(html).window.document;
        const lines = page.querySelectorAll('#success .wide g[stroke-width="1.5"] path');
        const pieces = [...lines].map((line) => (line.getAttribute("d") ?? "").split("M").length - 1);
        assert.deepEqual(pieces, [1, 1, 2, 2]);
    });

    it("does not call what nobody predicted or measured never", async () => {
        const phases = { detect: null, route: null, promote: null, recover: null };
        const still = {
            ...passed,
            prediction: { ...passed.prediction, runs: 0, phases, readRto: null, writeRto: null },
            promises: passed.promises.map((row) => ({ ...row, predicted: null })),
            phases: passed.phases.map((row) => ({ ...row, predicted: null, measured: null, inside: null })),
        };
        const { html, markdown, junit } = await renderReport(still, diagram);
        for (const text of [html, markdown, junit, summaryLines(still, false).join(" ")]) {
            assert.doesNotMatch(text, /\bnever\b(?! (?:below|sent))/);
        }
    });

    it("gives a region the colour that the diagram gives it, whatever the order of the config", async () => {
        const { platform } = passed;
        const turned = { ...passed, platform: { ...platform, regions: platform.regions.toReversed() } };
        const swatches = await Promise.all(
            [passed, turned].map(async (report) => {
                const { html } = await renderReport(report, diagram);
                const keys = [...new JSDOM(html).window.document.querySelectorAll("li:has(.swatch)")];
                return keys.map((key) => [
                    key.textContent.trim().split(/\s/)[0],
                    key.querySelector(".swatch")?.getAttribute("style"),
                ]);
            }),
        );
        assert.deepEqual(swatches[0]?.[0], ["eu-west-1", "background:#0072b2"]);
        assert.deepEqual(swatches[1], swatches[0]);
    });

    it("folds a long list of lost orders away", async () => {
        const lostOrders = Array.from({ length: 11 }, (_, index) => `order-${index.toString()}`);
        const { html, markdown } = await renderReport({ ...passed, loss: { ...passed.loss, lostOrders } }, diagram);
        assert.equal(new JSDOM(html).window.document.querySelector("#loss details")?.hasAttribute("open"), false);
        assert.match(markdown, /<details><summary>Orders reported lost \(11\)/);
    });

    it("says the same facts in Markdown", async () => {
        const { markdown } = await renderReport(passed, diagram);
        assert.match(markdown, /^# ✔ PASS: Staging kept/);
        assert.match(markdown, /\| Reads are back after \| 120 s \| 66 s \(40–92\) \| 71\.2–71\.6 s \| ✔ kept \|/);
        for (const order of passed.loss.lostOrders) {
            assert.ok(markdown.includes(order));
        }
    });
});

describe("summaryLines", () => {
    it("ends with the verdict, and keeps tables within 100 columns", () => {
        for (const report of [passed, failed, empty]) {
            const lines = summaryLines(report, false);
            assert.ok(lines.at(-1)?.endsWith(`${report.verdict.result}  ${report.verdict.sentence}`));
            assert.deepEqual(
                lines.slice(0, -1).filter((line) => line.length > 100),
                [],
            );
        }
    });

    it("lets no text steer the terminal", () => {
        const lines = summaryLines({ ...passed, warnings: ["\u001b[2J gone"] }, false);
        assert.doesNotMatch(lines.join(""), /\p{Cc}/u);
    });
});

describe("report of a drill that looked nothing up", () => {
    it("says so, and not that nothing was lost", async () => {
        const { html, markdown } = await renderReport(empty, diagram);
        for (const text of [html, markdown, summaryLines(empty, false).join(" ")]) {
            assert.match(text.replaceAll(/\s+/g, " "), /ended before any order was looked up/);
            assert.doesNotMatch(text, /acknowledged orders was lost/);
        }
        assert.equal(markdown.match(/not looked up/g)?.length, 4);
    });
});

describe("writeReport", () => {
    let folder: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), "antipode-report-"));
    });
    afterEach(() => rm(folder, { recursive: true }));

    it("writes the report and its pictures; report.json is the report", async () => {
        const files = await writeReport(passed, diagram, join(folder, "run"));
        assert.deepEqual((await readdir(join(folder, "run"))).sort(), [
            "diagram-narrow.svg",
            "diagram.svg",
            "junit.xml",
            "report.html",
            "report.json",
            "report.md",
        ]);
        assert.deepEqual(JSON.parse(await readFile(files.json, "utf8")), passed);
    });

    it("fails on what is not a report, and writes nothing", async () => {
        const broken = { ...passed, predictionSha256: "none" };
        await assert.rejects(
            writeReport(broken, diagram, folder),
            /^Error: report is not valid:\n {2}- predictionSha256: /,
        );
        assert.deepEqual(await readdir(folder), []);
    });
});
