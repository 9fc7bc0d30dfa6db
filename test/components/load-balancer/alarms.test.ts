import assert from "node:assert/strict";
import type { BalancerSettings } from "../../../components/load-balancer/settings";
import type { Plan } from "../../../plan/plan";
import { field, ofType, text } from "../platforms";
import { inputsOf, offload, recordBalancer } from "./alone";

const alarm = (recorded: Plan, role: string) => inputsOf(recorded, "MetricAlarm", `shop-euw1-${role}`);

describe("LoadBalancer's alarms", () => {
    const roles = async (settings: BalancerSettings): Promise<string[]> =>
        ofType(await recordBalancer(settings), "aws:cloudwatch/metricAlarm:MetricAlarm")
            .map(({ name }) => name.replace("shop-euw1-", ""))
            .sort();

    it("are those that its kind and TLS mode have metrics for", async () => {
        const backend = { port: 8443 };
        assert.deepEqual(await roles(offload), ["empty", "errors", "rejected", "slow", "unhealthy"]);
        assert.deepEqual(await roles({ kind: "alb", tls: { mode: "bridging", backend } }), [
            "empty",
            "errors",
            "handshakes",
            "rejected",
            "slow",
            "unhealthy",
        ]);
        assert.deepEqual(await roles({ kind: "nlb", tls: { mode: "passthrough" } }), [
            "empty",
            "rejected",
            "resets",
            "unhealthy",
        ]);
    });

    it("count errors as a share of requests against the availability promise, and take no requests for good", async () => {
        const errors = alarm(await recordBalancer(offload), "errors");
        assert.equal(errors["threshold"], 0.01);
        assert.equal(errors["treatMissingData"], "notBreaching");
        const failed = "(FILL(bad0, 0) + FILL(bad1, 0))";
        assert.equal(
            field(errors["metricQueries"], 3, "expression"),
            `IF(${failed} < 5, 0, 100 * ${failed} / (FILL(all, 0) + FILL(bad1, 0)))`,
        );
        const names = [0, 1, 2].map((index) => field(errors["metricQueries"], index, "metric", "metricName"));
        assert.deepEqual(names, ["HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count", "RequestCount"]);
    });

    it("compare the targets' p99 with its promise, in seconds as CloudWatch has it", async () => {
        const slow = alarm(await recordBalancer(offload), "slow");
        assert.deepEqual(
            [slow["metricName"], slow["extendedStatistic"], slow["threshold"]],
            ["TargetResponseTime", "p99", 0.25],
        );
    });

    it("take silence about healthy hosts for none, and about unhealthy ones for none either", async () => {
        const recorded = await recordBalancer(offload);
        assert.equal(alarm(recorded, "empty")["treatMissingData"], "breaching");
        assert.equal(alarm(recorded, "unhealthy")["treatMissingData"], "notBreaching");
    });

    it("share resets of an NLB over its new connections", async () => {
        const resets = alarm(await recordBalancer({ kind: "nlb", tls: { mode: "offload" } }), "resets");
        const names = [0, 1, 2].map((index) => field(resets["metricQueries"], index, "metric", "metricName"));
        assert.deepEqual(names, ["TCP_Target_Reset_Count", "TCP_ELB_Reset_Count", "NewFlowCount"]);
        assert.equal(field(resets["metricQueries"], 0, "metric", "namespace"), "AWS/NetworkELB");
    });

    it("notify nobody by themselves, and say what to do", async () => {
        for (const { inputs } of ofType(await recordBalancer(offload), "aws:cloudwatch/metricAlarm:MetricAlarm")) {
            assert.equal(inputs["alarmActions"], undefined);
            assert.ok(text(inputs["alarmDescription"]).length > 40);
        }
    });
});
