import type { CostResource } from "../cost-resource";
import { UnknownInput } from "../input-reader";
import type { Line, MapContext, Mapper } from "../mapping";
import type { PriceName } from "../price";
import { exactly, multiply, usageOf, type Quantity } from "../quantity";
import { auroraMode, auroraPrice, auroraTypes, capacityOf, instancePrice, type AuroraMode } from "./aurora";
import { classOf, vcpusOfInstance } from "./database-class";
import { insightsLines, monitoringLines, monitoringPrices, monitoringUsage, retentionLines } from "./database-insights";
import { extendedSupport, extendedSupportPrices } from "./extended-support";

const modes: readonly AuroraMode[] = [
    { engine: "PostgreSQL", ioOptimized: false },
    { engine: "PostgreSQL", ioOptimized: true },
    { engine: "MySQL", ioOptimized: false },
];

/** Instances of Aurora clusters: by the hour and class, or by the capacity unit where they are serverless. */
export const auroraInstance: Mapper = {
    types: [auroraTypes.instance],
    source: "https://aws.amazon.com/rds/aurora/pricing/",
    prices: [...modes.map(capacityPrice), ...extendedSupportPrices, ...monitoringPrices],
    usage: {
        capacity_units_per_hr: { unit: "ACU", meaning: "db.serverless: average capacity of the instance" },
        ...monitoringUsage,
    },
    lines: (instance, { hours, settings }) => {
        const cluster = instance.lead("clusterIdentifier", auroraTypes.cluster);
        if (!cluster) {
            throw new UnknownInput("storageType and capacity of the cluster that clusterIdentifier names");
        }
        const mode = auroraMode(cluster);
        const instanceClass = classOf(instance);
        if (instanceClass === undefined) {
            throw new UnknownInput("instanceClass");
        }
        if (instanceClass === "db.serverless") {
            return [...serverlessLines(cluster, mode, settings), ...monitoringLines(instance)];
        }
        return [
            {
                name: `${instanceClass}${mode.ioOptimized ? ", I/O-Optimized" : ""}`,
                unit: "h",
                price: instancePrice(mode, instanceClass),
                quantity: hours(),
                input: "instanceClass",
            },
            ...extendedSupport(cluster, {
                vcpus: () => vcpusOfInstance(instance),
                hours: hours(),
                today: settings.today,
            }),
            ...monitoringLines(instance),
            ...retentionLines(instance, cluster),
        ];
    },
};

/** The capacity, and what else is billed by it. */
function serverlessLines(
    cluster: CostResource,
    mode: AuroraMode,
    { hoursPerMonth, today }: MapContext["settings"],
): readonly Line[] {
    const capacityHours = capacity(cluster, hoursPerMonth);
    return [
        capacityLine(mode, capacityHours),
        ...extendedSupport(cluster, { capacityHours, today }),
        ...insightsLines(cluster, { capacityHours }),
    ];
}

function capacityLine(mode: AuroraMode, capacityHours: Quantity): Line {
    return {
        name: `serverless capacity${mode.ioOptimized ? ", I/O-Optimized" : ""}`,
        unit: "ACU-h",
        price: capacityPrice(mode),
        quantity: capacityHours,
        input: "serverlessv2ScalingConfiguration.minCapacity",
    };
}

/**
 * The least capacity is always billed, so it is the usual one until the usage file says the average. One that may pause
 * at 0 has no usual capacity that the program knows.
 */
function capacity(cluster: CostResource, hoursPerMonth: number): Quantity {
    const limits = capacityOf(cluster);
    const month = exactly(hoursPerMonth);
    const scaled = limits && {
        low: month.low.times(limits.low),
        typical: month.typical.times(limits.low),
        high: month.high.times(limits.high),
    };
    return usageOf(["capacity_units_per_hr"], (use) => {
        const average = use("capacity_units_per_hr");
        return average ? multiply(average, month) : limits && limits.low > 0 ? scaled : undefined;
    });
}

function capacityPrice({ engine, ioOptimized }: AuroraMode): PriceName {
    return auroraPrice(engine, `Aurora ${engine} ServerlessV2${ioOptimized ? " Aurora IO Optimization Mode" : ""}`);
}
