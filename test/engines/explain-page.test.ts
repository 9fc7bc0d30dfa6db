import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { pageScript } from "../../bin/commands/routing/page-script";
import { answer } from "../../routing/answer";
import { shareText } from "../../routing/answer-words";
import { lossOf, stateAfter } from "../../routing/loss/loss";
import { explanationPage } from "../../routing/page/document";
import { pageInput } from "../../routing/page/input";
import type { ZoneState } from "../../routing/zone";
import { latency, regions, regionTree } from "../routing/region-tree";
import { tree } from "../routing/zones";

const browserPath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const axePath = require.resolve("axe-core/axe.min.js");
const names = ["www.example.com", "api.example.com", "eu-west-1.example.com"];
const lists = [[], ...regions.map((region) => [region]), [...regions, "us-west-2"]];

interface Finding {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
}

describe("the page that explains, in a browser", function () {
    this.timeout(60_000);
    const zone = regionTree();
    let browser: Browser;
    let folder: string;
    let deep: string;
    let shallow: string;

    before(async () => {
        assert.ok(existsSync(browserPath), `${browserPath} is missing: apt-get install chromium, or set CHROMIUM`);
        folder = await mkdtemp(join(tmpdir(), "antipode-explain-"));
        const script = await pageScript();
        const all = [...regions, "us-west-2"];
        const given = { source: "zone.json", state: { latency }, places: regions, type: "A" };
        deep = await write("deep", explanationPage(pageInput({ ...given, zone, regions: all, names }), script));
        const two = { regions: ["eu-west-1", "eu-central-1"], names: ["app.example.com"] };
        const lost = stateAfter({ latency }, lossOf(tree(), "eu-west-1"));
        shallow = await write(
            "shallow",
            explanationPage(pageInput({ ...given, ...two, zone: tree(), state: lost }), script),
        );
        browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
    });

    after(async () => {
        await browser.close();
        await rm(folder, { recursive: true });
    });

    async function write(name: string, page: string): Promise<string> {
        const file = join(folder, `${name}.html`);
        await writeFile(file, page);
        return pathToFileURL(file).href;
    }

    /** What the table of answers shows: each answer with its share. */
    async function shown(page: Page): Promise<string[]> {
        const rows = await page.locator("#answers tbody tr:not(.gone)").all();
        return Promise.all(
            rows.map(async (row) => `${await row.locator("code").innerText()} ${await row.locator("b").innerText()}`),
        );
    }

    function expected(state: ZoneState, name: string, from: string): string[] {
        const { candidates } = answer(zone, state, { name, type: "A", from });
        return candidates.map(({ answers, probability }) => `${answers.join(", ")} ${shareText(probability)}`);
    }

    for (const lost of lists) {
        const title = lost.length === 0 ? "everything healthy" : `${lost.join(", ")} lost`;
        it(`shows for every name and place what the evaluator answers in Node: ${title}`, async () => {
            const page = await browser.newPage();
            await page.goto(deep);
            await page.click(`[data-preset="${lost.join(" ")}"]`);
            const state = lost.map((region) => lossOf(zone, region)).reduce<ZoneState>(stateAfter, { latency });
            for (const name of names) {
                for (const from of regions) {
                    await page.click(`[data-name="${name}"][data-from="${from}"]`);
                    assert.deepEqual(
                        (await shown(page)).sort(),
                        expected(state, name, from).sort(),
                        `${name} from ${from}`,
                    );
                }
            }
            await page.close();
        });
    }

    it("is played with from the keyboard, and keeps the focus where it was", async () => {
        const page = await browser.newPage();
        await page.goto(deep);
        await page.focus('[data-region="ap-northeast-1"]');
        await page.keyboard.press("Space");
        assert.match(await page.locator("h1").innerText(), /With ap-northeast-1 lost/);
        await page.keyboard.press("Space");
        assert.match(await page.locator("h1").innerText(), /With everything healthy/);
        await page.focus("#tree [data-check=switch]");
        await page.keyboard.press("Enter");
        assert.match(await page.locator("h1").innerText(), /With 1 check unhealthy, .* to us-west-2/);
        assert.equal(await page.evaluate("document.activeElement.closest('[id]').id"), "tree");
        await page.close();
    });

    it("shares a view by its address, and asks from any place", async () => {
        const page = await browser.newPage();
        await page.goto(deep);
        await page.click('[data-region="eu-west-1"]');
        await page.selectOption("select[data-field=name]", "api.example.com");
        await page.fill("input[data-field=from]", "IE");
        await page.keyboard.press("Enter");
        const headline = await page.locator("h1").innerText();
        assert.match(headline, /With eu-west-1 lost, api\.example\.com \(A\) leads clients from IE to 192\.0\.2\.2/);
        const other = await browser.newPage();
        await other.goto(page.url());
        assert.equal(await other.locator("h1").innerText(), headline);
        await other.close();
        await page.close();
    });

    it("fetches nothing and reports no error", async () => {
        const page = await browser.newPage();
        const seen: string[] = [];
        page.on("request", (request) => seen.push(request.url()));
        page.on("pageerror", ({ message }) => seen.push(message));
        page.on("console", (message) => seen.push(message.text()));
        await page.goto(deep, { waitUntil: "load" });
        await page.click('[data-preset="eu-west-1"]');
        assert.deepEqual(seen, [deep]);
        await page.close();
    });

    it("draws a wire to each card, the wider the more answers come that way", async () => {
        const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
        await page.goto(deep);
        const cards = await page.locator("#tree li.branch").count();
        const widths = await page.evaluate<number[]>(
            "[...document.querySelectorAll('.wires path')].map((wire) => parseFloat(wire.style.strokeWidth))",
        );
        assert.equal(widths.length, cards);
        assert.deepEqual(
            widths,
            widths.toSorted((a, b) => a - b),
        );
        assert.ok((widths.at(-1) ?? 0) > 2 * (widths[0] ?? 0));
        await page.close();
    });

    for (const width of [390, 1280]) {
        for (const scheme of ["light", "dark"] as const) {
            it(`has nothing for axe-core to find and nothing sideways: ${width} px, ${scheme}`, async () => {
                for (const address of [deep, `${deep}#lost=eu-west-1&name=eu-west-1.example.com`, shallow]) {
                    const viewport = { width, height: 900 };
                    const page = await browser.newPage({ viewport, colorScheme: scheme, bypassCSP: true });
                    await page.goto(address);
                    await page.addScriptTag({ path: axePath });
                    const found = await page.evaluate<Finding[]>("axe.run().then(({ violations }) => violations)");
                    const told = found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
                    assert.deepEqual(told, []);
                    assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width);
                    await page.close();
                }
            });
        }
    }
});
