import type { Plan } from "../../plan/plan";
import { RoutingError } from "../../routing/errors";
import { planFacts } from "../../routing/lint/facts-from-plan";
import { lintZone, type LintReport } from "../../routing/lint/lint-zone";
import { plannedNames } from "../../routing/from-plan/planned-names";
import { zoneFromPlan } from "../../routing/from-plan/zone-from-plan";
import type { PlanView } from "../plan-view";
import { zonePlan } from "../zone-plan";
import { each, hub, type Finding, type Rule, type Severity } from "../rule";

const reports = new WeakMap<Plan, LintReport | RoutingError>();

/** What `antipode routing lint` says of the plan's zone; judged once for each plan. */
function lintOf(plan: Plan): LintReport | RoutingError {
    const known = reports.get(plan);
    if (known) {
        return known;
    }
    const report = judgeZone(plan);
    reports.set(plan, report);
    return report;
}

function judgeZone(plan: Plan): LintReport | RoutingError {
    try {
        const own = zonePlan(plan);
        return lintZone(zoneFromPlan(own, plannedNames(own)), planFacts(own));
    } catch (error) {
        if (error instanceof RoutingError) {
            return error;
        }
        throw error;
    }
}

/** `where` begins with the id of the rule of `antipode routing lint`, so that a waiver can name it. */
function linted(severity: Severity): Rule["check"] {
    return (view: PlanView): readonly Finding[] => {
        if (view.of("aws:route53/record:Record").length === 0) {
            return [];
        }
        const report = lintOf(view.plan);
        if (report instanceof RoutingError) {
            return [{ kind: "not judged", where: "zone", message: report.message }];
        }
        const found = report.findings.filter((one) => one.severity === severity);
        const unjudged = severity === "error" ? report.notJudged : [];
        return [
            ...found.map(({ rule, where, message }): Finding => ({
                kind: "broken",
                where: `${rule}: ${where}`,
                message,
            })),
            ...unjudged.map(({ rule, reason }): Finding => ({ kind: "not judged", where: rule, message: reason })),
        ];
    };
}

const lintSource = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover.html";

/** What puts a scaling group behind a balancer from outside, and where it names the group. */
const attachments: { readonly [type: string]: string } = {
    "aws:autoscaling/attachment:Attachment": "autoscalingGroupName",
    "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment": "autoscalingGroupName",
};

/** Checks that cannot see a failure. */
export const healthRules: readonly Rule[] = [
    {
        id: "zone-error",
        severity: "error",
        title: "a zone that answers, or will answer, with a dead region",
        why: "Found by the rules of `antipode routing lint`; each place begins with the rule's id, and docs/lint.md has its reason.",
        fix: "See docs/lint.md, or `antipode routing lint --verbose`.",
        source: lintSource,
        check: linted("error"),
    },
    {
        id: "zone-warning",
        severity: "warning",
        title: "a zone that may answer with a dead region",
        why: "Found by the rules of `antipode routing lint`; each place begins with the rule's id, and docs/lint.md has its reason.",
        fix: "See docs/lint.md, or `antipode routing lint --verbose`.",
        source: lintSource,
        check: linted("warning"),
    },
    {
        id: "zone-note",
        severity: "note",
        title: "a zone that may surprise in a drill",
        why: "Found by the rules of `antipode routing lint`; each place begins with the rule's id, and docs/lint.md has its reason.",
        fix: "See docs/lint.md, or `antipode routing lint --verbose`.",
        source: lintSource,
        check: linted("note"),
    },
    {
        id: "target-check-too-kind",
        severity: "error",
        title: "a target check that takes an error for health",
        why: "An app that answers 404 or 500 to everything stays in service, and DNS follows the balancer.",
        fix: 'Set the matcher to "200" and a path that works only when the app does.',
        source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
        check: each(["aws:lb/targetGroup:TargetGroup"], (group) => {
            const matcher = group.text("healthCheck.matcher") ?? "";
            const codes = [...matcher.matchAll(/\d+/g)].map(([code]) => Number(code));
            // gRPC's codes are 0 to 99.
            return codes.some((code) => code >= 400) ? `healthCheck.matcher is ${matcher}` : undefined;
        }),
    },
    {
        id: "target-check-only-connects",
        severity: "warning",
        title: "a target check that only connects",
        why: "A process that hangs still accepts connections, by its kernel.",
        fix: "Check by HTTP or HTTPS, with a path.",
        source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html",
        check: each(["aws:lb/targetGroup:TargetGroup"], (group) => {
            if (group.flag("healthCheck.enabled") === false) {
                return "healthCheck.enabled is false";
            }
            const own = group.text("protocol") ?? "HTTP";
            // AWS's default follows the group's protocol; the provider's, within a check that is described, is HTTP.
            const byDefault = group.has("healthCheck") || /^HTTP/.test(own) ? "HTTP" : "TCP";
            const protocol = group.text("healthCheck.protocol") ?? byDefault;
            return /^HTTP/.test(protocol) ? undefined : `it checks by ${protocol}`;
        }),
    },
    {
        id: "group-deaf-to-balancer",
        severity: "error",
        title: "a scaling group that keeps what its balancer has given up",
        why: "An instance that runs and does not serve is never replaced: capacity goes, and nothing says so.",
        fix: "Set healthCheckType to ELB.",
        source: hub("AutoScaling.1"),
        check: each(["aws:autoscaling/group:Group"], (group) => {
            const behind =
                ["loadBalancers", "targetGroupArns", "trafficSources"].some((path) => group.count(path) > 0) ||
                Object.entries(attachments).some(([type, path]) => group.namedBy(type, path).length > 0);
            // Several kinds are listed with commas.
            const kinds = (group.text("healthCheckType") ?? "EC2").split(",");
            return behind && !kinds.includes("ELB") ? "healthCheckType is not ELB" : undefined;
        }),
    },
];
