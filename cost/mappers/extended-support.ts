import type { CostResource } from "../cost-resource";
import type { Line, Settings } from "../mapping";
import { price, type PriceName } from "../price";
import { known } from "../quantity";
import { vcpusOfInstance } from "./database-class";

/** An engine as price labels have it, and the years that its old versions are billed as. */
interface OldVersions {
    readonly service: string;
    readonly label: string;
    /** Year of support by major version. */
    readonly years: { readonly [majorVersion: string]: string };
}

/**
 * Versions of PostgreSQL that only Extended Support still patches
 * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/extended-support-versions.html, as of 2026-09).
 */
const postgresql = { "11": "Year 3", "12": "Year 1 Year 2", "13": "Year 1 Year 2" };

/** By the engine as programs write it. The book has rows for version 12 of Aurora PostgreSQL alone. */
const engines: { readonly [engine: string]: OldVersions } = {
    "aurora-postgresql": {
        service: "AmazonRDS-AuroraPostgreSQL",
        label: "Aurora PostgreSQL",
        years: postgresql,
    },
    postgres: { service: "AmazonRDS-PostgreSQL", label: "PostgreSQL", years: postgresql },
};

/** The rows that the book has. */
export const extendedSupportPrices: readonly PriceName[] = [
    price("AmazonRDS-AuroraPostgreSQL", "Aurora PostgreSQL Year 1 Year 2 12"),
];

/**
 * What AWS charges to keep an old version patched, for each vCPU of an instance. Nothing where the version is young
 * enough, or where `versioned`, the cluster or the instance itself, refuses the support.
 */
export function extendedSupport(
    versioned: CostResource,
    instance: CostResource,
    { hoursPerMonth }: Settings,
): readonly Line[] {
    const [major = ""] = (versioned.text("engineVersion") ?? "").split(".");
    const engine = engines[versioned.text("engine") ?? ""];
    const year = engine?.years[major];
    if (!engine || year === undefined || versioned.text("engineLifecycleSupport") === refusal) {
        return [];
    }
    return [
        {
            name: `Extended Support of version ${major}`,
            unit: "vCPU-h",
            price: price(engine.service, `${engine.label} ${year} ${major}`),
            quantity: known(vcpusOfInstance(instance) * hoursPerMonth),
            input: "engineVersion",
        },
    ];
}

const refusal = "open-source-rds-extended-support-disabled";
