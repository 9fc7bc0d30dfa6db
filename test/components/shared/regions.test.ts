import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { regions, shortRegion, zoneNumber } from "../../../components/shared/regions";

describe("regions", () => {
    it("are those of the provider, without other partitions", () => {
        const others = /^(cn|us-gov|us-iso|us-isob|eu-isoe|us-isof|eusc)-/;
        const provider = Object.values(aws.Region).filter((region) => !others.test(region));
        assert.deepEqual([...regions].sort(), [...provider].sort());
    });

    it("have the short form that begins their zones' ids, each its own", () => {
        assert.equal(shortRegion("eu-west-1"), "euw1");
        assert.equal(shortRegion("us-east-1"), "use1");
        assert.equal(shortRegion("ap-northeast-1"), "apne1");
        assert.equal(shortRegion("ca-central-1"), "cac1");
        assert.equal(new Set(regions.map(shortRegion)).size, regions.length);
    });

    it("have zones with a number of their own", () => {
        assert.equal(zoneNumber("euw1-az2"), 2);
        assert.ok(Number.isNaN(zoneNumber("eu-west-1b")));
        assert.ok(Number.isNaN(zoneNumber("euw1-az0")));
    });
});
