import type { Mapper } from "../mapping";
import { price } from "../price";
import { known } from "../quantity";
import { after } from "./allowance";

const source = "https://aws.amazon.com/cloudwatch/pricing/";

const dashboardMonth = price("AmazonCloudWatch", "Dashboard");

/** A month of a dashboard. Three of an account belong to the free allowance; a stack does not know the account's others. */
export const dashboard: Mapper = {
    types: ["aws:cloudwatch/dashboard:Dashboard"],
    source,
    prices: [dashboardMonth],
    lines: (_, { settings }) => [
        {
            name: "dashboard",
            unit: "dashboard-month",
            price: after({ name: "dashboards", free: 3 }, dashboardMonth, settings),
            quantity: known(1),
            place: "global",
        },
    ],
};
