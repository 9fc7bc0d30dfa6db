import assert from "node:assert/strict";
import type { Estimate } from "../../../cost/estimate";
import { estimateCost } from "../../../cost/estimate-plan";
import { noUsage } from "../../../cost/usage/usage-file";
import { amounts, book, estimate, planOf, resource } from "../plans";
import { ref } from "./bill";
import { unknownFrom } from "./references";

const scalingConfig = { minSize: 1, desiredSize: 2, maxSize: 4 };
const nodes = (inputs = {}) => resource("aws:eks/nodeGroup:NodeGroup", { scalingConfig, ...inputs });
const cluster = (inputs = {}) => resource("aws:eks/cluster:Cluster", inputs);

function band(result: Estimate, line: string): readonly string[] {
    const charge = result.resources[0]?.lines.find(({ name }) => name === line)?.charge;
    assert.ok(charge?.kind === "priced", line);
    return [charge.monthly.low, charge.monthly.typical, charge.monthly.high].map(String);
}

describe("the price of a Kubernetes cluster", () => {
    it("is its hours", () => {
        // 730 x 0.1
        assert.deepEqual(amounts(estimate([cluster({ version: "1.34" })])), { "cluster hours": "73" });
    });

    it("has extended support for a version that is past its own, unless the cluster is upgraded instead", () => {
        // 730 x 0.5
        assert.equal(
            amounts(estimate([cluster({ version: "1.29" })]))[
                "extended support of version 1.29, standard until 2025-03-23"
            ],
            "365",
        );
        const upgraded = cluster({ version: "1.29", upgradePolicy: { supportType: "STANDARD" } });
        assert.deepEqual(amounts(estimate([upgraded])), { "cluster hours": "73" });
    });

    it("has the support that the usage file chooses", () => {
        const settings = { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" };
        const lines = (choice: string, version: string) => {
            const usage = { ...noUsage, of: () => ({ band: () => undefined, choice: () => choice }) };
            return Object.keys(amounts(estimateCost({ plan: planOf(cluster({ version })), book, usage, settings })));
        };
        assert.deepEqual(lines("extended", "1.34"), ["cluster hours", "extended support"]);
        assert.deepEqual(lines("standard", "1.29"), ["cluster hours"]);
    });

    it("names the row that is missing for a control plane that is asked for by size", () => {
        const [one] = estimate([cluster({ controlPlaneScalingConfig: { tier: "tier-xl" } })]).resources;
        assert.deepEqual(one?.state, {
            kind: "partly priced",
            reason: "no price for AmazonEKS: Provisioned control plane tier-xl per hour",
        });
        const plain = cluster({ controlPlaneScalingConfig: { tier: "standard" } });
        assert.deepEqual(amounts(estimate([plain])), { "cluster hours": "73" });
    });

    it("says that machines of Auto Mode have no price", () => {
        const [one] = estimate([cluster({ version: "1.34", computeConfig: { enabled: true } })]).resources;
        assert.deepEqual(one?.state, {
            kind: "partly priced",
            reason: "no price for AmazonEKS: Auto Mode per machine hour",
        });
        assert.equal(one.monthly.typical.toString(), "73");
    });
});

describe("the price of a group of nodes", () => {
    it("is min, desired and max machines with the disks that EKS gives them", () => {
        const result = estimate([nodes({ instanceTypes: ["m7g.large"], diskSize: 50 })]);
        // 730 x 0.091 = 66.43 each; 50 x 0.11 = 5.50 each
        assert.deepEqual(band(result, "m7g.large hours"), ["66.43", "132.86", "265.72"]);
        assert.deepEqual(band(result, "gp2 storage"), ["5.5", "11", "22"]);
    });

    it("is t3.medium and 20 GB where nothing is stated, as EKS has it", () => {
        // 2 x 730 x 0.0456; 2 x 20 x 0.11
        assert.deepEqual(amounts(estimate([nodes()])), { "t3.medium hours": "66.576", "gp2 storage": "4.4" });
    });

    it("has 50 GB of disk for Windows where nothing is stated", () => {
        const windows = nodes({ amiType: "WINDOWS_CORE_2022_x86_64" });
        // 2 x 50 x 0.11
        assert.equal(amounts(estimate([windows]))["gp2 storage"], "11");
    });

    it("follows its launch template for the type, the disks and the metrics", () => {
        const template = resource("aws:ec2/launchTemplate:LaunchTemplate", {
            instanceType: "m7g.xlarge",
            monitoring: { enabled: true },
            blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 100, volumeType: "gp3" } }],
        });
        // 2 x 730 x 0.1819; 2 x 7 x 0.30; 2 x 100 x 0.088
        const expected = {
            "m7g.xlarge hours": "265.574",
            "detailed monitoring": "4.2",
            "/dev/xvda: gp3 storage": "17.6",
        };
        const own = nodes({ launchTemplate: { id: ref(template), version: "1" } });
        assert.deepEqual(amounts(estimate([own, template])), expected);
        const previewed = nodes({ launchTemplate: { id: unknownFrom(template), version: "1" } });
        assert.deepEqual(amounts(estimate([previewed, template])), expected);
    });

    it("has a warm pool of stopped machines by their disks, and of running ones by all", () => {
        const warmPoolConfig = { maxGroupPreparedCapacity: 5 };
        const stopped = estimate([nodes({ warmPoolConfig })]);
        // 5 prepared less 1, 2 and 4 running: 4, 3, 1 disks of 20 x 0.11
        assert.deepEqual(band(stopped, "warm pool: gp2 storage"), ["8.8", "6.6", "2.2"]);
        assert.equal(amounts(stopped)["warm pool: t3.medium hours"], undefined);
        const unlimited = estimate([nodes({ warmPoolConfig: { maxGroupPreparedCapacity: -1 } })]);
        // as many as the group may have: 4 less 1, 2 and 4
        assert.deepEqual(band(unlimited, "warm pool: gp2 storage"), ["6.6", "4.4", "0"]);
        const running = estimate([nodes({ warmPoolConfig: { ...warmPoolConfig, poolState: "RUNNING" } })]);
        // 730 x 0.0456 = 33.288 each
        assert.deepEqual(band(running, "warm pool: t3.medium hours"), ["133.152", "99.864", "33.288"]);
    });

    it("fails by the row for spot nodes, and by the path for a template of another program", () => {
        const [spot] = estimate([nodes({ capacityType: "SPOT" })]).resources;
        assert.match(spot?.state.kind === "partly priced" ? spot.state.reason : "", /t3.medium.*term=Spot/);
        const [other] = estimate([nodes({ launchTemplate: { id: "lt-1", version: "1" } })]).resources;
        assert.deepEqual(other?.state, { kind: "not priced", reason: "launchTemplate is not known before deployment" });
    });
});

describe("the price of pods on Fargate", () => {
    it("waits for what pods ask for", () => {
        const profile = resource("aws:eks/fargateProfile:FargateProfile", {});
        assert.equal(amounts(estimate([profile]))["processors"], "usage needed");
        // 1,000 x 0.04048; 2,000 x 0.004445
        const keys = { monthly_vcpu_hrs: 1000, monthly_memory_gb_hrs: 2000 };
        assert.deepEqual(amounts(estimate([profile], keys)), { processors: "40.48", memory: "8.89" });
    });
});
