import type { Mapper } from "../mapping";
import { price } from "../price";
import { exactly, usageOf } from "../quantity";
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
        const runs = runsPerMonth(resource.text("schedule.expression") ?? "", settings.hoursPerMonth);
        const derived = resource.flag("startCanary") === false ? exactly(0) : runs && exactly(runs);
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
