import assert from "node:assert/strict";
import type { Estimate } from "../../../cost/estimate";
import { amounts, estimate, resource } from "../plans";
import { ref } from "./bill";
import { unknownFrom } from "./references";

const template = resource("aws:ec2/launchTemplate:LaunchTemplate", {
    instanceType: "m7g.large",
    monitoring: { enabled: true },
    blockDeviceMappings: [
        { deviceName: "/dev/xvda", ebs: { volumeType: "gp3", deleteOnTermination: "true" } },
        { deviceName: "/dev/sdb", ebs: { volumeSize: 50, volumeType: "gp3" } },
    ],
});
const group = (inputs = {}) =>
    resource("aws:autoscaling/group:Group", { launchTemplate: { id: ref(template) }, ...inputs });
const sizes = { minSize: 2, desiredCapacity: 3, maxSize: 6 };

function band(result: Estimate, line: string): readonly string[] {
    const charge = result.resources[0]?.lines.find(({ name }) => name === line)?.charge;
    assert.ok(charge?.kind === "priced", line);
    return [charge.monthly.low, charge.monthly.typical, charge.monthly.high].map(String);
}

describe("the price of a scaling group", () => {
    it("is min, desired and max machines of its launch template, with their volumes and metrics", () => {
        const result = estimate([group(sizes), template]);
        // 730 x 0.091 = 66.43 each
        assert.deepEqual(band(result, "m7g.large hours"), ["132.86", "199.29", "398.58"]);
        // 7 metrics x 0.30 = 2.10 each
        assert.deepEqual(band(result, "detailed monitoring"), ["4.2", "6.3", "12.6"]);
        // 50 GB x 0.088 = 4.40 each; the root states no size
        assert.deepEqual(band(result, "/dev/sdb: gp3 storage"), ["8.8", "13.2", "26.4"]);
    });

    it("is the same where a preview knows only that it depends on the template", () => {
        const previewed = group({ ...sizes, launchTemplate: { id: unknownFrom(template) } });
        assert.deepEqual(amounts(estimate([previewed, template])), amounts(estimate([group(sizes), template])));
    });

    it("is the same where a deployed stack names the template by its id", () => {
        const deployed = { ...template, ids: ["lt-1"] };
        const exported = group({ ...sizes, launchTemplate: { id: "lt-1" } });
        assert.deepEqual(amounts(estimate([exported, deployed])), amounts(estimate([group(sizes), template])));
    });

    it("takes min for typical when nothing is desired", () => {
        const result = estimate([group({ minSize: 2, maxSize: 6 }), template]);
        assert.deepEqual(band(result, "m7g.large hours"), ["132.86", "132.86", "398.58"]);
    });

    it("is of dedicated machines in a dedicated network", () => {
        const vpc = resource("aws:ec2/vpc:Vpc", { instanceTenancy: "dedicated" });
        const subnet = resource("aws:ec2/subnet:Subnet", { vpcId: ref(vpc) });
        const [one] = estimate([
            group({ ...sizes, vpcZoneIdentifiers: [ref(subnet)] }),
            template,
            subnet,
            vpc,
        ]).resources;
        assert.match(one?.state.kind === "partly priced" ? one.state.reason : "", /tenancy=Dedicated/);
    });

    it("fails by the row for a root volume of its image's type, and takes gp2 for another one", () => {
        const blockDeviceMappings = ["/dev/xvda", "/dev/sdb"].map((deviceName) => ({
            deviceName,
            ebs: { volumeSize: 50 },
        }));
        const plain = resource("aws:ec2/launchTemplate:LaunchTemplate", {
            instanceType: "m7g.large",
            blockDeviceMappings,
        });
        const result = estimate([group({ ...sizes, launchTemplate: { id: ref(plain) } }), plain]);
        assert.deepEqual(result.resources[0]?.state, {
            kind: "partly priced",
            reason: "no price for AmazonEBS: volumeType=as the image says;VolumeUsage",
        });
        // 3 x 50 x 0.11
        assert.equal(amounts(result)["/dev/sdb: gp2 storage"], "16.5");
    });

    it("takes the number that a usage file states", () => {
        const result = estimate([group(sizes), template], { instances: 4.5 });
        assert.deepEqual(band(result, "m7g.large hours"), ["298.935", "298.935", "298.935"]);
    });

    it("divides a mixed group: on demand priced, spot named as the row that is missing", () => {
        const mixed = group({
            minSize: 4,
            maxSize: 10,
            launchTemplate: null,
            mixedInstancesPolicy: {
                instancesDistribution: { onDemandBaseCapacity: 2, onDemandPercentageAboveBaseCapacity: 25 },
                launchTemplate: {
                    launchTemplateSpecification: { launchTemplateId: ref(template) },
                    overrides: [{ instanceType: "m7g.xlarge" }],
                },
            },
        });
        const result = estimate([mixed, template]);
        // of 4: 2 + 25 % of 2, rounded up = 3; of 10: 2 + 2 = 4; each 730 x 0.1819 = 132.787
        assert.deepEqual(band(result, "m7g.xlarge hours"), ["398.361", "398.361", "531.148"]);
        assert.deepEqual(result.resources[0]?.state, {
            kind: "partly priced",
            reason: "no price for AmazonEC2: instanceType=m7g.xlarge;os=Linux;tenancy=Shared;term=Spot",
        });
    });

    it("counts instances, not units of capacity, where overrides have weights", () => {
        const weighed = group({
            minSize: 8,
            maxSize: 16,
            launchTemplate: null,
            mixedInstancesPolicy: {
                launchTemplate: {
                    launchTemplateSpecification: { launchTemplateId: ref(template) },
                    overrides: [{ instanceType: "m7g.xlarge", weightedCapacity: "4" }],
                },
            },
        });
        const result = estimate([weighed, template]);
        assert.deepEqual(band(result, "m7g.xlarge hours"), ["265.574", "265.574", "531.148"]);
    });

    it("takes the template of its first kind of machine where that has one", () => {
        const other = resource(
            "aws:ec2/launchTemplate:LaunchTemplate",
            { instanceType: "m7g.xlarge" },
            { name: "other" },
        );
        const launchTemplate = {
            launchTemplateSpecification: { launchTemplateId: ref(template) },
            overrides: [{ launchTemplateSpecification: { launchTemplateId: ref(other) } }],
        };
        const mixed = group({ ...sizes, launchTemplate: null, mixedInstancesPolicy: { launchTemplate } });
        // 3 x 132.787, and neither the metrics nor the volumes of the other template
        assert.deepEqual(amounts(estimate([mixed, template, other])), { "m7g.xlarge hours": "398.361" });
    });

    it("charges a warm pool of stopped machines for their volumes only", () => {
        const warm = group({ ...sizes, warmPool: { minSize: 1, maxGroupPreparedCapacity: 5 } });
        const result = estimate([warm, template]);
        // 5 prepared less 2, 3 and 6 running, never fewer than 1: 3, 2, 1 volumes of 4.40
        assert.deepEqual(band(result, "warm pool: /dev/sdb: gp3 storage"), ["13.2", "8.8", "4.4"]);
        assert.equal(amounts(result)["warm pool: m7g.large hours"], undefined);
    });

    it("prepares as many as the group may have where the pool says -1, which AWS means by no limit", () => {
        const warm = group({ ...sizes, warmPool: { minSize: 1, maxGroupPreparedCapacity: -1 } });
        assert.deepEqual(band(estimate([warm, template]), "warm pool: /dev/sdb: gp3 storage"), ["17.6", "13.2", "4.4"]);
    });

    it("follows a launch configuration, whose metrics come every minute by default", () => {
        const configuration = resource("aws:ec2/launchConfiguration:LaunchConfiguration", {
            instanceType: "m7g.large",
        });
        const old = group({ ...sizes, launchTemplate: null, launchConfiguration: ref(configuration, "name") });
        const result = estimate([old, configuration]);
        assert.deepEqual(band(result, "m7g.large hours"), ["132.86", "199.29", "398.58"]);
        assert.deepEqual(band(result, "detailed monitoring"), ["4.2", "6.3", "12.6"]);
    });

    it("fails by the path where the template is none of the program's", () => {
        const [one] = estimate([group({ ...sizes, launchTemplate: { id: "lt-0" } })]).resources;
        assert.deepEqual(one?.state, { kind: "not priced", reason: "launchTemplate is not known before deployment" });
    });

    it("fails by the path where its size is not known", () => {
        const [one] = estimate([group({ minSize: unknownFrom(template), maxSize: 3 }), template]).resources;
        assert.deepEqual(one?.state, { kind: "not priced", reason: "minSize is not known before deployment" });
    });
});
