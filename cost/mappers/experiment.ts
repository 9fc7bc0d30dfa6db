import type { Mapper } from "../mapping";
import { price } from "../price";
import { usage } from "../quantity";

const actionMinute = price("AWSFIS", "Developer Tools Action ActionMinute");
const otherAccountMinute = price("AWSFIS", "Developer Tools Multi-Account Action ActionMinuteAccount");
const targetings = ["single-account", "multi-account"] as const;
const minutesKey = "monthly_action_minutes";

/** Minutes that actions of experiments run, each counted in every account that it reaches. */
export const experiment: Mapper = {
    types: ["aws:fis/experimentTemplate:ExperimentTemplate"],
    source: "https://aws.amazon.com/fis/pricing/",
    prices: [actionMinute, otherAccountMinute],
    usage: { [minutesKey]: { unit: "minutes", meaning: "of actions, added up over actions and accounts" } },
    lines: (resource) => [
        {
            name: "action minutes",
            unit: "minutes",
            price:
                resource.choice("experimentOptions.accountTargeting", targetings) === "multi-account"
                    ? otherAccountMinute
                    : actionMinute,
            quantity: usage(minutesKey),
            input: "experimentOptions.accountTargeting",
        },
    ],
};
