import type { Mapper } from "../mapping";
import { price } from "../price";
import { known } from "../quantity";

/** Analysis of access from outside is free; that of unused or internal access is billed and has no row in the list at hand. */
export const accessAnalyzer: Mapper = {
    types: ["aws:accessanalyzer/analyzer:Analyzer"],
    source: "https://aws.amazon.com/iam/access-analyzer/pricing/",
    prices: [],
    lines: (resource) => {
        const type = resource.text("type") ?? "ACCOUNT";
        return ["ACCOUNT", "ORGANIZATION"].includes(type)
            ? []
            : [
                  {
                      name: "analysis",
                      unit: "",
                      price: price("AWSIAMAccessAnalyzer", `analysis of ${type}`),
                      quantity: known(1),
                      input: "type",
                  },
              ];
    },
};
