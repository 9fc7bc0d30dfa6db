import type { Mapper } from "../mapping";
import { price } from "../price";
import { known } from "../quantity";
import { entryOf } from "./entry";
import { meterKeys, meterLine, meterPrices, type Meter } from "./meter";

const quicksight = (label: string) => price("AmazonQuickSight", label);
const source = "https://aws.amazon.com/quicksight/pricing/";

/** By role. No public source of the book has the rates of an author or an administrator. */
const subscriptions: { readonly [role: string]: string } = {
    READER: "Enterprise Monthly Reader subscriptions per User",
    READER_PRO: "Enterprise Monthly Reader Pro subscriptions per User",
    AUTHOR: "Enterprise Monthly Author subscriptions per User",
    AUTHOR_PRO: "Enterprise Monthly Author Pro subscriptions per User",
    // Administrators pay as authors.
    ADMIN: "Enterprise Monthly Author subscriptions per User",
    ADMIN_PRO: "Enterprise Monthly Author Pro subscriptions per User",
};

/** People who read and write dashboards. */
export const analyticsUser: Mapper = {
    types: ["aws:quicksight/user:User"],
    source,
    prices: [...new Set(Object.values(subscriptions))].map(quicksight),
    lines: (user) => {
        const role = user.text("userRole") ?? "";
        const label = entryOf(subscriptions, role) ?? `User with the role ${role}`;
        return [{ name: role, unit: "user", price: quicksight(label), quantity: known(1), input: "userRole" }];
    },
};

const memory: Meter = {
    key: "spice_gb",
    name: "SPICE",
    unit: "GB-month",
    meaning: "beyond what comes with the authors",
    price: quicksight("Enterprise SPICE capacity provisioned per GB Mo"),
};

/** Data that dashboards keep in memory; what they ask for when they are read is billed where it lies. */
export const analyticsData: Mapper = {
    types: ["aws:quicksight/dataSet:DataSet"],
    source,
    prices: meterPrices([memory]),
    usage: meterKeys([memory]),
    lines: (data) => (data.choice("importMode", ["SPICE", "DIRECT_QUERY"]) === "SPICE" ? [meterLine(memory)] : []),
};

const filtered: Meter = {
    key: "monthly_filtered_gb",
    name: "filtered",
    unit: "GB",
    meaning: "read through the filter",
    price: price("AWSLakeFormation", "Filtering"),
};

/** Filters of a lake's rows and cells. */
export const lakeFilter: Mapper = {
    types: ["aws:lakeformation/dataCellsFilter:DataCellsFilter"],
    source: "https://aws.amazon.com/lake-formation/pricing/",
    prices: meterPrices([filtered]),
    usage: meterKeys([filtered]),
    lines: () => [meterLine(filtered)],
};
