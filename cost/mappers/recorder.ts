import type { Mapper } from "../mapping";
import { price, type Tiers } from "../price";
import { usage } from "../quantity";

const source = "https://aws.amazon.com/config/pricing/";

const continuous = price("AWSConfig", "Config");
const daily = price("AWSConfig", "Config configurationItemRecordedDaily");

/** Evaluations of an account in a region, of rules or of packs of them. */
function evaluations(name: string, label: string): Tiers {
    return {
        name,
        steps: [
            { upTo: 100_000, price: price("AWSConfig", `${label} first 100000`) },
            { upTo: 500_000, price: price("AWSConfig", `${label} next 400000`) },
            { price: price("AWSConfig", `${label} over 500000`) },
        ],
    };
}

const rules = evaluations("rule evaluations", "Config Rules");
const packs = evaluations("conformance pack evaluations", "Config Conformance Packs");

const frequencies = ["CONTINUOUS", "DAILY"] as const;

const itemsKey = "monthly_config_items";
const customKey = "monthly_custom_config_items";
const evaluationsKey = "monthly_rule_evaluations";

/** Every configuration item recorded; a daily record costs four times one of a change. */
export const recorder: Mapper = {
    types: ["aws:cfg/recorder:Recorder"],
    source,
    prices: [continuous, daily],
    usage: {
        [itemsKey]: { unit: "items", meaning: "configuration items recorded" },
        [customKey]: { unit: "items", meaning: "configuration items of resources that are not AWS's" },
    },
    lines: (resource, { states }) => [
        {
            name: "configuration items",
            unit: "items",
            price: resource.choice("recordingMode.recordingFrequency", frequencies) === "DAILY" ? daily : continuous,
            quantity: usage(itemsKey),
            input: "recordingMode.recordingFrequency",
        },
        ...(states(customKey)
            ? [{ name: "custom items", unit: "items", price: continuous, quantity: usage(customKey) }]
            : []),
    ],
};

const evaluationsUsage = { [evaluationsKey]: { unit: "evaluations", meaning: "rule evaluations" } };

export const configRule: Mapper = {
    types: [
        "aws:cfg/rule:Rule",
        "aws:cfg/organizationCustomPolicyRule:OrganizationCustomPolicyRule",
        "aws:cfg/organizationCustomRule:OrganizationCustomRule",
        "aws:cfg/organizationManagedRule:OrganizationManagedRule",
    ],
    source,
    prices: [rules],
    usage: evaluationsUsage,
    lines: () => [{ name: "evaluations", unit: "evaluations", price: rules, quantity: usage(evaluationsKey) }],
};

export const conformancePack: Mapper = {
    types: [
        "aws:cfg/conformancePack:ConformancePack",
        "aws:cfg/organizationConformancePack:OrganizationConformancePack",
    ],
    source,
    prices: [packs],
    usage: evaluationsUsage,
    lines: () => [{ name: "evaluations", unit: "evaluations", price: packs, quantity: usage(evaluationsKey) }],
};
