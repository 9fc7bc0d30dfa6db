import assert from "node:assert/strict";
import { estimateCost } from "../../../cost/estimate-plan";
import { ioOptimizedAurora } from "../../../cost/levers/aurora-storage";
import { exactly } from "../../../cost/quantity";
import { noUsage } from "../../../cost/usage/usage-file";
import { book, planOf, resource } from "../plans";

describe("Aurora without a charge for requests", () => {
    it("is for clusters whose requests are stated, whatever stands beside them", () => {
        const cluster = (name: string) =>
            resource("aws:rds/cluster:Cluster", { engine: "aurora-postgresql" }, { name });
        const plan = planOf(cluster("busy"), cluster("unknown"));
        const usage = {
            ...noUsage,
            of: ({ name }: { readonly name: string }) => ({
                band: (key: string) => (name === "busy" && key.endsWith("per_sec") ? exactly(1000) : undefined),
                choice: () => undefined,
            }),
        };
        const estimate = estimateCost({
            plan,
            book,
            usage,
            settings: { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" },
        });
        const changed = ioOptimizedAurora.change(plan, estimate)?.resources ?? [];
        assert.deepEqual(
            changed.map(({ inputs }) => inputs["storageType"]),
            ["aurora-iopt1", undefined],
        );
    });
});
