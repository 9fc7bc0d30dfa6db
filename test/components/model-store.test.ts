import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ModelStore } from "../../components/model-store";
import type { Region } from "../../components/shared/regions";
import type { Plan } from "../../plan/plan";
import { field, listed, ofType, one, recordAlone, text } from "./platforms";

const home = "eu-west-1";
const keyOf = (region: Region) => `arn:aws:kms:${region}:111122223333:key/k`;

function store(places: readonly Region[], protect = true): Promise<Plan> {
    return recordAlone(() => make(places, protect));
}

function make(places: readonly Region[], protect = true): ModelStore {
    return new ModelStore("orders-models", {
        place: { region: home, tags: { owner: "me" } },
        account: "111122223333",
        buckets: Object.fromEntries(places.map((region) => [region, { bucket: `models-${region}` }])),
        keyArn: keyOf,
        protect,
    });
}

const repositoryType = "aws:ecr/repository:Repository";
const copyType = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const imagesType = "aws:ecr/replicationConfiguration:ReplicationConfiguration";

describe("ModelStore", () => {
    it("has a repository of one name in each region, sealed, scanned, protected, with tags that never move", async () => {
        const repositories = ofType(await store([home, "us-east-1"]), repositoryType);
        assert.deepEqual(
            repositories.map(({ region }) => region),
            [home, "us-east-1"],
        );
        for (const { inputs, options, region } of repositories) {
            assert.deepEqual([inputs["name"], inputs["imageTagMutability"]], ["orders-models", "IMMUTABLE"]);
            assert.deepEqual(inputs["encryptionConfigurations"], [
                { encryptionType: "KMS", kmsKey: keyOf(region as Region) },
            ]);
            assert.deepEqual(inputs["imageScanningConfiguration"], { scanOnPush: true });
            assert.deepEqual([options.protect, inputs["forceDelete"]], [true, false]);
        }
    });

    it("copies its images to all other regions, into repositories that are there, and no other image", async () => {
        const recorded = await store([home, "us-east-1", "ap-south-1"]);
        const copying = one(recorded, imagesType);
        const [rule] = listed(field(copying.inputs["replicationConfiguration"], "rules") as never);
        assert.deepEqual(field(rule, "destinations"), [
            { region: "us-east-1", registryId: "111122223333" },
            { region: "ap-south-1", registryId: "111122223333" },
        ]);
        assert.deepEqual(field(rule, "repositoryFilters"), [{ filter: "orders-models", filterType: "PREFIX_MATCH" }]);
        for (const { urn } of ofType(recorded, repositoryType)) {
            assert.ok(copying.dependencies.includes(urn), urn);
        }
    });

    it("copies its models to each region under that region's key, within S3's 15 minutes", async () => {
        const rules = listed(one(await store([home, "us-east-1"]), copyType).inputs["rules"]);
        assert.equal(rules.length, 1);
        assert.equal(field(rules[0], "destination", "bucket"), "arn:aws:s3:::models-us-east-1");
        assert.deepEqual(field(rules[0], "destination", "encryptionConfiguration"), {
            replicaKmsKeyId: keyOf("us-east-1"),
        });
        assert.equal(field(rules[0], "sourceSelectionCriteria", "sseKmsEncryptedObjects", "status"), "Enabled");
        assert.equal(field(rules[0], "destination", "replicationTime", "time", "minutes"), 15);
        assert.equal(field(rules[0], "deleteMarkerReplication", "status"), "Disabled");
    });

    it("keeps the rules of others as they are when a region comes, before or after them", async () => {
        const rulesOf = async (...places: Region[]) => listed(one(await store(places), copyType).inputs["rules"]);
        const [before] = await rulesOf(home, "us-east-1");
        for (const added of ["ap-south-1", "us-west-2"] as const) {
            const after = await rulesOf(home, added, "us-east-1");
            assert.equal(after.length, 2);
            assert.deepEqual(after[1], before);
            assert.notEqual(field(after[0], "priority"), field(after[1], "priority"));
        }
    });

    it("reads at home, writes elsewhere, each key only through S3 of its region", async () => {
        const recorded = await store([home, "us-east-1"]);
        const { Statement } = JSON.parse(text(one(recorded, "aws:iam/rolePolicy:RolePolicy").inputs["policy"])) as {
            Statement: { Action: unknown; Resource: string; Condition?: unknown }[];
        };
        assert.deepEqual(
            Statement.map(({ Resource }) => Resource),
            [
                "arn:aws:s3:::models-eu-west-1",
                "arn:aws:s3:::models-eu-west-1/*",
                keyOf(home),
                "arn:aws:s3:::models-us-east-1/*",
                keyOf("us-east-1"),
            ],
        );
        assert.deepEqual(Statement[2], {
            Effect: "Allow",
            Action: "kms:Decrypt",
            Resource: keyOf(home),
            Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
        });
    });

    it("lets S3 take the role as S3's own page says, without a condition that replication may not meet", async () => {
        const { inputs } = one(await store([home, "us-east-1"]), "aws:iam/role:Role");
        assert.deepEqual(JSON.parse(text(inputs["assumeRolePolicy"])), {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "s3.amazonaws.com" } }],
        });
    });

    it("copies nothing where there is one region", async () => {
        const recorded = await store([home]);
        for (const type of [copyType, imagesType, "aws:iam/role:Role"]) {
            assert.deepEqual(ofType(recorded, type), [], type);
        }
    });

    it("may be emptied where the stack allows it", async () => {
        const { inputs, options } = one(await store([home], false), repositoryType);
        assert.deepEqual([inputs["forceDelete"], options.protect ?? false], [true, false]);
    });

    it("names what a region has, and fails for one that it does not know", async () => {
        let found = "";
        await recordAlone(() => {
            const made = make([home, "us-east-1"]);
            const { region, bucket, repositoryUrl } = made.inRegion("us-east-1");
            pulumi.interpolate`${region} ${bucket} ${repositoryUrl}`.apply((line) => (found = line));
            assert.throws(() => made.inRegion("us-west-2"), /expected one of eu-west-1, us-east-1, got us-west-2/);
        });
        assert.match(found, /^us-east-1 models-us-east-1 \$\{.*orders-models-use1#repositoryUrl\}$/);
    });

    it("fails without a bucket at home", async () => {
        await assert.rejects(store(["us-east-1"]), /buckets: expected one in eu-west-1, got none/);
    });
});
