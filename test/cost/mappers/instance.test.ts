import assert from "node:assert/strict";
import type { PlanResource } from "../../../plan/plan";
import { estimateCost } from "../../../cost/estimate-plan";
import { hasGap } from "../../../cost/gap";
import { noUsage } from "../../../cost/usage/usage-file";
import { amounts, book, estimate, planOf, resource } from "../plans";
import { ref } from "./bill";
import { unknownFrom } from "./references";

const instance = (inputs = {}, more = {}) => resource("aws:ec2/instance:Instance", inputs, more);
const subnet = resource("aws:ec2/subnet:Subnet", { mapPublicIpOnLaunch: true });
const linux = { instanceType: "m7g.large" };

function reasonOf(...resources: readonly PlanResource[]): string {
    const state = estimate(resources).resources[0]?.state;
    return state && hasGap(state) ? state.reason : "";
}

describe("the price of an instance", () => {
    it("is that of its hours: 730 of a month, not 720", () => {
        // 730 x 0.091
        assert.deepEqual(amounts(estimate([instance(linux)])), { "m7g.large hours": "66.43" });
    });

    it("follows the hours that the usage file states, monitoring included", () => {
        // 365 x 0.091; 7 metrics x half a month x 0.30
        const result = estimate([instance({ ...linux, monitoring: true })], { monthly_hrs: 365 });
        assert.deepEqual(amounts(result), { "m7g.large hours": "33.215", "detailed monitoring": "1.05" });
    });

    it("has the volumes that state a size, and none for an image's root that states none", () => {
        const volumes = {
            rootBlockDevice: { volumeSize: 30, volumeType: "gp3" },
            ebsBlockDevices: [{ deviceName: "/dev/sdb", volumeSize: 200 }],
        };
        // 30 x 0.088; 200 x 0.11
        assert.deepEqual(amounts(estimate([instance({ ...linux, ...volumes })])), {
            "m7g.large hours": "66.43",
            "root: gp3 storage": "2.64",
            "/dev/sdb: gp2 storage": "22",
        });
        const root = { rootBlockDevice: { encrypted: true } };
        assert.deepEqual(Object.keys(amounts(estimate([instance({ ...linux, ...root })]))), ["m7g.large hours"]);
    });

    it("has a public address where its subnet gives one", () => {
        const placed = instance({ ...linux, subnetId: ref(subnet) });
        // 730 x 0.005
        assert.equal(amounts(estimate([placed, subnet]))["public IPv4"], "3.65");
        const refused = instance({ ...linux, subnetId: ref(subnet), associatePublicIpAddress: false });
        assert.equal(amounts(estimate([refused, subnet]))["public IPv4"], undefined);
    });

    it("has a public address in a default subnet, which gives one unless it says otherwise", () => {
        const first = resource("aws:ec2/defaultSubnet:DefaultSubnet", { availabilityZone: "eu-west-1a" });
        const placed = instance({ ...linux, subnetId: ref(first) });
        assert.equal(amounts(estimate([placed, first]))["public IPv4"], "3.65");
        const closed = { ...first, inputs: { ...first.inputs, mapPublicIpOnLaunch: false } };
        assert.equal(amounts(estimate([placed, closed]))["public IPv4"], undefined);
    });

    it("counts an address that is attached to it once", () => {
        const placed = instance({ ...linux, subnetId: unknownFrom(subnet) });
        const address = resource("aws:ec2/eip:Eip", { instance: ref(placed) });
        const free = resource("aws:ec2/eip:Eip", {});
        const association = resource("aws:ec2/eipAssociation:EipAssociation", {
            instanceId: ref(placed),
            allocationId: ref(free),
        });
        for (const attached of [[address], [free, association]]) {
            const result = estimate([placed, subnet, ...attached]);
            const lines = result.resources.flatMap((one) => one.lines.filter(({ name }) => name === "public IPv4"));
            assert.equal(lines.length, 1);
        }
    });

    it("takes from its launch template what it does not say itself", () => {
        const template = resource("aws:ec2/launchTemplate:LaunchTemplate", {
            instanceType: "m7g.xlarge",
            blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 20, volumeType: "gp3" } }],
        });
        const made = instance({ launchTemplate: { id: unknownFrom(template) } });
        // 730 x 0.1819; 20 x 0.088
        assert.deepEqual(amounts(estimate([made, template])), {
            "m7g.xlarge hours": "132.787",
            "/dev/xvda: gp3 storage": "1.76",
        });
    });

    it("keeps what its template says beside its own type and root volume", () => {
        const template = resource("aws:ec2/launchTemplate:LaunchTemplate", {
            instanceType: "m7g.xlarge",
            monitoring: { enabled: true },
            blockDeviceMappings: [
                { deviceName: "/dev/xvda", ebs: { volumeSize: 20, volumeType: "gp3" } },
                { deviceName: "/dev/sdb", ebs: { volumeSize: 100, volumeType: "gp3" } },
            ],
        });
        const made = instance({
            ...linux,
            launchTemplate: { id: ref(template) },
            rootBlockDevice: { volumeSize: 50, volumeType: "gp3" },
        });
        // 730 x 0.091; 7 x 0.30; 100 x 0.088; 50 x 0.088
        assert.deepEqual(amounts(estimate([made, template])), {
            "m7g.large hours": "66.43",
            "detailed monitoring": "2.1",
            "/dev/sdb: gp3 storage": "8.8",
            "root: gp3 storage": "4.4",
        });
        const spot = { ...template, inputs: { ...template.inputs, instanceMarketOptions: { marketType: "spot" } } };
        assert.match(reasonOf(made, spot), /term=Spot$/);
    });

    it("fails without a region, and is never a range over all regions", () => {
        const { region, ...nowhere } = instance(linux);
        assert.ok(region);
        assert.equal(reasonOf(nowhere), "region is not known before deployment");
    });

    it("fails by the row for a root volume of its image's type", () => {
        const root = instance({ ...linux, rootBlockDevice: { volumeSize: 30 } });
        assert.equal(reasonOf(root), "no price for AmazonEBS: volumeType=as the image says;VolumeUsage");
    });

    it("fails by the row for Windows, dedicated and spot machines, which the list does not have", () => {
        const missing = "no price for AmazonEC2: instanceType=m7g.large;";
        const windows = { ...linux, ami: "resolve:ssm:/aws/service/ami-windows-latest/Windows_Server-2022-English" };
        assert.equal(reasonOf(instance(windows)), `${missing}os=Windows;tenancy=Shared;term=OnDemand`);
        const dedicated = { ...linux, tenancy: "dedicated" };
        assert.equal(reasonOf(instance(dedicated)), `${missing}os=Linux;tenancy=Dedicated;term=OnDemand`);
        const spot = { ...linux, instanceMarketOptions: { marketType: "spot" } };
        assert.equal(reasonOf(instance(spot)), `${missing}os=Linux;tenancy=Shared;term=Spot`);
        const request = resource("aws:ec2/spotInstanceRequest:SpotInstanceRequest", linux);
        assert.equal(reasonOf(request), `${missing}os=Linux;tenancy=Shared;term=Spot`);
    });

    it("is a dedicated one's in a dedicated network", () => {
        const vpc = resource("aws:ec2/vpc:Vpc", { instanceTenancy: "dedicated" });
        const within = { ...subnet, inputs: { ...subnet.inputs, vpcId: ref(vpc) } };
        const placed = instance({ ...linux, tenancy: "default", subnetId: ref(within) });
        assert.match(reasonOf(placed, within, vpc), /tenancy=Dedicated/);
    });

    it("is its host's on a host of one's own", () => {
        const volumes = { ebsBlockDevices: [{ deviceName: "/dev/sdb", volumeSize: 100, volumeType: "gp3" }] };
        const [hosted] = estimate([instance({ ...linux, ...volumes, hostId: "h-1" })]).resources;
        assert.deepEqual(
            hosted?.lines.map(({ unit }) => unit),
            ["GB-month"],
        );
        const missing = "no price for AmazonEC2: Dedicated host m7g per hour";
        assert.equal(reasonOf(resource("aws:ec2/dedicatedHost:DedicatedHost", { instanceFamily: "m7g" })), missing);
        assert.equal(reasonOf(resource("aws:ec2/dedicatedHost:DedicatedHost", { instanceType: "m7g.large" })), missing);
    });

    it("has surplus CPU credits where the usage file states some, not because they are allowed", () => {
        const burst = instance({ instanceType: "t3.large", creditSpecification: { cpuCredits: "unlimited" } });
        // 730 x 0.0912
        assert.deepEqual(amounts(estimate([burst])), { "t3.large hours": "66.576" });
        const stated = amounts(estimate([burst], { monthly_surplus_vcpu_hrs: 100 }));
        assert.equal(stated["surplus CPU credits"], "no price");
    });

    it("takes the system that the usage file chooses", () => {
        const chosen = { ...noUsage, of: () => ({ band: () => undefined, choice: () => "rhel" }) };
        const settings = { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" };
        const [one] = estimateCost({ plan: planOf(instance(linux)), book, usage: chosen, settings }).resources;
        assert.match(one?.state.kind === "not priced" ? one.state.reason : "", /m7g.large;os=RHEL;/);
    });

    it("fails by the path where its type is not known", () => {
        const parameter = resource("aws:ssm/parameter:Parameter", {});
        const unknown = instance({ instanceType: unknownFrom(parameter) });
        assert.equal(reasonOf(unknown, parameter), "instanceType is not known before deployment");
    });
});
