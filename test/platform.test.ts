import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { loadStack, parsePlatform, type PlatformConfig } from "../config";
import type { Plan, PlanResource } from "../plan/plan";
import {
    type RawPlatform,
    ancestor,
    anyPlatform,
    field,
    ofType,
    one,
    plan,
    text,
    twoRegions,
    withRegion,
    without,
} from "./components/platforms";

const root = join(__dirname, "..");
const provider = dirname(require.resolve("@pulumi/aws/package.json"));
const stacks = ["dev", "staging", "prod"];

/** Whether AWS keeps a type in a region, as the provider's own constructor says: `aws:ec2/vpc:Vpc` is in ec2/vpc.js. */
function takesRegion(type: string): boolean {
    const [, file = ""] = type.split(":");
    const path = join(provider, `${file}.js`);
    assert.ok(existsSync(path), type);
    return readFileSync(path, "utf8").includes('resourceInputs["region"]');
}

const aws = (recorded: Plan): PlanResource[] => recorded.resources.filter(({ type }) => /^aws:/.test(type));

/** Alarms about Route 53 stand where its metrics are, and switches in a region that is not their cell's. */
function standsElsewhere({ inputs }: PlanResource): boolean {
    const { namespace, region } = inputs;
    return (namespace === "AWS/Route53" && region === "us-east-1") || namespace === "Antipode/Traffic";
}

/** What is wrong with the regions of a plan: one line for each resource in no region, or in another than its cell's. */
function strays(recorded: Plan, config: PlatformConfig): string[] {
    return aws(recorded).flatMap((resource) => {
        const cell = ancestor(recorded, resource, "antipode:platform:Cell");
        const wanted = field(cell?.inputs, "region");
        const got = resource.inputs["region"];
        const right = takesRegion(resource.type)
            ? wanted === undefined
                ? (typeof got === "string" && got in config.regions) || standsElsewhere(resource)
                : got === wanted
            : got === undefined;
        return right ? [] : [`${resource.type} ${resource.name}: ${text(got)} instead of ${text(wanted)}`];
    });
}

/** Physical names are Pulumi's: the logical name, a dash and seven random characters. */
const suffix = 8;
const nameLimits: Readonly<Record<string, number>> = {
    "aws:lb/loadBalancer:LoadBalancer": 32 - suffix,
    "aws:lb/targetGroup:TargetGroup": 32 - suffix,
    "aws:s3/bucket:Bucket": 63 - suffix,
    "aws:arcregionswitch/plan:Plan": 32 - suffix,
    "aws:iam/role:Role": 64 - suffix,
    "aws:elasticache/replicationGroup:ReplicationGroup": 40 - suffix,
    "aws:elasticache/serverlessCache:ServerlessCache": 40 - suffix,
    // Typed by name: no suffix.
    "aws:elasticache/user:User": 40,
    "aws:elasticache/userGroup:UserGroup": 40,
    "aws:rds/cluster:Cluster": 63 - suffix,
    "aws:rds/clusterInstance:ClusterInstance": 63 - suffix,
};

function tooLong(recorded: Plan): string[] {
    return recorded.resources
        // A prefix of six characters, of which AWS's provider makes the whole name, is not the logical one.
        .filter(({ inputs }) => !/^.{1,6}$/.test(text(inputs["namePrefix"] ?? "")))
        .filter(({ type, name }) => name.length > (nameLimits[type] ?? Infinity))
        .map(({ type, name }) => `${type} ${name}`);
}

/** The rules that hold for any platform. */
function broken(recorded: Plan, config: PlatformConfig): string[] {
    const explicit = aws(recorded)
        .filter(({ provider: of }) => !of?.includes(`::pulumi:providers:aws::${config.name}`))
        .map(({ name, type }) => `${type} ${name}: not by the account's provider`);
    const untagged = aws(recorded)
        .filter(({ type, inputs }) => field(inputs, "tags") === undefined && takesTags(type))
        .map(({ name, type }) => `${type} ${name}: no tags`);
    return [...strays(recorded, config), ...tooLong(recorded), ...explicit, ...untagged];
}

function takesTags(type: string): boolean {
    const [, file = ""] = type.split(":");
    return readFileSync(join(provider, `${file}.js`), "utf8").includes('resourceInputs["tagsAll"]');
}

const facts = ({ resources }: Plan): Map<string, PlanResource> => new Map(resources.map((r) => [r.urn, r]));

/** Resources of `before` that are gone, or have other inputs, in `after`. */
function changed(before: Plan, after: Plan): PlanResource[] {
    const later = facts(after);
    return before.resources.filter((resource) => {
        const now = later.get(resource.urn);
        return JSON.stringify(now?.inputs) !== JSON.stringify(resource.inputs);
    });
}

