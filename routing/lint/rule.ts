import type { PlanFacts } from "./facts";
import type { ZoneView } from "../view/zone-view";

/** error: traffic goes, or will go, where nobody wants it; warning: it may; note: worth knowing before a drill. */
export type Severity = "error" | "warning" | "note";

/** What rules are asked about: a zone, with what its plan says when there is one. */
export interface LintSubject {
    readonly view: ZoneView;
    readonly facts?: PlanFacts;
}

/** The same with a plan, for rules that a zone file alone cannot answer. */
export interface PlannedSubject extends LintSubject {
    readonly facts: PlanFacts;
}

/** One mistake, where it stands. */
export interface Found {
    /** `name type "identifier"` of a record, `check <id>`, `zone <name>`, or a urn. */
    readonly where: string;
    /** One line: what was found there. */
    readonly message: string;
}

interface About {
    /** kebab-case, unique. */
    readonly id: string;
    readonly severity: Severity;
    /** The mistake in a few words. */
    readonly title: string;
    /** What it does to traffic. */
    readonly why: string;
    /** What to change. */
    readonly fix: string;
    /** Page of AWS, or RFC, that says so. */
    readonly source: string;
}

/** A mistake that can be seen in a zone. Pure; never throws. */
export interface ZoneRule extends About {
    readonly needs: "zone";
    check(subject: LintSubject): readonly Found[];
    /** What it could not judge in this zone, and why; one line each. Silence means: judged. */
    notJudged?(subject: LintSubject): readonly string[];
}

/** A mistake that only shows with the plan beside the zone. Pure; never throws. */
export interface PlanRule extends About {
    readonly needs: "plan";
    check(subject: PlannedSubject): readonly Found[];
}

export type LintRule = ZoneRule | PlanRule;

/** The Route 53 developer guide, by page name. */
export function guide(page: string): string {
    return `https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/${page}.html`;
}
