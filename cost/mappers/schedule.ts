import type { CostResource } from "../cost-resource";
import type { Mapper } from "../mapping";
import { price, type Tiers } from "../price";
import { exactly, usageOf, type Band } from "../quantity";
import { runsPerMonth } from "./timetable";

/** Invocations of an account: the list itself gives the first 14 million away. */
const invocations: Tiers = {
    name: "scheduled invocations",
    steps: [
        { upTo: 14e6, price: price("AmazonEventBridge", "Scheduled Invocation for 0 to 14000000 Invocations") },
        { price: price("AmazonEventBridge", "Scheduled Invocation for 14000000 to Inf Invocations") },
    ],
};

const runsKey = "monthly_runs";

/** Every run of a schedule that is on, as often as its expression says. */
export const schedule: Mapper = {
    types: ["aws:scheduler/schedule:Schedule"],
    source: "https://aws.amazon.com/eventbridge/pricing/",
    prices: [invocations],
    usage: { [runsKey]: { unit: "runs", meaning: "invocations; derived from the expression if absent" } },
    lines: (resource, { settings }) => {
        const derived = derivedRuns(resource, settings.hoursPerMonth);
        return [
            {
                name: "invocations",
                unit: "invocations",
                price: invocations,
                quantity: usageOf([runsKey], (use) => use(runsKey) ?? derived),
                input: "scheduleExpression",
            },
        ];
    },
};

function derivedRuns(resource: CostResource, hoursPerMonth: number): Band | undefined {
    const runs = runsPerMonth(resource.text("scheduleExpression") ?? "", hoursPerMonth);
    return resource.choice("state", ["ENABLED", "DISABLED"]) === "DISABLED" ? exactly(0) : runs && exactly(runs);
}
