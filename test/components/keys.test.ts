import assert from "node:assert/strict";
import { Keys } from "../../components/keys";
import type { Region } from "../../components/shared/regions";
import type { Plan, PlanResource } from "../../plan/plan";
import { field, ofType, one, recordAlone, text } from "./platforms";

const home = "eu-west-1" as const;
const regions = [home, "us-east-1", "ap-southeast-2"] as const;

function record(args: {
    shared: boolean;
    protect?: boolean;
    regions?: readonly Region[];
    elsewhere?: readonly Region[];
}): Promise<Plan> {
    return recordAlone(() => {
        const place = { region: home, tags: { cell: "shared" } };
        return new Keys("orders", { place, regions, account: "111122223333", protect: true, ...args });
    });
}

/** The statements of a key's policy, by their Sid. */
function statements({ inputs }: PlanResource): Map<string, Record<string, never>> {
    const { Statement } = JSON.parse(text(inputs["policy"])) as {
        Statement: (Record<string, never> & { Sid: string })[];
    };
    return new Map(Statement.map((statement) => [statement.Sid, statement]));
}

describe("Keys", () => {
    it("are one for each region, rotated and independent: no region opens what another sealed", async () => {
        const keys = ofType(await record({ shared: false }), "aws:kms/key:Key");
        assert.deepEqual(keys.map(({ region }) => region).sort(), [...regions].sort());
        for (const { inputs, options } of keys) {
            assert.equal(inputs["enableKeyRotation"], true);
            assert.equal(inputs["multiRegion"], undefined);
            assert.equal(inputs["deletionWindowInDays"], 30);
            assert.equal(options.protect, true);
        }
    });

    it("stand, where something is kept without a cell, beside the others, and open nothing that cells share", async () => {
        const before = await record({ shared: true });
        const after = await record({ shared: true, elsewhere: ["eu-central-1"] });
        const known = new Set(before.resources.map(({ urn }) => urn));
        assert.deepEqual(
            after.resources.filter(({ urn }) => !known.has(urn)).map(({ type, region }) => [type, region]),
            [
                ["aws:kms/alias:Alias", "eu-central-1"],
                ["aws:kms/key:Key", "eu-central-1"],
            ],
        );
        assert.ok(before.resources.every(({ urn }) => after.resources.some((resource) => resource.urn === urn)));
    });

    it("share, on demand, one key that is born at home and has a replica everywhere else, all under one alias", async () => {
        const recorded = await record({ shared: true });
        const primary = ofType(recorded, "aws:kms/key:Key").find(({ inputs }) => inputs["multiRegion"] === true);
        assert.equal(primary?.region, home);
        const replicas = ofType(recorded, "aws:kms/replicaKey:ReplicaKey");
        assert.deepEqual(replicas.map(({ region }) => region).sort(), ["ap-southeast-2", "us-east-1"]);
        for (const { inputs, options } of replicas) {
            assert.equal(field(inputs["primaryKeyArn"], "$ref", "urn"), primary.urn);
            assert.equal(inputs["policy"], primary.inputs["policy"]);
            assert.equal(options.protect, true);
        }
        const aliases = ofType(recorded, "aws:kms/alias:Alias").filter(
            ({ inputs }) => inputs["name"] === "alias/orders-shared",
        );
        assert.equal(aliases.length, 3);
    });

    it("let in, by their policies, IAM and the services that come as themselves, in their region and account only", async () => {
        const recorded = await record({ shared: true });
        const cell = statements(one(recorded, "aws:kms/key:Key", "us-east-1"));
        assert.deepEqual([...cell.keys()].sort(), [
            "IamDecides",
            "LogDelivery",
            "LogGroups",
            "Notifications",
            "ScaledVolumes",
            "ScaledVolumesGrant",
        ]);
        assert.deepEqual(cell.get("IamDecides")?.["Principal"], { AWS: "arn:aws:iam::111122223333:root" });
        assert.deepEqual(cell.get("LogGroups")?.["Principal"], { Service: "logs.us-east-1.amazonaws.com" });
        assert.deepEqual(cell.get("LogGroups")?.["Condition"], {
            ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:111122223333:log-group:*" },
        });
        const [replica] = ofType(recorded, "aws:kms/replicaKey:ReplicaKey");
        assert.ok(replica);
        assert.deepEqual([...statements(replica).keys()], ["IamDecides"]);
    });

    it("gain a key and a replica with a region, and nothing else changes", async () => {
        const before = await record({ shared: true, regions: [home, "us-east-1"] });
        const after = await record({ shared: true });
        const later = new Map(after.resources.map((resource) => [resource.urn, resource.inputs]));
        for (const { urn, inputs } of before.resources) {
            assert.deepEqual(later.get(urn), inputs, urn);
        }
    });

    it("are gone in a week, unprotected, where the stack may be thrown away", async () => {
        for (const { inputs, options } of ofType(await record({ shared: true, protect: false }), "aws:kms/key:Key")) {
            assert.equal(inputs["deletionWindowInDays"], 7);
            assert.notEqual(options.protect, true);
        }
    });

    it("fail to name a key for a region without a cell", async () => {
        const ask = recordAlone(() => {
            const place = { region: home, tags: {} };
            const keys = new Keys("orders", { place, regions, account: "111122223333", shared: false, protect: true });
            return keys.arn("sa-east-1");
        });
        await assert.rejects(ask, /region: expected one of eu-west-1, us-east-1, ap-southeast-2, got sa-east-1/);
    });
});
