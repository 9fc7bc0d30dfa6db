import Big from "big.js";
import type { CostResource } from "../cost-resource";
import type { Mapper } from "../mapping";
import { price } from "../price";
import { exactly, map, multiply, usageOf, type Band, type Quantity } from "../quantity";
import { meterKeys, meterLine, meterPrices, type Meter } from "./meter";

const flink = (label: string) => price("AmazonManagedFlink", label);

const unit = flink("Kinesis Processing Unit KPU for Java applications");
const running = flink("Per GB month of running application storage");
const backups: Meter = {
    key: "durable_application_backup_gb",
    name: "backups",
    unit: "GB-month",
    meaning: "backups of the application",
    price: flink("Per GB month of durable application backups"),
};

/** GB that every processing unit has, and units that run an application without working for it (https://aws.amazon.com/managed-service-apache-flink/pricing/). */
const unitStorage = 50;
const orchestration = 1;

const key = "kinesis_processing_units";

/** Flink applications: processing units by the hour, one more than work, and their storage. */
export const streamProcessing: Mapper = {
    types: ["aws:kinesisanalyticsv2/application:Application"],
    source: "https://aws.amazon.com/managed-service-apache-flink/pricing/",
    prices: [unit, running, ...meterPrices([backups])],
    usage: {
        [key]: { unit: "KPU", meaning: "that work, on average; those of its parallelism if absent" },
        ...meterKeys([backups]),
    },
    lines: (application, { settings, states }) => [
        {
            name: "processing",
            unit: "KPU-h",
            price: unit,
            quantity: units(application, (working) =>
                multiply(
                    map(working, (amount) => amount.plus(orchestration)),
                    exactly(settings.hoursPerMonth),
                ),
            ),
            input: "applicationConfiguration",
        },
        {
            name: "running storage",
            unit: "GB-month",
            price: running,
            quantity: units(application, (working) => map(working, (amount) => amount.times(unitStorage))),
            input: "applicationConfiguration",
        },
        ...(states(backups.key) ? [meterLine(backups)] : []),
    ],
};

/** A unit works for as many parallel tasks as it may; one that scales by itself starts there and ends where nobody knows. */
function units(application: CostResource, of: (working: Band) => Band): Quantity {
    const config = "applicationConfiguration.flinkApplicationConfiguration.parallelismConfiguration";
    const tasks = new Big(application.number(`${config}.parallelism`) ?? 1);
    const working = tasks.div(application.number(`${config}.parallelismPerKpu`) ?? 1).round(0, Big.roundUp);
    return usageOf([key], (use) => of(use(key) ?? exactly(working)));
}
