import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import Big from "big.js";
import picocolors from "picocolors";
import { recordStack } from "../../../bin/stack";
import type { Estimate } from "../../../cost/estimate";
import { openBook } from "../../../cost/book/open-book";
import { estimateCost } from "../../../cost/estimate-plan";
import { exactly } from "../../../cost/quantity";
import { noUsage } from "../../../cost/usage/usage-file";
import type { Plan, PlanResource } from "../../../plan/plan";
import { comparePromises, type ComparedMeasure } from "../../../policy/promises/compare";
import { costCause } from "../../../policy/promises/cost-cause";
import { changeText } from "../../../policy/promises/moving-change";
import { measurePlan, type Measuring } from "../../../policy/promises/measure";
import { allKept, promisesMarkdown, promisesText, type PromisesTitle } from "../../../policy/promises/report";
import { RoutingError } from "../../../routing/errors";
import { recordedStack } from "../../recorded-stacks";

/** What a plan costs is not this test's business: a hundred dollars for each instance group. */
function estimate(plan: Plan): Estimate {
    const groups = plan.resources.filter(({ type }) => type === "aws:autoscaling/group:Group");
    const monthly = exactly(new Big(100).times(groups.length));
    const coverage = { priced: 0, usageNeeded: 0, free: 0, notPriced: 0, partlyPriced: 0 };
    const settings = { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" };
    return { currency: "USD", settings, resources: [], monthly, coverage, warnings: [] };
}

const measuring: Measuring = { estimate, runs: 2000, seed: 1 };

const title: PromisesTitle = { source: "x", against: "base.json", warnings: [] };

function valueOf(measures: readonly ComparedMeasure[], id: string): number | null | undefined {
    return measures.find(({ after }) => after.id === id)?.after.value;
}

describe("promises", function () {
    this.timeout(60_000);
    let plan: Plan;

    before(async () => {
        plan = await recordedStack("staging");
    });

    it("are the stack's own, kept by what is predicted, for the region whose loss is worst", () => {
        const measures = measurePlan(plan, measuring);
        const reads = measures.find(({ id }) => id === "read-p99");
        assert.deepEqual(reads?.promise, { name: "promises.readRtoSeconds", limit: 120, kept: true });
        assert.equal(reads.lost, "eu-west-1");
        assert.ok((reads.value ?? 0) > 60 && (reads.value ?? 0) < 120);
        assert.equal(measures.find(({ id }) => id === "capacity-ready")?.value, 100);
    });

    it("are not predicted of instances that nobody can count, and the group is named", () => {
        const broken = (inputs: PlanResource["inputs"]): Plan => ({
            ...plan,
            resources: plan.resources.map((one) =>
                one.type === "aws:autoscaling/group:Group" ? { ...one, inputs: { ...one.inputs, ...inputs } } : one,
            ),
        });
        for (const [inputs, message] of [
            [{ minSize: -3, desiredCapacity: null }, /^urn:\S+: minSize: expected a number of 0 or more, got -3$/],
            [{ maxSize: { $unknown: { urns: [] } } }, /^urn:\S+: maxSize is not known before deployment$/],
        ] as const) {
            assert.throws(
                () => measurePlan(broken(inputs), measuring),
                (error: unknown) => error instanceof RoutingError && message.test(error.message),
            );
        }
    });

    it("are kept by prod as predicted, whichever region is lost", async () => {
        const measures = measurePlan(await recordedStack("prod"), measuring);
        const broken = measures.filter(({ promise }) => promise?.kept === false).map(({ id, value }) => [id, value]);
        assert.deepEqual(broken, []);
    });

    it("are compared, and the property that moved them is found by trying it alone", async () => {
        const slow = await recordStack("staging", ["traffic.healthCheck.failureThreshold=10"]);
        const measures = comparePromises(plan, slow, measuring);
        const reads = measures.find(({ after }) => after.id === "read-p99");
        assert.equal(reads?.after.promise?.kept, false);
        const { cause } = reads;
        assert.ok(cause?.how === "changed");
        assert.equal(cause.path, "failureThreshold");
        assert.deepEqual([cause.before, cause.after, cause.names.length], [3, 10, 2]);
        assert.equal(allKept(measures), false);
        const text = promisesText(measures, { ...title, source: "stack staging" }, false);
        assert.match(text, /breaks promises\.readRtoSeconds; cause: HealthCheck \(2\)\n {2}failureThreshold 3 -> 10\n/);
        assert.ok(text.split("\n").every((line) => line.length <= 100));
        const red = picocolors.createColors(true).red("BROKEN");
        assert.ok(promisesText(measures, title, true).includes(red));
        assert.equal(
            stripVTControlCharacters(promisesText(measures, title, true)),
            promisesText(measures, title, false),
        );
        assert.ok(
            promisesMarkdown(measures, { ...title, source: "a" }).startsWith("### Promises of a: a promise is broken"),
        );
    });

    it("name what moved the cost the most: a property that resources share, or what is new", async () => {
        const book = openBook("cost/book/prices");
        const settings = { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" };
        const priced = (one: Plan) => estimateCost({ plan: one, book, usage: noUsage, settings });
        const cause = async (...changes: string[]) => {
            const after = await recordStack("staging", changes);
            const sides = [plan, after].map((one) => ({ plan: one, estimate: priced(one) }));
            const [before, now] = sides;
            assert.ok(before && now);
            const change = costCause(before, now, priced);
            return change && changeText(change);
        };
        assert.equal(await cause(), undefined);
        const larger = await cause(
            "database.capacity.kind=provisioned",
            "database.capacity.instanceClass=db.r6g.xlarge",
        );
        assert.equal(larger, "ClusterInstance (2) instanceClass db.r6g.large -> db.r6g.xlarge");
        assert.equal(await cause("network.nat=per-zone"), "NatGateway (2) new");
    });

    it("have no cause where nothing moves", () => {
        const measures = comparePromises(plan, plan, measuring);
        assert.ok(measures.every(({ cause, before, after }) => cause === undefined && before?.value === after.value));
        assert.equal(allKept(measures), true);
    });

    it("are never kept when clients are never served again", async () => {
        const deaf = await recordStack("staging", ["traffic.healthCheck=none", "traffic.evaluateTargetHealth=false"]);
        const measures = comparePromises(plan, deaf, measuring);
        assert.equal(valueOf(measures, "read-p99"), null);
        assert.match(promisesText(measures, title, false), /reads are back, p99 .* never .* BROKEN/);
    });

    it("of a plan without a platform are refused", () => {
        const bare: Plan = { ...plan, resources: plan.resources.filter(({ custom }) => custom) };
        assert.throws(() => measurePlan(bare, measuring), { code: "unknown-value" });
    });
});
