import type { Plan } from "../plan";

/**
 * What a file says of a stack: a plan that this program wrote; a preview, with what is deployed and what will be; or
 * what is deployed alone.
 */
export type PlanInput =
    { readonly kind: "plan"; readonly after: Plan } | { readonly kind: "export"; readonly after: Plan } | Preview;

export interface Preview {
    readonly kind: "preview";
    readonly before: Plan;
    readonly after: Plan;
    /** What happens to each resource that does not stay as it is, by urn. */
    readonly changes: ReadonlyMap<string, Change>;
    /** Whether resources that stay as they are were left out (`--show-sames` was not given): then only differences mean anything. */
    readonly changesOnly: boolean;
    /** Errors that ended the preview early; a preview with one is not whole. */
    readonly errors: readonly string[];
    /** What is read from AWS and belongs to somebody else. */
    readonly foreign: readonly string[];
    /** Ops of steps that this program does not know, and how many have each: counted as what they say of both sides. */
    readonly unknownOps: ReadonlyMap<string, number>;
}

export interface Change {
    /** `retain`: Pulumi forgets it and AWS goes on billing it. `import`: it exists already, and is paid already. */
    readonly kind: "create" | "update" | "replace" | "delete" | "retain" | "import";
    /** Inputs that differ, as Pulumi names them: `instanceType`, `scalingConfiguration.minCapacity`. */
    readonly paths: readonly string[];
}

/** A file that is none of the inputs; the message is one line: what, where, what was expected. */
export class PlanInputError extends Error {
    constructor(message: string, options?: ErrorOptions) {
        super(message, options);
        this.name = "PlanInputError";
    }
}
