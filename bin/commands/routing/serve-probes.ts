import type { HealthCheck } from "@aws-sdk/client-route-53";
import { BlockList, isIPv6 } from "node:net";
import { answer } from "../../../routing/answer";
import { canonicalName, isWithin } from "../../../routing/names";
import { createProber, type Prober } from "../../../routing/health-checks/prober";
import type { Zone } from "../../../routing/zone";
import type { ServedState } from "./served-state";

/** From a verdict to DNS: AWS does not publish it; what stacks assume by default. */
const healthToDnsSeconds = { min: 1, max: 5 };

export interface Probes {
    readonly prober: Prober;
    /** Ids of the endpoint checks that are asked, and of those that are not: their endpoint is not on this network. */
    readonly asked: readonly string[];
    readonly left: readonly string[];
}

/** The checkers for those endpoints of a zone that are at loopback or private addresses: no other is asked. */
export function probesOf(
    zone: Zone,
    state: ServedState,
    { clockFactor, emit }: { readonly clockFactor: number; readonly emit: (event: string) => void },
): Probes {
    const resolve = (name: string) => addressOf(name, zone, state);
    const isNear = ({ HealthCheckConfig: config }: HealthCheck) => {
        const { IPAddress, FullyQualifiedDomainName = "" } = config ?? {};
        const address = IPAddress ?? resolve(FullyQualifiedDomainName);
        return address !== undefined && isPrivate(address);
    };
    const endpoints = zone.HealthChecks.filter(({ HealthCheckConfig }) =>
        /^(HTTP|TCP)/.test(HealthCheckConfig?.Type ?? ""),
    );
    const asked = endpoints.filter(isNear);
    const prober = createProber({
        checks: asked,
        resolve,
        clockFactor,
        seed: 1,
        healthToDnsSeconds,
        addresses: isPrivate,
        onPublished: ({ check, healthy, votes, checkers, lastFailure }) => {
            state.publish(check, healthy);
            const why = healthy || lastFailure === undefined ? "" : `: ${lastFailure}`;
            emit(`check ${check} is ${healthy ? "healthy" : "unhealthy"}, ${votes} of ${checkers} checkers${why}`);
        },
    });
    const ids = (list: readonly HealthCheck[]) => list.map(({ Id }) => Id ?? "");
    return { prober, asked: ids(asked), left: ids(endpoints.filter((check) => !asked.includes(check))) };
}

/** What a name leads to now: a resource's own address, or this zone's answer as a checker in us-east-1 gets it. */
function addressOf(name: string, zone: Zone, state: ServedState): string | undefined {
    const { state: now, addresses } = state.now();
    const bare = canonicalName(name);
    const found = isWithin(bare, canonicalName(zone.HostedZone.Name ?? ""))
        ? answer(zone, now, { name, type: "A", from: "us-east-1", addresses }).answers
        : (addresses[bare] ?? []);
    return found.find((address) => !address.includes(":"));
}

/** This machine and private networks (RFC 1918, RFC 4193); not link-local ones, where clouds keep their credentials. */
const near = new BlockList();
near.addSubnet("127.0.0.0", 8);
near.addSubnet("10.0.0.0", 8);
near.addSubnet("172.16.0.0", 12);
near.addSubnet("192.168.0.0", 16);
near.addAddress("::1", "ipv6");
near.addSubnet("fc00::", 7, "ipv6");

function isPrivate(address: string): boolean {
    return near.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
