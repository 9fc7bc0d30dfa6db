import type { CostResource } from "../cost-resource";
import type { Mapper } from "../mapping";
import { price } from "../price";
import { exactly, usageOf, type Band } from "../quantity";
import { after } from "./allowance";
import { runsPerMonth } from "./timetable";

const run = price("AmazonCloudWatch", "Canaries per Runs");
const runsKey = "monthly_runs";

/** Every run, as often as the schedule says; what a run uses of Lambda, logs and buckets is billed there. */
export const canary: Mapper = {
    types: ["aws:synthetics/canary:Canary"],
    source: "https://aws.amazon.com/cloudwatch/pricing/",
    prices: [run],
    usage: { [runsKey]: { unit: "runs", meaning: "runs; derived from the schedule if absent" } },
    lines: (resource, { settings }) => {
        const derived = derivedRuns(resource, settings.hoursPerMonth);
        return [
            {
                name: "runs",
                unit: "runs",
                price: after({ name: "canary runs", free: 100 }, run, settings),
                quantity: usageOf([runsKey], (use) => use(runsKey) ?? derived),
                input: "schedule.expression",
            },
        ];
    },
};

/** None while it is stopped. The provider starts none that it is not told to, and somebody may: then it is all or nothing. */
function derivedRuns(resource: CostResource, hoursPerMonth: number): Band | undefined {
    const start = resource.flag("startCanary");
    if (start === false) {
        return exactly(0);
    }
    const runs = runsPerMonth(resource.text("schedule.expression") ?? "", hoursPerMonth);
    return runs && (start ? exactly(runs) : { low: runs.times(0), typical: runs, high: runs });
}
