import type { InputReader } from "../input-reader";
import type { Line } from "../mapping";
import { price, type PriceName } from "../price";
import { times } from "../quantity";
import type { InstanceHours } from "./database-class";
import { paidSupport, type PaidSupport } from "./support-calendar";

type Year = PaidSupport["years"];

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

/** What is supported, on which day. */
export type SupportedHours = InstanceHours & { readonly today: string };

/**
 * What AWS charges to keep an old version patched. Nothing where the version is young enough, or where `versioned`, the
 * cluster or the instance itself, refuses the support.
 */
export function extendedSupport(
    versioned: Pick<InputReader, "text" | "choice">,
    supported: SupportedHours,
): readonly Line[] {
    const [engine, version] = [versioned.text("engine") ?? "", versioned.text("engineVersion") ?? ""];
    const paid = paidSupport({ engine, version, input: "engineVersion", today: supported.today });
    if (paid === undefined || versioned.choice("engineLifecycleSupport", supports) === refusal) {
        return [];
    }
    const line = { name: `Extended Support of ${paid.of}`, input: "engineVersion" };
    return [
        "capacityHours" in supported
            ? { ...line, unit: "ACU-h", price: perUnit[paid.years], quantity: supported.capacityHours }
            : {
                  ...line,
                  unit: "vCPU-h",
                  price: perVcpu[paid.years],
                  quantity: times(supported.hours, supported.vcpus()),
              },
    ];
}

const refusal = "open-source-rds-extended-support-disabled";
const supports = ["open-source-rds-extended-support", refusal] as const;
