import assert from "node:assert/strict";
import { headlessStandby } from "../../../cost/levers/pilot-light";
import type { PlanResource, PlanValue } from "../../../plan/plan";
import { ref, unknown } from "../mappers/bill";
import { estimate, planOf, resource } from "../plans";

describe("a standby without an instance", () => {
    const platform: PlanResource = {
        ...resource("antipode:platform:Platform", { regions: { "eu-west-1": { role: "warm" } } }, { name: "p" }),
        custom: false,
    };
    const cluster = (inputs: { readonly [key: string]: PlanValue }) =>
        resource("aws:rds/cluster:Cluster", { engine: "aurora-postgresql", ...inputs }, { name: "db" });
    const instance = (clusterIdentifier: PlanValue) =>
        resource("aws:rds/clusterInstance:ClusterInstance", { clusterIdentifier }, { name: "db-0" });
    const left = (...resources: readonly PlanResource[]) =>
        headlessStandby.change(planOf(platform, ...resources), estimate(resources))?.resources.map(({ name }) => name);

    it("keeps the volume of a global database", () => {
        const secondary = cluster({ globalClusterIdentifier: "orders" });
        for (const identifier of [ref(secondary), unknown(secondary)]) {
            assert.deepEqual(left(secondary, instance(identifier)), ["p", "db"]);
        }
    });

    it("is nothing for a database of that region alone, which would be gone", () => {
        const alone = cluster({});
        assert.equal(left(alone, instance(ref(alone))), undefined);
    });
});
