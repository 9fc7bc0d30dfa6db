import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { Plan, PlanResource } from "../../plan/plan";
import { recordProgram, type Program } from "../../plan/record";

const prefix = "urn:pulumi:stack::project::";

function record(program: Program, directory = "/project"): Promise<Plan> {
    return recordProgram(program, { project: "project", stack: "stack", directory });
}

async function recordOne(program: Program, name: string): Promise<PlanResource> {
    const resource = (await record(program)).resources.find((one) => one.name === name);
    assert.ok(resource, `no resource ${name} in the plan`);
    return resource;
}

class Component extends pulumi.ComponentResource {
    constructor(kind: string, name: string, opts: pulumi.ComponentResourceOptions = {}) {
        super(`test:test:${kind}`, name, { kind }, opts);
    }
}

describe("recording references", () => {
    const vpc = `${prefix}aws:ec2/vpc:Vpc::vpc`;

    it("names the output that an input is", async () => {
        const subnet = await recordOne(() => {
            const network = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" }, {});
            new aws.ec2.Subnet("subnet", { vpcId: network.id, tags: { arn: network.arn } }, {});
        }, "subnet");
        assert.deepEqual(subnet.inputs, {
            vpcId: { $ref: { urn: vpc, output: "id" } },
            tags: { arn: { $ref: { urn: vpc, output: "arn" } } },
        });
        assert.deepEqual(subnet.dependencies, [vpc]);
    });

    it("keeps outputs through apply, text and JSON", async () => {
        const role = await recordOne(() => {
            const network = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" }, {});
            new aws.iam.Role(
                "role",
                {
                    assumeRolePolicy: network.arn.apply((arn) => JSON.stringify({ Resource: [`${arn}/*`] })),
                    description: pulumi.interpolate`of ${network.id}`,
                },
                {},
            );
        }, "role");
        assert.deepEqual(role.inputs, {
            assumeRolePolicy: `{"Resource":["\${${vpc}#arn}/*"]}`,
            description: `of \${${vpc}#id}`,
        });
    });

    it("answers what the program set with what it set", async () => {
        const subnet = await recordOne(() => {
            const network = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" }, {});
            new aws.ec2.Subnet("subnet", { vpcId: network.id, cidrBlock: network.cidrBlock }, {});
        }, "subnet");
        assert.equal(subnet.inputs["cidrBlock"], "10.0.0.0/16");
        assert.deepEqual(subnet.dependencies, [vpc]);
    });

    it("gives every entry of a certificate's validation list an output of its own", async () => {
        const certificate = `${prefix}aws:acm/certificate:Certificate::certificate`;
        const validation = await recordOne(() => {
            const made = new aws.acm.Certificate(
                "certificate",
                { domainName: "app.example.com", subjectAlternativeNames: ["*.app.example.com"] },
                {},
            );
            const names = made.domainValidationOptions.apply((all) => all.map((one) => one.resourceRecordName));
            new aws.acm.CertificateValidation(
                "validation",
                { certificateArn: made.arn, validationRecordFqdns: names },
                {},
            );
        }, "validation");
        assert.deepEqual(
            validation.inputs["validationRecordFqdns"],
            [0, 1].map((index) => ({
                $ref: { urn: certificate, output: `domainValidationOptions[${String(index)}].resourceRecordName` },
            })),
        );
    });

    it("decodes user data before it looks for outputs", async () => {
        const template = await recordOne(() => {
            const network = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" }, {});
            const userData = network.id.apply((id) => Buffer.from(`#cloud-config\nVPC=${id}\n`).toString("base64"));
            new aws.ec2.LaunchTemplate("template", { userData }, {});
        }, "template");
        assert.equal(template.inputs["userData"], `#cloud-config\nVPC=\${${vpc}#id}\n`);
    });

    it("refuses an input that turns out undefined, and names it", async () => {
        const program = (): void => {
            const network = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" }, {});
            const nothing = network.id.apply(() => undefined as unknown as string);
            new aws.ec2.Subnet("subnet", { vpcId: network.id, tags: { broken: nothing } }, {});
        };
        await assert.rejects(record(program), /"subnet"\.tags\.broken .* undefined/);
    });

    it("refuses an entry taken out of an output that it knows as one text", async () => {
        const program = (): void => {
            const balancer = new aws.lb.LoadBalancer("balancer", {}, {});
            const first = balancer.subnets.apply((subnets) => subnets[0] ?? "");
            new aws.ec2.Instance("instance", { subnetId: first }, {});
        };
        await assert.rejects(record(program), /"instance"\.subnetId takes an entry out of an output/);
    });
});

