import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { evaluatesHealth } from "../endpoints";
import { guide, type Found, type LintRule } from "../rule";
import type { ViewGroup } from "../../view/groups";
import { targetName } from "../../evaluate/keys";
import type { Leaf, ZoneView } from "../../view/zone-view";
import { whereOf, whereOfGroup } from "../where";

/** Whether something can say that a leaf is dead: a check on the way to it, or its target's own health. */
function isWatched({ path, record }: Leaf): boolean {
    return path.some(({ HealthCheckId }) => HealthCheckId !== undefined) || evaluates(record);
}

function evaluates({ AliasTarget }: ResourceRecordSet): boolean {
    return AliasTarget?.EvaluateTargetHealth === true;
}

/** Whether another record could be answered in its stead. */
function hasRival({ path }: Leaf, view: ZoneView): boolean {
    return path.some((record) => view.groupOf(record).records.length > 1);
}

/** A lone secondary, or weight 0: answered when nothing else is left, so there is nowhere to go on to. */
function isLastResort({ path }: Leaf, view: ZoneView): boolean {
    const choices = path.filter((record) => view.groupOf(record).records.length > 1);
    return choices.length > 0 && choices.every(({ Failover, Weight }) => Failover === "SECONDARY" || Weight === 0);
}

function rivals(view: ZoneView, root: ViewGroup): Leaf[] {
    return view.leaves(root).filter((leaf) => hasRival(leaf, view) && !isLastResort(leaf, view));
}

function leavesWithoutHealth(view: ZoneView): Found[] {
    const unwatched = view.roots.flatMap((root) =>
        view.leaves(root).some(isWatched) ? rivals(view, root).filter((leaf) => !isWatched(leaf)) : [],
    );
    return unwatched.map(({ record, answers }) => ({
        where: whereOf(record),
        message: `no health check and no evaluated target, so ${answers.join(", ")} always counts as healthy`,
    }));
}

function treesWithoutHealth(view: ZoneView): Found[] {
    return view.roots
        .filter((root) => rivals(view, root).length > 0 && !view.leaves(root).some(isWatched))
        .map((root) => ({
            where: whereOfGroup(root),
            message: `none of its ${view.leaves(root).length} ends has a health check or an evaluated target`,
        }));
}

function aliases(view: ZoneView): ResourceRecordSet[] {
    return view.groups
        .flatMap(({ records }) => records)
        .filter((record) => record.AliasTarget && !evaluates(record) && record.HealthCheckId === undefined);
}

function failoverWithoutEvaluation(view: ZoneView): Found[] {
    return aliases(view)
        .filter(({ Failover, AliasTarget }) => Failover && evaluatesHealth(targetName(AliasTarget?.DNSName ?? "")))
        .map((record) => ({
            where: whereOf(record),
            message: `${record.Failover ?? ""} alias with EvaluateTargetHealth false and no health check: it never fails over`,
        }));
}

function branchesNeverLeft(view: ZoneView): Found[] {
    return aliases(view).flatMap((record) => {
        const target = view.target(record);
        const chosen = view.groupOf(record).records.length > 1 && record.Failover === undefined;
        return target.kind === "group" && chosen
            ? [{ where: whereOf(record), message: `stays with ${target.group.name} when all of it is unhealthy` }]
            : [];
    });
}

/** Records that nobody asks for their health. */
export const healthRules: readonly LintRule[] = [
    {
        id: "no-health-at-all",
        severity: "error",
        needs: "zone",
        title: "several places, and no health anywhere",
        why: "Without a check and without evaluate-target-health every record counts as healthy for ever, so the policy spreads clients over living and dead alike.",
        fix: "Give each end an endpoint check (traffic.healthCheck) and evaluate target health.",
        source: guide("health-checks-how-route-53-chooses-records"),
        check: ({ view }) => treesWithoutHealth(view),
    },
    {
        id: "leaf-without-health",
        severity: "error",
        needs: "zone",
        title: "an end of a tree without health",
        why: "A record without a health check is always healthy: one omitted check keeps a dead region alive, whatever its siblings say.",
        fix: "Associate a health check with the record, or set EvaluateTargetHealth when it is an alias of a balancer.",
        source: guide("dns-failover-complex-configs"),
        check: ({ view }) => leavesWithoutHealth(view),
    },
    {
        id: "failover-alias-without-evaluation",
        severity: "error",
        needs: "zone",
        title: "a failover alias that does not evaluate its target",
        why: "Route 53 learns of a dead target only through evaluate-target-health or a check on the alias; without either the primary is healthy for ever.",
        fix: "Set EvaluateTargetHealth to true on failover aliases.",
        source: guide("resource-record-sets-values-failover-alias"),
        check: ({ view }) => failoverWithoutEvaluation(view),
    },
    {
        id: "branch-never-left",
        severity: "warning",
        needs: "zone",
        title: "a branch that is kept when all of it is dead",
        why: "With evaluate-target-health off Route 53 does not back out of a branch without a healthy leaf: it answers with a dead one although a sibling lives.",
        fix: "Set EvaluateTargetHealth to true on aliases that lead to other records.",
        source: guide("dns-failover-complex-configs"),
        check: ({ view }) => branchesNeverLeft(view),
    },
];
