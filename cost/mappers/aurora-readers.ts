import Big from "big.js";
import type { CostResource } from "../cost-resource";
import type { Line, MapContext } from "../mapping";
import { map, times } from "../quantity";
import { auroraTypes, instancePrice, type AuroraMode } from "./aurora";
import { classOf, vcpusOfInstance } from "./database-class";
import { insightsLines } from "./database-insights";
import { extendedSupport } from "./extended-support";
import { scaledCount } from "./scaling-target";

/**
 * Readers that Application Auto Scaling may add to those of the program, of the class of the first instance
 * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html), with all that is billed
 * for each. Serverless ones scale by capacity instead.
 */
export function scaledReaders(
    cluster: CostResource,
    mode: AuroraMode,
    { hours, settings }: MapContext,
): readonly Line[] {
    const instances = cluster.namedBy(auroraTypes.instance, "clusterIdentifier");
    const [first] = instances;
    const instanceClass = first && classOf(first);
    // One of them writes.
    const readers = Math.max(0, instances.length - 1);
    const wanted = scaledCount(cluster, readers, { dimension: "rds:cluster:ReadReplicaCount" });
    const added = map(wanted, (count) => (count.gt(readers) ? count.minus(readers) : new Big(0)));
    if (first === undefined || instanceClass === undefined || instanceClass === "db.serverless" || added.high.eq(0)) {
        return [];
    }
    const billed = { vcpus: () => vcpusOfInstance(first), hours: times(hours(), added) };
    const instanceHours: Line = {
        name: instanceClass,
        unit: "h",
        price: instancePrice(mode, instanceClass),
        quantity: billed.hours,
    };
    return [
        instanceHours,
        ...extendedSupport(cluster, { ...billed, today: settings.today }),
        ...insightsLines(cluster, billed),
    ].map((line) => ({ ...line, name: `readers that scaling adds, ${line.name}` }));
}
