import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import type { Comparable } from "./comparable";

/** What a difference is between, for its meaning. */
export type Subject =
    | { readonly kind: "missing" | "extra"; readonly record: ResourceRecordSet }
    | {
          readonly kind: "record";
          readonly record: ResourceRecordSet;
          readonly path: string;
          readonly planned?: unknown;
          readonly live?: unknown;
      }
    | {
          readonly kind: "check";
          readonly expected: Comparable;
          readonly got: Comparable;
          readonly path: string;
          readonly planned?: unknown;
          readonly live?: unknown;
      };

/** One line: what a difference does to a failover, by the rules of routing/ and the Route 53 developer guide. */
export function meaningOf(subject: Subject): string {
    switch (subject.kind) {
        case "missing":
            return missingRecord(subject.record);
        case "extra":
            return subject.record.SetIdentifier === undefined
                ? "answers beside or instead of what the plan has under this name"
                : "joins the group: it takes a share of the answers, also during a failover";
        case "record":
            return recordMeaning(subject);
        case "check":
            return checkMeaning(subject);
    }
}

function missingRecord({ Failover, SetIdentifier }: ResourceRecordSet): string {
    if (Failover === "SECONDARY") {
        return "nothing to fail over to: the primary is answered even when it is unhealthy";
    }
    if (Failover === "PRIMARY") {
        return "the secondary is always answered";
    }
    return SetIdentifier === undefined
        ? "the name has no answer; aliases to it are dead"
        : "its share goes to the others of the group: nobody is sent here, during a failover either";
}

type FieldOf<K extends Subject["kind"]> = Extract<Subject, { readonly kind: K }>;

function recordMeaning({ path, planned, live }: FieldOf<"record">): string {
    const [field = ""] = path.split(".");
    switch (path) {
        case "TTL":
            return `clients keep an old answer for up to ${seconds(live)} instead of ${seconds(planned)}`;
        case "HealthCheckId":
            return healthCheckMeaning(planned, live);
        case "AliasTarget.EvaluateTargetHealth":
            return live === true
                ? "the target's own health also decides: it may leave this branch when the plan would stay"
                : "a dead target keeps being answered: this branch is never abandoned";
        case "AliasTarget.DNSName":
        case "AliasTarget.HostedZoneId":
        case "ResourceRecords":
            return "clients are sent somewhere else";
        case "Failover":
            return "primary and secondary are not where the plan has them: the wrong side answers";
        case "Weight":
            return `its share of the answers changes${live === 0 ? ": weight 0 is answered only when all others are unhealthy" : ""}`;
        case "Region":
            return "clients are sent by their latency to another region than the one that serves them";
        case "MultiValueAnswer":
            return "the group answers by another policy";
        default:
            return meaningsByField[field] ?? "the record answers by other rules than planned";
    }
}

const meaningsByField: Readonly<Record<string, string>> = {
    GeoLocation: "clients of other places are sent here",
    GeoProximityLocation: "clients of other places are sent here",
    CidrRoutingConfig: "clients of other addresses are sent here",
    TrafficPolicyInstanceId: "a traffic policy owns the record: it cannot be changed by itself",
};

function healthCheckMeaning(planned: unknown, live: unknown): string {
    if (live === undefined) {
        return "without a check the record counts as healthy: a dead endpoint keeps its traffic";
    }
    return planned === undefined
        ? "the record leaves the answers when a check fails that the plan does not have"
        : "fails over when something else than planned fails";
}

function checkMeaning({ path, expected, got, live }: FieldOf<"check">): string {
    switch (path) {
        case "FailureThreshold":
        case "RequestInterval":
            return `${pace(expected, got)}: about ${seconds(detection(got))} of failing probes instead of ${seconds(detection(expected))}`;
        case "Disabled":
            return live === true
                ? "no probes, and it counts as healthy: no failover, whatever happens"
                : "it probes and decides, where the plan has it count as healthy";
        case "Inverted":
            return "healthy and unhealthy are exchanged";
        case "HealthThreshold":
        case "ChildHealthChecks":
            return "other or more children must fail before it does";
        case "Regions":
            return "other checkers vote: it sees other networks fail, with another quorum";
        case "MeasureLatency":
            return "none: only a graph in the console";
        case "EnableSNI":
            return "the endpoint may refuse the TLS handshake: unhealthy though it serves, or the reverse";
        case "InsufficientDataHealthStatus":
            return "decides differently when the alarm has no data, as when its region is lost";
        case "SearchString":
            return "another text makes it healthy";
        case "Type":
            return "probes in another way: healthy means something else";
        default:
            return meaningOfTarget(path);
    }
}

function meaningOfTarget(path: string): string {
    return path.startsWith("AlarmIdentifier") || path === "RoutingControlArn"
        ? "something else switches it"
        : "it probes something else than the endpoint of the plan";
}

/** Seconds until one checker has seen enough failures: threshold intervals, without the time of the requests themselves. */
function detection(config: Comparable): number {
    return Number(config.get("FailureThreshold")) * Number(config.get("RequestInterval"));
}

function pace(expected: Comparable, got: Comparable): string {
    const [planned, live] = [detection(expected), detection(got)];
    return live > planned
        ? "slower detection"
        : live < planned
          ? "faster detection, and less patience with a short fault"
          : "as fast by other means";
}

function seconds(value: unknown): string {
    return typeof value === "number" ? `${value} s` : "its target's TTL";
}
