import type { Plan, PlanResource } from "../plan/plan";
import { PlanView, type Known } from "./plan-view";
import type { Rule, Severity } from "./rule";
import { rules } from "./rules";
import { covers, holds, waiversOf, type Waiver } from "./waivers";

/** Stands for a rule's id where something is not judged by any. */
const everyRule = "every-rule";

/** One thing that a rule found. */
export interface Judgement {
    /** Its id; `every-rule` for what none has seen. */
    readonly rule: string;
    readonly severity: Severity;
    /** A urn, or what else it is about. */
    readonly where: string;
    readonly message: string;
}

/** A finding that the stack's file accepts for a while. */
export interface Waived extends Judgement {
    readonly reason: string;
    readonly until: string;
}

/** What is wrong with a plan, by severity, then by rule and place. */
export interface CheckReport {
    readonly broken: readonly Judgement[];
    readonly waived: readonly Waived[];
    /** What nobody can tell before deployment, and why. No pass. */
    readonly notJudged: readonly Judgement[];
    /** Waivers that waive nothing: what they accepted is no longer there. */
    readonly unused: readonly Waiver[];
    /** How many rules were asked. */
    readonly rules: number;
}

/** What rules are asked, and with what they are answered. */
export interface CheckOptions extends Known {
    /** Ids of rules; all when absent. */
    readonly only?: readonly string[];
}

/** Every rule over a plan. Pure: the same plan, estimate and day always come to the same. */
export function checkPlan(plan: Plan, { only, ...known }: CheckOptions = {}): CheckReport {
    const view = new PlanView(plan, known);
    const asked = rules.filter(({ id }) => only?.includes(id) ?? true);
    const unseen = only === undefined ? view.unseen.map(unseenPart) : [];
    const found = [...asked.flatMap((rule) => judgementsOf(rule, view)), ...unseen];
    const waivers = waiversOf(view).filter((waiver) => holds(waiver, view.today));
    const broken = found.filter(({ kind }) => kind === "broken");
    const open = found.filter(({ kind }) => kind === "not judged");
    const waiverFor = (judgement: Judgement) => waivers.find((waiver) => covers(waiver, judgement));
    return {
        broken: ordered(broken.filter((one) => !waiverFor(one))),
        waived: ordered(broken).flatMap((one) => {
            const waiver = waiverFor(one);
            return waiver ? [{ ...one, reason: waiver.reason, until: waiver.until }] : [];
        }),
        notJudged: ordered(open),
        // Nobody can tell of one that may be meant for what is not judged, or is in another layer's stack.
        unused: waivers.filter(
            (waiver) =>
                (only?.includes(waiver.rule) ?? true) &&
                view.unseen.length === 0 &&
                view.layer === "all" &&
                ![...broken, ...open].some((one) => covers(waiver, one)),
        ),
        rules: asked.length,
    };
}

/** What no rule has seen is judged by none. */
function unseenPart({ urn }: PlanResource) {
    const message = "its parts are in no recorded plan: a preview has them";
    return { kind: "not judged", rule: everyRule, severity: "error", where: urn, message } as const;
}

function judgementsOf({ id, severity, check }: Rule, view: PlanView) {
    return check(view).map(({ kind, where, message }) => ({ kind, rule: id, severity, where, message }));
}

const severities: readonly Severity[] = ["error", "warning", "note"];

function ordered(found: readonly Judgement[]): readonly Judgement[] {
    const order = new Map(rules.map(({ id }, at) => [id, at]));
    return found
        .map(({ rule, severity, where, message }) => ({ rule, severity, where, message }))
        .sort(
            (a, b) =>
                severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
                (order.get(a.rule) ?? 0) - (order.get(b.rule) ?? 0) ||
                compare(a.where, b.where) ||
                compare(a.message, b.message),
        );
}

function compare(a: string, b: string): number {
    return a === b ? 0 : a < b ? -1 : 1;
}
