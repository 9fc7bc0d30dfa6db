/**
 * A plan is the resource graph of a platform: what the program would ask AWS for, without asking.
 * Everything that reads a platform (diagram, price, policy, twin) reads this and nothing else.
 */

/** An output of a resource that no one knows before the resource exists. */
export interface Reference {
    readonly $ref: { readonly urn: string; readonly output: string };
}

/** An input that a preview does not know: the preview tells which resources it depends on, not which of their outputs it is. */
export interface Unknown {
    readonly $unknown: { readonly urns: readonly string[] };
}

/** A value that must not be printed. */
export interface Secret {
    readonly $secret: PlanValue;
}

/** A file or text that ships with a resource; `path` is relative to the project's root. */
export interface Asset {
    readonly $asset: { readonly path: string } | { readonly text: string };
}

/**
 * An input as the program gave it. A string may hold `${urn#output}` where an output is part of a text;
 * an input that is exactly one output is a {@link Reference}.
 */
export type PlanValue =
    | string
    | number
    | boolean
    | null
    | readonly PlanValue[]
    | Reference
    | Unknown
    | Secret
    | Asset
    | { readonly [key: string]: PlanValue };

export interface PlanResource {
    readonly urn: string;
    /** Pulumi type token, e.g. `aws:lb/loadBalancer:LoadBalancer` or `antipode:network:Network`. */
    readonly type: string;
    readonly name: string;
    readonly parent?: string;
    /** The AWS region it lives in; absent for components and for resources that AWS keeps globally. */
    readonly region?: string;
    /** False for components, which exist only in the program. */
    readonly custom: boolean;
    readonly provider?: string;
    readonly options: {
        readonly protect?: boolean;
        readonly ignoreChanges?: readonly string[];
        readonly retainOnDelete?: boolean;
        readonly deleteBeforeReplace?: boolean;
    };
    readonly inputs: { readonly [key: string]: PlanValue };
    /** What AWS calls it once it exists: its id, arn, name and DNS name; inputs of others name it by these. */
    readonly ids?: readonly string[];
    /** Urns of all resources that it needs first, sorted. */
    readonly dependencies: readonly string[];
}

export interface Plan {
    readonly version: 1;
    readonly project: string;
    readonly stack: string;
    readonly resources: readonly PlanResource[];
}
