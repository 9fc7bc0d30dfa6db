import Big from "big.js";
import type { Mapper } from "../mapping";
import { price, type Tiers } from "../price";
import { known } from "../quantity";

const hoursPerDay = 24;

/** Days of budgets with actions; those of two budgets are free (https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/). */
const budgetDays: Tiers = {
    name: "days of budgets with actions",
    steps: [{ upTo: 62 }, { price: price("AWSBudgets", "Budget Actions Inf per day") }],
};

const type = "aws:budgets/budgetAction:BudgetAction";

/** A budget that acts, for every day; further actions of the same budget are in the price. */
export const budgetAction: Mapper = {
    types: [type],
    source: "https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/",
    prices: [budgetDays],
    lines: (resource, { settings }) => {
        const budget = resource.follow("budgetName", "aws:budgets/budget:Budget");
        const [first] = budget?.namedBy(type, "budgetName") ?? [];
        return first === undefined || first.urn === resource.urn
            ? [
                  {
                      name: "budget with actions",
                      unit: "days",
                      price: budgetDays,
                      quantity: known(new Big(settings.hoursPerMonth).div(hoursPerDay)),
                      place: "global",
                  },
              ]
            : [];
    },
};
