import type { Mapper } from "../mapping";
import { UnknownInput } from "../input-reader";
import { price } from "../price";
import { times } from "../quantity";
import { meterKeys, meterLine, meterPrices, type Meter } from "./meter";

const source = "https://aws.amazon.com/athena/pricing/";

const scanned: Meter = {
    key: "monthly_data_scanned_tb",
    name: "scanned",
    unit: "TB",
    meaning: "scanned by queries",
    price: price("AmazonAthena", "Athena Queries"),
};
const spark: Meter = {
    key: "monthly_dpu_hours",
    name: "Spark sessions",
    unit: "DPU-h",
    meaning: "DPUs of Spark sessions times the hours that they last",
    price: price("AmazonAthena", "Athena Spark - Spark_Execution"),
};
const reserved = price("AmazonAthena", "Athena Queries Data processing");

// https://docs.aws.amazon.com/athena/latest/ug/notebooks-spark-release-versions.html
const sparkEngines: readonly string[] = ["PySpark engine version", "Apache Spark version"];
const engines = ["AUTO", "Athena engine version", ...sparkEngines];

/** Athena workgroups: what their queries read, or the sessions of those that run Spark. */
export const queryWorkgroup: Mapper = {
    types: ["aws:athena/workgroup:Workgroup"],
    source,
    prices: meterPrices([scanned, spark]),
    usage: meterKeys([scanned, spark]),
    lines: (workgroup) => {
        const engine = workgroup.beginning("configuration.engineVersion.selectedEngineVersion", engines);
        return [meterLine(engine !== undefined && sparkEngines.includes(engine) ? spark : scanned)];
    },
};

/** Capacity that queries have to themselves. */
export const queryCapacity: Mapper = {
    types: ["aws:athena/capacityReservation:CapacityReservation"],
    source,
    prices: [reserved],
    usage: { monthly_hrs: { unit: "hours", meaning: "that the capacity is kept; all month if absent" } },
    lines: (reservation, { hours }) => {
        const count = reservation.number("targetDpus");
        if (count === undefined) {
            throw new UnknownInput("targetDpus");
        }
        return [
            {
                name: "capacity",
                unit: "DPU-h",
                price: reserved,
                quantity: times(hours("monthly_hrs"), count),
                input: "targetDpus",
            },
        ];
    },
};
