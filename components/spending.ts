import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "./shared/region";

export interface SpendingArgs {
    readonly tags: Tags;
    /** Value of the tag `antipode:platform`, which everything of the platform carries. */
    readonly platform: string;
    /** What the stack may cost in a month. */
    readonly budgetMonthlyUsd: number;
    /** Who is told, besides the topic: e-mail addresses. Empty for the topic alone. */
    readonly subscribers: readonly string[];
    /** Topic that is told; its policy lets budgets and cost alerts publish. */
    readonly topicArn: pulumi.Input<string>;
}

/** Percent of the budget that is spent, or will be, when people are told. */
const spentPercents = [80, 100];
const forecastPercent = 100;

/** Part of the monthly budget, as US dollars, that an anomaly must cost before it is worth a message. */
const anomalyShare = 0.02;
const leastAnomalyUsd = 10;

/**
 * What the platform costs, watched: a monthly budget with the promise of the stack's config, and a monitor that
 * learns what is usual and tells of what is not. Both look at the tag `antipode:platform`, which somebody must activate
 * once as a cost allocation tag, after it has first been seen
 * (https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html); until then they see nothing.
 *
 * Budgets refuse nothing: what is spent is spent. Source of the filter's form:
 * https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create-filters.html
 */
export class Spending extends pulumi.ComponentResource {
    /** What AWS Budgets lists it under. */
    readonly budgetName: pulumi.Output<string>;

    constructor(name: string, args: SpendingArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:spending:Spending", name, {}, opts);
        const child = { parent: this };
        const tag = "antipode:platform";
        const told = { subscriberSnsTopicArns: [args.topicArn], subscriberEmailAddresses: [...args.subscribers] };
        const notification = (notificationType: "ACTUAL" | "FORECASTED", threshold: number) => ({
            ...told,
            notificationType,
            threshold,
            thresholdType: "PERCENTAGE",
            comparisonOperator: "GREATER_THAN",
        });
        const budget = new aws.budgets.Budget(
            name,
            {
                tags: args.tags,
                budgetType: "COST",
                timeUnit: "MONTHLY",
                limitAmount: args.budgetMonthlyUsd.toFixed(2),
                limitUnit: "USD",
                costFilters: [{ name: "TagKeyValue", values: [`user:${tag}$${args.platform}`] }],
                notifications: [
                    ...spentPercents.map((percent) => notification("ACTUAL", percent)),
                    notification("FORECASTED", forecastPercent),
                ],
            },
            child,
        );
        const monitor = new aws.costexplorer.AnomalyMonitor(
            name,
            {
                tags: args.tags,
                monitorType: "CUSTOM",
                monitorSpecification: JSON.stringify(onlyTag(`user:${tag}`, args.platform)),
            },
            child,
        );
        new aws.costexplorer.AnomalySubscription(
            name,
            {
                tags: args.tags,
                // At once: only these may go to a topic (https://docs.aws.amazon.com/cost-management/latest/userguide/getting-started-ad.html).
                frequency: "IMMEDIATE",
                monitorArnLists: [monitor.arn],
                subscribers: [{ type: "SNS", address: args.topicArn }],
                thresholdExpression: {
                    dimension: {
                        key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
                        matchOptions: ["GREATER_THAN_OR_EQUAL"],
                        values: [Math.max(leastAnomalyUsd, args.budgetMonthlyUsd * anomalyShare).toFixed(0)],
                    },
                },
            },
            child,
        );
        this.budgetName = budget.name;
        this.registerOutputs({ budgetName: this.budgetName });
    }
}

/**
 * An expression of Cost Explorer with every field that the provider reads back: it compares whole documents, `null`s
 * among them, and a difference makes a new monitor, which forgets what it has learnt
 * (https://www.pulumi.com/registry/packages/aws/api-docs/costexplorer/anomalymonitor/).
 */
function onlyTag(key: string, value: string): object {
    const unused = { And: null, CostCategories: null, Dimensions: null, Not: null, Or: null };
    return { ...unused, Tags: { Key: key, MatchOptions: null, Values: [value] } };
}
