import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import type { Plan } from "../../plan/plan";
import { field, ofType, one, plan, text, twoRegions, withRegion } from "./platforms";

describe("RegionalCluster", () => {
    let recorded: Plan;
    before(async () => {
        const raw = { ...withRegion(twoRegions(), "eu-central-1", "warm"), database: { instances: 2 } };
        recorded = await plan(parsePlatform(raw));
    });

    it("gives name, user and password to the initial writer only: a secondary refuses them", () => {
        const born = ofType(recorded, "aws:rds/cluster:Cluster").map(({ inputs, region }) => [
            region,
            ["databaseName", "masterUsername", "masterPasswordWo", "masterPasswordWoVersion"].filter(
                (key) => key in inputs,
            ).length,
            inputs["sourceRegion"],
        ]);
        assert.deepEqual(born.sort(), [
            ["eu-central-1", 0, "eu-west-1"],
            ["eu-west-1", 4, undefined],
            ["us-east-1", 0, "eu-west-1"],
        ]);
    });

    it("is born writer first: secondaries wait for the writer's instances", () => {
        const clusters = ofType(recorded, "aws:rds/cluster:Cluster");
        const instances = ofType(recorded, "aws:rds/clusterInstance:ClusterInstance").filter(
            ({ region }) => region === "eu-west-1",
        );
        assert.equal(instances.length, 2);
        for (const { region, dependencies } of clusters.filter((cluster) => cluster.region !== "eu-west-1")) {
            assert.ok(
                instances.every(({ urn }) => dependencies.includes(urn)),
                region,
            );
        }
    });

    it("encrypts each member with the key of its own region", () => {
        for (const { inputs, region } of ofType(recorded, "aws:rds/cluster:Cluster")) {
            const key = recorded.resources.find(({ urn }) => urn === field(inputs["kmsKeyId"], "$ref", "urn"));
            assert.equal(key?.region, region);
            assert.equal(key?.inputs["enableKeyRotation"], true);
        }
    });

    it("refuses connections without TLS, and instances on public addresses", () => {
        const parameters = one(recorded, "aws:rds/clusterParameterGroup:ClusterParameterGroup", "us-east-1").inputs;
        assert.equal(parameters["family"], "aurora-postgresql17");
        assert.deepEqual(field(parameters["parameters"], 0), {
            name: "rds.force_ssl",
            value: "1",
            applyMethod: "immediate",
        });
        for (const { inputs } of ofType(recorded, "aws:rds/clusterInstance:ClusterInstance")) {
            assert.equal(inputs["publiclyAccessible"], false);
            assert.equal(inputs["autoMinorVersionUpgrade"], false);
        }
    });

    it("admits the app tiers of all cells, so that whichever is promoted can be written to from each", () => {
        const admitted = ofType(recorded, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
            .filter(({ name, region }) => name.includes("-database-") && region === "us-east-1")
            .map(({ inputs }) => [inputs["cidrIpv4"], inputs["fromPort"], inputs["toPort"]].map(text).join(" "));
        assert.deepEqual(admitted.sort(), [
            "10.0.32.0/19 5432 5432",
            "10.1.32.0/19 5432 5432",
            "10.102.32.0/19 5432 5432",
        ]);
    });
});
