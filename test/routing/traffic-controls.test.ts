import assert from "node:assert/strict";
import type { FailoverControl, TrafficCell, TrafficSettings } from "../../components/traffic";
import type { Plan } from "../../plan/plan";
import { answer } from "../../routing/answer";
import { failoverModel } from "../../routing/recovery/from-plan";
import type { Zone, ZoneState } from "../../routing/zone";
import { zoneFromPlan } from "../../routing/from-plan/zone-from-plan";
import { hostname, pair, recordTraffic, stop, switched, trafficCell } from "../components/traffic/programs";
import { drill, inZone, planOf, resource } from "./plans";

/** The zone that a program's records make, as the twin reads it. */
async function zoneOf(settings: Partial<TrafficSettings>, cells: readonly TrafficCell[] = pair): Promise<Zone> {
    return zoneFromPlan(inZone(await recordTraffic(settings, cells, { switched })), ({ output }) => output);
}

/** The region that is answered from Ireland, and whether Route 53 had to fail open. */
function asked(zone: Zone, red: readonly string[] = [], type = "A"): string {
    const state: ZoneState = {
        latency: { here: { "eu-west-1": 1, "us-east-1": 70 } },
        healthChecks: Object.fromEntries(red.map((id) => [id, "unhealthy" as const])),
    };
    const { answers, failOpen, rcode } = answer(zone, state, { name: hostname, type, from: "here" });
    const region = answers.map((name) => name.split(".")[1] ?? "").join();
    return `${region || rcode}${failOpen ? ", failing open" : ""}`;
}

const control = (failoverControl: FailoverControl): Promise<Zone> => zoneOf({ failoverControl });

