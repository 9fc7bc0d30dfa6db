import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { regionIn } from "../../loss/region-code";
import { guide, type Found, type LintRule, type LintSubject } from "../rule";
import type { ViewGroup } from "../../view/groups";
import type { ZoneView } from "../../view/zone-view";
import { whereOf, whereOfGroup } from "../where";

const policyFields: readonly (readonly [keyof ResourceRecordSet, string])[] = [
    ["Weight", "weighted"],
    ["Failover", "failover"],
    ["Region", "latency"],
    ["GeoLocation", "geolocation"],
    ["GeoProximityLocation", "geoproximity"],
    ["CidrRoutingConfig", "IP-based"],
    ["MultiValueAnswer", "multivalue answer"],
];

function policyOf(record: ResourceRecordSet): string {
    return policyFields.find(([field]) => record[field] !== undefined)?.[1] ?? "simple";
}

/** A finding for each group of a policy for which `judge` has a line. */
function groupsOf(view: ZoneView, policy: string, judge: (group: ViewGroup) => string | undefined): Found[] {
    return view.groups
        .filter(({ records }) => records.every((record) => policyOf(record) === policy))
        .flatMap((group) => {
            const message = judge(group);
            return message === undefined ? [] : [{ where: whereOfGroup(group), message }];
        });
}

function mixed(view: ZoneView): Found[] {
    return view.groups.flatMap((group) => {
        const policies = [...new Set(group.records.map(policyOf))].sort();
        return policies.length > 1
            ? [{ where: whereOfGroup(group), message: `has records of ${policies.join(" and ")} routing` }]
            : [];
    });
}

function elsewhere({ view, facts }: LintSubject): Found[] {
    return view.groups
        .flatMap(({ records }) => records)
        .flatMap((record) => {
            const { Region } = record;
            const leaves = view.leaves(view.groupOf(record)).filter(({ path: [first] }) => first === record);
            const named = [...new Set(leaves.flatMap(({ answers }) => answers.map(regionIn)))].filter((one) => one);
            if (Region === undefined) {
                return [];
            }
            const away = named.length > 0 && !named.includes(Region);
            const unknown = facts !== undefined && facts.cells.length > 0 && !facts.cells.includes(Region);
            return [
                ...(away ? [`latency of ${Region}, but it leads to ${named.join(", ")}`] : []),
                ...(unknown ? [`latency of ${Region}, where the plan has no cell`] : []),
            ].map((message) => ({ where: whereOf(record), message }));
        });
}

/** Routing, health and kind of target of a record: what A and AAAA should agree on. */
function shapeOf(view: ZoneView, record: ResourceRecordSet): string {
    const { SetIdentifier, HealthCheckId, Weight, Failover, Region, GeoLocation, CidrRoutingConfig } = record;
    const target = view.target(record);
    const to = target.kind === "group" ? target.group.name : target.kind === "resource" ? target.name : target.kind;
    const evaluate = record.AliasTarget?.EvaluateTargetHealth === true;
    return JSON.stringify([
        ...[SetIdentifier, HealthCheckId, Weight, Failover, Region, GeoLocation, CidrRoutingConfig].map(
            (one) => one ?? 0,
        ),
        to,
        evaluate,
    ]);
}

function unequalStacks(view: ZoneView): Found[] {
    return view.groups
        .filter(({ type }) => type === "AAAA")
        .flatMap((six) => {
            const four = view.groups.find(({ name, type }) => name === six.name && type === "A");
            if (!four) {
                return [];
            }
            const shapes = (group: ViewGroup) => group.records.map((record) => shapeOf(view, record)).sort();
            return shapes(four).join() === shapes(six).join()
                ? []
                : [
                      {
                          where: whereOfGroup(six),
                          message: `its ${six.records.length} records differ from the ${four.records.length} of A in routing, health or target`,
                      },
                  ];
        });
}

