import type { HealthCheckType } from "@aws-sdk/client-route-53";
import { bodySeconds, connectSeconds, responseSeconds, tcpConnectSeconds } from "./verdict";

/** Types of checks whose checkers ask an endpoint. */
export type EndpointType = Extract<HealthCheckType, "HTTP" | "HTTPS" | "HTTP_STR_MATCH" | "HTTPS_STR_MATCH" | "TCP">;

/** How an endpoint treats a request. Seconds are platform time; connecting to one that accepts takes none. */
export type EndpointBehaviour =
    /** The connection is refused at once. */
    | { readonly manner: "refused" }
    /** Nothing comes back: no packet reaches it, or none leaves it. */
    | { readonly manner: "black-hole" }
    /** Connections stand, and nobody answers. */
    | { readonly manner: "silent" }
    | {
          readonly manner: "answers";
          readonly status: number;
          /** From the connection to the status. */
          readonly statusSeconds: number;
          /** From the status to the end of the body, or of what is searched of it. */
          readonly bodySeconds: number;
          /** Whether the search string lies in what is searched. */
          readonly matches: boolean;
      };

/** How one request of a checker ends: whether it passed, and platform seconds from its first packet to that. */
export interface Observation {
    readonly passed: boolean;
    readonly seconds: number;
}

/** An endpoint as it should be: everything at once. */
export const servingEndpoint: EndpointBehaviour = {
    manner: "answers",
    status: 200,
    statusSeconds: 0,
    bodySeconds: 0,
    matches: true,
};

/**
 * What a checker observes of an endpoint, by the limits of its type: 4 s to connect, 2 s to a status of 2xx or 3xx, 2 s
 * more to the body when it is searched; TCP has 10 s to connect and asks nothing else.
 */
export function observationOf(type: EndpointType, behaviour: EndpointBehaviour): Observation {
    if (behaviour.manner === "refused") {
        return { passed: false, seconds: 0 };
    }
    if (behaviour.manner === "black-hole") {
        return { passed: false, seconds: type === "TCP" ? tcpConnectSeconds : connectSeconds };
    }
    if (type === "TCP") {
        return { passed: true, seconds: 0 };
    }
    if (behaviour.manner === "silent" || behaviour.statusSeconds > responseSeconds) {
        return { passed: false, seconds: responseSeconds };
    }
    const { status, statusSeconds, matches } = behaviour;
    if (!statusPasses(status) || !searchesBody(type)) {
        return { passed: statusPasses(status), seconds: statusSeconds };
    }
    return behaviour.bodySeconds > bodySeconds
        ? { passed: false, seconds: statusSeconds + bodySeconds }
        : { passed: matches, seconds: statusSeconds + behaviour.bodySeconds };
}

/** 2xx and 3xx, whatever a redirect leads to. */
export function statusPasses(status: number): boolean {
    return status >= 200 && status < 400;
}

/** Whether a check of the type looks for its search string in the body. */
export function searchesBody(type: EndpointType): boolean {
    return type === "HTTP_STR_MATCH" || type === "HTTPS_STR_MATCH";
}
