import type { CostResource } from "../cost-resource";
import { InputReader, WrongInput, type Graph } from "../input-reader";
import type { Line, UsageKey } from "../mapping";
import { price, type PriceName, type Tiers } from "../price";
import { known, usage } from "../quantity";
import type { PlanValue } from "../../plan/plan";
import { entryOf } from "./entry";

const rule = price("AWSWAF", "Rules added per WebACL per month");
const botControl = price("AWSWAF", "AMR Bot Control Activated per Month");
const accountTakeover = price("AWSWAF", "AMR ATP Activated per Month from 0 to Inf");
const botRequest: Tiers = {
    name: "requests to bot control",
    steps: [
        { upTo: 10e6 },
        { price: price("AWSWAF", "AMR Bot Control Request Processed per Request from 10000000 to Inf") },
    ],
};
const puzzle = price("AWSWAF", "Captcha Attempts processed per Request");
const challenge = price("AWSWAF", "Challenge Served processed per Request");
/** Of these the list at hand has no rows. */
const targetedRequest = price("AWSWAF", "AMR Bot Control Targeted Request Processed per Request");
const fraudAttempt = price("AWSWAF", "AMR ATP and ACFP Attempts Analyzed per Attempt");

const botKey = "monthly_bot_control_requests";
const fraudKey = "monthly_fraud_control_attempts";
const puzzleKey = "monthly_captcha_attempts";
const challengeKey = "monthly_challenges";
const groupKey = "rule_group_rules";

/** Prices that the lines of rules may name. */
export const rulePrices: readonly (PriceName | Tiers)[] = [
    rule,
    botControl,
    accountTakeover,
    botRequest,
    puzzle,
    challenge,
];

/** Keys that the lines of rules may ask for. */
export const ruleUsage: { readonly [key: string]: UsageKey } = {
    [botKey]: { unit: "requests", meaning: "that bot control judges" },
    [fraudKey]: { unit: "attempts", meaning: "to log in or to sign up, that fraud control judges" },
    [puzzleKey]: { unit: "attempts", meaning: "to solve puzzles (CAPTCHA)" },
    [challengeKey]: { unit: "challenges", meaning: "served silently to browsers" },
    [groupKey]: { unit: "rules", meaning: "in groups of rules that the program does not define" },
};

/** Groups of AWS's own that cost more than a rule, with the fee of a month. */
const dearGroups: { readonly [name: string]: PriceName } = {
    AWSManagedRulesBotControlRuleSet: botControl,
    AWSManagedRulesATPRuleSet: accountTakeover,
    AWSManagedRulesACFPRuleSet: price("AWSWAF", "AMR ACFP Activated per Month"),
    AWSManagedRulesAntiDDoSRuleSet: price("AWSWAF", "AMR AntiDDoS Activated per Month"),
};
/** Those that cost no more than a rule (https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html). */
const freeGroups: ReadonlySet<string> = new Set(
    [
        ...["CommonRuleSet", "AdminProtectionRuleSet", "KnownBadInputsRuleSet", "SQLiRuleSet", "LinuxRuleSet"],
        ...["UnixRuleSet", "WindowsRuleSet", "PHPRuleSet", "WordPressRuleSet"],
        ...["AmazonIpReputationList", "AnonymousIpList"],
    ].map((name) => `AWSManagedRules${name}`),
);
const fraudGroups = ["AWSManagedRulesATPRuleSet", "AWSManagedRulesACFPRuleSet"];

/** Of AWS's larger groups (https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html). */
const managedCapacity: { readonly [name: string]: number } = {
    AWSManagedRulesCommonRuleSet: 700,
    AWSManagedRulesKnownBadInputsRuleSet: 200,
    AWSManagedRulesSQLiRuleSet: 200,
};

const groupType = "aws:wafv2/ruleGroup:RuleGroup";

const ruleLine: Line = { name: "rules", unit: "rule-month", price: rule, quantity: known(1), input: "rules" };

/** Where a rule has its parts: a rule within a web ACL or beside it, and a group that is tied to one. */
interface Shape {
    readonly managed: string;
    readonly referred: string;
}

const inStatement: Shape = {
    managed: "statement.managedRuleGroupStatement",
    referred: "statement.ruleGroupReferenceStatement.arn",
};
const inAssociation: Shape = { managed: "managedRuleGroup", referred: "ruleGroupReference.arn" };

/** A rule beside its web ACL, or a group that is tied to it. */
export function standingRuleLines(resource: CostResource): readonly Line[] {
    return onceAsked([
        ruleLine,
        ...linesOf(resource, resource.type.endsWith(":WebAclRule") ? inStatement : inAssociation),
    ]);
}

/** All rules of a web ACL. @throws WrongInput when they are written as JSON and are no list */
export function rulesLines(acl: CostResource): readonly Line[] {
    const rules = rulesOf(acl);
    return onceAsked([
        ...(rules.length > 0 ? [{ ...ruleLine, quantity: known(rules.length) }] : []),
        ...rules.flatMap((one) => linesOf(one, inStatement)),
    ]);
}

function rulesOf(acl: CostResource): readonly InputReader[] {
    const written = acl.text("ruleJson");
    return written === undefined ? acl.list("rules") : writtenRules(written);
}

/**
 * Web ACL capacity units (WCU) that a web ACL takes at least: those of its groups, whose capacity is stated. What each of
 * its other rules takes, AWS counts.
 */
