import { WrongInput, type CostResource, type InputReader } from "../cost-resource";
import type { Line, Mapper } from "../mapping";
import { price, type PriceName, type Tiers } from "../price";
import { known, usage } from "../quantity";

const source = "https://aws.amazon.com/waf/pricing/";

const acl = price("AWSWAF", "WebACL per month");
const rule = price("AWSWAF", "Rules added per WebACL per month");
const request = price("AWSWAF", "Request Processed Tier1 per Request");
const classicAcl = price("AWSWAF", "Web ACL Activated per Month");
const classicRule = price("AWSWAF", "Rule Activated per Month");
const botControl = price("AWSWAF", "AMR Bot Control Activated per Month");
const accountTakeover = price("AWSWAF", "AMR ATP Activated per Month from 0 to Inf");
const botRequest: Tiers = {
    name: "requests to bot control",
    steps: [
        { upTo: 10e6 },
        { price: price("AWSWAF", "AMR Bot Control Request Processed per Request from 10000000 to Inf") },
    ],
};

const requestsKey = "monthly_requests";
const requestUsage = { unit: "requests", meaning: "that the web ACL judges" };
const botKey = "monthly_bot_control_requests";
const groupKey = "rule_group_rules";

/** Groups of AWS's own that cost more than a rule, with the fee of a month. */
const dearGroups: { readonly [name: string]: PriceName } = {
    AWSManagedRulesBotControlRuleSet: botControl,
    AWSManagedRulesATPRuleSet: accountTakeover,
    AWSManagedRulesACFPRuleSet: price("AWSWAF", "AMR ACFP Activated per Month"),
    AWSManagedRulesAntiDDoSRuleSet: price("AWSWAF", "AMR AntiDDoS Activated per Month"),
};

const aclType = "aws:wafv2/webAcl:WebAcl";
const groupType = "aws:wafv2/ruleGroup:RuleGroup";

/**
 * A web ACL, each of its rules and each request. A group of rules counts as one rule and, when it is one's own, its rules
 * count too. Those in front of CloudFront are global, which the list at hand has no rows for.
 */
export const webAcl: Mapper = {
    types: [aclType],
    source,
    prices: [acl, rule, request, botControl, accountTakeover, botRequest],
    usage: {
        [requestsKey]: requestUsage,
        [botKey]: { unit: "requests", meaning: "that bot control judges" },
        [groupKey]: { unit: "rules", meaning: "in groups of rules that the program does not define" },
    },
    lines: (resource) => {
        const written = resource.text("ruleJson");
        const own: readonly Line[] =
            written === undefined
                ? resource.list("rules").flatMap((one) => ruleLines(one, "statement.", resource))
                : [{ ...ruleLine, quantity: known(writtenRules(written)) }];
        return [
            { name: "web ACL", unit: "ACL-month", price: acl, quantity: known(1) },
            ...own,
            { name: "requests", unit: "requests", price: request, quantity: usage(requestsKey) },
        ].map((line) => ({ ...line, ...placeOf(resource) }));
    },
};

/** @throws WrongInput when the rules are no JSON list */
function writtenRules(text: string): number {
    try {
        const rules = JSON.parse(text) as unknown;
        if (Array.isArray(rules)) {
            return rules.length;
        }
    } catch (error) {
        if (!(error instanceof SyntaxError)) {
            throw error;
        }
    }
    throw new WrongInput("ruleJson", "a JSON list", text);
}

const ruleLine: Line = { name: "rules", unit: "rule-month", price: rule, quantity: known(1), input: "rules" };

/** A rule that stands beside its web ACL in the program, and is billed as one within. */
export const webAclRule: Mapper = {
    types: ["aws:wafv2/webAclRule:WebAclRule", "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation"],
    source,
    prices: [rule, botControl, accountTakeover, botRequest],
    usage: {
        [botKey]: { unit: "requests", meaning: "that bot control judges" },
        [groupKey]: { unit: "rules", meaning: "in groups of rules that the program does not define" },
    },
    lines: (resource) => {
        const aclOf = resource.follow("webAclArn", aclType);
        return ruleLines(resource, resource.type.endsWith(":WebAclRule") ? "statement." : "", resource).map((line) => ({
            ...line,
            ...(aclOf ? placeOf(aclOf) : {}),
        }));
    },
};

function ruleLines(reader: InputReader, prefix: string, resource: CostResource): readonly Line[] {
    const managed = ["managedRuleGroupStatement.name", "managedRuleGroup.ruleGroupName"]
        .map((path) => reader.text(`${prefix}${path}`))
        .find((name) => name !== undefined);
    const fee = dearGroups[managed ?? ""];
    const referred = ["ruleGroupReferenceStatement.arn", "ruleGroupReference.arn"]
        .map((path) => `${prefix}${path}`)
        .find((path) => reader.has(path));
    const bots: Line = {
        name: "requests to bot control",
        unit: "requests",
        price: botRequest,
        quantity: usage(botKey),
    };
    return [
        ruleLine,
        ...(fee ? [{ ...ruleLine, name: managed ?? "", unit: "group-month", price: fee }] : []),
        ...(fee === botControl ? [bots] : []),
        ...(referred === undefined ? [] : groupLines(reader.follow(referred, groupType), resource)),
    ];
}

function groupLines(group: CostResource | undefined, resource: CostResource): readonly Line[] {
    const count = group?.has("rulesJson") === true ? undefined : group?.count("rules");
    const name = `rules of ${group?.resource.name ?? "a group elsewhere"}`;
    return count === 0
        ? []
        : [{ ...ruleLine, name, quantity: count === undefined ? usage(groupKey) : known(count), ...placeOf(resource) }];
}

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
