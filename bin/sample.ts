import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import type { Report } from "../gameday/report";
import { readDiagrams, reportProblems, writeReport } from "../gameday/report/index";
import { CommandError, exitCodeOf } from "./exit";
import { projectRoot } from "./root";
import { runsFolder } from "./state-folder";

/**
 * `npm run sample [-- FOLDER]`: renders the report of a run anew and keeps of it in docs/sample what a reader of the
 * repository wants to see. Without a folder it takes the newest run that passed on the real clock.
 */
async function main(): Promise<void> {
    const folder = process.argv[2] === undefined ? newestRealPass() : resolve(process.argv[2]);
    const report = readReport(folder);
    const problems = await reportProblems(report);
    if (problems.length > 0) {
        throw new CommandError([`${folder}/report.json is not valid:`, ...problems].join("\n  - "), 2);
    }
    const { html, markdown } = await writeReport(report, readDiagrams(folder), folder);
    const sample = join(projectRoot(), "docs", "sample");
    mkdirSync(sample, { recursive: true });
    copyFileSync(markdown, join(sample, "report.md"));
    copyFileSync(join(folder, "diagram.svg"), join(sample, "diagram.svg"));
    const browser = await openBrowser();
    try {
        await photograph(browser, html, { file: join(sample, "report.png"), width: 1280, until: "#success" });
        await photograph(browser, html, { file: join(sample, "report-390-dark.png"), width: 390, until: "#success" });
    } finally {
        await browser.close();
    }
    process.stdout.write(`${relative(process.cwd(), folder)} -> ${relative(process.cwd(), sample)}\n`);
}

function newestRealPass(): string {
    const runs = runsFolder();
    const names = existsSync(runs) ? readdirSync(runs).sort().reverse() : [];
    const found = names.find((name) => {
        const file = join(runs, name, "report.json");
        const report = existsSync(file) ? readReport(join(runs, name)) : undefined;
        return report?.verdict.result === "PASS" && report.clock.exact;
    });
    if (found === undefined) {
        throw new CommandError(
            "no run has passed on the real clock yet: antipode gameday run region-loss --clock real",
            2,
        );
    }
    return join(runs, found);
}

function readReport(folder: string): Report {
    const file = join(folder, "report.json");
    if (!existsSync(file)) {
        throw new CommandError(`${file}: expected the report of a run, found none`, 2);
    }
    return JSON.parse(readFileSync(file, "utf8")) as Report;
}

async function openBrowser(): Promise<Browser> {
    const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
    if (!existsSync(executablePath)) {
        throw new CommandError(`${executablePath} is missing: apt-get install chromium, or set CHROMIUM`, 3);
    }
    return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

interface Picture {
    readonly file: string;
    /** CSS pixels; a phone's width is taken dark. */
    readonly width: number;
    /** Selector of the last element on the picture. */
    readonly until: string;
}

async function photograph(browser: Browser, html: string, { file, width, until }: Picture): Promise<void> {
    const colorScheme = width < 600 ? "dark" : "light";
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    await page.goto(pathToFileURL(html).href);
    const box = await page.locator(until).boundingBox();
    const height = Math.ceil((box?.y ?? 0) + (box?.height ?? 0)) + 24;
    await page.screenshot({ path: file, fullPage: true, clip: { x: 0, y: 0, width, height } });
    await page.close();
}

main().catch((error: unknown) => {
    process.stderr.write(`sample: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = exitCodeOf(error);
});
