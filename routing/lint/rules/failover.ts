import { isBalancer } from "../endpoints";
import { regionIn } from "../../loss/region-code";
import { guide, type Found, type LintRule } from "../rule";
import type { ViewGroup } from "../../view/groups";
import type { ZoneView } from "../../view/zone-view";
import { whereOf, whereOfGroup } from "../where";

function withoutPartner(view: ZoneView): Found[] {
    // Below another name a lone primary is the end of a chain: the name above has the other side.
    return view.roots.flatMap((group) => {
        const sides = new Set(group.records.flatMap(({ Failover }) => Failover ?? []));
        const [side] = sides;
        return sides.size === 1 && side !== undefined
            ? [
                  {
                      where: whereOfGroup(group),
                      message: `${side} without a ${other(side)}: there is nowhere to fail over to`,
                  },
              ]
            : [];
    });
}

function other(side: string): string {
    return side === "PRIMARY" ? "SECONDARY" : "PRIMARY";
}

function secondariesAlwaysHealthy(view: ZoneView): Found[] {
    return view.groups.flatMap(({ records }) => {
        const paired = records.some(({ Failover }) => Failover === "PRIMARY");
        const silent = records.filter(
            ({ Failover, HealthCheckId, AliasTarget }) =>
                Failover === "SECONDARY" && HealthCheckId === undefined && AliasTarget?.EvaluateTargetHealth !== true,
        );
        return paired
            ? silent.map((record) => ({
                  where: whereOf(record),
                  message: "no health of its own: when both sides are dead clients stay here instead of at the primary",
              }))
            : [];
    });
}

/** A name with one balancer and nothing to choose from. */
interface Fixed {
    readonly group: ViewGroup;
    readonly region: string;
    readonly target: string;
}

function editedByHand(view: ZoneView): Found[] {
    const chosen = new Set(
        view.roots.flatMap((root) =>
            view
                .leaves(root)
                .flatMap(({ path, answers }) =>
                    path.some((record) => view.groupOf(record).records.length > 1) ? answers : [],
                ),
        ),
    );
    const fixed = view.groups.flatMap((group): Fixed[] => {
        const [leaf, ...rest] = view.leaves(group);
        const target = leaf?.answers.find(isBalancer) ?? "";
        const region = regionIn(target);
        const alone = rest.length === 0 && group.records.length === 1 && !chosen.has(target);
        return alone && region !== undefined ? [{ group, region, target }] : [];
    });
    return fixed.flatMap((one) => {
        const standby = fixed.find((two) => two.region !== one.region && isVariant(two.group, one.group));
        return standby
            ? [
                  {
                      where: whereOfGroup(one.group),
                      message: `leads to ${one.region} alone while ${standby.group.name} leads to ${standby.region}: failing over means editing this record`,
                  },
              ]
            : [];
    });
}

/** `dr.app` and `app-dr` are variants of `app`. */
function isVariant(variant: ViewGroup, of: ViewGroup): boolean {
    if (variant.type !== of.type || variant === of) {
        return false;
    }
    const [label = "", ...rest] = of.name.split(".");
    const [first = "", ...others] = variant.name.split(".");
    return variant.name.endsWith(`.${of.name}`) || (first.startsWith(`${label}-`) && others.join() === rest.join());
}

/** Pairs of primary and secondary, and failing over without one. */
export const failoverRules: readonly LintRule[] = [
    {
        id: "failover-without-partner",
        severity: "warning",
        needs: "zone",
        title: "one side of a failover pair",
        why: "A primary without a secondary (or the reverse) is answered whatever its health says.",
        fix: "Add the other side, or make it a simple record.",
        source: guide("dns-failover-types"),
        check: ({ view }) => withoutPartner(view),
    },
    {
        id: "secondary-always-healthy",
        severity: "note",
        needs: "zone",
        title: "a secondary that cannot be unhealthy",
        why: "When both sides are unhealthy Route 53 answers with the primary; a secondary without health is never unhealthy, so the pair never falls back. Right for a page of apologies, wrong for a second region.",
        fix: "Give the secondary a check, unless it is a static page.",
        source: guide("health-checks-how-route-53-chooses-records"),
        check: ({ view }) => secondariesAlwaysHealthy(view),
    },
    {
        id: "failover-by-editing-records",
        severity: "warning",
        needs: "zone",
        title: "failing over means editing a record",
        why: "Records are edited through Route 53's control plane, which lives in us-east-1 and has been down for hours; answers and health checks are a data plane that goes on everywhere.",
        fix: "Put both balancers under one name with a failover or latency policy and health checks; move clients by a check, not by an edit.",
        source: guide("best-practices-dns"),
        check: ({ view, facts }) => [
            ...editedByHand(view),
            ...(facts?.recordEditors ?? []).map((urn) => ({
                where: urn,
                message: "has the right to ChangeResourceRecordSets: a failover that uses it needs us-east-1",
            })),
        ],
    },
];
