import type { Report } from "../report";
import { renderJunit } from "./junit";
import { renderMarkdown } from "./markdown";
import { renderPage } from "./page";

/** One report in the forms that people and CI systems read; report.json is the report itself. */
export interface RenderedReport {
    readonly html: string;
    readonly markdown: string;
    readonly junit: string;
}

/**
 * Renders a report. `diagramSvg` is the picture of `antipode plan --format svg`; the page shows it as an image.
 * The charts' library takes about a second to load.
 */
export async function renderReport(report: Report, diagramSvg: string): Promise<RenderedReport> {
    return {
        html: await renderPage(report, diagramSvg),
        markdown: renderMarkdown(report),
        junit: renderJunit(report),
    };
}
