import assert from "node:assert/strict";
import type { Plan } from "../../plan/plan";
import { estimateCost } from "../../cost/estimate-plan";
import { noUsage } from "../../cost/usage/usage-file";
import { book } from "./plans";

/** A plan that was read is billed as the recorded one, resource by resource. */
export function sameEstimate(read: Plan, recorded: Plan): void {
    const [ours, theirs] = [billed(read), billed(recorded)];
    assert.ok(theirs.size > 50);
    for (const [urn, bill] of theirs) {
        assert.deepEqual(ours.get(urn), bill);
    }
    assert.deepEqual([...ours.keys()].sort(), [...theirs.keys()].sort());
    assert.deepEqual(totalOf(read), totalOf(recorded));
}

function estimateOf(plan: Plan) {
    return estimateCost({
        plan,
        book,
        usage: noUsage,
        settings: { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" },
    });
}

function billed(plan: Plan): ReadonlyMap<string, unknown> {
    return new Map(
        estimateOf(plan).resources.map(({ resource, state, monthly }) => [
            resource.urn,
            { urn: resource.urn, region: resource.region, state, monthly: amountsOf(monthly) },
        ]),
    );
}

function totalOf(plan: Plan) {
    const { monthly, coverage } = estimateOf(plan);
    return { ...amountsOf(monthly), ...coverage };
}

function amountsOf({ low, typical, high }: ReturnType<typeof estimateOf>["monthly"]) {
    return { low: low.toFixed(), typical: typical.toFixed(), high: high.toFixed() };
}
