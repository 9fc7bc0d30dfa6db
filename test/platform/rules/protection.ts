import type { Plan, PlanResource, PlanValue } from "../../../plan/plan";
import { aws, sourceOf } from "../facts";

/** What holds state or a public name: Pulumi's `protect` keeps each from being deleted or replaced. */
const kept: ReadonlySet<string> = new Set([
    "aws:dynamodb/table:Table",
    "aws:ecr/repository:Repository",
    "aws:elasticache/cluster:Cluster",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:elasticache/serverlessCache:ServerlessCache",
    "aws:kms/key:Key",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:rds/cluster:Cluster",
    "aws:rds/clusterInstance:ClusterInstance",
    "aws:rds/globalCluster:GlobalCluster",
    "aws:s3/bucket:Bucket",
    "aws:secretsmanager/secret:Secret",
]);

/** A public zone is a name that a registrar delegates to; a private one can be made again from the program. */
function isKept({ inputs, type }: PlanResource): boolean {
    return kept.has(type) || (type === "aws:route53/zone:Zone" && inputs["vpcs"] === undefined);
}

/** Inputs that say whether AWS itself lets go of a resource and what lies in it, as they stand where nothing may go. */
const held: Readonly<Record<string, PlanValue>> = {
    deletionProtection: true,
    deletionProtectionEnabled: true,
    enableDeletionProtection: true,
    forceDelete: false,
    forceDestroy: false,
    skipFinalSnapshot: false,
};

/** Inputs that only say how it is let go: what is kept of it, and for how many days it can be had back. */
const manner = ["finalSnapshotIdentifier", "recoveryWindowInDays", "deletionWindowInDays"];

/** Every input that has to do with protection, however deep, as `path=value`. */
function sayings(value: PlanValue, path: readonly string[] = []): [path: string, value: PlanValue][] {
    if (typeof value !== "object" || value === null || "$ref" in value) {
        const key = path.at(-1) ?? "";
        return key in held || manner.includes(key) ? [[path.join("."), value]] : [];
    }
    return Object.entries(value).flatMap(([key, inner]: [string, PlanValue]) => sayings(inner, [...path, key]));
}

/** What a plan would let go of although it must not. */
export function unprotected(recorded: Plan): string[] {
    return aws(recorded).flatMap((resource) => {
        const { inputs, name, options, type } = resource;
        const loose = isKept(resource) && options.protect !== true ? ["protect"] : [];
        const lacking = Object.keys(held).filter((key) => isKept(resource) && lacks(resource, key));
        const wrong = sayings(inputs)
            .filter(([path, value]) => (held[path.split(".").pop() ?? ""] ?? value) !== value)
            .map(([path]) => path);
        return [...loose, ...lacking, ...wrong].map((what) => `${type} ${name}: ${what}`);
    });
}

/** AWS has a protection of its own for the type, off unless asked for, and nobody asked. */
function lacks({ inputs, type }: PlanResource, key: string): boolean {
    const instance = type === "aws:rds/clusterInstance:ClusterInstance";
    return held[key] === true && !instance && sourceOf(type).includes(`resourceInputs["${key}"]`) && !(key in inputs);
}

/** What a plan would still hold on to, although all of it may be thrown away. */
export function stillHeld(recorded: Plan): string[] {
    return recorded.resources.flatMap(({ inputs, name, options, type }) => {
        const protectedBy = sayings(inputs)
            .filter(([path, value]) => held[path.split(".").pop() ?? ""] === value)
            .map(([path]) => path);
        const days = ["recoveryWindowInDays", "deletionWindowInDays"].filter((key) => Number(inputs[key] ?? 0) > 7);
        return [
            ...(options.protect === true || options.retainOnDelete === true ? ["protect"] : []),
            ...protectedBy,
            ...days,
        ].map((what) => `${type} ${name}: ${what}`);
    });
}

/** A resource without anything that has to do with protection. */
export function apart({ inputs, name, type, urn }: PlanResource): unknown {
    const without = (value: PlanValue): PlanValue =>
        Array.isArray(value)
            ? (value as readonly PlanValue[]).map(without)
            : typeof value === "object" && value !== null
              ? Object.fromEntries(
                    Object.entries(value)
                        .filter(([key]) => !(key in held) && !manner.includes(key) && key !== "allowDestroy")
                        .map(([key, inner]: [string, PlanValue]) => [key, without(inner)]),
                )
              : value;
    return { name, type, urn, inputs: without(inputs) };
}
