import type { HealthCheckConfig } from "@aws-sdk/client-route-53";
import type * as addresses from "../../../routing/health-checks/addresses";
import type * as alarm from "../../../routing/health-checks/alarm";
import type * as body from "../../../routing/health-checks/response-body";
import type * as control from "../../../routing/health-checks/recovery-control";
import type * as endpoint from "../../../routing/health-checks/endpoint";
import type * as head from "../../../routing/health-checks/response-head";
import type * as observation from "../../../routing/health-checks/observation";
import type * as prober from "../../../routing/health-checks/prober";
import type * as requests from "../../../routing/health-checks/endpoint-requests";
import type * as search from "../../../routing/health-checks/body-search";

/** The modules of health checks that rules are about. */
export interface HealthModules {
    readonly addresses: typeof addresses;
    readonly alarm: typeof alarm;
    readonly body: typeof body;
    readonly control: typeof control;
    readonly endpoint: typeof endpoint;
    readonly head: typeof head;
    readonly observation: typeof observation;
    readonly prober: typeof prober;
    readonly requests: typeof requests;
    readonly search: typeof search;
}

export function healthModules(load: (module: string) => unknown): HealthModules {
    const own = (module: string) => load(`health-checks/${module}`);
    return {
        addresses: own("addresses") as typeof addresses,
        alarm: own("alarm") as typeof alarm,
        body: own("response-body") as typeof body,
        control: own("recovery-control") as typeof control,
        endpoint: own("endpoint") as typeof endpoint,
        head: own("response-head") as typeof head,
        observation: own("observation") as typeof observation,
        prober: own("prober") as typeof prober,
        requests: own("endpoint-requests") as typeof requests,
        search: own("body-search") as typeof search,
    };
}

/** A health check as the API returns it; an HTTPS one unless its config says otherwise. */
export function checkOf(config: Partial<HealthCheckConfig>) {
    const HealthCheckConfig: HealthCheckConfig = {
        Type: "HTTPS",
        FullyQualifiedDomainName: "a.example.com",
        ...config,
    };
    return { Id: "a", CallerReference: "a", HealthCheckVersion: 1, HealthCheckConfig };
}
