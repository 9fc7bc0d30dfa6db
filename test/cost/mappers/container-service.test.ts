import assert from "node:assert/strict";
import type { Estimate } from "../../../cost/estimate";
import { amounts, estimate, resource } from "../plans";
import { ref } from "./bill";
import { unknownFrom } from "./references";

const definition = (inputs = {}) =>
    resource("aws:ecs/taskDefinition:TaskDefinition", { cpu: "512", memory: "1024", ...inputs });
const half = definition();
const service = (inputs = {}) =>
    resource("aws:ecs/service:Service", {
        launchType: "FARGATE",
        desiredCount: 4,
        taskDefinition: ref(half, "arn"),
        ...inputs,
    });

function band(result: Estimate, line: string): readonly string[] {
    const charge = result.resources[0]?.lines.find(({ name }) => name === line)?.charge;
    assert.ok(charge?.kind === "priced", line);
    return [charge.monthly.low, charge.monthly.typical, charge.monthly.high].map(String);
}

describe("the price of a container service", () => {
    it("is the processors and memory of its tasks", () => {
        // 4 x 730 x 0.5 x 0.04048; 4 x 730 x 1 x 0.004445
        const expected = { processors: "59.1008", memory: "12.9794" };
        assert.deepEqual(amounts(estimate([service(), half])), expected);
        const previewed = service({ taskDefinition: unknownFrom(half) });
        assert.deepEqual(amounts(estimate([previewed, half])), expected);
    });

    it("reads sizes in words", () => {
        const worded = definition({ cpu: ".5 vCPU", memory: "1 GB" });
        assert.deepEqual(amounts(estimate([service(), worded])), { processors: "59.1008", memory: "12.9794" });
    });

    it("is cheaper on ARM, and dearer with more than 20 GiB of storage", () => {
        const arm = definition({
            runtimePlatform: { cpuArchitecture: "ARM64" },
            ephemeralStorage: { sizeInGib: 50 },
        });
        // 4 x 730 x 0.5 x 0.03238; 4 x 730 x 0.00356; 4 x 730 x 30 x 0.000122
        assert.deepEqual(amounts(estimate([service(), arm])), {
            "ARM processors": "47.2748",
            "ARM memory": "10.3952",
            "temporary storage": "10.6872",
        });
    });

    it("is between the ends of its scaling", () => {
        const own = service({ name: "web" });
        const target = resource("aws:appautoscaling/target:Target", {
            scalableDimension: "ecs:service:DesiredCount",
            resourceId: `service/main/\${${own.urn}#name}`,
            minCapacity: 2,
            maxCapacity: 8,
        });
        // 730 x 0.5 x 0.04048 = 14.7752 each
        assert.deepEqual(band(estimate([own, half, target]), "processors"), ["29.5504", "59.1008", "118.2016"]);
        const byPath = { ...target, inputs: { ...target.inputs, resourceId: "service/main/web" } };
        assert.deepEqual(band(estimate([own, half, byPath]), "processors"), ["29.5504", "59.1008", "118.2016"]);
    });

    it("divides tasks by the base and weights of capacity providers; spot is named as the missing row", () => {
        const strategies = [
            { capacityProvider: "FARGATE", base: 1, weight: 1 },
            { capacityProvider: "FARGATE_SPOT", weight: 3 },
        ];
        const mixed = service({ launchType: null, desiredCount: 5, capacityProviderStrategies: strategies });
        const result = estimate([mixed, half]);
        // 1 + (5 - 1) / 4 = 2 x 14.7752
        assert.equal(amounts(result)["processors"], "29.5504");
        assert.deepEqual(result.resources[0]?.state, {
            kind: "partly priced",
            reason: "no price for AmazonECS-Fargate: Spot perCPU per hour; no price for AmazonECS-Fargate: Spot perGB per hour",
        });
    });

    it("takes its cluster's capacity providers where it states none", () => {
        const cluster = resource("aws:ecs/cluster:Cluster", {});
        const providers = resource("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", {
            clusterName: ref(cluster, "name"),
            defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
        });
        const plain = service({ launchType: null, cluster: ref(cluster, "arn") });
        assert.equal(amounts(estimate([plain, half, cluster, providers]))["processors"], "59.1008");
        assert.equal(estimate([plain, half, cluster]).resources[0]?.state.kind, "free");
    });

    it("is nothing on instances, which are billed as those", () => {
        assert.equal(estimate([service({ launchType: "EC2" }), half]).resources[0]?.state.kind, "free");
    });

    it("has a volume for each task that asks for one, wherever it runs", () => {
        const volumeConfiguration = { name: "work", managedEbsVolume: { sizeInGb: 100, volumeType: "gp3" } };
        // 4 x 100 x 0.088
        const onFargate = amounts(estimate([service({ volumeConfiguration }), half]));
        assert.equal(onFargate["volumes: gp3 storage"], "35.2");
        const onMachines = service({ launchType: "EC2", volumeConfiguration });
        assert.deepEqual(amounts(estimate([onMachines, half])), { "volumes: gp3 storage": "35.2" });
    });

    it("has an address for each task that gets one", () => {
        const open = service({ networkConfiguration: { assignPublicIp: true, subnets: ["subnet-1"] } });
        // 4 x 730 x 0.005
        assert.equal(amounts(estimate([open, half]))["public IPv4"], "14.6");
    });

    it("fails where the task is none of the program's, or of a size that is none", () => {
        const [one] = estimate([service({ taskDefinition: "elsewhere:1" })]).resources;
        assert.deepEqual(one?.state, { kind: "not priced", reason: "taskDefinition is not known before deployment" });
        const [other] = estimate([service(), definition({ cpu: "half" })]).resources;
        assert.match(
            other?.state.kind === "not priced" ? other.state.reason : "",
            /^taskDefinition.cpu: expected a size/,
        );
    });
});

describe("the price of a capacity provider", () => {
    it("is nothing over a scaling group, and not in the list where ECS manages machines", () => {
        const provider = (inputs = {}) => resource("aws:ecs/capacityProvider:CapacityProvider", inputs);
        assert.equal(estimate([provider({ autoScalingGroupProvider: {} })]).resources[0]?.state.kind, "free");
        assert.deepEqual(estimate([provider({ managedInstancesProvider: {} })]).resources[0]?.state, {
            kind: "not priced",
            reason: "no price for AmazonECS: Managed instances per machine hour",
        });
    });
});

describe("the price of a container cluster", () => {
    it("is nothing, save for the metrics of Container Insights", () => {
        const cluster = (value?: string) =>
            resource("aws:ecs/cluster:Cluster", value === undefined ? {} : { settings: [{ name, value }] });
        const name = "containerInsights";
        assert.equal(estimate([cluster()]).resources[0]?.state.kind, "free");
        assert.equal(estimate([cluster("disabled")]).resources[0]?.state.kind, "free");
        assert.equal(amounts(estimate([cluster("enabled")]))["Container Insights"], "usage needed");
        // 100 x 0.30
        assert.equal(amounts(estimate([cluster("enabled")], { custom_metrics: 100 }))["Container Insights"], "30");
        assert.equal(amounts(estimate([cluster("enhanced")]))["Container Insights"], "no price");
    });
});
