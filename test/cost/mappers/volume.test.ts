import assert from "node:assert/strict";
import { amounts, estimate, resource } from "../plans";

const volume = (inputs = {}, more = {}) => resource("aws:ebs/volume:Volume", inputs, more);

describe("the price of a volume", () => {
    it("is that of its gigabytes, gp2 unless it says otherwise", () => {
        // 100 GB x 0.11
        assert.deepEqual(amounts(estimate([volume({ size: 100 })])), { "gp2 storage": "11" });
    });

    it("charges a gp3 volume nothing for the 3,000 operations and 125 MiB/s that it comes with", () => {
        // 100 GB x 0.088
        const base = volume({ size: 100, type: "gp3", iops: 3000, throughput: 125 });
        assert.deepEqual(amounts(estimate([base])), { "gp3 storage": "8.8" });
    });

    it("charges a gp3 volume what is above, throughput by the MiB and not by the list's GiB", () => {
        // 100 x 0.088; (5,000 - 3,000) x 0.0055; (250 - 125) x 0.044
        const fast = volume({ size: 100, type: "gp3", iops: 5000, throughput: 250 });
        assert.deepEqual(amounts(estimate([fast])), {
            "gp3 storage": "8.8",
            "gp3 operations": "11",
            "gp3 throughput": "5.5",
        });
    });

    it("steps down an io2 volume's operations within the volume", () => {
        // 32,000 x 0.078 + 8,000 x 0.055 = 2,496 + 440; the book has these rows in Frankfurt only
        const fast = volume({ size: 10, type: "io2", iops: 40_000 }, { region: "eu-central-1" });
        const [one] = estimate([fast]).resources;
        const operations = one?.lines.filter(({ name }) => name === "io2 operations");
        assert.deepEqual(
            operations?.map(({ charge }) => charge.kind === "priced" && charge.monthly.typical.toString()),
            ["2496", "440"],
        );
    });

    it("says which row a region has no price for, and keeps the rest", () => {
        const [one] = estimate([volume({ size: 10, type: "gp3", iops: 4000 }, { region: "ap-southeast-2" })]).resources;
        assert.deepEqual(one?.state, {
            kind: "partly priced",
            reason: "no price for AmazonEBS: volumeType=gp3;VolumeP-IOPS",
        });
        // 10 x 0.096
        assert.equal(one.monthly.typical.toString(), "0.96");
    });

    it("fails without a size, which is then its snapshot's", () => {
        const [one] = estimate([volume({ snapshotId: "snap-1" })]).resources;
        assert.deepEqual(one?.state, { kind: "not priced", reason: "size is not known before deployment" });
    });
});

describe("the price of a snapshot", () => {
    it("waits for how much it keeps, and never takes the size of its volume", () => {
        const snapshot = resource("aws:ebs/snapshot:Snapshot", { volumeId: "vol-1" });
        assert.equal(amounts(estimate([snapshot]))["storage"], "usage needed");
        // 40 x 0.05
        assert.equal(amounts(estimate([snapshot], { storage_gb: 40 }))["storage"], "2");
    });

    it("has what another region sends for a copy, at that region's price", () => {
        const copy = resource("aws:ebs/snapshotCopy:SnapshotCopy", {
            sourceRegion: "sa-east-1",
            sourceSnapshotId: "s",
        });
        const result = estimate([copy], { storage_gb: 40, monthly_copied_gb: 40 });
        // 40 x 0.05; 40 x 0.138
        assert.deepEqual(amounts(result), { storage: "2", "data from sa-east-1": "5.52" });
        assert.equal(result.resources[0]?.lines[1]?.place, "sa-east-1");
        const image = resource("aws:ec2/amiCopy:AmiCopy", { sourceAmiRegion: "eu-west-1", sourceAmiId: "ami-1" });
        assert.deepEqual(Object.keys(amounts(estimate([image]))), ["storage"]);
    });

    it("names the row that is missing for an archived one", () => {
        const archived = resource("aws:ebs/snapshot:Snapshot", { volumeId: "vol-1", storageTier: "archive" });
        assert.equal(amounts(estimate([archived], { storage_gb: 40 }))["storage"], "no price");
    });
});
