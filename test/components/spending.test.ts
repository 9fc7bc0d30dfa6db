import assert from "node:assert/strict";
import { Spending } from "../../components/spending";
import type { Plan } from "../../plan/plan";
import { field, listed, one, recordAlone, text } from "./platforms";

function spending(budgetMonthlyUsd: number): Promise<Plan> {
    const args = { tags: {}, platform: "orders", budgetMonthlyUsd, subscribers: [], topicArn: "arn:topic" };
    return recordAlone(() => new Spending("orders", args));
}

describe("Spending", () => {
    it("holds the platform, by its tag, to the budget of the stack's config", async () => {
        const { inputs } = one(await spending(1500), "aws:budgets/budget:Budget");
        assert.equal(inputs["limitAmount"], "1500.00");
        assert.deepEqual(inputs["costFilters"], [{ name: "TagKeyValue", values: ["user:antipode:platform$orders"] }]);
    });

    it("tells before and when the budget is spent, and when it will be", async () => {
        const { inputs } = one(await spending(1500), "aws:budgets/budget:Budget");
        const told = listed(inputs["notifications"]).map((entry) => [
            field(entry, "notificationType"),
            field(entry, "threshold"),
        ]);
        assert.deepEqual(told, [
            ["ACTUAL", 80],
            ["ACTUAL", 100],
            ["FORECASTED", 100],
        ]);
    });

    it("writes the monitor's expression as the provider reads it back, so that no update makes it anew", async () => {
        const { inputs } = one(await spending(1500), "aws:costexplorer/anomalyMonitor:AnomalyMonitor");
        assert.deepEqual(JSON.parse(text(inputs["monitorSpecification"])), {
            And: null,
            CostCategories: null,
            Dimensions: null,
            Not: null,
            Or: null,
            Tags: { Key: "user:antipode:platform", MatchOptions: null, Values: ["orders"] },
        });
    });

    for (const [budget, least] of [
        [100, "10"],
        [6000, "120"],
    ] as const) {
        it(`calls an anomaly worth a message from ${least} USD at a budget of ${budget}`, async () => {
            const { inputs } = one(await spending(budget), "aws:costexplorer/anomalySubscription:AnomalySubscription");
            assert.deepEqual(field(inputs["thresholdExpression"], "dimension", "values"), [least]);
            assert.deepEqual(inputs["subscribers"], [{ type: "SNS", address: "arn:topic" }]);
        });
    }
});
