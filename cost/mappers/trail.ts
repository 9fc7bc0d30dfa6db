import { WrongInput, type InputReader } from "../input-reader";
import type { Mapper } from "../mapping";
import { price } from "../price";
import { usage } from "../quantity";

const insights = price("AWSCloudTrail", "Insights Events");
const dataEvents = price("AWSCloudTrail", "Data Events Recorded");
const managementCopies = price("AWSCloudTrail", "Management Paid Events Recorded");

const insightsKey = "monthly_insight_events";
const dataKey = "monthly_data_events";
const copiesKey = "monthly_additional_management_events";

/** The first copy of management events is free; data events and insights cost where a trail asks for them. */
export const trail: Mapper = {
    types: ["aws:cloudtrail/trail:Trail"],
    source: "https://aws.amazon.com/cloudtrail/pricing/",
    prices: [insights, dataEvents, managementCopies],
    usage: {
        [insightsKey]: { unit: "events", meaning: "events analysed by CloudTrail Insights" },
        [dataKey]: { unit: "events", meaning: "data events recorded" },
        [copiesKey]: { unit: "events", meaning: "management events that another trail records too" },
    },
    lines: (resource, { states }) => {
        const selectors = resource.list("eventSelectors");
        const recordsData =
            resource.list("advancedEventSelectors").some(selectsData) ||
            selectors.some((selector) => selector.count("dataResources") > 0);
        return [
            ...(resource.count("insightSelectors") > 0 || states(insightsKey)
                ? [{ name: "insights", unit: "events", price: insights, quantity: usage(insightsKey) }]
                : []),
            ...(recordsData || states(dataKey)
                ? [{ name: "data events", unit: "events", price: dataEvents, quantity: usage(dataKey) }]
                : []),
            ...(states(copiesKey)
                ? [{ name: "more copies", unit: "events", price: managementCopies, quantity: usage(copiesKey) }]
                : []),
        ];
    },
};

/** What is not of the first copy: events of data, and of a network's endpoints, which cost the same. */
const categories = ["Management", "Data", "NetworkActivity"] as const;

/** @throws WrongInput for a selector without a category, which AWS asks of each */
function selectsData(selector: InputReader): boolean {
    const category = selector.list("fieldSelectors").find((one) => one.text("field") === "eventCategory");
    if (!category) {
        throw new WrongInput("advancedEventSelectors", "one whose field is eventCategory in each", null);
    }
    return category.list("equals").some((_, at) => category.choice(`equals.${at}`, categories) !== "Management");
}
