import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Plan } from "../../plan/plan";
import { readPlanInput } from "../../plan/readers/read-plan-input";
import { recoveryOf } from "../../policy/promises/measure";
import { zonePlan } from "../../policy/zone-plan";
import { RoutingError } from "../../routing/errors";
import { plannedNames } from "../../routing/from-plan/planned-names";
import { zoneFromPlan } from "../../routing/from-plan/zone-from-plan";

/** Written by `npm run keep:previews`: Pulumi's own command line, our staging program, a stand-in for AWS. */
function kept(name: string): Plan {
    const text = gunzipSync(readFileSync(join(__dirname, "../cost/previews", `staging-${name}.json.gz`))).toString();
    const plan = readPlanInput(text, { name }).after;
    // What proves the domain to ACM has a name once it is deployed; it decides no answer.
    const proof = "::orders-staging-validation";
    return { ...plan, resources: plan.resources.filter(({ urn, ids }) => !ids || !urn.endsWith(proof)) };
}

describe("the zone of a preview or an export", () => {
    const recorded = kept("plan");

    for (const name of ["created", "same", "events", "exported"]) {
        it(`is the zone of the plan in process: ${name}`, () => {
            const own = zonePlan(kept(name));
            const { ResourceRecordSets: sets } = zoneFromPlan(own, plannedNames(own));
            const expected = zoneFromPlan(recorded, plannedNames(recorded)).ResourceRecordSets;
            const sorted = (records: typeof sets) => records.map((one) => JSON.stringify(one)).sort();
            assert.deepEqual(sorted(sets), sorted(expected));
        });

        it(`is predicted as the plan in process is: ${name}`, () => {
            const measuring = { runs: 500, seed: 1 };
            assert.deepEqual(recoveryOf(kept(name), measuring), recoveryOf(recorded, measuring));
        });
    }
});

describe("the zone of a plan that somebody broke", () => {
    for (const alias of [null, 5, "x", []]) {
        it(`is refused in words, not in a mistake of ours: an alias that is ${JSON.stringify(alias)}`, () => {
            const recorded = kept("plan");
            const resources = recorded.resources.map((one) =>
                "aliases" in one.inputs ? { ...one, inputs: { ...one.inputs, aliases: [alias] } } : one,
            );
            const measure = () => recoveryOf({ ...recorded, resources }, { runs: 1, seed: 1 });
            assert.throws(measure, RoutingError);
        });
    }
});
