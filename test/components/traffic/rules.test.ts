import assert from "node:assert/strict";
import fc from "fast-check";
import type { TrafficCell } from "../../../components/traffic";
import { checkCells, checkTraffic, type CellFacts } from "../../../components/traffic/rules";
import type { FailoverControl, TrafficPolicy, TrafficSettings } from "../../../components/traffic/settings";
import { makeTraffic, pair, plainSettings, recordTraffic, stop, trafficCell } from "./programs";
import { recordAlone } from "../platforms";

const cells: readonly CellFacts[] = [
    { region: "eu-west-1", active: true },
    { region: "us-east-1", active: true },
    { region: "eu-central-1", active: false },
];

function lines(settings: Partial<TrafficSettings>, of: readonly CellFacts[] = cells): string[] {
    return checkTraffic({ ...plainSettings, ...settings }, of).map(({ path, message }) => `${path}: ${message}`);
}

const policy = (wanted: TrafficPolicy): string[] => lines({ policy: wanted });
const control = (wanted: FailoverControl): string[] => lines({ failoverControl: wanted });

describe("rules of traffic", () => {
    it("accept what needs nothing more", () => {
        assert.deepEqual(lines({}), []);
        assert.deepEqual(control(stop), []);
        assert.deepEqual(policy({ kind: "failover", order: ["us-east-1", "eu-west-1", "eu-central-1"] }), []);
        assert.deepEqual(policy({ kind: "weighted", weights: { "eu-west-1": 0, "us-east-1": 255 } }), []);
        const locations = { "eu-west-1": [{ continent: "NA" }], "us-east-1": [{ country: "NA" }] } as const;
        assert.deepEqual(policy({ kind: "geolocation", locations, default: "eu-west-1" }), []);
    });

    it("refuse an order that leaves a cell out, lists one twice, or none of ours", () => {
        assert.deepEqual(policy({ kind: "failover", order: ["eu-west-1", "eu-west-1", "sa-east-1"] }), [
            'policy.order.1: expected each region once, got "eu-west-1" again',
            'policy.order.2: expected a region of the platform, got "sa-east-1"',
            "policy.order: expected every cell once, got none of us-east-1, eu-central-1",
        ]);
    });

    it("refuse an order that prefers a standby to an active cell", () => {
        assert.deepEqual(policy({ kind: "failover", order: ["eu-central-1", "eu-west-1", "us-east-1"] }), [
            'policy.order.1: expected active cells before standby ones, got "eu-west-1" after a standby',
            'policy.order.2: expected active cells before standby ones, got "us-east-1" after a standby',
        ]);
    });

    it("refuse weights that are not of active cells, out of range, or missing", () => {
        assert.deepEqual(policy({ kind: "weighted", weights: { "eu-west-1": 256, "eu-central-1": 1 } }), [
            "policy.weights.eu-west-1: expected a whole number from 0 to 255, got 256",
            'policy.weights.eu-central-1: expected an active cell of the platform, got "eu-central-1"',
            "policy.weights.us-east-1: expected a weight for each active cell, got nothing",
        ]);
        assert.match(policy({ kind: "weighted", weights: { "eu-west-1": 1.5, "us-east-1": -1 } }).join(), /1\.5.*-1/);
    });

    it("refuse weights that are all 0: Route 53 would take them for equal", () => {
        assert.deepEqual(policy({ kind: "weighted", weights: { "eu-west-1": 0, "us-east-1": 0 } }), [
            "policy.weights: expected a weight above 0 (Route 53 takes all zeros for equal shares), got none",
        ]);
    });

    it("refuse a location twice, a code that is none, and a default that is no active cell", () => {
        const locations = {
            "eu-west-1": [{ continent: "EU" }, { country: "de" }],
            "us-east-1": [{ continent: "EU" }, { country: "US", state: "Texas" }],
        } as const;
        assert.deepEqual(policy({ kind: "geolocation", locations, default: "eu-central-1" }), [
            "policy.locations.us-east-1.0: expected each location once, got continent-EU again",
            'policy.locations.eu-west-1.1.country: expected two capital letters, got "de"',
            'policy.locations.us-east-1.1.state: expected two capital letters, got "Texas"',
            'policy.default: expected an active cell of the platform, got "eu-central-1"',
        ]);
    });

    it("refuse switches that stand in one region, and numbers that no alarm has", () => {
        const broken = {
            ...stop,
            switchRegions: ["eu-west-1", "eu-west-1"],
            errorsPerMinute: -1,
            errorMinutes: 0,
        } as const;
        assert.deepEqual(control(broken), [
            "failoverControl.switchRegions: expected two different regions (a switch must not die with its cell), got eu-west-1 twice",
            "failoverControl.errorsPerMinute: expected 0 or more, got -1",
            "failoverControl.errorMinutes: expected a whole number from 1 to 1440 (CloudWatch looks back a day), got 0",
        ]);
    });

    for (const kind of ["stop", "routingControl"] as const) {
        it(`refuse ${kind} without a health check: a switch is no detector`, () => {
            const failoverControl: FailoverControl = kind === "stop" ? stop : { kind };
            assert.deepEqual(lines({ failoverControl, healthCheck: "none" }), [
                `healthCheck: expected a health check with failoverControl ${kind} (a switch is no detector), got "none"`,
            ]);
        });
    }

    it("refuse Region switch over more than two regions, with a check too few, and an approver that is no role", () => {
        const approval = { kind: "role", arn: "approvers", timeoutMinutes: 10 } as const;
        const healthCheckIds = { "eu-west-1": "a" };
        assert.deepEqual(control({ kind: "regionSwitch", approval, healthCheckIds }), [
            "failoverControl.kind: expected two regions with regionSwitch (ARC moves between two), got 3",
            "failoverControl.healthCheckIds: expected a check for each of eu-west-1, us-east-1, eu-central-1, got eu-west-1",
            'failoverControl.approval.arn: expected the arn of an IAM role, got "approvers"',
        ]);
    });

    it("refuse Region switch over a map: it finds one record for a region", () => {
        const both = cells.slice(0, 2);
        const settings = {
            policy: { kind: "geolocation", locations: {}, default: "eu-west-1" },
            failoverControl: { kind: "regionSwitch", approval: { kind: "none" } },
        } as const;
        assert.match(lines(settings, both).join(), /^policy\.kind: expected latency, weighted or failover/);
        assert.deepEqual(lines(settings, [both[0], { region: "us-east-1", active: false }] as CellFacts[]), []);
    });

    it("refuse cells of which only some have IPv6", () => {
        const some = [{ region: "eu-west-1", dualStack: true }, { region: "us-east-1" }] as const;
        assert.deepEqual(
            checkCells(some).map(({ path }) => path),
            ["us-east-1.dualStack"],
        );
        assert.deepEqual(checkCells(some.slice(0, 1)), []);
    });

    it("accept any order of the active cells and any weights of which one is above 0", () => {
        const weight = fc.integer({ min: 0, max: 255 });
        fc.assert(
            fc.property(weight, weight, fc.boolean(), (one, other, swap) => {
                const weights = { "eu-west-1": one, "us-east-1": other };
                assert.equal(policy({ kind: "weighted", weights }).length, one + other > 0 ? 0 : 1);
                const active = ["eu-west-1", "us-east-1"] as const;
                const order = [...(swap ? active.toReversed() : active), "eu-central-1"] as const;
                assert.deepEqual(policy({ kind: "failover", order }), []);
            }),
        );
    });
});

