import type {
    CidrBlockSummary,
    DelegationSet,
    HealthCheck,
    HostedZone,
    ResourceRecordSet,
    ResourceRecordSetProtection,
    ResourceTagSet,
    VPC,
} from "@aws-sdk/client-route-53";

/**
 * A hosted zone with its records and health checks, each entry exactly as the SDK's GetHostedZone,
 * ListResourceRecordSets and ListHealthChecks return it. A zone file is this as JSON.
 */
export interface Zone {
    readonly HostedZone: HostedZone;
    readonly ResourceRecordSets: readonly ResourceRecordSet[];
    readonly HealthChecks: readonly HealthCheck[];
    /** Only what IP-based records name. */
    readonly CidrCollections?: readonly CidrCollection[];
    /** As GetHostedZone returns them: the name servers of a public zone, the networks of a private one. */
    readonly DelegationSet?: DelegationSet;
    readonly VPCs?: readonly VPC[];
    /** Tags of the health checks as ListTagsForResources returns them: a comparison tells checks apart by them. */
    readonly ResourceTagSets?: readonly ResourceTagSet[];
    /** As ListResourceRecordSetProtections returns them: names and types that no request may change. */
    readonly ResourceRecordSetProtections?: readonly ResourceRecordSetProtection[];
}

/** A collection as ListCidrCollections names it, with its blocks as ListCidrBlocks returns them. */
export interface CidrCollection {
    readonly Id: string;
    readonly Name: string;
    readonly CidrBlocks: readonly CidrBlockSummary[];
}

/**
 * What is true at one instant. Health-check states are what checkers, alarm or switch say, before Inverted and
 * Disabled are applied; what is missing is healthy; a region without latency is worse than any with one.
 * Nothing in it is changed in place.
 */
export interface ZoneState {
    readonly healthChecks?: { readonly [id: string]: CheckState };
    /** By DNS name of the alias target (a load balancer). */
    readonly targets?: { readonly [aliasName: string]: Verdict };
    /** Milliseconds from where a client is to each region. */
    readonly latency?: { readonly [from: string]: { readonly [region: string]: number } };
}

export type Verdict = "healthy" | "unhealthy";

/** What the source of a check says; an alarm without enough data says neither. */
export type CheckState = Verdict | "insufficient-data";