describe("Route 53 as traffic's program sets it up", () => {
    it("stop: endpoint, errors or switch alone moves clients, and their return moves them back", async () => {
        const zone = await control(stop);
        assert.equal(asked(zone), "eu-west-1");
        for (const part of ["orders-euw1", "orders-euw1-failing", "orders-euw1-stop"]) {
            assert.equal(asked(zone, [part]), "us-east-1", part);
        }
    });

    it("stop: when all is red somebody is answered still, and stopping every cell drains none", async () => {
        const zone = await control(stop);
        assert.equal(asked(zone, ["orders-euw1-failing", "orders-use1-failing"]), "eu-west-1, failing open");
        assert.equal(asked(zone, ["orders-euw1-stop", "orders-use1-stop"]), "eu-west-1, failing open");
    });

    it("stop: a cell that counts no errors is healthy, a switch keeps its position", async () => {
        const { HealthChecks } = await control(stop);
        const configs = new Map(HealthChecks.map(({ Id, HealthCheckConfig }) => [Id, HealthCheckConfig]));
        assert.deepEqual(configs.get("orders-euw1-failing"), {
            Type: "CLOUDWATCH_METRIC",
            AlarmIdentifier: { Name: "orders-euw1-failing", Region: "eu-west-1" },
            InsufficientDataHealthStatus: "Healthy",
        });
        assert.deepEqual(configs.get("orders-euw1-stop"), {
            Type: "CLOUDWATCH_METRIC",
            AlarmIdentifier: { Name: "orders-euw1-stop", Region: "us-east-1" },
            InsufficientDataHealthStatus: "LastKnownStatus",
        });
        assert.deepEqual(configs.get("orders-euw1-whole"), {
            Type: "CALCULATED",
            HealthThreshold: 3,
            ChildHealthChecks: ["orders-euw1", "orders-euw1-failing", "orders-euw1-stop"],
        });
    });

    it("routingControl: a control that is off, or a dead endpoint, moves clients", async () => {
        const zone = await control({ kind: "routingControl" });
        assert.deepEqual(
            [asked(zone), asked(zone, ["orders-euw1-control"]), asked(zone, ["orders-euw1"])],
            ["eu-west-1", "us-east-1", "us-east-1"],
        );
        const found = zone.HealthChecks.find(({ Id }) => Id === "orders-euw1-control");
        assert.match(found?.HealthCheckConfig?.RoutingControlArn ?? "", /routingcontrol\/orders-euw1$/);
    });

    it("regionSwitch: the plan's checks move clients, and a dead endpoint does so too", async () => {
        const healthCheckIds = { "eu-west-1": "plan-a", "us-east-1": "plan-b" };
        const zone = await control({ kind: "regionSwitch", approval: { kind: "none" }, healthCheckIds });
        assert.deepEqual(
            [asked(zone), asked(zone, ["plan-a"]), asked(zone, ["orders-euw1"])],
            ["eu-west-1", "us-east-1", "us-east-1"],
        );
    });

    for (const policy of [
        { kind: "latency" },
        { kind: "weighted", weights: { "eu-west-1": 1, "us-east-1": 0 } },
        { kind: "failover", order: ["eu-west-1", "us-east-1"] },
    ] as const) {
        it(`regionSwitch: a dead endpoint moves clients of two active cells by ${policy.kind} too`, async () => {
            const healthCheckIds = { "eu-west-1": "plan-a", "us-east-1": "plan-b" };
            const failoverControl = { kind: "regionSwitch", approval: { kind: "none" }, healthCheckIds } as const;
            const zone = await zoneOf({ policy, failoverControl }, [
                trafficCell("eu-west-1"),
                trafficCell("us-east-1"),
            ]);
            assert.deepEqual(
                [asked(zone), asked(zone, ["plan-a"]), asked(zone, ["orders-euw1"])],
                ["eu-west-1", "us-east-1", "us-east-1"],
            );
        });
    }

    it("failover: answers with the first of the order that lives, and with the first when none does", async () => {
        const cells = [...pair, trafficCell("eu-central-1", false)];
        const policy = { kind: "failover", order: ["eu-west-1", "eu-central-1", "us-east-1"] } as const;
        const zone = await zoneOf({ policy }, cells);
        const red = ["orders-euw1", "orders-euc1", "orders-use1"];
        assert.deepEqual(
            [0, 1, 2, 3].map((dead) => asked(zone, red.slice(0, dead))),
            ["eu-west-1", "eu-central-1", "us-east-1", "eu-west-1, failing open"],
        );
    });

    it("weighted: a cell of weight 0 is answered with when the others are dead", async () => {
        const policy = { kind: "weighted", weights: { "eu-west-1": 1, "us-east-1": 0 } } as const;
        const zone = await zoneOf({ policy }, [trafficCell("eu-west-1"), trafficCell("us-east-1")]);
        assert.deepEqual([asked(zone), asked(zone, ["orders-euw1"])], ["eu-west-1", "us-east-1"]);
    });

    it("dual-stack: AAAA fails over as A does; without it there is no AAAA", async () => {
        const zone = await zoneOf(
            {},
            pair.map((cell) => ({ ...cell, dualStack: true })),
        );
        assert.deepEqual([asked(zone, [], "AAAA"), asked(zone, ["orders-euw1"], "AAAA")], ["eu-west-1", "us-east-1"]);
        assert.equal(asked(await zoneOf({}), [], "AAAA"), "NOERROR");
    });

    it("geolocation: a place has its cell, any other place the default, and the dead of either the living", async () => {
        const locations = { "eu-west-1": [{ continent: "EU" }] } as const;
        const policy = { kind: "geolocation", locations, default: "us-east-1" } as const;
        const zone = await zoneOf({ policy }, [trafficCell("eu-west-1"), trafficCell("us-east-1")]);
        const from = (place: string, red?: string): string | undefined => {
            const healthChecks = red === undefined ? {} : { [red]: "unhealthy" as const };
            return answer(zone, { healthChecks }, { name: hostname, type: "A", from: place }).answers[0]?.split(".")[1];
        };
        assert.deepEqual([from("IE"), from("IE", "orders-euw1")], ["eu-west-1", "us-east-1"]);
        assert.deepEqual([from("JP"), from("JP", "orders-use1")], ["us-east-1", "eu-west-1"]);
    });
});

describe("a prediction over a calculated check", () => {
    /** A plan whose records carry a calculated check over the endpoint's and an alarm's. */
    function calculated(threshold: number): Plan {
        const plan = planOf();
        const [first] = plan.resources.filter(({ name }) => name === "check-eu-west-1");
        assert.ok(first);
        const alarm = resource(first.type, "alarm", {
            type: "CLOUDWATCH_METRIC",
            cloudwatchAlarmName: "a",
            cloudwatchAlarmRegion: "eu-west-1",
        });
        const whole = resource(first.type, "whole", {
            type: "CALCULATED",
            childHealthThreshold: threshold,
            childHealthchecks: [first, alarm].map(({ urn }) => ({ $ref: { urn, output: "id" } })),
        });
        const resources = plan.resources.map((one) =>
            one.name === "member-eu-west-1"
                ? { ...one, inputs: { ...one.inputs, healthCheckId: { $ref: { urn: whole.urn, output: "id" } } } }
                : one,
        );
        return { ...plan, resources: [...resources, alarm, whole] };
    }

    it("is that of its endpoint check when both must hold", () => {
        assert.deepEqual(failoverModel(calculated(2), drill), failoverModel(planOf(), drill));
    });

    it("is never, when the endpoint alone does not make it red", () => {
        assert.match(failoverModel(calculated(1), drill).never ?? "", /Route 53 goes on answering/);
    });
});
