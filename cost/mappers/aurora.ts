import type { CostResource } from "../cost-resource";
import { WrongInput } from "../input-reader";
import { price, type PriceName } from "../price";
import { classLabel } from "./database-class";

/** Resource types that the parts of Aurora name each other by. */
export const auroraTypes = {
    cluster: "aws:rds/cluster:Cluster",
    globalCluster: "aws:rds/globalCluster:GlobalCluster",
    instance: "aws:rds/clusterInstance:ClusterInstance",
} as const;

/** What decides the prices of a cluster and its instances. */
export interface AuroraMode {
    readonly engine: "PostgreSQL" | "MySQL";
    /** Requests are free, and storage and instances cost more (https://aws.amazon.com/rds/aurora/pricing/). */
    readonly ioOptimized: boolean;
}

/**
 * @throws WrongInput for clusters whose prices nobody has written down: of another engine, serverless of the first kind,
 * limitless; UnknownInput when the storage type is not known before deployment
 */
export function auroraMode(cluster: CostResource): AuroraMode {
    const name = cluster.text("engine");
    const engine = engineOf(name);
    if (!engine) {
        throw new WrongInput("engine", "one of Aurora's, which alone have prices of clusters", name ?? null);
    }
    const mode = cluster.choice("engineMode", engineModes);
    if (mode === "parallelquery" || mode === "serverless") {
        throw new WrongInput("engineMode", "provisioned, which alone has prices", mode);
    }
    if (cluster.choice("clusterScalabilityType", scalabilities) === "limitless") {
        throw new WrongInput("clusterScalabilityType", "standard, which alone has prices", "limitless");
    }
    return { engine, ioOptimized: cluster.choice("storageType", storageTypes) === "aurora-iopt1" };
}

/** The word of price labels for one of Aurora's engines; undefined for any other engine. */
// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
const engineModes = ["provisioned", "global", "parallelquery", "serverless"] as const;
const scalabilities = ["standard", "limitless"] as const;
const storageTypes = ["aurora", "aurora-iopt1"] as const;

function engineOf(engine: string | undefined): AuroraMode["engine"] | undefined {
    if (engine === "aurora-postgresql") {
        return "PostgreSQL";
    }
    return engine === "aurora-mysql" || engine === "aurora" ? "MySQL" : undefined;
}

/** A price of one of Aurora's engines. */
export function auroraPrice(engine: AuroraMode["engine"], label: string): PriceName {
    return price(`AmazonRDS-Aurora${engine}`, label);
}

/** An hour of an instance; the storage of its cluster decides too. */
export function instancePrice({ engine, ioOptimized }: AuroraMode, instanceClass: string): PriceName {
    const label = `${ioOptimized ? "Aurora IO Optimization Mode " : ""}${classLabel(instanceClass, "Single-AZ")}`;
    return auroraPrice(engine, `Database Instance Aurora ${engine} No license required ${label}`);
}

/** Capacity units between which the instances of a serverless cluster scale; undefined for one that states none. */
export function capacityOf(cluster: CostResource): { readonly low: number; readonly high: number } | undefined {
    const low = cluster.number("serverlessv2ScalingConfiguration.minCapacity");
    const high = cluster.number("serverlessv2ScalingConfiguration.maxCapacity");
    return low === undefined || high === undefined ? undefined : { low, high };
}
