import assert from "node:assert/strict";
import { checkCapsUpdate } from "../../../components/global-table/caps";
import { checkTable } from "../../../components/global-table/rules";
import { settings } from "./tables";

describe("caps of a table that is paid on demand", () => {
    const capped = (onDemandThroughput?: object, billingMode = "PAY_PER_REQUEST") => ({
        billingMode,
        ...(onDemandThroughput && { onDemandThroughput }),
    });
    const refused = (before: object, after: object) =>
        checkCapsUpdate({ ...before }, { ...after }).map(({ path, message }) => `${path}: ${message}`);

    it("are lifted by -1, not by being left out, which the provider does not tell AWS", () => {
        const both = { maxReadRequestUnits: 10, maxWriteRequestUnits: 5 };
        assert.deepEqual(refused(capped(both), capped()), [
            "billing.maxReadUnits: expected -1, which lifts the cap of 10, got nothing",
            "billing.maxWriteUnits: expected -1, which lifts the cap of 5, got nothing",
        ]);
        assert.deepEqual(refused(capped(both), capped({ maxReadRequestUnits: 10 })), [
            "billing.maxWriteUnits: expected -1, which lifts the cap of 5, got nothing",
        ]);
        assert.deepEqual(refused(capped(both), capped({ maxReadRequestUnits: -1, maxWriteRequestUnits: 6 })), []);
        assert.deepEqual(refused(capped(), capped(both)), []);
    });

    it("go with the billing that they belong to", () => {
        assert.deepEqual(refused(capped({ maxReadRequestUnits: 10 }), capped(undefined, "PROVISIONED")), []);
    });

    it("are 1 or more, or none", () => {
        const given = (maxReadUnits: number) => ({
            ...settings,
            billing: { kind: "on-demand" as const, maxReadUnits },
        });
        assert.deepEqual(checkTable(given(-1), ["eu-west-1"]), []);
        assert.deepEqual(checkTable(given(0), ["eu-west-1"]), [
            { path: "billing.maxReadUnits", message: "expected 1 or more, or -1 for no cap, got 0" },
        ]);
    });
});
