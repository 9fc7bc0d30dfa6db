import type { CheckReport, Judgement } from "../check-plan";
import { rules } from "../rules";
import type { Rule, Severity } from "../rule";

/** What was checked, and how a message calls it. */
export interface CheckSource {
    /** `stack prod`, `preview.json`. */
    readonly name: string;
    /** Why it is not whole, one line each. */
    readonly warnings: readonly string[];
}

export const severities: readonly Severity[] = ["error", "warning", "note"];

/** A urn as a person reads it: `orders-euw1 (aws:rds/cluster:Cluster)`; other places as they are. */
export function placeName(where: string): string {
    const [, name] = /^urn:pulumi:.*::(.+)$/.exec(where) ?? [];
    const type = where.split("::").at(-2)?.split("$").at(-1);
    return name === undefined || type === undefined ? where : `${name} (${type})`;
}

/** Judgements by their rule, in the order that they stand in. */
export function byRule<T extends Judgement>(judgements: readonly T[]): readonly (readonly [Rule, readonly T[]])[] {
    return rules.flatMap((rule): (readonly [Rule, readonly T[]])[] => {
        const own = judgements.filter((one) => one.rule === rule.id);
        return own.length > 0 ? [[rule, own]] : [];
    });
}

/** One line: how many of what, of what. */
export function summary({ broken, waived, notJudged, rules: asked }: CheckReport, { name }: CheckSource): string {
    const counts = severities.map((severity) => {
        const count = broken.filter((one) => one.severity === severity).length;
        return `${count} ${severity}${count === 1 ? "" : "s"}`;
    });
    const open = notJudged.length > 0 ? `, ${notJudged.length} not judged` : "";
    const accepted = waived.length > 0 ? `, ${waived.length} waived` : "";
    return `${name}: ${counts.join(", ")}${open}${accepted}; ${asked} ${asked === 1 ? "rule" : "rules"}`;
}
