import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import type { Plan } from "../../plan/plan";
import { ofType, one, plan, twoRegions, withRegion } from "./platforms";

describe("GlobalDatabase", () => {
    let recorded: Plan;
    before(async () => {
        const raw = { ...withRegion(twoRegions(), "eu-central-1", "warm"), database: { instances: 2 } };
        recorded = await plan(parsePlatform(raw));
    });

    it("is named, encrypted and given its database at birth: later, each would replace it", () => {
        const { inputs } = one(recorded, "aws:rds/globalCluster:GlobalCluster");
        assert.equal(inputs["globalClusterIdentifier"], "orders");
        assert.equal(inputs["databaseName"], "orders");
        assert.equal(inputs["storageEncrypted"], true);
        assert.equal(inputs["engine"], "aurora-postgresql");
    });

    it("has a member in every cell, and none of them decides who writes", () => {
        const { urn, inputs } = one(recorded, "aws:rds/globalCluster:GlobalCluster");
        assert.equal(inputs["sourceDbClusterIdentifier"], undefined);
        const members = ofType(recorded, "aws:rds/cluster:Cluster").filter(({ dependencies }) =>
            dependencies.includes(urn),
        );
        assert.deepEqual(members.map(({ region }) => region).sort(), ["eu-central-1", "eu-west-1", "us-east-1"]);
    });
});
