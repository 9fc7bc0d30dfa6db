import assert from "node:assert/strict";
import { amounts, estimate, resource } from "../plans";

describe("the price of a registry", () => {
    it("is the gigabytes that its images take", () => {
        const repository = resource("aws:ecr/repository:Repository", {});
        assert.equal(amounts(estimate([repository]))["storage"], "usage needed");
        // 25 x 0.1
        assert.equal(amounts(estimate([repository], { storage_gb: 25 }))["storage"], "2.5");
    });

    it("is what travels to each region that images are copied to", () => {
        const destinations = ["us-east-1", "ap-northeast-1", "eu-west-1"].map((region) => ({
            region,
            registryId: "444455556666",
        }));
        const replication = resource("aws:ecr/replicationConfiguration:ReplicationConfiguration", {
            replicationConfiguration: { rules: [{ destinations }] },
        });
        // 50 x 0.02 to each other region; nothing to its own
        assert.deepEqual(amounts(estimate([replication], { monthly_replicated_gb: 50 })), {
            "replication to us-east-1": "1",
            "replication to ap-northeast-1": "1",
        });
    });
});
