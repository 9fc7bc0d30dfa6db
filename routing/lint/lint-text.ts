import picocolors from "picocolors";
import { terminalColumns, wrap } from "../../plan/terminal";
import { bySeverity, type ChosenReport } from "./choice";
import type { NotJudged } from "./lint-zone";
import type { LintRule, Severity } from "./rule";

export interface LintDrawing {
    readonly colours: boolean;
    /** Also why each rule is there. */
    readonly verbose: boolean;
    /** What was read: `plan of staging`. */
    readonly source: string;
}

const severities: readonly Severity[] = ["error", "warning", "note"];

/** A report for people: by severity, then by rule; at most 100 columns, as long as names allow. */
export function lintText(report: ChosenReport, drawing: LintDrawing): string {
    const { bold, dim, red, yellow, cyan } = picocolors.createColors(drawing.colours);
    const paint = { error: red, warning: yellow, note: cyan };
    const sections = severities.flatMap((severity) =>
        bySeverity(report.findings, severity).map(([rule, findings]) => {
            const heading = `${paint[severity](severity)}  ${bold(rule.id)}  ${dim(rule.title)}`;
            const lines = findings.flatMap(({ where, message }) => [`  ${where}`, ...indented(message, "      ")]);
            const why = drawing.verbose ? labelled("why", rule.why) : [];
            const source = drawing.verbose ? [`  see  ${rule.source}`] : [];
            return [heading, ...lines, ...[...why, ...labelled("fix", rule.fix), ...source].map(dim)].join("\n");
        }),
    );
    const rest = [...unjudged(report.notJudged), ...ignoredLines(report)].map(dim);
    return [...sections, ...(rest.length > 0 ? [rest.join("\n")] : []), bold(summary(report, drawing.source))].join(
        "\n\n",
    );
}

/** Every rule with what it is about, for people. */
export function rulesText(rules: readonly LintRule[], colours: boolean): string {
    const { bold, dim } = picocolors.createColors(colours);
    const sections = rules.map((rule) =>
        [
            `${bold(rule.id)}  ${rule.severity}${rule.needs === "plan" ? ", needs a plan" : ""}`,
            ...indented(`${rule.title}: ${rule.why}`, "  "),
            ...labelled("fix", rule.fix),
            dim(`  see  ${rule.source}`),
        ].join("\n"),
    );
    return [...sections, bold(`${rules.length} rules`)].join("\n\n");
}

/** One line: how many of what, of what. */
export function summary({ findings, notJudged, rules }: ChosenReport, source: string): string {
    const counts = severities.map((severity) => {
        const number = findings.filter((finding) => finding.severity === severity).length;
        return `${number} ${severity}${number === 1 ? "" : "s"}`;
    });
    const open = new Set(notJudged.map(({ rule }) => rule)).size;
    return `${source}: ${counts.join(", ")}; ${rules} rule${rules === 1 ? "" : "s"}${open > 0 ? `, ${open} not judged` : ""}`;
}

/** Rules that share a reason share a line. */
function unjudged(notJudged: readonly NotJudged[]): string[] {
    const reasons = [...new Set(notJudged.map(({ reason }) => reason))];
    return reasons.flatMap((reason) => {
        const ids = notJudged.filter((one) => one.reason === reason).map(({ rule }) => rule);
        return wrap(`not judged (${reason}): ${ids.join(", ")}`);
    });
}

function ignoredLines({ ignored }: ChosenReport): string[] {
    return ignored.flatMap(({ rule, reason, findings }) => wrap(`ignored (${reason}): ${rule}, ${findings} found`));
}

function labelled(label: string, text: string): string[] {
    const [first = "", ...others] = indented(text, "       ");
    return [`  ${label}  ${first.trimStart()}`, ...others];
}

function indented(text: string, indent: string): string[] {
    return wrap(text, terminalColumns - indent.length).map((line) => `${indent}${line}`);
}
