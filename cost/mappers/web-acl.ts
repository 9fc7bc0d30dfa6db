import Big from "big.js";
import type { CostResource } from "../cost-resource";
import type { Line, MapContext, Mapper } from "../mapping";
import { price } from "../price";
import { combine, exactly, known, usage, usageOf } from "../quantity";
import { leastCapacity, rulePrices, rulesLines, ruleUsage, standingRuleLines } from "./web-acl-rule";

const source = "https://aws.amazon.com/waf/pricing/";

const acl = price("AWSWAF", "WebACL per month");
const request = price("AWSWAF", "Request Processed Tier1 per Request");
const largeRequest = price("AWSWAF", "Request Processed per 500 WCU above 1500 per Request");
const classicAcl = price("AWSWAF", "Web ACL Activated per Month");
const classicRule = price("AWSWAF", "Rule Activated per Month");

const requestsKey = "monthly_requests";
const capacityKey = "web_acl_capacity_units";
const requestUsage = { unit: "requests", meaning: "that the web ACL judges" };

const aclType = "aws:wafv2/webAcl:WebAcl";

/**
 * A web ACL, each of its rules and each request. A group of rules counts as one rule and, when it is one's own, its rules
 * count too. A request costs more for every 500 capacity units (WCU) that its rules take above 1,500. Those in front of
 * CloudFront are global, which the list at hand has no rows for.
 */
export const webAcl: Mapper = {
    types: [aclType],
    source,
    prices: [acl, request, largeRequest, ...rulePrices],
    usage: {
        [requestsKey]: requestUsage,
        [capacityKey]: { unit: "WCU", meaning: "that AWS counts for all rules; as much as groups state if absent" },
        ...ruleUsage,
    },
    lines: (resource, context) =>
        [
            { name: "web ACL", unit: "ACL-month", price: acl, quantity: known(1) },
            ...rulesLines(resource),
            { name: "requests", unit: "requests", price: request, quantity: usage(requestsKey) },
            ...capacityLines(resource, context),
        ].map((line) => ({ ...line, ...placeOf(resource) })),
};

/** Where the capacity is neither stated nor above what is included by its groups alone, nothing is added. */
function capacityLines(resource: CostResource, { states }: MapContext): readonly Line[] {
    const least = leastCapacity(resource);
    const quantity = usageOf([requestsKey], (use) => {
        const requests = use(requestsKey);
        const capacity = use(capacityKey) ?? exactly(least);
        return requests && combine(requests, capacity, (count, units) => count.times(blocksAbove(units)));
    });
    const line = { name: "requests, for capacity above 1,500", unit: "requests", price: largeRequest, quantity };
    return states(capacityKey) || least > includedCapacity ? [{ ...line, input: "rules" }] : [];
}

const includedCapacity = 1500;

/** Blocks of 500 that are begun. */
function blocksAbove(units: Big): Big {
    const above = units.minus(includedCapacity);
    return above.gt(0) ? above.div(500).round(0, Big.roundUp) : new Big(0);
}

/** A rule that stands beside its web ACL in the program, and is billed as one within. */
export const webAclRule: Mapper = {
    types: ["aws:wafv2/webAclRule:WebAclRule", "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation"],
    source,
    prices: rulePrices,
    usage: ruleUsage,
    lines: (resource) => {
        const aclOf = resource.follow("webAclArn", aclType);
        return standingRuleLines(resource).map((line) => ({ ...line, ...(aclOf ? placeOf(aclOf) : {}) }));
    },
};

function placeOf(resource: CostResource): { readonly place?: string } {
    return resource.choice("scope", ["CLOUDFRONT", "REGIONAL"]) === "CLOUDFRONT" ? { place: "global" } : {};
}

/** The earlier WAF, per region or, in front of CloudFront, global. */
export const classicWebAcl: Mapper = {
    types: ["aws:waf/webAcl:WebAcl", "aws:wafregional/webAcl:WebAcl"],
    source: "https://aws.amazon.com/waf/classic/pricing/",
    prices: [classicAcl, classicRule, request],
    usage: { [requestsKey]: requestUsage },
    lines: (resource) => {
        const place = resource.type.startsWith("aws:waf/") ? { place: "global" } : {};
        const line = { name: "rules", unit: "rule-month", price: classicRule, input: "rules", ...place };
        const count = resource.count("rules");
        return [
            { name: "web ACL", unit: "ACL-month", price: classicAcl, quantity: known(1), ...place },
            ...(count > 0 ? [{ ...line, quantity: known(count) }] : []),
            { name: "requests", unit: "requests", price: request, quantity: usage(requestsKey), ...place },
        ];
    },
};
