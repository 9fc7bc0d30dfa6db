import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import type { Plan } from "../../plan/plan";
import { field, ofType, one, plan, twoRegions, withRegion } from "./platforms";

describe("Foundation", () => {
    let recorded: Plan;
    before(async () => {
        const raw = { ...withRegion(twoRegions(), "eu-central-1", "warm"), database: { instances: 2 } };
        recorded = await plan(parsePlatform(raw));
    });

    it("writes its password nowhere in the open, and keeps it in a secret with a replica in every cell", () => {
        const password = one(recorded, "aws:rds/cluster:Cluster", "eu-west-1").inputs["masterPasswordWo"];
        assert.ok(field(password, "$secret") !== undefined, JSON.stringify(password));
        const stored = one(recorded, "aws:secretsmanager/secretVersion:SecretVersion").inputs["secretString"];
        assert.ok(field(stored, "$secret") !== undefined, JSON.stringify(stored));
        const secret = one(recorded, "aws:secretsmanager/secret:Secret").inputs;
        const homes = [
            secret["region"],
            field(secret["replicas"], 0, "region"),
            field(secret["replicas"], 1, "region"),
        ];
        assert.deepEqual(homes.sort(), ["eu-central-1", "eu-west-1", "us-east-1"]);
        assert.equal(field(secret["replicas"], 2), undefined);
    });

    it("keeps one key for each cell's region, rotated, so that what one region encrypts no other can open", () => {
        const keys = ofType(recorded, "aws:kms/key:Key");
        assert.deepEqual(keys.map(({ region }) => region).sort(), ["eu-central-1", "eu-west-1", "us-east-1"]);
        for (const { inputs } of keys) {
            assert.equal(inputs["enableKeyRotation"], true);
            assert.equal(inputs["multiRegion"], undefined);
        }
    });

    it("proves the hostname once, by a certificate that no cell presents", () => {
        const [record, ...others] = ofType(recorded, "aws:route53/record:Record").filter(({ name }) =>
            name.endsWith("-validation"),
        );
        assert.deepEqual(others, []);
        const source = recorded.resources.find(({ urn }) => urn === field(record?.inputs["name"], "$ref", "urn"));
        assert.equal(source?.type, "aws:acm/certificate:Certificate");
        assert.equal(source.inputs["domainName"], "app.antipode.example");
        const listeners = ofType(recorded, "aws:lb/listener:Listener");
        assert.ok(listeners.every(({ dependencies }) => !dependencies.includes(source.urn)));
    });

    it("gives the zone and what is encrypted away only when the stack may be thrown away", async () => {
        const zone = one(recorded, "aws:route53/zone:Zone");
        assert.equal(zone.inputs["forceDestroy"], false);
        assert.equal(zone.options.protect, true);
        const loose = await plan(parsePlatform({ ...twoRegions(), allowDestroy: true }));
        assert.equal(one(loose, "aws:route53/zone:Zone").inputs["forceDestroy"], true);
        assert.equal(one(loose, "aws:secretsmanager/secret:Secret").inputs["recoveryWindowInDays"], 0);
    });
});
