import type { CostReport } from "./cost-report";
/** */
export function costPage(report: CostReport): string {
    return report.source;
}