describe("every platform", function () {
    this.timeout(60_000);
    for (const stack of stacks) {
        it(`${stack}: has each child in its cell's region, by the account's provider, tagged, under AWS's name limits`, async () => {
            const config = loadStack(stack, root);
            const recorded = await plan(config);
            assert.ok(aws(recorded).length > 50);
            assert.deepEqual(broken(recorded, config), []);
        });
    }

    it("generated: keeps the same rules", async () => {
        await fc.assert(
            fc.asyncProperty(anyPlatform, async (config) => {
                assert.deepEqual(broken(await plan(config), config), []);
            }),
            { numRuns: 8 },
        );
    });

    it("is noticed when one child forgets its region, or has another's", async () => {
        const config = parsePlatform(twoRegions());
        const recorded = await plan(config);
        const withRegionOf = (type: string, region: string | undefined): Plan => ({
            ...recorded,
            resources: recorded.resources.map((resource) => {
                const inputs = without(resource.inputs, ["region"]);
                return resource.type === type
                    ? { ...resource, inputs: { ...inputs, ...(region && { region }) } }
                    : resource;
            }),
        });
        assert.equal(strays(withRegionOf("aws:lb/listener:Listener", undefined), config).length, 4);
        assert.equal(strays(withRegionOf("aws:ec2/vpc:Vpc", "us-east-1"), config).length, 1);
        assert.equal(strays(withRegionOf("aws:iam/role:Role", "us-east-1"), config).length, 4);
    });

    it("shows the whole config on the root, as promises and drills read it", async () => {
        const config = parsePlatform(twoRegions());
        const platform = one(await plan(config), "antipode:platform:Platform");
        assert.deepEqual(platform.inputs, config);
        assert.equal(platform.name, config.name);
    });

    it("touches one account only, by one provider", async () => {
        const providers = ofType(await plan(parsePlatform(twoRegions())), "pulumi:providers:aws");
        assert.equal(providers.length, 1);
        assert.match(JSON.stringify(providers[0]?.inputs["allowedAccountIds"]), /111122223333/);
    });
});

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

describe("a platform that grows", function () {
    this.timeout(60_000);

    it("by a region changes only the allow-list of shared things", async () => {
        const before = twoRegions();
        const after = withRegion(before, "eu-central-1", "warm");
        const touched = changed(await plan(parsePlatform(before)), await plan(parsePlatform(after)));
        assert.deepEqual(touched.map(({ type }) => type).sort(), [
            "antipode:platform:Platform",
            "aws:secretsmanager/secret:Secret",
        ]);
    });

    const grownZones = async (nat: string): Promise<string[]> => {
        const raw: RawPlatform = { ...twoRegions(), network: { nat } };
        const before = await plan(parsePlatform(raw));
        raw.regions["eu-west-1"]?.zones.push("euw1-az3");
        return changed(before, await plan(parsePlatform(raw))).map(({ type }) => type);
    };

    for (const nat of ["none", "single", "per-zone"]) {
        it(`by a zone (nat: ${nat}) moves no subnet, gateway or route`, async () => {
            const joins = [
                "antipode:platform:Platform",
                "aws:autoscaling/group:Group",
                "aws:ec2/vpcEndpoint:VpcEndpoint",
                "aws:lb/loadBalancer:LoadBalancer",
                "aws:rds/subnetGroup:SubnetGroup",
            ];
            assert.deepEqual([...new Set(await grownZones(nat))].sort(), joins);
        });
    }
});

describe("what a plan refuses to lose", () => {
    it("is protected twice, unless the stack may be thrown away", async () => {
        const guarded = async (allowDestroy: boolean): Promise<[string[], unknown[]]> => {
            const recorded = await plan(parsePlatform({ ...twoRegions(), allowDestroy }));
            const byPulumi = recorded.resources.filter(({ options }) => options.protect).map(({ type }) => type);
            const byAws = recorded.resources.map(
                ({ inputs }) => inputs["deletionProtection"] ?? inputs["enableDeletionProtection"],
            );
            return [[...new Set(byPulumi)].sort(), byAws.filter((value) => value === true)];
        };
        assert.deepEqual(await guarded(false), [
            [
                "aws:kms/key:Key",
                "aws:lb/loadBalancer:LoadBalancer",
                "aws:rds/cluster:Cluster",
                "aws:rds/clusterInstance:ClusterInstance",
                "aws:rds/globalCluster:GlobalCluster",
                "aws:route53/zone:Zone",
                "aws:s3/bucket:Bucket",
                "aws:secretsmanager/secret:Secret",
            ],
            [true, true, true, true, true],
        ]);
        assert.deepEqual(await guarded(true), [[], []]);
    });
});
