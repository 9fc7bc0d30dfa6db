import type { CheckReport, Judgement } from "../check-plan";
import { rules } from "../rules";
import { summary, type CheckSource } from "./places";

/** A report for programs: every judgement with what its rule says. */
export function checkJson(report: CheckReport, source: CheckSource): string {
    const { broken, waived, notJudged, unused } = report;
    return JSON.stringify(
        {
            source: source.name,
            warnings: source.warnings,
            summary: summary(report, source),
            rules: report.rules,
            broken: broken.map(explained),
            waived,
            notJudged,
            unusedWaivers: unused,
        },
        null,
        2,
    );
}

function explained(one: Judgement): unknown {
    const { title, why, fix, source } = rules.find(({ id }) => id === one.rule) ?? {};
    return { ...one, title, why, fix, source };
}
