import assert from "node:assert/strict";
import { recordStack } from "../../bin/stack";
import { applySettings } from "../../bin/stack-settings";

describe("bin: --set", () => {
    const config = { name: "a", traffic: { policy: "latency", healthCheck: { path: "/healthz" } } };

    it("replaces one value at its path and leaves the rest, and the given config, alone", () => {
        const before = structuredClone(config);
        assert.deepEqual(applySettings(config, ["traffic.healthCheck.failureThreshold=10", "name=b"]), {
            name: "b",
            traffic: { policy: "latency", healthCheck: { path: "/healthz", failureThreshold: 10 } },
        });
        assert.deepEqual(config, before);
    });

    it("reads values as YAML does", () => {
        assert.deepEqual(applySettings({}, ["a=false", "b=none", "c={ min: 0, max: 2 }", "d=x=y"]), {
            a: false,
            b: "none",
            c: { min: 0, max: 2 },
            d: "x=y",
        });
    });

    it("puts a branch where a leaf was", () => {
        assert.deepEqual(applySettings({ a: 1 }, ["a.b=2"]), { a: { b: 2 } });
    });

    it("is what a message names when the stack's file alone is valid", async () => {
        await assert.rejects(recordStack("staging", ["budgetMonthlyUsd=abc"]), {
            code: 2,
            message: '--set budgetMonthlyUsd=abc is not valid: platform.budgetMonthlyUsd: expected a number, got "abc"',
        });
        await assert.rejects(recordStack("staging", ["budgetMonthlyUsd=abc", "promises.readRtoSeconds=-1"]), {
            code: 2,
            message:
                /^--set budgetMonthlyUsd=abc --set promises\.readRtoSeconds=-1 is not valid:\n {2}- platform\..*\n {2}- /,
        });
        await assert.rejects(recordStack("stagin", ["budgetMonthlyUsd=abc"]), { code: 2, message: /^stack is not/ });
    });

    it("fails for what has no path or no value", () => {
        assert.throws(() => applySettings({}, ["a"]), { code: 2, message: /expected path=value/ });
        assert.throws(() => applySettings({}, ["=1"]), { code: 2, message: /expected path=value/ });
        assert.throws(() => applySettings({}, ["a={"]), { code: 2, message: /the value is not YAML/ });
    });
});
