import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { RuleAction, RuleConditions } from "./settings";
import type { KeyedGroup, Site } from "./site";

type ActionInputs = aws.types.input.lb.ListenerRuleAction;
type ConditionInputs = aws.types.input.lb.ListenerRuleCondition;

/** The rules of an ALB's serving listener, each a resource of its own under its name. */
export function createRules(site: Site, listenerArn: pulumi.Output<string>, groups: readonly KeyedGroup[]): void {
    const { name, args, own } = site;
    const rules = args.settings.kind === "alb" ? (args.settings.rules ?? {}) : {};
    for (const [key, rule] of Object.entries(rules)) {
        new aws.lb.ListenerRule(
            `${name}-${key}`,
            {
                ...own.named(key),
                listenerArn,
                priority: rule.priority,
                conditions: conditionInputs(rule.when),
                actions: [actionInputs(rule.then, groups)],
            },
            own.child,
        );
    }
}

function conditionInputs(when: RuleConditions): ConditionInputs[] {
    const { hosts, paths, methods, headers = {}, query, sourceBlocks } = when;
    return [
        ...listed(hosts, (values) => ({ hostHeader: { values } })),
        ...listed(paths, (values) => ({ pathPattern: { values } })),
        ...listed(methods, (values) => ({ httpRequestMethod: { values } })),
        ...Object.entries(headers).map(([header, values]) => ({
            httpHeader: { httpHeaderName: header, values: [...values] },
        })),
        ...listed(query, (queryStrings) => ({ queryStrings })),
        ...listed(sourceBlocks, (values) => ({ sourceIp: { values } })),
    ];
}

function listed<T>(values: readonly T[] | undefined, write: (values: T[]) => ConditionInputs): ConditionInputs[] {
    return values === undefined ? [] : [write([...values])];
}

function actionInputs(then: RuleAction, groups: readonly KeyedGroup[]): ActionInputs {
    if (then.type === "respond") {
        const { status, contentType, body } = then;
        const message = body === undefined ? {} : { messageBody: body };
        return { type: "fixed-response", fixedResponse: { contentType, statusCode: String(status), ...message } };
    }
    if (then.type === "redirect") {
        const { status, host, path, query } = then;
        const target = {
            ...(host === undefined ? {} : { host }),
            ...(path === undefined ? {} : { path }),
            ...(query === undefined ? {} : { query }),
        };
        return { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: status, ...target } };
    }
    const { weights, stickySeconds } = then;
    const targetGroups = groups.flatMap(({ key, arn }) => {
        const weight = weights[key];
        return weight === undefined ? [] : [{ arn, weight }];
    });
    const stickiness = stickySeconds === undefined ? {} : { stickiness: { enabled: true, duration: stickySeconds } };
    return { type: "forward", forward: { targetGroups, ...stickiness } };
}
