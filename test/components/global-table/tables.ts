import type { TableSettings } from "../../../components/global-table/settings";
import type { Region } from "../../../components/shared/regions";

/** Regions of the tables that tests make; the first is home. */
export const regions: readonly Region[] = ["eu-west-1", "us-east-1", "ap-northeast-1"];

/** Capacity that scales. */
export const range = { min: 5, max: 100, targetPercent: 70 };

/** A table with one of everything, on demand. */
export const settings: TableSettings = {
    hashKey: { name: "customer", type: "S" },
    rangeKey: { name: "placed", type: "N" },
    indexes: {
        "by-state": { hashKey: { name: "state", type: "S" }, projection: { kind: "keys-only" } },
        "by-day": {
            hashKey: { name: "day", type: "S" },
            rangeKey: { name: "placed", type: "N" },
            projection: { kind: "include", attributes: ["total", "currency"] },
        },
    },
    consistency: { kind: "eventual", ttlAttribute: "expires", lagAlarmSeconds: 5 },
    billing: { kind: "on-demand", maxWriteUnits: 1000, indexes: { "by-day": { maxReadUnits: 50 } } },
    recoveryDays: 35,
};
/** Billing with one index that has ranges of its own. */
export const provisioned = {
    kind: "provisioned" as const,
    read: range,
    write: range,
    indexes: { "by-state": { read: range, write: { ...range, min: 9 } } },
};
/** The least that a table with strong consistency has. */
export const strong: TableSettings = {
    hashKey: { name: "id", type: "S" },
    consistency: { kind: "strong" },
    billing: { kind: "on-demand" },
    recoveryDays: 7,
};
