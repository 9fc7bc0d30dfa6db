import { parseBlock } from "../shared/cidr";
import { problemIf, show, under, type Problem } from "../shared/problems";
import type { AlbSettings, ListenerRule, RuleAction, RuleConditions } from "./settings";
import { mainGroup } from "./site";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html; the default action is no rule. */
const quotas = { rules: 100, valuesOfRule: 5, wildcardsOfRule: 5, groupsOfAction: 5, groups: 100 };

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html */
const lastPriority = 50_000;

const mostWeight = 999;

/** Part of names. */
const keyPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** What is wrong with an ALB's rules and the target groups that they send requests to. */
export function checkRoutes({ rules = {}, targetGroups = {} }: AlbSettings): Problem[] {
    const groups = Object.keys(targetGroups);
    return [
        ...atMost("rules", Object.keys(rules).length, [quotas.rules, "rules of one balancer"]),
        ...atMost("targetGroups", groups.length + 1, [quotas.groups, "target groups of one balancer, with main"]),
        ...checkKeys("rules", Object.keys(rules)),
        ...checkKeys("targetGroups", groups),
        ...problemIf(
            groups.includes(mainGroup),
            `targetGroups.${mainGroup}`,
            `expected a name other than ${mainGroup}, which is that of the app's targets, got it`,
        ),
        ...checkPriorities(rules),
        ...Object.entries(rules).flatMap(([key, rule]) =>
            under(`rules.${key}`, [...checkConditions(rule.when), ...checkAction(rule.then, [mainGroup, ...groups])]),
        ),
    ];
}

function checkKeys(path: string, keys: readonly string[]): Problem[] {
    return keys.flatMap((key) =>
        problemIf(
            !keyPattern.test(key),
            `${path}.${key}`,
            `expected lower-case letters, digits and single dashes, got ${show(key)}`,
        ),
    );
}

function checkPriorities(rules: Readonly<Record<string, ListenerRule>>): Problem[] {
    const seen = new Map<number, string>();
    return Object.entries(rules).flatMap(([key, { priority }]) => {
        const other = seen.get(priority);
        seen.set(priority, key);
        return [
            ...problemIf(
                !Number.isInteger(priority) || priority < 1 || priority > lastPriority,
                `rules.${key}.priority`,
                `expected a whole number from 1 to ${lastPriority}, got ${show(priority)}`,
            ),
            ...problemIf(
                other !== undefined,
                `rules.${key}.priority`,
                `expected a priority other than that of ${other ?? ""}, got ${show(priority)}`,
            ),
        ];
    });
}

function checkConditions(when: RuleConditions): Problem[] {
    const { hosts = [], paths = [], methods = [], headers = {}, query = [], sourceBlocks = [] } = when;
    const patterns = [
        ...hosts,
        ...paths,
        ...Object.values(headers).flat(),
        ...query.flatMap(({ key, value }) => [key, value]),
    ];
    const values = hosts.length + paths.length + methods.length + Object.values(headers).flat().length;
    const count = values + query.length + sourceBlocks.length;
    const wildcards = patterns.join("").replace(/[^*?]/g, "").length;
    return [
        ...problemIf(count === 0, "when", "expected at least one condition, got none"),
        ...atMost("when", count, [quotas.valuesOfRule, "values in the conditions of one rule"]),
        ...atMost("when", wildcards, [quotas.wildcardsOfRule, "wildcards in the conditions of one rule"]),
        ...sourceBlocks.flatMap((block) =>
            problemIf(
                !block.includes(":") && parseBlock(block) === undefined,
                "when.sourceBlocks",
                `expected a block such as 203.0.113.0/24, got ${show(block)}`,
            ),
        ),
    ];
}

function checkAction(then: RuleAction, groups: readonly string[]): Problem[] {
    if (then.type === "respond") {
        return problemIf(
            !/^[245]\d\d$/.test(String(then.status)),
            "then.status",
            `expected 200 to 299 or 400 to 599, got ${then.status}`,
        );
    }
    if (then.type === "redirect") {
        // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html
        return problemIf(
            then.host === undefined && then.path === undefined && then.query === undefined,
            "then",
            "expected a host, path or query that differs from the request's (else it redirects to itself), got none",
        );
    }
    const weights = Object.entries(then.weights);
    const { stickySeconds } = then;
    return [
        ...problemIf(weights.length === 0, "then.weights", "expected at least one target group, got none"),
        ...atMost("then.weights", weights.length, [quotas.groupsOfAction, "target groups of one action"]),
        ...problemIf(
            stickySeconds !== undefined && !(stickySeconds >= 1 && stickySeconds <= 604_800),
            "then.stickySeconds",
            `expected 1 to 604800, got ${show(stickySeconds)}`,
        ),
        ...weights.flatMap(([key, weight]) => [
            ...problemIf(
                !groups.includes(key),
                `then.weights.${key}`,
                `expected a target group (${groups.join(", ")}), got ${show(key)}`,
            ),
            ...problemIf(
                !Number.isInteger(weight) || weight < 0 || weight > mostWeight,
                `then.weights.${key}`,
                `expected a whole number from 0 to ${mostWeight}, got ${weight}`,
            ),
        ]),
    ];
}

function atMost(path: string, count: number, [most, what]: readonly [number, string]): Problem[] {
    return problemIf(count > most, path, `expected at most ${most} ${what} (AWS's quota), got ${count}`);
}
