import { bySeverity, type ChosenReport } from "./choice";
import { summary } from "./lint-text";
import type { LintRule, Severity } from "./rule";

const headings: readonly (readonly [Severity, string, string])[] = [
    ["error", "Errors", "Traffic goes, or will go, where nobody wants it."],
    ["warning", "Warnings", "It may, under a fault or a change that is to be expected."],
    ["note", "Notes", "Worth knowing before a drill."],
];

/** A report for a pull request. */
export function lintMarkdown(report: ChosenReport, source: string): string {
    const sections = headings.flatMap(([severity, title]) => {
        const found = bySeverity(report.findings, severity);
        const rows = found.flatMap(([rule, findings]) =>
            findings.map(
                ({ where, message }) => `| \`${rule.id}\` | ${cell(where)} | ${cell(message)} | ${cell(rule.fix)} |`,
            ),
        );
        return rows.length > 0
            ? [[`## ${title}`, "", "| rule | where | what | fix |", "| --- | --- | --- | --- |", ...rows].join("\n")]
            : [];
    });
    const open = report.notJudged.map(({ rule, reason }) => `- not judged: \`${rule}\`: ${cell(reason)}`);
    const left = report.ignored.map(
        ({ rule, reason, findings }) => `- ignored: \`${rule}\`, ${findings} found: ${cell(reason)}`,
    );
    const rest = [...open, ...left];
    return [...sections, ...(rest.length > 0 ? [rest.join("\n")] : []), `**${cell(summary(report, source))}**`].join(
        "\n\n",
    );
}

/** docs/lint.md: every rule with why, fix and source. */
export function rulesMarkdown(rules: readonly LintRule[]): string {
    const sections = headings.map(([severity, title, meaning]) => {
        const own = rules.filter((rule) => rule.severity === severity);
        return [`## ${title}`, meaning, ...own.map(ruleMarkdown)].join("\n\n");
    });
    const opening = `\`antipode routing lint\` reads a zone file, a plan or a stack and names mistakes in it: ${rules.length} rules.
A rule that needs a plan, or a fact that the zone does not hold, is reported as not judged; silence means that it was
judged. This page is written by \`antipode routing lint --rules --format markdown\`.`;
    return ["# Mistakes in a zone", opening, ...sections].join("\n\n");
}

function ruleMarkdown(rule: LintRule): string {
    const plan = rule.needs === "plan" ? " It needs a plan." : "";
    return [
        `### ${rule.id}`,
        `${rule.title[0]?.toUpperCase() ?? ""}${rule.title.slice(1)}.${plan}`,
        `- Why: ${rule.why}\n- Fix: ${rule.fix}\n- Source: <${rule.source}>`,
    ].join("\n\n");
}

function cell(text: string): string {
    return text.replace(/([|\\*])/g, "\\$1").replace(/\n/g, " ");
}
