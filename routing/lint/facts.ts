import type { Alarm } from "../health-checks/alarm";

/** What a plan says beside its zone, in words that rules ask in. */
export interface PlanFacts {
    /** By the DNS name that the plan's zone answers with, canonical. */
    readonly balancers: ReadonlyMap<string, BalancerFacts>;
    /** Region and name, as `eu-west-1/name`. */
    readonly alarms: ReadonlyMap<string, Alarm>;
    /** Regions with a cell. */
    readonly cells: readonly string[];
    /** The promise of reads; absent when the plan has none. */
    readonly readRtoSeconds?: number;
    /** The longest that Route 53 is assumed to take from a verdict to its answers. */
    readonly healthToDnsSeconds: number;
    /** Urns of what may edit records of a public zone. */
    readonly recordEditors: readonly string[];
}

/** A load balancer and what stands behind it. */
export interface BalancerFacts {
    readonly urn: string;
    readonly region: string;
    /** Undefined when the plan has no listener of it: then others decide what it forwards to. */
    readonly targetGroups: readonly TargetGroupFacts[] | undefined;
    /** Ports whose listener does nothing but redirect. */
    readonly redirectingPorts: readonly number[];
}

export interface TargetGroupFacts {
    readonly urn: string;
    /** How many instances start in it; undefined when what is registered has no size in the plan. */
    readonly instances: number | undefined;
}
