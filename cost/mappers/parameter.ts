import Big from "big.js";
import type { Mapper } from "../mapping";
import { price } from "../price";
import { exactly, known, multiply, usage, type Band } from "../quantity";

const advanced = price("AWSSystemsManager", "Advanced Parameter");
const request = price("AWSSystemsManager", "Parameter Higher Throughputper API Request");
const requestsKey = "monthly_api_interactions";

/** Nothing, nothing, or all month: a parameter whose tier AWS chooses becomes advanced when its value asks for it. */
const perhaps: Band = { low: new Big(0), typical: new Big(0), high: new Big(1) };

/**
 * Standard parameters are free, and their requests too unless the account has higher throughput; advanced ones cost by the
 * hour and the request.
 */
export const parameter: Mapper = {
    types: ["aws:ssm/parameter:Parameter"],
    source: "https://aws.amazon.com/systems-manager/pricing/",
    prices: [advanced, request],
    usage: { [requestsKey]: { unit: "requests", meaning: "to an advanced parameter, or with higher throughput" } },
    lines: (resource, { settings, states }) => {
        const tier = resource.choice("tier", ["Standard", "Advanced", "Intelligent-Tiering"]) ?? "Standard";
        const share = tier === "Advanced" ? exactly(1) : perhaps;
        return [
            ...(tier === "Standard"
                ? []
                : [
                      {
                          name: "advanced parameter",
                          unit: "h",
                          price: advanced,
                          quantity: known(multiply(exactly(settings.hoursPerMonth), share)),
                          input: "tier",
                      },
                  ]),
            ...(tier === "Advanced" || states(requestsKey)
                ? [{ name: "requests", unit: "requests", price: request, quantity: usage(requestsKey) }]
                : []),
        ];
    },
};
