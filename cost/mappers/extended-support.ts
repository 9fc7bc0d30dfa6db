import type { CostResource } from "../cost-resource";
import type { Line, Settings } from "../mapping";
import { price } from "../price";
import { known } from "../quantity";
import { vcpusOfInstance } from "./database-class";

/**
 * Versions of Aurora PostgreSQL that only Extended Support still patches, by the year of support that a vCPU-hour is
 * billed as (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/extended-support-versions.html, as of
 * 2026-09). The list names prices for 12 alone.
 */
const years: { readonly [majorVersion: string]: string } = {
    "11": "Year 3",
    "12": "Year 1 Year 2",
    "13": "Year 1 Year 2",
};

/**
 * What AWS charges to keep an old version of Aurora PostgreSQL patched, for each vCPU of an instance. Nothing where the
 * version is young enough, or where the cluster refuses the support.
 */
export function extendedSupport(
    cluster: CostResource,
    instance: CostResource,
    { hoursPerMonth }: Settings,
): readonly Line[] {
    const [major = ""] = (cluster.text("engineVersion") ?? "").split(".");
    const year = cluster.text("engine") === "aurora-postgresql" ? years[major] : undefined;
    if (year === undefined || cluster.text("engineLifecycleSupport") === "open-source-rds-extended-support-disabled") {
        return [];
    }
    return [
        {
            name: `Extended Support of version ${major}`,
            unit: "vCPU-h",
            price: price("AmazonRDS-AuroraPostgreSQL", `Aurora PostgreSQL ${year} ${major}`),
            quantity: known(vcpusOfInstance(instance) * hoursPerMonth),
            input: "engineVersion",
        },
    ];
}
