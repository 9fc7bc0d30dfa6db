import type { Mapper } from "../mapping";
import { price } from "../price";
import { known, usage } from "../quantity";

const source = "https://aws.amazon.com/cloud-map/pricing/";

const registered = price("AWSCloudMap", "Resource");
const call = price("AWSCloudMap", "API Call");
const callsKey = "monthly_discovery_calls";

/** Questions to the registry. What ECS registers is free, and answers by DNS are billed with the zone. */
export const registryService: Mapper = {
    types: ["aws:servicediscovery/service:Service"],
    source,
    prices: [call],
    usage: { [callsKey]: { unit: "calls", meaning: "that discover instances by API" } },
    lines: (resource, { states }) =>
        resource.has("dnsConfig") && !states(callsKey)
            ? []
            : [{ name: "discovery calls", unit: "calls", price: call, quantity: usage(callsKey) }],
};

/** Something that the program itself registers. */
export const registeredInstance: Mapper = {
    types: ["aws:servicediscovery/instance:Instance"],
    source,
    prices: [registered],
    lines: () => [{ name: "registered", unit: "resource-month", price: registered, quantity: known(1) }],
};
