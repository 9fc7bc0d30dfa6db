import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import type { Plan } from "../../plan/plan";
import { ofType, plan, twoRegions, withRegion } from "../components/platforms";
import { changed } from "./facts";

describe("a platform that failed over", function () {
    this.timeout(60_000);

    it("asks for the same: its clusters differ in nothing but birth, place and network", async () => {
        const recorded = await plan(parsePlatform(twoRegions()));
        const birth = ["databaseName", "masterUsername", "masterPasswordWo", "masterPasswordWoVersion", "sourceRegion"];
        const place = ["region", "tags", "kmsKeyId", "dbSubnetGroupName", "vpcSecurityGroupIds"];
        const own = ["clusterIdentifier", "dbClusterParameterGroupName", "finalSnapshotIdentifier"];
        const rest = ofType(recorded, "aws:rds/cluster:Cluster").map(({ inputs }) =>
            Object.fromEntries(Object.entries(inputs).filter(([key]) => ![...birth, ...place, ...own].includes(key))),
        );
        assert.equal(rest.length, 2);
        assert.deepEqual(rest[0], rest[1]);
    });

    it("ignores exactly what AWS decides from then on", async () => {
        for (const { options } of ofType(await plan(parsePlatform(twoRegions())), "aws:rds/cluster:Cluster")) {
            assert.deepEqual(options.ignoreChanges, ["globalClusterIdentifier", "replicationSourceIdentifier"]);
        }
    });

    it("has no record, check, balancer or instance that says who wrote first", async () => {
        const born = async (initialWriter: string): Promise<Plan> => {
            const raw = withRegion({ ...twoRegions(), mode: "active-active", initialWriter }, "eu-central-1", "warm");
            const other = raw.regions["us-east-1"];
            assert.ok(other);
            other.role = "active";
            return plan(parsePlatform(raw));
        };
        const swapped = changed(await born("eu-west-1"), await born("us-east-1")).map(({ type }) => type);
        const birthData = [
            "antipode:platform:Platform",
            "aws:acm/certificate:Certificate",
            "aws:cloudwatch/dashboard:Dashboard",
            "aws:rds/cluster:Cluster",
            "aws:rds/globalCluster:GlobalCluster",
            "aws:secretsmanager/secret:Secret",
            "aws:secretsmanager/secretPolicy:SecretPolicy",
            "aws:secretsmanager/secretVersion:SecretVersion",
            "pulumi:providers:aws",
        ];
        assert.deepEqual([...new Set(swapped)].sort(), birthData);
    });
});
