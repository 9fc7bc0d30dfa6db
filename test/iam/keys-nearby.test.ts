import assert from "node:assert/strict";
import { join } from "node:path";
import { loadStack } from "../../config";
import type { Plan, PlanValue } from "../../plan/plan";
import { field, one, plan, text } from "../components/platforms";

const config = loadStack("prod", join(__dirname, "../.."));

interface Use {
    readonly by: string;
    readonly region: string;
    readonly keyRegion: string;
}

/** Every key that a plan's resources are encrypted with: where the key is, and where what it encrypts is. */
function uses(recorded: Plan): Use[] {
    const keys = new Map(
        recorded.resources
            .filter(({ type }) => /^aws:kms\/(key|replicaKey):/.test(type))
            .map(({ urn, region = "" }) => [urn, region]),
    );
    return (
        recorded.resources
            // Replication names, for each region that it copies to, that region's own key.
            .filter(({ custom, type }) => custom && !/^aws:(kms|s3\/bucketReplicationConfig)/.test(type))
            .flatMap(({ name, type, inputs, region = "" }) =>
                keyUrns(inputs, region).flatMap(([urn, at]) => {
                    const keyRegion = keys.get(urn);
                    return keyRegion === undefined ? [] : [{ by: `${type} ${name}`, region: at, keyRegion }];
                }),
            )
    );
}

/** Resources that an input names, each with the region that the naming part is about: a replica says its own. */
function keyUrns(value: PlanValue | undefined, region: string): [urn: string, region: string][] {
    if (typeof value !== "object" || value === null) {
        return [];
    }
    const urn = field(value, "$ref", "urn");
    if (typeof urn === "string") {
        return [[urn, region]];
    }
    const own = field(value, "region") ?? field(value, "regionName");
    const at = typeof own === "string" ? own : region;
    return Object.values(value).flatMap((inner: PlanValue) => keyUrns(inner, at));
}

describe("keys of prod", () => {
    let recorded: Plan;
    before(async () => {
        recorded = await plan(config);
    });

    it("encrypt in their own region only, so that nothing waits for another region's KMS", () => {
        const used = uses(recorded);
        assert.ok(used.length > 20, text(used));
        assert.deepEqual(
            used.filter(({ region, keyRegion }) => region !== keyRegion),
            [],
        );
    });

    it("are noticed when they are far from what they encrypt", () => {
        const cluster = one(recorded, "aws:rds/cluster:Cluster", "us-east-1");
        const away = { ...cluster, region: "eu-west-1", inputs: { kmsKeyId: cluster.inputs["kmsKeyId"] ?? null } };
        const resources = recorded.resources.map((resource) => (resource === cluster ? away : resource));
        assert.equal(uses({ ...recorded, resources }).filter((use) => use.region !== use.keyRegion).length, 1);
    });
});
