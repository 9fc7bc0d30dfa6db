import Big from "big.js";
import type { CostResource } from "../cost-resource";
import { UnknownInput, type InputReader } from "../input-reader";
import { map, usageOf, type Band, type Quantity } from "../quantity";
import { machineOf, type Machine } from "./machine";

/** Part of a group: machines of one kind, and how many. */
interface Share {
    readonly machine: Machine;
    readonly count: Quantity;
}

/** What shares are made of. */
interface Mixed {
    /** In units of capacity: an instance has as many as its override weighs. */
    readonly count: Quantity;
    readonly template: CostResource;
    readonly placement: Partial<Machine>;
}

/**
 * How a mixed group divides itself: on demand first its base and then a share of the rest, spot what is left. On demand
 * takes overrides in their order (https://docs.aws.amazon.com/autoscaling/ec2/userguide/mixed-instances-groups-set-up-overview.html);
 * spot takes whichever is to be had, and the list has no price for it.
 */
export function mixedShares(policy: InputReader, { count, template, placement }: Mixed): readonly Share[] {
    const [first] = policy.list("launchTemplate.overrides");
    if (first?.has("instanceRequirements")) {
        throw new UnknownInput("mixedInstancesPolicy.launchTemplate.overrides.0.instanceRequirements");
    }
    const instanceType = first?.text("instanceType");
    const weight = first?.number("weightedCapacity") ?? 1;
    const machine = machineOf(template, { ...placement, ...(instanceType === undefined ? {} : { instanceType }) });
    const base = policy.number("instancesDistribution.onDemandBaseCapacity") ?? 0;
    const percent = policy.number("instancesDistribution.onDemandPercentageAboveBaseCapacity") ?? 100;
    const onDemand = (units: Big) => {
        const above = units.gt(base) ? units.minus(base) : new Big(0);
        return units.minus(above).plus(above.times(percent).div(100).round(0, Big.roundUp));
    };
    const instances = (units: Big) => units.div(weight).round(0, Big.roundUp);
    const kept = { machine, count: counted(count, (units) => instances(onDemand(units))) };
    if (percent >= 100) {
        return [kept];
    }
    const spot = counted(count, (units) => instances(units.minus(onDemand(units))));
    return [kept, { machine: { ...machine, spot: true }, count: spot }];
}

function counted(count: Quantity, change: (units: Big) => Big): Quantity {
    return usageOf(["instances"], (use): Band | undefined => {
        const units = count.kind === "known" ? count.band : count.of(use);
        return units && map(units, change);
    });
}
