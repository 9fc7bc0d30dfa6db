import type { Mapper } from "../mapping";
import { price, type Tiers } from "../price";
import { usage } from "../quantity";

const source = "https://aws.amazon.com/config/pricing/";

const continuous = price("AWSConfig", "Config");
const daily = price("AWSConfig", "Config configurationItemRecordedDaily");
const firstRules = price("AWSConfig", "Config Rules first 100000");
const firstPacks = price("AWSConfig", "Config Conformance Packs first 100000");

/** Evaluations of an account; the list at hand has only the first step. */
const rules: Tiers = {
    name: "rule evaluations",
    steps: [{ upTo: 100_000, price: firstRules }, { price: price("AWSConfig", "Config Rules over 100000") }],
};
const packs: Tiers = {
    name: "conformance pack evaluations",
    steps: [
        { upTo: 100_000, price: firstPacks },
        { price: price("AWSConfig", "Config Conformance Packs over 100000") },
    ],
};

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
            price: resource.text("recordingMode.recordingFrequency") === "DAILY" ? daily : continuous,
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
    prices: [firstRules],
    usage: evaluationsUsage,
    lines: () => [{ name: "evaluations", unit: "evaluations", price: rules, quantity: usage(evaluationsKey) }],
};

export const conformancePack: Mapper = {
    types: [
        "aws:cfg/conformancePack:ConformancePack",
        "aws:cfg/organizationConformancePack:OrganizationConformancePack",
    ],
    source,
    prices: [firstPacks],
    usage: evaluationsUsage,
    lines: () => [{ name: "evaluations", unit: "evaluations", price: packs, quantity: usage(evaluationsKey) }],
};
