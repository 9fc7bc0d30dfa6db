import Big from "big.js";
import type { CostResource } from "../cost-resource";
import type { Band } from "../quantity";

/** What of a resource is scaled: the dimension as AWS calls it, and, where one resource has several, the end of its path. */
export interface Scaled {
    readonly dimension: string;
    /** Last part of `resourceId`, e.g. a variant of an endpoint. */
    readonly part?: string;
}

/**
 * How many there are at least, usually and at most: what Application Auto Scaling may make of the number in the program.
 * The program's number is where it starts, so it is the usual one, within the limits.
 */
export function scaledCount(resource: CostResource, count: number, scaled: Scaled): Band {
    const target = resource
        .namedBy("aws:appautoscaling/target:Target", "resourceId")
        .find((one) => one.text("scalableDimension") === scaled.dimension && isFor(one, scaled.part));
    const low = target?.number("minCapacity") ?? count;
    const high = target?.number("maxCapacity") ?? count;
    return { low: new Big(low), typical: new Big(Math.min(Math.max(count, low), high)), high: new Big(high) };
}

/** A path that a preview does not know may be for any part. */
function isFor(target: CostResource, part: string | undefined): boolean {
    const { resourceId } = target.resource.inputs;
    return part === undefined || typeof resourceId !== "string" || resourceId.split("/").at(-1) === part;
}
