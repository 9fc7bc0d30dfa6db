import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import type { Report } from "../../gameday/report";
import { writeReport } from "../../gameday/report/index";
import { hostile } from "../gameday/report/hostile";
import { diagram, empty, failed, passed } from "../gameday/report/sample";

const browserPath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const axePath = require.resolve("axe-core/axe.min.js");

interface Finding {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
}

const samples: readonly (readonly [name: string, report: Report])[] = [
    ["kept", passed],
    ["broken", failed],
    ["empty", empty],
    ["hostile", hostile],
];

describe("report.html in a browser", function () {
    this.timeout(60_000);
    let browser: Browser;
    let folder: string;
    const addresses = new Map<string, string>();

    before(async () => {
        assert.ok(existsSync(browserPath), `${browserPath} is missing: apt-get install chromium, or set CHROMIUM`);
        folder = await mkdtemp(join(tmpdir(), "antipode-report-"));
        for (const [name, report] of samples) {
            const { html } = await writeReport(report, diagram, join(folder, name));
            addresses.set(name, pathToFileURL(html).href);
        }
        browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
    });

    after(async () => {
        await browser.close();
        await rm(folder, { recursive: true });
    });

    async function open(name: string, width: number, colorScheme: "light" | "dark"): Promise<Page> {
        // The page allows no script; the checks below are scripts.
        const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
        await page.goto(addresses.get(name) ?? "");
        return page;
    }

    for (const [name] of samples) {
        for (const width of [390, 1280]) {
            for (const scheme of ["light", "dark"] as const) {
                it(`has nothing for axe-core to find: ${name}, ${width.toString()} px, ${scheme}`, async () => {
                    const page = await open(name, width, scheme);
                    await page.addScriptTag({ path: axePath });
                    const findings = await page.evaluate<Finding[]>("axe.run().then(({ violations }) => violations)");
                    await page.close();
                    const told = findings.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html ?? ""}`);
                    assert.deepEqual(told, []);
                });
            }
        }

        it(`does not scroll sideways at 390 px: ${name}`, async () => {
            const page = await open(name, 390, "light");
            assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 390);
            await page.close();
        });
    }

    it("shows one drawing of each chart, as wide as the window deserves", async () => {
        const shown =
            "[...document.querySelectorAll('#timeline .chart')].filter((chart) => chart.checkVisibility())" +
            ".map((chart) => chart.getAttribute('class'))";
        for (const [width, size] of [
            [390, "narrow"],
            [768, "medium"],
            [1280, "wide"],
        ] as const) {
            const page = await open("kept", width, "light");
            assert.deepEqual(await page.evaluate(shown), Array<string>(5).fill(`chart ${size}`));
            await page.close();
        }
    });

    it("shows the diagram whose shape fits the window", async () => {
        for (const [width, shown] of [
            [390, 360],
            [1280, 640],
        ] as const) {
            const page = await open("kept", width, "light");
            assert.equal(await page.evaluate("document.querySelector('.diagram img').naturalWidth"), shown);
            await page.close();
        }
    });

    it("runs nothing and fetches nothing, whatever the data says", async () => {
        const page = await browser.newPage();
        const asked: string[] = [];
        page.on("request", (request) => asked.push(request.url()));
        await page.goto(addresses.get("hostile") ?? "", { waitUntil: "load" });
        assert.deepEqual(
            asked.filter((url) => !url.startsWith("data:")),
            [addresses.get("hostile")],
        );
        assert.equal(await page.locator("script").count(), 0);
        assert.equal(await page.locator("img").count(), 1);
        await page.close();
    });

    it("says the verdict first", async () => {
        const page = await open("kept", 1280, "light");
        const text = await page.locator("body").innerText();
        assert.match(text.trim(), /^PASS\s+Staging kept its promises/);
        await page.close();
    });
});