export function leastCapacity(acl: CostResource): number {
    const tied = acl.namedBy("aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation", "webAclArn");
    const beside = acl.namedBy("aws:wafv2/webAclRule:WebAclRule", "webAclArn");
    return [
        ...[...rulesOf(acl), ...beside].map((one) => capacityOf(one, inStatement)),
        ...tied.map((one) => capacityOf(one, inAssociation)),
    ].reduce((sum, capacity) => sum + capacity, 0);
}

function capacityOf(reader: InputReader, { managed, referred }: Shape): number {
    const own = reader.has(referred) ? reader.follow(referred, groupType)?.number("capacity") : undefined;
    return own ?? entryOf(managedCapacity, reader.text(`${managed}.name`) ?? "") ?? 0;
}

/** What a usage file states is of the whole web ACL: the first line that asks for it has it. */
function onceAsked(lines: readonly Line[]): readonly Line[] {
    const asked = new Set<string>();
    return lines.filter(({ quantity }) => {
        const keys = quantity.kind === "usage" ? quantity.keys : [];
        const isNew = keys.length === 0 || keys.some((key) => !asked.has(key));
        keys.forEach((key) => asked.add(key));
        return isNew;
    });
}

/** What a rule costs beside being one. */
function linesOf(reader: InputReader, shape: Shape): readonly Line[] {
    return [...actionLines(reader), ...managedLines(reader, shape), ...groupLines(reader, shape)];
}

function actionLines(reader: InputReader): readonly Line[] {
    return [
        { action: "captcha", name: "puzzles", unit: "attempts", price: puzzle, key: puzzleKey },
        { action: "challenge", name: "challenges", unit: "challenges", price: challenge, key: challengeKey },
    ]
        .filter(({ action }) => reader.has(`action.${action}`))
        .map(({ name, unit, price: rate, key }) => ({ name, unit, price: rate, quantity: usage(key), input: "rules" }));
}

/** A group that somebody else keeps: most of AWS's are a rule, some have a fee, and those of others a subscription. */
function managedLines(reader: InputReader, { managed }: Shape): readonly Line[] {
    const name = reader.text(`${managed}.name`);
    if (name === undefined) {
        return [];
    }
    const vendor = reader.text(`${managed}.vendorName`) ?? "AWS";
    const month = { name, unit: "group-month", quantity: known(1), input: "rules" };
    if (vendor !== "AWS") {
        return [{ ...month, price: price("AWSWAF", `Marketplace subscription to ${name} of ${vendor}`) }];
    }
    const fee = feeOf(name);
    return [
        ...(fee ? [{ ...month, price: fee }] : []),
        ...(fee === botControl
            ? [
                  {
                      name: "requests to bot control",
                      unit: "requests",
                      price: isTargeted(reader, managed) ? targetedRequest : botRequest,
                      quantity: usage(botKey),
                      input: "rules",
                  },
              ]
            : []),
        ...(fraudGroups.includes(name)
            ? [{ name: "attempts", unit: "attempts", price: fraudAttempt, quantity: usage(fraudKey), input: "rules" }]
            : []),
    ];
}

/** A group that nobody knows may be one that AWS has begun to bill. */
function feeOf(name: string): PriceName | undefined {
    return (
        entryOf(dearGroups, name) ??
        (freeGroups.has(name) ? undefined : price("AWSWAF", `AMR ${name} Activated per Month`))
    );
}

const levels = ["COMMON", "TARGETED"] as const;

/** A statement has a list of settings, an association has one. */
function isTargeted(reader: InputReader, managed: string): boolean {
    const path = `${managed}.managedRuleGroupConfigs`;
    const configs = managed === inAssociation.managed ? [reader.within(path)] : reader.list(path);
    return configs.some((one) => one.choice("awsManagedRulesBotControlRuleSet.inspectionLevel", levels) === "TARGETED");
}

function groupLines(reader: InputReader, { referred }: Shape): readonly Line[] {
    if (!reader.has(referred)) {
        return [];
    }
    const group = reader.follow(referred, groupType);
    const count = group?.has("rulesJson") === true ? undefined : group?.count("rules");
    const name = `rules of ${group?.resource.name ?? "a group elsewhere"}`;
    return count === 0 ? [] : [{ ...ruleLine, name, quantity: count === undefined ? usage(groupKey) : known(count) }];
}

/** Rules written as AWS's API has them refer to nothing of the program. */
const noGraph: Graph = { byUrn: new Map(), ofType: () => [] };

function writtenRules(text: string): readonly InputReader[] {
    try {
        const rules = JSON.parse(text) as PlanValue;
        if (Array.isArray(rules)) {
            return (rules as readonly PlanValue[]).map(
                (one, at) => new InputReader(asInputs(one), `ruleJson.${at}`, noGraph),
            );
        }
    } catch (error) {
        if (!(error instanceof SyntaxError)) {
            throw error;
        }
    }
    throw new WrongInput("ruleJson", "a JSON list", text);
}

/** What AWS's API calls `ManagedRuleGroupStatement`, `ARN` and `AWSManagedRulesBotControlRuleSet` as inputs are called. */
function asInputs(value: PlanValue): PlanValue {
    if (Array.isArray(value)) {
        return (value as readonly PlanValue[]).map(asInputs);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, own]) => [inputName(key), asInputs(own as PlanValue)]))
        : value;
}

function inputName(key: string): string {
    return key.replace(/^([A-Z]+(?=[A-Z][a-z])|[A-Z]+$|[A-Z])/, (start) => start.toLowerCase());
}
