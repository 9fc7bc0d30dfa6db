import assert from "node:assert/strict";
import type { PlanResource } from "../../plan/plan";
import { PlanView } from "../../policy/plan-view";
import { rules } from "../../policy/rules";
import { estimate } from "../cost/plans";
import { exactly } from "../../cost/quantity";
import { cases } from "./cases";
import { planFrom } from "./cases/case";

const terabytes = { ...exactly(1000), high: exactly(2000).high };

/** The plan as rules see it, with what it costs, on a day. */
function viewOf(resources: readonly PlanResource[]): PlanView {
    return new PlanView(planFrom(resources), {
        estimate: estimate(resources, { monthly_data_processed_gb: terabytes }),
        today: "2026-11-21",
    });
}

describe("a rule over a plan", () => {
    it("has an id of its own, and says why, what to change and who says so", () => {
        assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
        for (const { id, title, why, fix, source } of rules) {
            assert.match(id, /^[a-z]+(-[a-z0-9]+)*$/);
            assert.match(
                source,
                /^https:\/\/(docs\.aws\.amazon|www\.pulumi)\.com\/\S+(\.html|\/)(#[a-z0-9]+-\d+)?$/,
                id,
            );
            // A control of Security Hub is told by its service and number: `ec2-controls.html#ec2-18`.
            if (source.includes("/securityhub/")) {
                assert.match(source, /\/([a-z0-9]+)-controls\.html#\1-\d+$/, id);
            }
            assert.ok(
                [title, why, fix].every((text) => text.length > 0),
                id,
            );
            assert.doesNotMatch(title, /\.$/, id);
        }
    });

    it("has a case, and each case a rule", () => {
        assert.deepEqual(Object.keys(cases).sort(), rules.map(({ id }) => id).sort());
    });

    for (const { id, check } of rules) {
        const { broken = [], sound = [], says = [] } = cases[id] ?? {};

        it(`${id}: is broken by the smallest plan that has the mistake`, () => {
            const found = check(viewOf(broken));
            assert.ok(found.every(({ kind }) => kind === "broken"));
            if (says instanceof RegExp) {
                assert.ok(
                    found.some(({ where }) => says.test(where)),
                    JSON.stringify(found),
                );
                return;
            }
            assert.deepEqual(
                found.map(({ message }) => message),
                says,
            );
        });

        it(`${id}: holds for its neighbour`, () => {
            assert.deepEqual(check(viewOf(sound)), []);
        });
    }
});
