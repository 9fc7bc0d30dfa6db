import { UnknownInput } from "../input-reader";
import type { Line, Mapper } from "../mapping";
import { price } from "../price";
import { known } from "../quantity";
import { meterKeys, meterLine, meterPrices, type Meter } from "./meter";

const dms = (label: string) => price("AWSDMS", label);
const source = "https://aws.amazon.com/dms/pricing/";

const storage = {
    Single: dms("DMS Storage Replication Storage Single AZ"),
    Multiple: dms("DMS Storage Replication Storage Multiple AZ"),
};
/** No public source of the book has its rate. */
const capacity: Meter = {
    key: "monthly_dcu_hours",
    name: "capacity",
    unit: "DCU-h",
    meaning: "capacity units times the hours that they worked",
    price: dms("Serverless per DCU-hour"),
};

/** GB that come with an instance: fewer with those that burst (https://aws.amazon.com/dms/pricing/). */
function includedStorage(type: string): number {
    return type.startsWith("t") ? 50 : 100;
}

/** DMS: replication instances by the hour, and storage beyond what comes with them. */
export const replicationInstance: Mapper = {
    types: ["aws:dms/replicationInstance:ReplicationInstance"],
    source,
    prices: Object.values(storage),
    lines: (instance, { hours }) => {
        const path = "replicationInstanceClass";
        const type = instance.beginning(path, ["dms."]) && instance.text(path)?.replace(/^dms\./, "");
        if (type === undefined) {
            throw new UnknownInput("replicationInstanceClass");
        }
        const zones = instance.flag("multiAz") === true ? "Multiple" : "Single";
        const beyond = (instance.number("allocatedStorage") ?? 0) - includedStorage(type);
        const volume: Line = {
            name: "storage",
            unit: "GB-month",
            price: storage[zones],
            quantity: known(beyond),
            input: "allocatedStorage",
        };
        return [
            {
                name: `dms.${type}`,
                unit: "h",
                price: dms(`DMS OnDemand Replication Server ${type.replace(".", " ")} ${zones} AZ`),
                quantity: hours(),
                input: "replicationInstanceClass",
            },
            ...(beyond > 0 ? [volume] : []),
        ];
    },
};

/** Replication without instances. */
export const serverlessReplication: Mapper = {
    types: ["aws:dms/replicationConfig:ReplicationConfig"],
    source,
    prices: meterPrices([capacity]),
    usage: meterKeys([capacity]),
    lines: () => [meterLine(capacity)],
};