/** What records of one name have to agree on. */
export const groupRules: readonly LintRule[] = [
    {
        id: "mixed-policies",
        severity: "error",
        needs: "zone",
        title: "two routing policies under one name and type",
        why: "Route 53 refuses it; emulators do not, so a zone that worked there fails where it matters.",
        fix: "Give each policy a name of its own and lead from one to the other by an alias.",
        source: guide("resource-record-sets-values-shared"),
        check: ({ view }) => mixed(view),
    },
    {
        id: "weights-all-zero",
        severity: "warning",
        needs: "zone",
        title: "every weight is 0",
        why: "All zeros mean equal shares, not none: whoever set them to stop traffic gets all of it back.",
        fix: "Set a weight above 0 on what should answer, or take records out by an inverted, disabled check.",
        source: guide("routing-policy-weighted"),
        check: ({ view }) =>
            groupsOf(view, "weighted", ({ records }) =>
                records.length > 1 && records.every(({ Weight }) => Weight === 0)
                    ? `all ${records.length} weights are 0, so each record gets an equal share`
                    : undefined,
            ),
    },
    {
        id: "ttl-differs-in-group",
        severity: "error",
        needs: "zone",
        title: "different TTLs in a weighted group",
        why: "Route 53 refuses it: a group of weighted records has one TTL, so that shares follow the weights.",
        fix: "Set the same TTL, 60 s or less, on all of them.",
        source: guide("resource-record-sets-values-weighted"),
        check: ({ view }) =>
            groupsOf(view, "weighted", ({ records }) => {
                const ttls = [...new Set(records.flatMap(({ TTL }) => TTL ?? []))].sort((a, b) => a - b);
                return ttls.length > 1 ? `TTLs of ${ttls.join(", ")} s under one name` : undefined;
            }),
    },
    {
        id: "geolocation-without-default",
        severity: "error",
        needs: "zone",
        title: "geolocation without a default",
        why: "Addresses that map to no place, and places without a record, get no answer at all.",
        fix: "Add a record with CountryCode *.",
        source: guide("routing-policy-geo"),
        check: ({ view }) =>
            groupsOf(view, "geolocation", ({ records }) =>
                records.some(({ GeoLocation }) => GeoLocation?.CountryCode === "*")
                    ? undefined
                    : "no record for *: clients of any other place get no answer",
            ),
    },
    {
        id: "ip-based-without-default",
        severity: "error",
        needs: "zone",
        title: "IP-based routing without a default",
        why: "Clients outside every block of the collection get no answer at all.",
        fix: "Add a record with LocationName *.",
        source: guide("routing-policy-ipbased"),
        check: ({ view }) =>
            groupsOf(view, "IP-based", ({ records }) =>
                records.some(({ CidrRoutingConfig }) => CidrRoutingConfig?.LocationName === "*")
                    ? undefined
                    : "no record for *: clients of any other block get no answer",
            ),
    },
    {
        id: "multivalue-over-eight",
        severity: "note",
        needs: "zone",
        title: "more than eight multivalue records",
        why: "An answer holds at most eight, drawn at random: each client sees a part, and a test that counts addresses is wrong.",
        fix: "Expect eight, or put balancers behind fewer records.",
        source: guide("routing-policy-multivalue"),
        check: ({ view }) =>
            groupsOf(view, "multivalue answer", ({ records }) =>
                records.length > 8 ? `${records.length} records, of which an answer holds 8` : undefined,
            ),
    },
    {
        id: "latency-region-elsewhere",
        severity: "warning",
        needs: "zone",
        title: "a latency record whose region is not where it leads",
        why: "Route 53 measures to the region that the record names: clients are sent by the distance to somewhere else.",
        fix: "Set Region to the region of the target.",
        source: guide("routing-policy-latency"),
        check: elsewhere,
    },
    {
        id: "dual-stack-asymmetry",
        severity: "warning",
        needs: "zone",
        title: "AAAA and A that fail over differently",
        why: "Clients prefer IPv6: when only the A tree has the check, half of them stay with the dead region and nobody's test sees it.",
        fix: "Give AAAA the same records as A: policy, identifiers, checks, evaluation and targets.",
        source: guide("best-practices-dns"),
        check: ({ view }) => unequalStacks(view),
    },
];
