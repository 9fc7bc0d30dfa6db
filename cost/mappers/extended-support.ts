import type { InputReader } from "../cost-resource";
import type { Line } from "../mapping";
import { price, type PriceName } from "../price";
import { times } from "../quantity";
import type { InstanceHours } from "./database-class";
import { calendarMonth } from "./support-calendar";

type Year = "Year 1 Year 2" | "Year 3";

/**
 * Versions that only Extended Support still patches, and the year that they are billed as
 * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/extended-support-versions.html,
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html). Aurora MySQL has no third year's
 * rate (https://github.com/aws-samples/rds-extended-support-cost-estimator).
 */
const postgresql: { readonly [majorVersion: string]: Year } = {
    "11": "Year 3",
    "12": "Year 1 Year 2",
    "13": "Year 1 Year 2",
};

/** By the engine as programs write it. */
const engines: { readonly [engine: string]: { readonly [majorVersion: string]: Year } } = {
    "aurora-postgresql": postgresql,
    postgres: postgresql,
    "aurora-mysql": { "5.7": "Year 1 Year 2" },
    mysql: { "5.7": "Year 3", "8.0": "Year 1 Year 2" },
};

// One rate holds for every engine and version, and for Aurora as for RDS (https://www.vantage.sh/blog/amazon-rds-extended-support);
// the book's rows have one version's name.
const perVcpu: { readonly [year in Year]: PriceName } = {
    "Year 1 Year 2": price("AmazonRDS-AuroraPostgreSQL", "Aurora PostgreSQL Year 1 Year 2 12"),
    "Year 3": price("AmazonRDS-AuroraPostgreSQL", "Aurora PostgreSQL Year 3 12"),
};

/** No public source of the book has the rates of serverless capacity. */
const perUnit: { readonly [year in Year]: PriceName } = {
    "Year 1 Year 2": price("AmazonRDS", "Extended Support Year 1 Year 2 per ACU-hour"),
    "Year 3": price("AmazonRDS", "Extended Support Year 3 per ACU-hour"),
};

/** Every price of {@link extendedSupport}. */
export const extendedSupportPrices: readonly PriceName[] = [...Object.values(perVcpu), ...Object.values(perUnit)];

/**
 * What AWS charges to keep an old version patched. Nothing where the version is young enough, or where `versioned`, the
 * cluster or the instance itself, refuses the support.
 */
export function extendedSupport(versioned: Pick<InputReader, "text">, supported: InstanceHours): readonly Line[] {
    const version = versioned.text("engineVersion") ?? "";
    const years = engines[versioned.text("engine") ?? ""] ?? {};
    const [major, year] = Object.entries(years).find(([old]) => `${version}.`.startsWith(`${old}.`)) ?? [];
    if (major === undefined || year === undefined || versioned.text("engineLifecycleSupport") === refusal) {
        return [];
    }
    const line = { name: `Extended Support of version ${major}, as of ${calendarMonth}`, input: "engineVersion" };
    return [
        "capacityHours" in supported
            ? { ...line, unit: "ACU-h", price: perUnit[year], quantity: supported.capacityHours }
            : { ...line, unit: "vCPU-h", price: perVcpu[year], quantity: times(supported.hours, supported.vcpus()) },
    ];
}

const refusal = "open-source-rds-extended-support-disabled";
