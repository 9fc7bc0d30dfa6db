import type { HealthCheckConfig, ResourceRecordSet } from "@aws-sdk/client-route-53";
import type { Policy } from "../policies";
import type { AliasService } from "./alias-services";

/** Records of one name and type: they share one policy. */
export interface RecordGroup {
    /** Canonical. */
    readonly name: string;
    readonly type: string;
    readonly policy: Policy;
    readonly members: readonly Member[];
    /** Whether the health of any member depends on anything. */
    readonly watched: boolean;
    /** Aliases one after another on the longest way down; Infinity when following them never ends. */
    readonly depth: number;
    /** Whether any record was healthy in the question that was asked last: many aliases may lead here in one. */
    readonly memory: { question: number; alive: boolean };
}

/** A record and what it refers to. */
export interface Member {
    readonly record: ResourceRecordSet;
    readonly check: Check | undefined;
    readonly target: Target;
    /** Whether the alias asks for its target's health. */
    readonly evaluated: boolean;
}

/** Where a record leads. */
export type Target =
    | { readonly kind: "values"; readonly values: readonly string[]; readonly ttl: number }
    | { readonly kind: "resource"; readonly name: string; readonly service: AliasService }
    | { readonly kind: "group"; readonly group: RecordGroup };

export interface Check {
    readonly id: string;
    readonly config: HealthCheckConfig;
    /** Of a calculated check. */
    readonly children: readonly Check[];
}
