import type { HealthCheck } from "@aws-sdk/client-route-53";
import { canonicalName } from "../../../routing/names";
import { anyAddress, publicAddresses } from "../../../routing/health-checks/addresses";
import { createProber, type Prober } from "../../../routing/health-checks/prober";
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
    checks: readonly HealthCheck[],
    state: ServedState,
    { clockFactor, emit }: { readonly clockFactor: number; readonly emit: (event: string) => void },
): Probes {
    const resolve = (name: string) =>
        state.now().addresses[canonicalName(name)]?.find((address) => !address.includes(":"));
    const isNear = ({ HealthCheckConfig: config }: HealthCheck) => {
        const { IPAddress, FullyQualifiedDomainName = "" } = config ?? {};
        const address = IPAddress ?? resolve(FullyQualifiedDomainName);
        return address !== undefined && isPrivate(address);
    };
    const endpoints = checks.filter(({ HealthCheckConfig }) => /^(HTTP|TCP)/.test(HealthCheckConfig?.Type ?? ""));
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

function isPrivate(address: string): boolean {
    return anyAddress(address) && !publicAddresses(address);
}
