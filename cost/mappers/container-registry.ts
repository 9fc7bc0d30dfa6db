import type { Mapper } from "../mapping";
import { price } from "../price";
import { usage } from "../quantity";
import { betweenRegions } from "./region-pair";

const storage = price("AmazonECR", "EC2 Container Registry");
const source = "https://aws.amazon.com/ecr/pricing/";

/** What its images take. */
export const containerRepository: Mapper = {
    types: ["aws:ecr/repository:Repository", "awsx:ecr:Repository"],
    source,
    prices: [storage],
    usage: { storage_gb: { unit: "GB", meaning: "stored" } },
    lines: () => [{ name: "storage", unit: "GB-month", price: storage, quantity: usage("storage_gb") }],
};

/** What travels to each other region that images are copied to; what they take there is that region's repository's. */
export const registryReplication: Mapper = {
    types: ["aws:ecr/replicationConfiguration:ReplicationConfiguration"],
    source,
    prices: [],
    usage: { monthly_replicated_gb: { unit: "GB", meaning: "of new images, sent to each region" } },
    lines: (resource) => {
        const rules = resource.list("replicationConfiguration.rules");
        const destinations = rules.flatMap((rule) => rule.list("destinations").map((one) => one.text("region") ?? ""));
        const { region = "" } = resource;
        return [...new Set(destinations)]
            .filter((destination) => destination !== region)
            .map((destination) => ({
                name: `replication to ${destination}`,
                unit: "GB",
                price: betweenRegions(region, destination),
                quantity: usage("monthly_replicated_gb"),
            }));
    },
};
