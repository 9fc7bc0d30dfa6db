import { compareTexts } from "../evaluate/keys";
import type { Zone } from "../zone";
import type { PlanFacts } from "./facts";
import type { LintRule, LintSubject, Severity } from "./rule";
import { rules } from "./rules";
import { viewOf } from "../view/zone-view";

/** A rule that is broken, and where. */
export interface LintFinding {
    readonly rule: string;
    readonly severity: Severity;
    readonly where: string;
    readonly message: string;
}

/** A rule that could not be judged, wholly or in part: silence about it would read as a pass. */
export interface NotJudged {
    readonly rule: string;
    readonly reason: string;
}

export interface LintReport {
    /** Errors first, then by rule and by where. */
    readonly findings: readonly LintFinding[];
    readonly notJudged: readonly NotJudged[];
}

const order: readonly Severity[] = ["error", "warning", "note"];

/**
 * Every mistake that the rules know, in a zone; with `planFacts(plan)` also those that only a plan shows.
 * Pure, and never throws: a zone that Route 53 would refuse is a finding.
 * @param asked the rules to judge; all when left out
 */
export function lintZone(zone: Zone, facts?: PlanFacts, asked: readonly LintRule[] = rules): LintReport {
    const subject: LintSubject = { view: viewOf(zone), ...(facts ? { facts } : {}) };
    const findings = asked.flatMap((rule) => findingsOf(rule, subject));
    return {
        findings: findings.sort(byWeight),
        notJudged: asked.flatMap((rule) => reasonsOf(rule, subject).map((reason) => ({ rule: rule.id, reason }))),
    };
}

function findingsOf(rule: LintRule, subject: LintSubject): LintFinding[] {
    const { facts, view } = subject;
    const found = rule.needs === "zone" ? rule.check(subject) : facts ? rule.check({ view, facts }) : [];
    const lines = new Map(found.map(({ where, message }) => [`${where}\n${message}`, { where, message }]));
    return [...lines.values()].map((one) => ({ rule: rule.id, severity: rule.severity, ...one }));
}

function reasonsOf(rule: LintRule, subject: LintSubject): readonly string[] {
    if (rule.needs === "plan") {
        return subject.facts ? [] : ["needs a plan"];
    }
    return rule.notJudged?.(subject) ?? [];
}

function byWeight(a: LintFinding, b: LintFinding): number {
    const weight = order.indexOf(a.severity) - order.indexOf(b.severity);
    return (
        weight || compareTexts(a.rule, b.rule) || compareTexts(a.where, b.where) || compareTexts(a.message, b.message)
    );
}
