import assert from "node:assert/strict";
import { loadStack, parsePlatform } from "../../config";
import type { Plan } from "../../plan/plan";
import { endpoints, ofType, plan, twoRegions, withRegion } from "../components/platforms";
import { stores } from "../components/stores";
import { changed, distinct, root } from "./facts";

const units = { min: 5, max: 50 };
const moving = parsePlatform({
    ...twoRegions(),
    tables: { carts: { ...stores.tables.carts, billing: { kind: "provisioned", read: units, write: units } } },
    cache: stores.cache,
    inference: endpoints[0],
    traffic: { privateNames: true },
});

/**
 * The inputs that a program may leave alone, by type: each is read back from AWS, which changes it by itself. The counts
 * of groups, readers and endpoints are not here: they are never set.
 */
const ownedByAws: Readonly<Record<string, { readonly inputs: readonly string[]; readonly why: string }>> = {
    "aws:dynamodb/table:Table": {
        inputs: [
            "readCapacity",
            "writeCapacity",
            "globalSecondaryIndexes[*].readCapacity",
            "globalSecondaryIndexes[*].writeCapacity",
        ],
        why: "autoscaling moves it (https://github.com/hashicorp/terraform-provider-aws/issues/38401)",
    },
    "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup": {
        inputs: ["primaryReplicationGroupId"],
        why: "a promotion moves it (https://github.com/hashicorp/terraform-provider-aws/issues/46121)",
    },
    "aws:elasticache/replicationGroup:ReplicationGroup": {
        inputs: [
            "automaticFailoverEnabled",
            "engine",
            "engineVersion",
            "globalReplicationGroupId",
            "multiAzEnabled",
            "nodeType",
            "numNodeGroups",
            "parameterGroupName",
        ],
        why: "a member has it from its datastore (https://github.com/hashicorp/terraform-provider-aws/issues/47644)",
    },
    "aws:rds/cluster:Cluster": {
        inputs: ["engineVersion", "globalClusterIdentifier", "replicationSourceIdentifier"],
        why:
            "a failover moves who follows whom, a manual one also who is a member (Aurora guide, global databases); " +
            "the global cluster upgrades its members (the provider's page of GlobalCluster)",
    },
    "aws:route53/zone:Zone": {
        inputs: ["vpcs"],
        why: "networks join a private zone by resources of their own (the provider's page of ZoneAssociation)",
    },
    "aws:secretsmanager/secretVersion:SecretVersion": {
        inputs: ["versionStages"],
        why: "a rotation moves AWSCURRENT to a value of its own (Secrets Manager guide, secret versions)",
    },
};

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

    for (const [what, config] of Object.entries({ prod: loadStack("prod", root), "all that AWS moves": moving })) {
        it(`ignores what AWS decides from then on, and nothing else: ${what}`, async () => {
            const { resources } = await plan(config);
            const ignoring = resources.filter(({ options }) => (options.ignoreChanges ?? []).length > 0);
            assert.ok(ignoring.length > 0);
            for (const { name, options, type } of ignoring) {
                const owned = ownedByAws[type];
                assert.deepEqual(options.ignoreChanges, owned?.inputs, `${type} ${name}: ${owned?.why ?? "no reason"}`);
            }
        });
    }

    it("needs each of these lists: there is a platform that has it", async () => {
        const { resources } = await plan(moving);
        const types = resources.filter(({ options }) => options.ignoreChanges).map(({ type }) => type);
        assert.deepEqual(distinct(types), Object.keys(ownedByAws).sort());
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

    it("takes roles as data: two cells that swap theirs swap a record each, and nothing else changes", async () => {
        const withRoles = (virginia: string, frankfurt: string): Promise<Plan> => {
            const raw = withRegion({ ...twoRegions(), mode: "active-active" }, "eu-central-1", frankfurt);
            const cell = raw.regions["us-east-1"];
            assert.ok(cell);
            cell.role = virginia;
            const cache = { ...stores.cache, topology: "regional" };
            return plan(parsePlatform({ ...raw, ...stores, cache, inference: endpoints[0] }));
        };
        const before = await withRoles("active", "warm");
        const after = await withRoles("warm", "active");
        const names = (from: Plan, to: Plan): string[] =>
            changed(from, to)
                .filter(({ custom }) => custom)
                .map(({ name }) => name)
                .sort();
        assert.deepEqual(names(before, after), ["orders-active-use1", "orders-standby-euc1"]);
        assert.deepEqual(names(after, before), ["orders-active-euc1", "orders-standby-use1"]);
    });
});
