import Big from "big.js";
import type { CostResource } from "../cost-resource";
import { UnknownInput } from "../input-reader";
import type { Mapper } from "../mapping";
import { price } from "../price";
import { times, type Band } from "../quantity";
import { auroraTypes, capacityOf } from "./aurora";
import { vcpusOfInstance } from "./database-class";

// One table of prices holds for all engines (https://aws.amazon.com/rds/proxy/pricing/); the book's rows have one's name.
const vcpuHour = price("AmazonRDS-Proxy", "RDSProxy Aurora PostgreSQL Hrs");
const capacityHour = price("AmazonRDS-Proxy", "RDSProxy Aurora PostgreSQL ACU-Hr");

/** Least that a proxy is billed for (https://aws.amazon.com/rds/proxy/pricing/). */
const leastVcpus = 2;
const leastCapacity = 8;

/** RDS Proxy: by the vCPUs, or capacity units, of the instances behind it. */
export const databaseProxy: Mapper = {
    types: ["aws:rds/proxy:Proxy"],
    source: "https://aws.amazon.com/rds/proxy/pricing/",
    prices: [vcpuHour, capacityHour],
    lines: (proxy, { hours }) => {
        const targets = proxy.namedBy("aws:rds/proxyTarget:ProxyTarget", "dbProxyName");
        const clusters = targets.flatMap((target) => target.lead("dbClusterIdentifier", auroraTypes.cluster) ?? []);
        const alone = targets.flatMap(
            (target) => target.lead("dbInstanceIdentifier", "aws:rds/instance:Instance") ?? [],
        );
        if (clusters.length + alone.length === 0) {
            throw new UnknownInput("the database that a target of the proxy names");
        }
        const instances = [...clusters.flatMap(instancesOf), ...alone];
        const vcpus = instances.reduce((sum, one) => sum + vcpusOfInstance(one), 0);
        const capacity = clusters.map(serverlessCapacity).reduce(addLimits, none);
        const provisioned = {
            name: "vCPUs behind it",
            unit: "vCPU-h",
            price: vcpuHour,
            quantity: times(hours(), Math.max(vcpus, leastVcpus)),
        };
        const serverless = {
            name: "capacity behind it",
            unit: "ACU-h",
            price: capacityHour,
            quantity: times(hours(), atLeast(capacity)),
        };
        return [...(vcpus > 0 || capacity.high === 0 ? [provisioned] : []), ...(capacity.high > 0 ? [serverless] : [])];
    },
};

interface Limits {
    readonly low: number;
    readonly high: number;
}

const none: Limits = { low: 0, high: 0 };

function instancesOf(cluster: CostResource): readonly CostResource[] {
    return cluster.namedBy(auroraTypes.instance, "clusterIdentifier");
}

/** Of all serverless instances of a cluster together. */
function serverlessCapacity(cluster: CostResource): Limits {
    const count = instancesOf(cluster).filter((one) => one.text("instanceClass") === "db.serverless").length;
    const { low, high } = capacityOf(cluster) ?? none;
    return { low: low * count, high: high * count };
}

function addLimits(a: Limits, b: Limits): Limits {
    return { low: a.low + b.low, high: a.high + b.high };
}

function atLeast({ low, high }: Limits): Band {
    const least = new Big(Math.max(low, leastCapacity));
    return { low: least, typical: least, high: new Big(Math.max(high, leastCapacity)) };
}
