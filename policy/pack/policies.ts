import type { Policies, PolicyResource, ReportViolation, StackValidationPolicy } from "@pulumi/policy";
import type { Estimate } from "../../cost/estimate";
import type { Plan } from "../../plan/plan";
import { checkPlan, type CheckReport, type Judgement } from "../check-plan";
import type { Rule } from "../rule";
import { rules } from "../rules";
import { SeenInputs } from "./stack-plan";

/** What the pack asks of the command that starts it. */
export interface PackTools {
    readonly estimate: (plan: Plan) => Estimate;
    /** The estimate as a person reads it. */
    readonly printed: (estimate: Estimate) => string;
    /** YYYY-MM-DD. */
    readonly today: () => string;
}

interface Judged {
    readonly estimate: Estimate;
    readonly report: CheckReport;
}

/** One policy of the pack for each rule, one for the estimate, and one for what nobody can judge yet. */
export function packPolicies(tools: PackTools): Policies {
    const stack = new StackUnderCheck(tools);
    return [
        {
            name: "antipode-inputs",
            description: "Reads what each resource asks for, for the rules over the whole stack.",
            enforcementLevel: "advisory",
            validateResource: (args) => stack.see(args),
        },
        {
            name: "estimate",
            description: "What the stack costs in a month.",
            enforcementLevel: "advisory",
            validateStack: (args, report) => report(tools.printed(stack.judge(args.resources).estimate)),
        },
        {
            name: "not-judged",
            description: "What no rule can judge before deployment: no pass.",
            enforcementLevel: "advisory",
            validateStack: (args, report) => {
                const open = stack.judge(args.resources).report.notJudged;
                if (open.length > 0) {
                    report([...byReason(open)].join("\n"));
                }
            },
        },
        ...rules.map((rule) => policyOf(rule, stack)),
    ];
}

/** One line for each reason: a preview of a new stack has many that share one. */
function byReason(open: readonly Judgement[]): ReadonlySet<string> {
    return new Set(
        open.map(({ message }) => {
            const same = open.filter((one) => one.message === message);
            const ids = [...new Set(same.map(({ rule }) => rule))];
            return `${message} (${same.length}): ${ids.join(", ")}`;
        }),
    );
}

/** Errors stop an update; the rest is said. */
function policyOf(rule: Rule, stack: StackUnderCheck): StackValidationPolicy {
    return {
        name: rule.id,
        description: `${rule.title}. ${rule.why} Fix: ${rule.fix}`,
        enforcementLevel: rule.severity === "error" ? "mandatory" : "advisory",
        url: rule.source,
        validateStack: ({ resources }, report: ReportViolation) => {
            for (const one of stack.judge(resources).report.broken.filter(({ rule: id }) => id === rule.id)) {
                report(one.where.startsWith("urn:") ? one.message : `${one.where}: ${one.message}`, urnOf(one));
            }
        },
    };
}

function urnOf({ where }: Judgement): string | undefined {
    return where.startsWith("urn:") ? where : undefined;
}

/** Judges a stack once, however many policies ask. */
class StackUnderCheck {
    private readonly seen = new SeenInputs();
    private last: { readonly size: number; readonly judged: Judged } | undefined;

    constructor(private readonly tools: PackTools) {}

    see(args: Parameters<SeenInputs["add"]>[0]): void {
        this.seen.add(args);
        this.last = undefined;
    }

    judge(resources: readonly PolicyResource[]): Judged {
        if (this.last?.size === resources.length) {
            return this.last.judged;
        }
        const plan = this.seen.plan(resources);
        const estimate = this.tools.estimate(plan);
        const report = checkPlan(plan, { estimate, today: this.tools.today() });
        const judged = { estimate, report };
        this.last = { size: resources.length, judged };
        return judged;
    }
}
