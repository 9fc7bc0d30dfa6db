import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Plan, PlanResource } from "../../plan/plan";
import { PlanInputError } from "../../plan/readers/plan-input";
import { readPlanInput } from "../../plan/readers/read-plan-input";
import { checkPlan } from "../../policy/check-plan";
import { measurePlan } from "../../policy/promises/measure";
import { RoutingError } from "../../routing/errors";
import { estimate } from "./plans";
import { changed } from "../plan/readers/changed";

const recorded = JSON.parse(
    gunzipSync(readFileSync(join(__dirname, "previews/staging-plan.json.gz"))).toString(),
) as Plan;

/** What promises are predicted from; all of a plan would take a minute. */
const few = recorded.resources.filter(({ type }) =>
    /^antipode:platform:|^aws:(route53|autoscaling.group|ec2.launchTemplate|lb.loadBalancer)/.test(type),
);

/** Reads, prices, judges and predicts; wrong input may be refused at each step, and nothing else may end one. */
function useAll(text: string): void {
    try {
        const plan = readPlanInput(text, { name: "x" }).after;
        const priced = estimate(plan.resources);
        checkPlan(plan, { estimate: priced, today: "2026-11-21" });
        measurePlan(plan, { estimate: () => priced, runs: 1, seed: 1 });
    } catch (error) {
        assert.ok(error instanceof PlanInputError || error instanceof RoutingError, `${String(error)}\n${text}`);
    }
}

describe("a plan with something else in one place", function () {
    this.timeout(60_000);

    for (const type of ["antipode:platform:Platform", "aws:autoscaling/group:Group", "aws:route53/record:Record"]) {
        it(`is read or refused in words, by whatever reads it: ${type}`, () => {
            const own = few.findIndex((one) => one.type === type);
            for (const to of [null, [null], { $ref: null }]) {
                for (const other of changed(few[own], to)) {
                    useAll(JSON.stringify({ ...recorded, resources: few.with(own, other as PlanResource) }));
                }
            }
        });
    }
});
