import type { CostResource } from "../cost-resource";
import type { Mapper } from "../mapping";
import { price } from "../price";
import { known, usage } from "../quantity";
import { rulePrices, rulesLines, ruleUsage, standingRuleLines } from "./web-acl-rule";

const source = "https://aws.amazon.com/waf/pricing/";

const acl = price("AWSWAF", "WebACL per month");
const request = price("AWSWAF", "Request Processed Tier1 per Request");
const classicAcl = price("AWSWAF", "Web ACL Activated per Month");
const classicRule = price("AWSWAF", "Rule Activated per Month");

const requestsKey = "monthly_requests";
const requestUsage = { unit: "requests", meaning: "that the web ACL judges" };

const aclType = "aws:wafv2/webAcl:WebAcl";

/**
 * A web ACL, each of its rules and each request. A group of rules counts as one rule and, when it is one's own, its rules
 * count too. Those in front of CloudFront are global, which the list at hand has no rows for.
 */
export const webAcl: Mapper = {
    types: [aclType],
    source,
    prices: [acl, request, ...rulePrices],
    usage: { [requestsKey]: requestUsage, ...ruleUsage },
    lines: (resource) =>
        [
            { name: "web ACL", unit: "ACL-month", price: acl, quantity: known(1) },
            ...rulesLines(resource),
            { name: "requests", unit: "requests", price: request, quantity: usage(requestsKey) },
        ].map((line) => ({ ...line, ...placeOf(resource) })),
};

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
    return resource.text("scope") === "CLOUDFRONT" ? { place: "global" } : {};
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
