import { problemIf, show, type Problem } from "../shared/problems";
import type { ReplicaInputs } from "./replicas";
import type { TableConsistency } from "./settings";

/** Inputs of a table whose items expire, or do so no more; nothing where they never did. */
export function expiry(consistency: TableConsistency): { enabled: boolean; attributeName: string } | undefined {
    if (consistency.kind === "strong" || consistency.ttlAttribute === undefined) {
        return undefined;
    }
    return { enabled: consistency.ttlEnabled ?? true, attributeName: consistency.ttlAttribute };
}

/** A switch without what it switches says nothing. */
export function checkExpiry(consistency: TableConsistency): Problem[] {
    return consistency.kind === "strong"
        ? []
        : problemIf(
              consistency.ttlEnabled !== undefined && consistency.ttlAttribute === undefined,
              "consistency.ttlEnabled",
              "expected none without ttlAttribute, got one",
          );
}

/**
 * The provider takes a table that says nothing of expiry for one that leaves it as it is, so DynamoDB would go on
 * deleting (https://github.com/cds-snc/forms-terraform/pull/589); to end it AWS wants the attribute's name once more
 * (https://github.com/hashicorp/terraform-provider-aws/issues/39195). And it changes the attribute only of a table
 * that does not expire.
 */
export function checkExpiryUpdate(before: ReplicaInputs, after: ReplicaInputs): Problem[] {
    const [old, now] = [read(before), read(after)];
    if (old?.enabled !== true || old.attributeName === now?.attributeName) {
        return [];
    }
    return problemIf(
        now === undefined || typeof now.attributeName === "string",
        "consistency.ttlEnabled",
        `expected false with ttlAttribute ${show(old.attributeName)} first, which ends expiry, got ${now === undefined ? "neither" : show(now.attributeName)}`,
    );
}

function read(inputs: ReplicaInputs): { readonly enabled?: unknown; readonly attributeName?: unknown } | undefined {
    const { ttl } = inputs;
    return typeof ttl === "object" && ttl !== null ? ttl : undefined;
}
