import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { compareCosts } from "../../cost/diff";
import { estimateCost } from "../../cost/estimate-plan";
import { leverSavings } from "../../cost/levers";
import { costPage } from "../../cost/report/page";
import type { Plan, PlanResource } from "../../plan/plan";
import { book, planOf, resource, usageOfAll } from "../cost/plans";

const browserPath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const axePath = require.resolve("axe-core/axe.min.js");

interface Finding {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
}

const settings = { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" };
const price = (plan: Plan) => estimateCost({ plan, book, usage: usageOfAll(), settings });
const hostile = `<script>document.title = "hacked"</script>${"very-long-name-".repeat(12)}`;

const named = (type: string, name: string, inputs: PlanResource["inputs"] = {}) =>
    resource(type, inputs, { name, urn: `urn:pulumi:test::test::${type}::${name}` });
const resources = (size: number) => [
    named("aws:ec2/natGateway:NatGateway", "a"),
    named("aws:ec2/natGateway:NatGateway", "b"),
    named("aws:ec2/eip:Eip", hostile),
    named("aws:ebs/volume:Volume", hostile, { size, type: "gp3" }),
    named("aws:new/thing:Thing", hostile),
];

async function page(): Promise<string> {
    const [older, plan] = [planOf(...resources(100)), planOf(...resources(200))];
    const after = { plan, estimate: price(plan) };
    const before = { plan: older, estimate: price(older) };
    const diff = compareCosts({ before, after, against: hostile, estimate: price });
    const levers = leverSavings(plan, after.estimate, price);
    return costPage({ ...after, source: hostile, diff, levers, changesOnly: false, today: "2026-11-21" });
}

/** Days and regions that a line's end divides. */
const brokenWords = `(() => {
    const broken = [];
    const texts = document.createTreeWalker(document.querySelector(".facts"), NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        for (const found of text.data.matchAll(/[0-9]{4}-[0-9]{2}-[0-9]{2}|eu-west-1/g)) {
            const range = document.createRange();
            range.setStart(text, found.index);
            range.setEnd(text, found.index + found[0].length);
            if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) {
                broken.push(found[0]);
            }
        }
    }
    return broken;
})()`;

describe("the page of costs in a browser", function () {
    this.timeout(60_000);
    let browser: Browser;
    let folder: string;
    let address: string;

    before(async () => {
        assert.ok(existsSync(browserPath), `${browserPath} is missing: apt-get install chromium, or set CHROMIUM`);
        folder = mkdtempSync(join(tmpdir(), "antipode-cost-page-"));
        const file = join(folder, "cost.html");
        writeFileSync(file, await page());
        address = pathToFileURL(file).href;
        browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
    });

    after(async () => {
        await browser.close();
        rmSync(folder, { recursive: true });
    });

    async function open(width: number, colorScheme: "light" | "dark"): Promise<Page> {
        // The page allows no script; the checks below are scripts.
        const opened = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
        await opened.goto(address);
        await opened.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
        return opened;
    }

    for (const width of [390, 1280]) {
        for (const scheme of ["light", "dark"] as const) {
            it(`has nothing for axe-core to find: ${width} px, ${scheme}`, async () => {
                const opened = await open(width, scheme);
                await opened.addScriptTag({ path: axePath });
                const findings = await opened.evaluate<Finding[]>("axe.run().then(({ violations }) => violations)");
                await opened.close();
                const told = findings.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html ?? ""}`);
                assert.deepEqual(told, []);
            });
        }

        it(`does not scroll sideways, and shows one chart, at ${width} px`, async () => {
            const opened = await open(width, "light");
            assert.equal(await opened.evaluate("document.documentElement.scrollWidth"), width);
            const shown = "[...document.querySelectorAll('.chart')].filter((one) => one.checkVisibility()).length";
            assert.equal(await opened.evaluate(shown), 1);
            await opened.close();
        });
    }

    it("keeps days and regions whole at the end of a line", async () => {
        const opened = await open(320, "light");
        for (let width = 320; width <= 480; width += 16) {
            await opened.setViewportSize({ width, height: 900 });
            assert.deepEqual(await opened.evaluate(brokenWords), [], `${width} px`);
        }
        await opened.close();
    });

    it("shows names as they are, and runs nothing of them", async () => {
        const opened = await open(1280, "light");
        assert.match(await opened.title(), /^Cost of stack test, from <script>/);
        assert.equal(await opened.evaluate("document.querySelectorAll('script').length"), 0);
        await opened.close();
    });
});
