import type { DatabaseModel } from "./place";
import type { Network } from "./subnet";

/** What a plan asks of this machine: everything that the twin's drivers read, with every reference resolved. */
export interface TwinModel {
    readonly stack: string;
    /** The name that clients use: `app.<domain>`. */
    readonly domain: string;
    readonly cells: readonly CellModel[];
    readonly database: DatabaseModel | undefined;
    readonly assumptions: Assumptions;
    /** Contents of buckets: `bucket/key` to a path relative to the project's root. */
    readonly objects: { readonly [bucketAndKey: string]: string };
    /** Secret values by region and by every name that a call may use (name, id, ARN). */
    readonly secrets: { readonly [region: string]: { readonly [name: string]: string } };
    /** DNS name of each load balancer to the region it stands in. */
    readonly balancerNames: { readonly [dnsName: string]: string };
}

/** The platform's declared delays, platform seconds unless the name says otherwise. */
export interface Assumptions {
    readonly bootSeconds: number;
    readonly healthToDnsSeconds: { readonly min: number; readonly max: number };
    readonly regionRttMilliseconds: { readonly [from: string]: { readonly [to: string]: number } };
    readonly replicationLagSeconds: number;
    readonly promotionSeconds: number;
}

export interface CellModel {
    readonly region: string;
    readonly role: string;
    readonly cidr: string;
    readonly network: Network;
    readonly balancers: readonly BalancerModel[];
    readonly groups: readonly ScalingGroupModel[];
}

export interface BalancerModel {
    readonly name: string;
    readonly dnsName: string;
    /** One per public subnet, as an ALB has a node per zone. */
    readonly addresses: readonly string[];
    readonly idleTimeoutSeconds: number;
    readonly listeners: readonly ListenerModel[];
    readonly targetGroups: readonly TargetGroupModel[];
}

export interface ListenerModel {
    readonly port: number;
    /** Names of the certificate; absent on a plain listener. */
    readonly certificateNames?: readonly string[];
    readonly action:
        | { readonly type: "forward"; readonly targetGroup: string }
        | { readonly type: "redirect"; readonly scheme: string; readonly port: number; readonly status: number };
}

export interface TargetGroupModel {
    /** Its urn: what scaling groups and listeners refer to. */
    readonly id: string;
    readonly name: string;
    readonly port: number;
    readonly algorithm: "round_robin" | "least_outstanding_requests";
    readonly deregistrationDelaySeconds: number;
    readonly healthCheck: {
        readonly path: string;
        readonly intervalSeconds: number;
        readonly timeoutSeconds: number;
        readonly healthyThreshold: number;
        readonly unhealthyThreshold: number;
        /** As AWS writes it: `200`, `200-299`, `200,204`. */
        readonly matcher: string;
    };
}

export interface ScalingGroupModel {
    readonly name: string;
    readonly minimum: number;
    readonly maximum: number;
    /** Urns of the target groups that its instances join. */
    readonly targetGroups: readonly string[];
    readonly subnets: readonly Network[];
    /** The launch template's user data, tokens resolved. */
    readonly userData: string;
}
