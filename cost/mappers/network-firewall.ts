import type { Mapper } from "../mapping";
import { price } from "../price";
import { times, usage } from "../quantity";
import { subnetTypes } from "./placement";

const endpointHour = price("AWSNetworkFirewall", "AWS Firewall per Endpoint");
const data = price("AWSNetworkFirewall", "AWS Firewall per Throughput");
const dataKey = "monthly_data_processed_gb";

/** An endpoint in each zone, all month, and every gigabyte through them. */
export const networkFirewall: Mapper = {
    types: ["aws:networkfirewall/firewall:Firewall"],
    source: "https://aws.amazon.com/network-firewall/pricing/",
    prices: [endpointHour, data],
    usage: { [dataKey]: { unit: "GB", meaning: "processed" } },
    lines: (resource, { hours }) => {
        const endpoints = resource.countOf("subnetMappings", subnetTypes) + resource.count("availabilityZoneMappings");
        return [
            {
                name: "endpoints",
                unit: "h",
                price: endpointHour,
                quantity: times(hours(), endpoints),
                input: "subnetMappings",
            },
            { name: "data processed", unit: "GB", price: data, quantity: usage(dataKey) },
        ];
    },
};
