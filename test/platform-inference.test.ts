import assert from "node:assert/strict";
import { parsePlatform } from "../config";
import type { Plan } from "../plan/plan";
import { endpoints, field, ofType, plan, text, twoRegions, withRegion, type RawPlatform } from "./components/platforms";
import { changed } from "./platform/facts";

const raw = (): RawPlatform => ({ ...twoRegions(), inference: endpoints[0] });

const endpointType = "aws:sagemaker/endpoint:Endpoint";

describe("a platform with an endpoint", function () {
    this.timeout(60_000);
    let recorded: Plan;
    before(async () => {
        recorded = await plan(parsePlatform(raw()));
    });

    it("has one in every cell, with its model and image from that cell's own region", () => {
        const models = ofType(recorded, "aws:sagemaker/model:Model");
        assert.deepEqual(
            models.map(({ region }) => region),
            ["eu-west-1", "us-east-1"],
        );
        for (const { region, inputs } of models) {
            const short = region === "eu-west-1" ? "euw1" : "use1";
            const image = text(field(inputs["primaryContainer"], "image"));
            assert.match(image, new RegExp(`Repository::orders-models-${short}#repositoryUrl`));
            const model = text(field(inputs["primaryContainer"], "modelDataUrl"));
            assert.match(model, new RegExp(`Bucket::orders-models-${short}#bucket\\}/fraud/model\\.tar\\.gz$`));
        }
        assert.equal(ofType(recorded, endpointType).length, 2);
    });

    it("tells the app its own cell's endpoint, and lets it ask that one", () => {
        const policies = ofType(recorded, "aws:iam/rolePolicy:RolePolicy").filter(({ name }) => /-app$/.test(name));
        const asking = policies.map(({ inputs }) => {
            const { Statement } = JSON.parse(text(inputs["policy"])) as { Statement: Record<string, string>[] };
            return Statement.filter(({ Action }) => Action === "sagemaker:InvokeEndpoint").map(
                ({ Resource }) => Resource,
            );
        });
        assert.deepEqual(
            asking.map(([arn = ""]) => /:endpoint\/(orders-\w+)-model-realtime$/.exec(arn)?.[1]),
            ["orders-euw1", "orders-use1"],
        );
        for (const { inputs, region } of ofType(recorded, "aws:ec2/launchTemplate:LaunchTemplate")) {
            const short = region === "eu-west-1" ? "euw1" : "use1";
            const data = Buffer.from(text(inputs["userData"]), "base64").toString();
            const shown = data.includes("INFERENCE_ENDPOINT") ? data : text(inputs["userData"]);
            assert.match(shown, new RegExp(`INFERENCE_ENDPOINT=\\S*orders-${short}-model`));
        }
    });

    it("keeps no instance waiting for a model: the app's group needs nothing of the endpoint", () => {
        const needed = ["aws:ec2/launchTemplate:LaunchTemplate", "aws:iam/rolePolicy:RolePolicy"]
            .flatMap((type) => ofType(recorded, type))
            .filter(({ name }) => !name.includes("model"))
            .flatMap(({ dependencies }) => dependencies);
        assert.deepEqual(
            needed.filter((urn) => urn.includes(`${endpointType}::`)),
            [],
        );
    });

    it("has one role for the copies and one for each cell's models", () => {
        const roles = ofType(recorded, "aws:iam/role:Role").map(({ name }) => name);
        assert.deepEqual(roles.filter((name) => /model/.test(name)).sort(), [
            "orders-euw1-model",
            "orders-models-replication",
            "orders-use1-model",
        ]);
    });

    it("by a new region changes only what copies to it, besides what every new region changes", async () => {
        const grown = await plan(parsePlatform(withRegion(raw(), "eu-central-1", "warm")));
        assert.deepEqual(
            changed(recorded, grown)
                .map(({ type }) => type)
                .filter((type) => !/^aws:cloudwatch/.test(type))
                .sort(),
            [
                "antipode:platform:Platform",
                "aws:ecr/replicationConfiguration:ReplicationConfiguration",
                "aws:iam/rolePolicy:RolePolicy",
                "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
                "aws:secretsmanager/secret:Secret",
            ],
        );
    });

    it("fails before the first resource on what the component refuses, under the file's own path", () => {
        const wrong = { ...raw(), inference: { ...endpoints[2], capacity: { min: 3, max: 2 } } };
        assert.throws(
            () => parsePlatform(wrong),
            /platform\.inference\.capacity\.max: expected a whole number of 3 or more, got 2/,
        );
    });

    it("asks for nothing of it where the file has none", async () => {
        const without = await plan(parsePlatform(twoRegions()));
        assert.deepEqual(
            without.resources.filter(({ type }) => /sagemaker|ecr\//.test(type)),
            [],
        );
    });
});
