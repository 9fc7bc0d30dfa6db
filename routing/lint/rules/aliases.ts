import { hasAlias } from "../endpoints";
import { guide, type Found, type LintRule } from "../rule";
import type { ViewGroup } from "../../view/groups";
import type { ZoneView } from "../../view/zone-view";
import { whereOf, whereOfGroup } from "../where";

function toNothing(view: ZoneView): Found[] {
    return view.groups.flatMap(({ records, type }) =>
        records.flatMap((record) => {
            const target = view.target(record);
            return target.kind === "missing"
                ? [{ where: whereOf(record), message: `expected ${target.name} to have ${type} records, found none` }]
                : [];
        }),
    );
}

/** Groups from which aliases lead back to themselves. */
function cycles(view: ZoneView): Found[] {
    const next = (group: ViewGroup) =>
        group.records.flatMap((record) => {
            const target = view.target(record);
            return target.kind === "group" ? [target.group] : [];
        });
    return view.groups.flatMap((group) => {
        const seen = new Set<ViewGroup>();
        const ahead = next(group);
        while (ahead.length > 0) {
            const one = ahead.pop();
            if (one === group) {
                const others = [...seen].map(whereOfGroup).sort();
                const through = others.length > 0 ? ` through ${others.join(", ")}` : "";
                return [{ where: whereOfGroup(group), message: `aliases lead back to it${through}` }];
            }
            if (one && !seen.has(one)) {
                seen.add(one);
                ahead.push(...next(one));
            }
        }
        return [];
    });
}

function plainNames(view: ZoneView): Found[] {
    return view.groups
        .filter(({ type }) => type === "CNAME")
        .flatMap(({ records }) => records)
        .flatMap((record) => {
            const value = (record.ResourceRecords?.[0]?.Value ?? "").toLowerCase().replace(/\.$/, "");
            const inside = view.group(value, "A") ?? view.group(value, "AAAA");
            return (inside ?? hasAlias(value)) && (record.TTL ?? 0) >= 60
                ? [
                      {
                          where: whereOf(record),
                          message: `CNAME to ${value} with TTL ${record.TTL ?? 0}: an alias costs nothing and follows its health`,
                      },
                  ]
                : [];
        });
}

/** Where aliases lead. */
export const aliasRules: readonly LintRule[] = [
    {
        id: "alias-to-nothing",
        severity: "error",
        needs: "zone",
        title: "an alias to a record that does not exist",
        why: "Route 53 answers such a name with nothing, and resolvers keep that for as long as the SOA says.",
        fix: "Create the record of the same type, or lead the alias elsewhere.",
        source: guide("resource-record-sets-choosing-alias-non-alias"),
        check: ({ view }) => toNothing(view),
    },
    {
        id: "alias-cycle",
        severity: "error",
        needs: "zone",
        title: "aliases that lead in a circle",
        why: "A question has no answer, and no tree of records has an end.",
        fix: "Lead one of them out of the circle.",
        source: guide("resource-record-sets-choosing-alias-non-alias"),
        check: ({ view }) => cycles(view),
    },
    {
        id: "cname-instead-of-alias",
        severity: "note",
        needs: "zone",
        title: "a CNAME where an alias would do",
        why: "A CNAME is paid for each question, takes a resolver two steps, cannot stand at the apex and knows nothing of its target's health. Only below 60 s is it the better one: an alias of a balancer has its TTL.",
        fix: "Make it an alias of type A (and AAAA), or lower the TTL to what the promise needs.",
        source: guide("resource-record-sets-choosing-alias-non-alias"),
        check: ({ view }) => plainNames(view),
    },
];
