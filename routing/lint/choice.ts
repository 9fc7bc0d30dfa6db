import { lintZone, type LintFinding, type LintReport } from "./lint-zone";
import type { PlanFacts } from "./facts";
import type { LintRule, Severity } from "./rule";
import { rules } from "./rules";
import type { Zone } from "../zone";

/** A rule that somebody decided not to hear of, and why. */
export interface Ignored {
    readonly rule: string;
    readonly reason: string;
}

/** Which rules to judge; all when none is named. */
export interface Choice {
    readonly only: readonly string[];
    readonly ignored: readonly Ignored[];
}

/** A report with what it left out. */
export interface ChosenReport extends LintReport {
    /** How many rules were asked. */
    readonly rules: number;
    readonly ignored: readonly (Ignored & { readonly findings: number })[];
}

/** Lints with some rules only, or without some: what an ignored rule found is counted, not shown. */
export function lintChosen(zone: Zone, facts: PlanFacts | undefined, { only, ignored }: Choice): ChosenReport {
    const asked = only.length > 0 ? rules.filter(({ id }) => only.includes(id)) : rules;
    const { findings, notJudged } = lintZone(zone, facts, asked);
    const hidden = new Set(ignored.map(({ rule }) => rule));
    return {
        findings: findings.filter(({ rule }) => !hidden.has(rule)),
        notJudged: notJudged.filter(({ rule }) => !hidden.has(rule)),
        rules: asked.length,
        ignored: ignored.map((one) => ({
            ...one,
            findings: findings.filter(({ rule }) => rule === one.rule).length,
        })),
    };
}

/** Rules as people name them on a command line; undefined for an id that is none. */
export function ruleOf(id: string): LintRule | undefined {
    return rules.find((rule) => rule.id === id);
}

/** Findings of one severity, by rule. */
export function bySeverity(
    findings: readonly LintFinding[],
    severity: Severity,
): readonly (readonly [LintRule, readonly LintFinding[]])[] {
    return rules.flatMap((rule) => {
        const own = findings.filter((finding) => finding.rule === rule.id && finding.severity === severity);
        return own.length > 0 ? [[rule, own] as const] : [];
    });
}
