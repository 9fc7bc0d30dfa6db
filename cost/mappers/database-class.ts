import type { CostResource } from "../cost-resource";
import { UnknownInput } from "../input-reader";
import type { Quantity } from "../quantity";
import { entryOf } from "./entry";

/**
 * What is billed beside an instance is billed by: hours of all its vCPUs, or of its serverless capacity. vCPUs are asked for
 * only where something is billed by them: nobody has written down those of every class.
 */
export type InstanceHours =
    { readonly vcpus: () => number; readonly hours: Quantity } | { readonly capacityHours: Quantity };

/** Sizes that are no multiple of an xlarge (https://aws.amazon.com/rds/instance-types/): the smallest of bursting families have two as well. */
const smallSizes: { readonly [size: string]: number } = { micro: 2, small: 2, medium: 2, large: 2, xlarge: 4 };

/** Families whose medium has one vCPU (https://aws.amazon.com/rds/instance-types/). */
const oneInMedium = /^db\.[mr]\d/;

/** vCPUs of a class such as `db.r7g.2xlarge`; undefined for a size that nobody has written down. */
function vcpusOf(instanceClass: string): number | undefined {
    const size = instanceClass.split(".").at(-1) ?? "";
    const [, multiple] = /^(\d+)xlarge$/.exec(size) ?? [];
    if (multiple !== undefined) {
        return Number(multiple) * 4;
    }
    return size === "medium" && oneInMedium.test(instanceClass) ? 1 : entryOf(smallSizes, size);
}

/**
 * A class as price labels have it: `db r7g.large Memory optimized Single-AZ Current Generation`. The words follow from the
 * family's letter: r, x and z are for memory, the others general (https://aws.amazon.com/rds/instance-types/).
 */
export function classLabel(instanceClass: string, zones: "Single-AZ" | "Multi-AZ"): string {
    const type = instanceClass.replace(/^db\./, "");
    const purpose = /^[rxz]/.test(type) ? "Memory optimized" : "General purpose";
    return `db ${type} ${purpose} ${zones} Current Generation`;
}

/**
 * The class of an instance.
 * @throws WrongInput for one that is no database's: the list would have the price of a like one
 */
export function classOf(instance: CostResource): string | undefined {
    return instance.beginning("instanceClass", ["db."]) && instance.text("instanceClass");
}

/**
 * vCPUs of an instance; none for a serverless one, whose capacity is usage.
 * @throws UnknownInput for a class whose size nobody has written down
 */
export function vcpusOfInstance(instance: CostResource): number {
    const instanceClass = classOf(instance) ?? "";
    if (instanceClass === "db.serverless") {
        return 0;
    }
    const vcpus = vcpusOf(instanceClass);
    if (vcpus === undefined) {
        throw new UnknownInput(`how many vCPUs ${instanceClass} has`);
    }
    return vcpus;
}
