import { Spending } from "../../components/spending";

/** A budget of 1,500 USD a month for everything that is tagged as the platform `orders`. */
export function example(): unknown {
    return new Spending("orders", {
        tags: { "antipode:platform": "orders" },
        platform: "orders",
        budgetMonthlyUsd: 1500,
        subscribers: ["sre@example.com"],
        topicArn: "arn:aws:sns:us-east-1:111122223333:orders",
    });
}
