import type { Mapper } from "../mapping";
import { price, type Tiers } from "../price";
import { usage } from "../quantity";

const finding = price("AWSSecurityHub", "FindingsIngestion per Event");
const checks: Tiers = {
    name: "security checks",
    steps: [
        { upTo: 100_000, price: price("AWSSecurityHub", "ComplianceCheck first 100000 per Security Checks") },
        { upTo: 500_000, price: price("AWSSecurityHub", "ComplianceCheck next 400000 per Security Checks") },
        { price: price("AWSSecurityHub", "ComplianceCheck over 500000 per Security Checks") },
    ],
};

/** Ten thousand findings of an account and region are in the price of the checks. */
const findings: Tiers = { name: "findings", steps: [{ upTo: 10_000 }, { price: finding }] };

const findingsKey = "monthly_findings";

/** Checks of an account, whichever standards ask for them, and findings that others send. */
export const securityHub: Mapper = {
    types: ["aws:securityhub/account:Account"],
    source: "https://aws.amazon.com/security-hub/pricing/",
    prices: [checks, findings],
    usage: {
        monthly_checks: { unit: "checks", meaning: "security checks of all standards together" },
        [findingsKey]: { unit: "findings", meaning: "that other services send" },
    },
    lines: (_, { states }) => [
        { name: "checks", unit: "checks", price: checks, quantity: usage("monthly_checks") },
        ...(states(findingsKey)
            ? [{ name: "findings", unit: "findings", price: findings, quantity: usage(findingsKey) }]
            : []),
    ],
};
