import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { guide, type Found, type LintRule } from "../rule";
import type { ZoneView } from "../../view/zone-view";
import { whereOf, whereOfGroup } from "../where";

/** What AWS recommends at most for records with health checks. */
const longestTtl = 60;
/** A delegation that resolvers ask for again within the hour depends on its parent all the time. */
const shortestDelegation = 3600;
/** What Route 53 gives a new zone: SOA TTL 900, minimum 86400. */
const defaultNegative = 900;

function slowAnswers(view: ZoneView): Found[] {
    return view.roots.flatMap((root) =>
        view.leaves(root).flatMap(({ path, record }) => {
            const moves = path.some((one) => one.HealthCheckId !== undefined || one.Failover !== undefined);
            const ttl = record.TTL ?? 0;
            return moves && ttl > longestTtl
                ? [
                      {
                          where: whereOf(record),
                          message: `TTL ${ttl}: clients keep a dead answer for up to ${minutes(ttl)}`,
                      },
                  ]
                : [];
        }),
    );
}

function minutes(seconds: number): string {
    return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`;
}

function apexRecord(view: ZoneView, type: string): ResourceRecordSet | undefined {
    return view.groups.find((group) => group.name === view.apex && group.type === type)?.records[0];
}

/** A zone file that somebody wrote may leave out what Route 53 gives every zone. */
function withoutOwn(view: ZoneView, type: "SOA" | "NS"): string[] {
    return apexRecord(view, type) ? [] : [`the zone file leaves out the ${type} record of ${view.apex}`];
}

function negativeSeconds(soa: ResourceRecordSet): number {
    const minimum = Number(soa.ResourceRecords?.[0]?.Value?.split(/\s+/)[6]);
    return Math.min(soa.TTL ?? defaultNegative, Number.isFinite(minimum) ? minimum : defaultNegative);
}

function longNegative(view: ZoneView): Found[] {
    const soa = apexRecord(view, "SOA");
    const seconds = soa ? negativeSeconds(soa) : 0;
    const drilled = view.groups.some(({ records }) => records.length > 1);
    return soa && drilled && seconds >= defaultNegative
        ? [
              {
                  where: whereOf(soa),
                  message: `a name that is missing for a moment stays missing for ${minutes(seconds)}`,
              },
          ]
        : [];
}

function shortDelegation(view: ZoneView): Found[] {
    const servers = view.groups.find((group) => group.name === view.apex && group.type === "NS");
    const ttl = servers?.records[0]?.TTL ?? shortestDelegation;
    return servers && ttl < shortestDelegation
        ? [
              {
                  where: whereOfGroup(servers),
                  message: `TTL ${ttl}, expected ${shortestDelegation} or more (Route 53 gives 172800)`,
              },
          ]
        : [];
}

/** How long answers are kept. */
export const timeRules: readonly LintRule[] = [
    {
        id: "ttl-over-60",
        severity: "warning",
        needs: "zone",
        title: "a TTL above 60 s on a failover path",
        why: "Resolvers keep the dead answer for the whole TTL after Route 53 has moved: it is the tail of every failover.",
        fix: "Set the TTL to 60 s or less.",
        source: guide("resource-record-sets-values-failover"),
        check: ({ view }) => slowAnswers(view),
    },
    {
        id: "negative-answers-kept-long",
        severity: "note",
        needs: "zone",
        title: "a missing name is missed for a quarter of an hour",
        why: "An answer of 'no such name' is kept for the smaller of the SOA's TTL and minimum: a record that is deleted and made again during a drill costs every resolver that asked meanwhile 15 minutes.",
        fix: "Never delete a record to change it (UPSERT does not); lower the SOA's TTL to 60 before work on names.",
        source: guide("SOA-NSrecords"),
        check: ({ view }) => longNegative(view),
        notJudged: ({ view }) => withoutOwn(view, "SOA"),
    },
    {
        id: "delegation-kept-short",
        severity: "note",
        needs: "zone",
        title: "the zone's own NS records expire soon",
        why: "Resolvers go back to the parent's name servers more often, and the zone is as reachable as they are.",
        fix: "Set the TTL of the apex's NS records back to 172800, unless a move of the zone is under way.",
        source: guide("best-practices-dns"),
        check: ({ view }) => shortDelegation(view),
        notJudged: ({ view }) => withoutOwn(view, "NS"),
    },
];
