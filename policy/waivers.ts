import { wildcard } from "../cost/wildcard";
import type { PlanValue } from "../plan/plan";
import type { PlanView } from "./plan-view";
import type { Finding, Rule } from "./rule";

/** A finding that the stack's file accepts until a day. */
export interface Waiver {
    readonly rule: string;
    /** Name, urn or place, with `*` for any letters; every place when absent. */
    readonly resource?: string;
    readonly reason: string;
    /** The last day, YYYY-MM-DD. */
    readonly until: string;
}

type Fields = { readonly [key: string]: PlanValue };

/** The waivers that a plan carries from its stack's file, and those that were read from one beside it. */
export function waiversOf(view: PlanView): readonly Waiver[] {
    const listed = view.platform?.["waivers"];
    const carried = Array.isArray(listed) ? listed.flatMap((one: PlanValue) => waiverOf(one)) : [];
    return [...carried, ...view.waivers];
}

function waiverOf(value: PlanValue): Waiver[] {
    const { rule, resource, reason, until } = (value ?? {}) as Fields;
    if (typeof rule !== "string" || typeof reason !== "string" || typeof until !== "string") {
        return [];
    }
    return [{ rule, reason, until, ...(typeof resource === "string" ? { resource } : {}) }];
}

/** Whether a waiver still holds; where nobody says what day it is, all do. */
export function holds({ until }: Waiver, today: string | undefined): boolean {
    return today === undefined || until >= today;
}

/** Whether a waiver means a finding of a rule. */
export function covers({ rule, resource }: Waiver, found: { readonly rule: string } & Pick<Finding, "where">): boolean {
    if (rule !== found.rule) {
        return false;
    }
    const name = found.where.split("::").at(-1) ?? found.where;
    return resource === undefined || [found.where, name].some((place) => wildcard(resource).test(place));
}

/** Waivers are loans, not gifts. */
export const waiverRules: readonly Rule[] = [
    {
        id: "waiver-ended",
        severity: "error",
        title: "a waiver whose day is over",
        why: "Somebody promised to look again by then.",
        fix: "Fix what it waived and take it out of the stack's file, or give it a new day and say why.",
        source: "https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/ops_priorities_eval_tradeoffs.html",
        check: (view) =>
            waiversOf(view)
                .filter((waiver) => !holds(waiver, view.today))
                .map(({ rule, resource, until }) => ({
                    kind: "broken",
                    where: `waiver of ${rule}${resource === undefined ? "" : ` for ${resource}`}`,
                    message: `it ended on ${until}`,
                })),
    },
];
