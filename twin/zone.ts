import type { Plan } from "../plan/plan";
import { balancerTtlSeconds } from "../routing/evaluate/alias-services";
import { indexOf } from "../routing/evaluate/zone-index";
import { anyAddress } from "../routing/health-checks/addresses";
import { asksEndpoint } from "../routing/health-checks/endpoint";
import { requireEndpoint } from "../routing/health-checks/endpoint-requests";
import { zoneFromPlan } from "../routing/from-plan/zone-from-plan";
import type { Zone } from "../routing/zone";
import { PlanIndex } from "./plan-index";
import { Values } from "./values";

/**
 * The plan's hosted zone with the twin's own balancer names in it.
 * @throws RoutingError before anything runs, when the zone is one that nobody here could answer from, or AWS would refuse a check
 */
export function twinZone(plan: Plan, seed: string): Zone {
    const values = new Values(new PlanIndex(plan), seed);
    const zone = zoneFromPlan(plan, ({ urn, output }) => values.output(urn, output));
    indexOf(zone);
    zone.HealthChecks.filter(({ HealthCheckConfig: config }) => config !== undefined && asksEndpoint(config)).forEach(
        (check) => requireEndpoint(check, anyAddress),
    );
    return zone;
}

/** Records that a faster clock would let expire in less than a second, which no cache can do: one line for each. */
export function tooShort(zone: Zone, factor: number): string[] {
    const own = zone.ResourceRecordSets.filter(({ Type }) => Type !== "NS" && Type !== "SOA");
    const lines = own.flatMap(({ Name, TTL, AliasTarget }) => {
        const seconds = AliasTarget === undefined ? (TTL ?? 0) : balancerTtlSeconds;
        const real = seconds / factor;
        const what = `${bareName(Name)}: its TTL of ${seconds.toFixed()} s`;
        return real < 1 ? [`${what} would be ${real.toFixed(2)} s at ${factor.toFixed()}x, expected at least 1 s`] : [];
    });
    // A record set of several members is one name to a person.
    return [...new Set(lines)];
}

/** The name without its last dot. */
export function bareName(name: string | undefined): string {
    return (name ?? "").replace(/\.$/, "");
}

/** Which region's balancer a health check asks, as far as the records tell: check id to region. */
export function checkRegions(zone: Zone, balancerNames: { readonly [dnsName: string]: string }): Map<string, string> {
    const regionOfRecord = new Map(
        zone.ResourceRecordSets.flatMap(({ Name, AliasTarget }) => {
            const region = balancerNames[bareName(AliasTarget?.DNSName)];
            return region === undefined ? [] : [[bareName(Name), region] as const];
        }),
    );
    return new Map(
        zone.HealthChecks.flatMap(({ Id, HealthCheckConfig }) => {
            const record = zone.ResourceRecordSets.find(({ HealthCheckId }) => HealthCheckId === Id);
            const byRecord = record?.Region ?? balancerNames[bareName(record?.AliasTarget?.DNSName)];
            const region = byRecord ?? regionOfRecord.get(bareName(HealthCheckConfig?.FullyQualifiedDomainName));
            return Id === undefined || region === undefined ? [] : [[Id, region] as const];
        }),
    );
}
