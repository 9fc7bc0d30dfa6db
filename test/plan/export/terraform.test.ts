import assert from "node:assert/strict";
import { planTerraform } from "../../../plan/export/terraform";
import { blockName, snakeCase, terraformType } from "../../../plan/export/terraform-names";
import type { PlanResource, PlanValue } from "../../../plan/plan";

function resource(type: string, name: string, inputs: { readonly [key: string]: PlanValue } = {}): PlanResource {
    return { urn: `urn:${type}::${name}`, type, name, custom: true, options: {}, inputs, dependencies: [] };
}

function written(...resources: readonly PlanResource[]) {
    return planTerraform({ version: 1, project: "p", stack: "s", resources });
}

/** The first resource's change, and what configures it. */
function first(...resources: readonly PlanResource[]) {
    const { resource_changes: changes, configuration } = written(...resources);
    const [change] = changes;
    const [configured] = configuration.root_module.resources;
    assert.ok(change && configured);
    return { ...change.change, address: change.address, expressions: configured.expressions };
}

const key = resource("aws:kms/key:Key", "data");
const keyArn = { $ref: { urn: key.urn, output: "arn" } };

describe("names in Terraform", () => {
    const types: readonly [string, string | undefined][] = [
        ["aws:ec2/instance:Instance", "aws_instance"],
        ["aws:ec2/natGateway:NatGateway", "aws_nat_gateway"],
        ["aws:lb/loadBalancer:LoadBalancer", "aws_lb"],
        ["aws:lb/targetGroup:TargetGroup", "aws_lb_target_group"],
        ["aws:rds/subnetGroup:SubnetGroup", "aws_db_subnet_group"],
        ["aws:rds/globalCluster:GlobalCluster", "aws_rds_global_cluster"],
        ["aws:s3/bucketObjectv2:BucketObjectv2", "aws_s3_object"],
        ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws_vpc_security_group_ingress_rule"],
        ["aws:new/thing:Thing", undefined],
        ["azure:core/group:Group", undefined],
    ];
    for (const [type, expected] of types) {
        it(`${type} is ${expected ?? "not known"}`, () => assert.equal(terraformType(type), expected));
    }

    it("of properties are in snake case, of blocks in the singular", () => {
        assert.equal(snakeCase("cidrIpv4"), "cidr_ipv4");
        const blocks = ["rules", "policies", "aliases", "globalSecondaryIndexes", "ingress", "blockDeviceMappings"];
        assert.deepEqual(blocks.map(blockName), [
            "rule",
            "policy",
            "alias",
            "global_secondary_index",
            "ingress",
            "block_device_mappings",
        ]);
    });
});

describe("a plan as Terraform's", () => {
    it("keeps what is unknown out of the values, and names what it refers to", () => {
        const { after, after_unknown, expressions } = first(resource("aws:s3/bucket:Bucket", "logs", { keyArn }), key);
        assert.deepEqual([after, after_unknown], [{}, { key_arn: true }]);
        assert.deepEqual(expressions, { key_arn: { references: ["aws_kms_key.data.arn", "aws_kms_key.data"] } });
    });

    it("keeps the words around an unknown, as Terraform writes one in a text", () => {
        const policy = `{"Resource":"\${${key.urn}#arn}/*"}`;
        const { after } = first(resource("aws:s3/bucketPolicy:BucketPolicy", "logs", { policy }), key);
        assert.equal(after["policy"], '{"Resource":"${aws_kms_key.data.arn}/*"}');
    });

    it("makes blocks of objects, one or many, and keeps maps", () => {
        const { after } = first(
            resource("aws:ec2/launchTemplate:LaunchTemplate", "web", {
                metadataOptions: { httpTokens: "required" },
                blockDeviceMappings: [{ deviceName: "/dev/xvda" }],
                tags: { "antipode:cell": "euw1" },
            }),
        );
        assert.deepEqual(after, {
            metadata_options: [{ http_tokens: "required" }],
            block_device_mappings: [{ device_name: "/dev/xvda" }],
            tags: { "antipode:cell": "euw1" },
        });
    });

    it("marks secrets", () => {
        const { after_sensitive } = first(resource("aws:rds/instance:Instance", "one", { password: { $secret: "x" } }));
        assert.deepEqual(after_sensitive, { password: true });
    });

    it("gives two resources of one name an address each", () => {
        const { planned_values } = written(key, { ...key, urn: "urn:other" });
        const addresses = planned_values.root_module.resources.map(({ address }) => address);
        assert.deepEqual(addresses, ["aws_kms_key.data", "aws_kms_key.data_2"]);
    });

    it("lists what it has no name for, and leaves components and providers out", () => {
        const unknown = resource("aws:new/thing:Thing", "a");
        const { unmapped, resource_changes } = written(unknown, resource("pulumi:providers:aws", "p"), {
            ...resource("antipode:network:Network", "n"),
            custom: false,
        });
        assert.deepEqual(unmapped, { "aws:new/thing:Thing": [unknown.urn] });
        assert.deepEqual(resource_changes, []);
    });
});
