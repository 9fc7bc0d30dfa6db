import { problemIf, type Problem } from "../shared/problems";

/** Inputs of a table as far as they say where it is; a preview may not know a key yet. */
export type ReplicaInputs = Readonly<Record<string, unknown>>;

/** What an update would do to the replicas of a table, one line each, e.g. `eu-west-3 added`. */
function replicaChanges(before: ReplicaInputs, after: ReplicaInputs): string[] {
    const [old, now] = [replicasOf(before), replicasOf(after)];
    const places = [...new Set([...old.keys(), ...now.keys()])].sort();
    return places.flatMap((region) => {
        const [was, is] = [old.get(region), now.get(region)];
        if (was === undefined) {
            return [`${region} added`];
        }
        if (is === undefined) {
            return [`${region} removed`];
        }
        const [oldKey, newKey] = [was["kmsKeyArn"], is["kmsKeyArn"]];
        const rekeyed = typeof oldKey === "string" && typeof newKey === "string" && oldKey !== newKey;
        return rekeyed ? [`${region} made anew for another key`] : [];
    });
}

/**
 * One replica at a time: DynamoDB adds or removes one in each of its updates, fills it for as long as that takes, and
 * an update of several that stops half-way leaves fewer copies than anybody planned
 * (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html). The members of a table with
 * strong consistency are those that it was born with: AWS only lets go of all but one of them together.
 */
export function checkReplicaUpdate(before: ReplicaInputs, after: ReplicaInputs): Problem[] {
    const changes = replicaChanges(before, after);
    const [old, now] = [replicasOf(before), replicasOf(after)];
    if (isStrong(old) || isStrong(now)) {
        return problemIf(
            changes.length > 0 && old.size > 0 && now.size > 0,
            "replicas",
            `expected those that a table with strong consistency was born with, or none, got ${changes.join(", ")}`,
        );
    }
    return problemIf(
        changes.length > 1,
        "replicas",
        `expected one to be added, removed or given another key in an update, got ${changes.join(", ")}`,
    );
}

/**
 * DynamoDB replicates provisioned writes only where they scale by themselves, and scaling can be attached only to a
 * table that stands, so such a table is never born with replicas
 * (https://github.com/hashicorp/terraform-provider-aws/issues/13097).
 */
export function checkReplicaBirth(after: ReplicaInputs): Problem[] {
    return problemIf(
        after["billingMode"] === "PROVISIONED" && replicasOf(after).size > 0,
        "billing.kind",
        'expected "on-demand" until a table with replicas stands, got "provisioned"',
    );
}

function replicasOf(inputs: ReplicaInputs): Map<string, Readonly<Record<string, unknown>>> {
    const replicas: unknown = inputs["replicas"];
    const entries = Array.isArray(replicas) ? (replicas as Readonly<Record<string, unknown>>[]) : [];
    return new Map(entries.map((replica) => [String(replica["regionName"]), replica]));
}

function isStrong(replicas: ReadonlyMap<string, Readonly<Record<string, unknown>>>): boolean {
    return [...replicas.values()].some((replica) => replica["consistencyMode"] === "STRONG");
}
