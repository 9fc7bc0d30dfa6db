import { lossReport, type Need } from "../region-loss";
import { guide, type Found, type LintRule, type LintSubject } from "../rule";
import { whereOfGroup } from "../where";

function staying({ view }: LintSubject, need: Need, rest: string): Found[] {
    const found = lossReport(view).staying.filter((one) => one.need === need);
    return found.map(({ group, place, from }) => ({
        where: whereOfGroup(group),
        message: `with ${place} dead, clients in ${from} are still answered with it: ${rest}`,
    }));
}

/** Fault injection: each place of each tree is killed, and the evaluator is asked what it would answer. */
export const lossRules: readonly LintRule[] = [
    {
        id: "dead-region-still-answers",
        severity: "error",
        needs: "zone",
        title: "a dead region goes on being answered",
        why: "Each place was marked dead, with all that would notice it, and the evaluator still answered with it: clients are sent to a region that is gone until somebody edits records.",
        fix: "Give the dead leaf a health check that asks it by its own name, and evaluate target health on every alias above it.",
        source: guide("dns-failover-complex-configs"),
        check: (subject) => staying(subject, "nobody", "no check on the way there turns unhealthy"),
        notJudged: ({ view }) => lossReport(view).refused,
    },
    {
        id: "dead-region-needs-a-person",
        severity: "warning",
        needs: "zone",
        title: "only a thrown switch takes a dead region out",
        why: "A routing control moves clients when somebody sets it, and nothing else here notices that the region is gone: the time to decide is the outage.",
        fix: "Combine the control with an endpoint check in a calculated check that requires both.",
        source: guide("best-practices-dns"),
        check: (subject) => staying(subject, "person", "nothing but a routing control would stop it"),
    },
    {
        id: "target-health-alone",
        severity: "warning",
        needs: "zone",
        title: "only target health would notice a dead region",
        why: "Evaluate-target-health believes what the balancers of a region report; AWS publishes no time for a region that reports nothing any more.",
        fix: "Add an endpoint check beside evaluate-target-health: Route 53's checkers stand outside the region.",
        source: guide("resource-record-sets-values-alias-common"),
        check: (subject) => staying(subject, "balancers", "only its own balancers could say that they are sick"),
    },
];