describe("Traffic's constructor", () => {
    const { region, active, alias } = trafficCell("us-east-1", false);
    const bare: TrafficCell = { region, active, alias };

    it("fails before the first child, with every problem and its path", async () => {
        const making = recordTraffic(
            { failoverControl: stop, healthCheck: "none", policy: { kind: "failover", order: ["eu-west-1"] } },
            [trafficCell("eu-west-1"), { ...bare, dualStack: true }],
        );
        await assert.rejects(making, (error: Error) => {
            const [title, ...rest] = error.message.split("\n");
            assert.equal(title, 'Traffic "orders" is not valid:');
            assert.deepEqual(
                rest.map((line) => line.split(": ")[0]?.trim()),
                [
                    "- settings.policy.order",
                    "- settings.healthCheck",
                    "- cells.eu-west-1.dualStack",
                    "- cells.us-east-1.errors",
                ],
            );
            return true;
        });
    });

    it("fails on Region switch without what it moves", async () => {
        const failoverControl = { kind: "regionSwitch", approval: { kind: "none" } } as const;
        const making = recordAlone(() => makeTraffic({ failoverControl }, [...pair.slice(0, 1), bare]));
        await assert.rejects(
            making,
            /cells\.us-east-1\.switched: expected what.*\n.*- switched: expected the database/,
        );
    });
});