describe("recording what surrounds inputs", () => {
    it("keeps the parents of nested components, in the urn too", async () => {
        const bucket = await recordOne(() => {
            const outer = new Component("Outer", "outer");
            const inner = new Component("Inner", "inner", { parent: outer });
            new aws.s3.Bucket("bucket", {}, { parent: inner });
        }, "bucket");
        assert.equal(bucket.urn, `${prefix}test:test:Outer$test:test:Inner$aws:s3/bucket:Bucket::bucket`);
        assert.equal(bucket.parent, `${prefix}test:test:Outer$test:test:Inner::inner`);
    });

    it("keeps what a component was given, and that it has no parent", async () => {
        const outer = await recordOne(() => new Component("Outer", "outer"), "outer");
        assert.deepEqual(outer, {
            urn: `${prefix}test:test:Outer::outer`,
            type: "test:test:Outer",
            name: "outer",
            custom: false,
            options: {},
            inputs: { kind: "Outer" },
            dependencies: [],
        });
    });

    it("keeps options", async () => {
        const bucket = await recordOne(
            () =>
                new aws.s3.Bucket(
                    "bucket",
                    {},
                    { protect: true, ignoreChanges: ["tags"], retainOnDelete: true, deleteBeforeReplace: true },
                ),
            "bucket",
        );
        assert.deepEqual(bucket.options, {
            protect: true,
            ignoreChanges: ["tags"],
            retainOnDelete: true,
            deleteBeforeReplace: true,
        });
    });

    it("keeps a dependency that no input shows", async () => {
        const second = await recordOne(() => {
            const first = new aws.s3.Bucket("first", {}, {});
            new aws.s3.Bucket("second", {}, { dependsOn: first });
        }, "second");
        assert.deepEqual(second.dependencies, [`${prefix}aws:s3/bucket:Bucket::first`]);
    });

    it("marks secrets, given and made", async () => {
        const version = await recordOne(() => {
            const password = new random.RandomPassword("password", { length: 20 });
            new aws.secretsmanager.SecretVersion(
                "version",
                { secretId: pulumi.secret("hidden"), secretString: password.result },
                {},
            );
        }, "version");
        assert.deepEqual(version.inputs, {
            secretId: { $secret: "hidden" },
            secretString: {
                $secret: {
                    $ref: { urn: `${prefix}random:index/randomPassword:RandomPassword::password`, output: "result" },
                },
            },
        });
    });

    it("names files by their place in the project", async () => {
        const object = await recordOne(
            () =>
                new aws.s3.BucketObjectv2(
                    "object",
                    { bucket: "b", source: new pulumi.asset.FileAsset("dist/server.cjs") },
                    {},
                ),
            "object",
        );
        assert.deepEqual(object.inputs["source"], { $asset: { path: "dist/server.cjs" } });
    });
});

describe("recording regions", () => {
    const withProvider =
        (program: (provider: aws.Provider) => unknown): Program =>
        () =>
            program(new aws.Provider("account", { region: "eu-west-1" }));

    it("takes a resource's own region", async () => {
        const program = withProvider((provider) => new aws.s3.Bucket("bucket", { region: "us-east-1" }, { provider }));
        assert.equal((await recordOne(program, "bucket")).region, "us-east-1");
    });

    it("takes the provider's for a resource without one", async () => {
        const program = withProvider((provider) => new aws.s3.Bucket("bucket", {}, { provider }));
        const bucket = await recordOne(program, "bucket");
        assert.equal(bucket.region, "eu-west-1");
        assert.equal(bucket.provider, `${prefix}pulumi:providers:aws::account`);
    });

    it("gives none to what AWS keeps globally, nor to components", async () => {
        const { resources } = await record(
            withProvider((provider) => {
                const outer = new Component("Outer", "outer", { providers: [provider] });
                new aws.iam.Role("role", { assumeRolePolicy: "{}" }, { parent: outer });
            }),
        );
        assert.deepEqual(
            resources.filter(({ region }) => region !== undefined),
            [],
        );
    });
});
