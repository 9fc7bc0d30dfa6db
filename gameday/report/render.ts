import type { Report } from "../report";
import { renderJunit } from "./junit";
import { renderMarkdown } from "./markdown";
import type { Diagrams } from "./diagrams";
import { renderPage } from "./page";

/** One report in the forms that people and CI systems read; report.json is the report itself. */
export interface RenderedReport {
    readonly html: string;
    readonly markdown: string;
    readonly junit: string;
}

/**
 * Renders a report. `diagrams` are those of `plan/diagram.ts`; the page shows the one that fits its window.
 * The charts' library takes about a second to load.
 */
export async function renderReport(report: Report, diagrams: Diagrams): Promise<RenderedReport> {
    return {
        html: await renderPage(report, diagrams),
        markdown: renderMarkdown(report),
        junit: renderJunit(report),
    };
}
