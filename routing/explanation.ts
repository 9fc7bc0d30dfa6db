/**
 * Why a question is answered as it is: the whole tree below the asked name, every record with its state and its share.
 * Plain data, so that a terminal, a page and a test read the same.
 */
export interface Explanation {
    readonly name: string;
    readonly type: string;
    /** As it was asked. */
    readonly from: string;
    readonly rcode: "NOERROR" | "NXDOMAIN" | "REFUSED";
    /** The group that answers; absent for a negative answer. */
    readonly group?: ExplainedGroup;
    /** One line: why there is no group. */
    readonly note?: string;
}

/** Records of one name and type. */
export interface ExplainedGroup {
    readonly name: string;
    readonly type: string;
    /** `simple`, `failover`, `latency`, ... */
    readonly policy: string;
    /** No record was healthy, so all are treated as if they were. */
    readonly failOpen: boolean;
    readonly records: readonly ExplainedRecord[];
}

/** Why a record is or is not an answer: chosen; dropped as unhealthy; healthy and not the policy's choice. */
export type RecordState = "chosen" | "unhealthy" | "not chosen";

export interface ExplainedRecord {
    /** As a person names it in its group: `PRIMARY "eu"`, `"eu" (weight 10)`. */
    readonly label: string;
    readonly setIdentifier?: string;
    readonly state: RecordState;
    /** Chance that the whole question is answered through it, 0 to 1. */
    readonly probability: number;
    /** One line: why it is in that state, in the words of the policy or of its health. */
    readonly reason: string;
    readonly check?: ExplainedCheck;
    readonly target: ExplainedTarget;
}

/** Where a record leads. */
export type ExplainedTarget =
    | { readonly kind: "values"; readonly values: readonly string[]; readonly ttl: number }
    | {
          /** A resource of AWS outside the zone, e.g. a load balancer. */
          readonly kind: "resource";
          readonly dnsName: string;
          /** What it is: `load balancer`, `CloudFront distribution`, ... */
          readonly service: string;
          readonly ttl: number;
          readonly healthy: boolean;
          /** Whether the alias asks for the target's health. */
          readonly evaluated: boolean;
      }
    | { readonly kind: "group"; readonly group: ExplainedGroup; readonly evaluated: boolean };

export interface ExplainedCheck {
    readonly id: string;
    /** `HTTPS`, `CALCULATED`, ... */
    readonly type: string;
    /** After Inverted and Disabled. */
    readonly healthy: boolean;
    /** One line: what the source said and what was made of it, e.g. `checkers say unhealthy; disabled counts as healthy`. */
    readonly reason: string;
    readonly children?: readonly ExplainedCheck[];
}
