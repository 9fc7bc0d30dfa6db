import assert from "node:assert/strict";
import type { PlanResource } from "../../plan/plan";
import { PlanView } from "../../policy/plan-view";
import { rules } from "../../policy/rules";
import { planFrom } from "./cases/case";

/** What a rule says of a plan, one line each: a message, or `?` and why nobody can tell. */
export function said(rule: string, ...resources: readonly PlanResource[]): readonly string[] {
    const found = rules.find(({ id }) => id === rule)?.check(new PlanView(planFrom(resources)));
    assert.ok(found, rule);
    return found.map(({ kind, message }) => (kind === "broken" ? message : `? ${message}`));
}
