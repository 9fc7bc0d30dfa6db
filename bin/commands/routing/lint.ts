import { coloursWanted } from "../../../plan/terminal";
import { type ChosenReport, type Ignored, lintChosen, ruleOf } from "../../../routing/lint/choice";
import { planFacts } from "../../../routing/lint/facts-from-plan";
import { lintMarkdown, rulesMarkdown } from "../../../routing/lint/lint-markdown";
import { lintText, rulesText } from "../../../routing/lint/lint-text";
import { rules } from "../../../routing/lint/rules";
import { CommandError } from "../../exit";
import { readZone } from "./inputs";
import { nearest } from "./nearest";
import type { ZoneOptions } from "./zone-options";

export interface LintOptions extends ZoneOptions {
    readonly format: "table" | "json" | "markdown";
    readonly rule: readonly string[];
    readonly ignore: readonly Ignored[];
    readonly failOn: "error" | "warning";
    readonly verbose: boolean;
    /** Shows the rules instead of judging. */
    readonly rules: boolean;
}

/**
 * `antipode routing lint`: prints what is wrong; exit code 1 when something is.
 * @throws CommandError 2 for wrong input
 */
export async function lint(options: LintOptions): Promise<void> {
    const unknown = [...options.rule, ...options.ignore.map(({ rule }) => rule)].find((id) => !ruleOf(id));
    if (unknown !== undefined) {
        const near = nearest(
            unknown,
            rules.map(({ id }) => id),
        );
        const hint = near === undefined ? "antipode routing lint --rules shows them" : `did you mean ${near}?`;
        throw new CommandError(`${unknown}: expected the id of a rule; ${hint}`, 2);
    }
    if (options.rules) {
        process.stdout.write(`${shownRules(options)}\n`);
        return;
    }
    const { zone, plan, source } = await readZone(options);
    const report = lintChosen(zone, plan && planFacts(plan), { only: options.rule, ignored: options.ignore });
    process.stdout.write(`${shown(report, source, options)}\n`);
    process.exitCode = isBroken(report, options.failOn) ? 1 : 0;
}

function shown(report: ChosenReport, source: string, { format, verbose }: LintOptions): string {
    switch (format) {
        case "json":
            return JSON.stringify({ source, ...report, findings: report.findings.map(withReasons) }, null, 2);
        case "markdown":
            return lintMarkdown(report, source);
        case "table":
            return lintText(report, { colours: coloursWanted(), verbose, source });
    }
}

function withReasons(finding: ChosenReport["findings"][number]): unknown {
    const { title, why, fix, source } = ruleOf(finding.rule) ?? {};
    return { ...finding, title, why, fix, source };
}

function shownRules({ format }: LintOptions): string {
    switch (format) {
        case "json":
            return JSON.stringify(
                rules.map(({ id, severity, needs, title, why, fix, source }) => ({
                    id,
                    severity,
                    needs,
                    title,
                    why,
                    fix,
                    source,
                })),
                null,
                2,
            );
        case "markdown":
            return rulesMarkdown(rules);
        case "table":
            return rulesText(rules, coloursWanted());
    }
}

function isBroken({ findings }: ChosenReport, failOn: LintOptions["failOn"]): boolean {
    return findings.some(({ severity }) => severity === "error" || (failOn === "warning" && severity === "warning"));
}
