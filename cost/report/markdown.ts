import type { CostReport } from "./cost-report";
/** */
export function costMarkdown(report: CostReport): string {
    return report.source;
}
