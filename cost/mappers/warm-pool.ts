import Big from "big.js";
import type { InputReader } from "../input-reader";
import type { Line, MapContext } from "../mapping";
import { map, usageOf, type Quantity } from "../quantity";
import { fleetOf, machineLines, type Machine } from "./machine";

/** A group beside which machines stand by. */
interface Kept {
    /** How many run. */
    readonly count: Quantity;
    /** How many may run. */
    readonly most: number;
    readonly machine: Machine | undefined;
    readonly volumes: (count: Quantity) => readonly Line[];
}

/** How a pool says that it is as large as its group may be. */
const unlimited = -1;

/**
 * Machines that stand by, so that those that run and those that wait are as many as the pool prepares. Stopped ones cost
 * their volumes, running ones what every machine costs
 * (https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html).
 */
export function warmLines(
    pool: InputReader,
    { count, most, machine, volumes }: Kept,
    context: MapContext,
): readonly Line[] {
    const asked = pool.number("maxGroupPreparedCapacity", unlimited) ?? unlimited;
    const prepared = asked === unlimited ? most : asked;
    const least = pool.number("minSize") ?? 0;
    const warm = usageOf(["instances"], (use) => {
        const running = count.kind === "known" ? count.band : count.of(use);
        return running && map(running, (machines) => atLeast(new Big(prepared).minus(machines), least));
    });
    const isRunning = pool.choiceOfAnyCase("poolState", ["Stopped", "Running", "Hibernated"]) === "Running";
    const running = isRunning && machine ? machineLines(machine, fleetOf(warm, context)) : [];
    return [...running, ...volumes(warm)].map((line) => ({
        ...line,
        name: `warm pool: ${line.name}`,
        input: "warmPool",
    }));
}

function atLeast(amount: Big, least: number): Big {
    return amount.lt(least) ? new Big(least) : amount;
}
