import Big from "big.js";
import type { CostResource } from "../cost-resource";
import type { Hours, Line } from "../mapping";
import { map, times } from "../quantity";
import { auroraTypes, instancePrice, type AuroraMode } from "./aurora";
import { scaledCount } from "./scaling-target";

/**
 * Readers that Application Auto Scaling may add to those of the program, of the class of the first instance
 * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html). Serverless ones
 * scale by capacity instead.
 */
export function scaledReaders(cluster: CostResource, mode: AuroraMode, hours: Hours): readonly Line[] {
    const instances = cluster.namedBy(auroraTypes.instance, "clusterIdentifier");
    const instanceClass = instances[0]?.text("instanceClass");
    // One of them writes.
    const readers = Math.max(0, instances.length - 1);
    const wanted = scaledCount(cluster, readers, { dimension: "rds:cluster:ReadReplicaCount" });
    const added = map(wanted, (count) => (count.gt(readers) ? count.minus(readers) : new Big(0)));
    if (instanceClass === undefined || instanceClass === "db.serverless" || added.high.eq(0)) {
        return [];
    }
    return [
        {
            name: `readers that scaling adds, ${instanceClass}`,
            unit: "h",
            price: instancePrice(mode, instanceClass),
            quantity: times(hours(), added),
        },
    ];
}
