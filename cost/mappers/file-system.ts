import Big from "big.js";
import type { CostResource } from "../cost-resource";
import { UnknownInput } from "../input-reader";
import type { Line, Mapper } from "../mapping";
import { price } from "../price";
import { map, usage, usageOf, type Quantity } from "../quantity";
import { meterKeys, meterLine, meterPrices, type Meter } from "./meter";
import { betweenRegions } from "./region-pair";

const systemType = "aws:efs/fileSystem:FileSystem";

const efs = (label: string) => price("AmazonEFS", label);

const standard = efs("General Purpose Storage GB Mo");
const oneZone = efs("One Zone General Purpose Storage GB Mo");
const throughput = efs("Throughput Provisioned");

const infrequent: Meter = {
    key: "infrequent_access_storage_gb",
    name: "infrequent access storage",
    unit: "GB-month",
    meaning: "stored for infrequent access",
    price: efs("Infrequent Access Storage GB Mo"),
};
/** No public source of the book has the rates of the three that follow. */
const zoneInfrequent: Meter = { ...infrequent, price: efs("One Zone Infrequent Access Storage GB Mo") };
const infrequentAccess: readonly Meter[] = [
    {
        key: "monthly_infrequent_access_read_gb",
        name: "infrequent access reads",
        unit: "GB",
        meaning: "read from infrequent access",
        price: efs("Infrequent Access Read per GB"),
    },
    {
        key: "monthly_infrequent_access_write_gb",
        name: "infrequent access writes",
        unit: "GB",
        meaning: "written or moved to infrequent access",
        price: efs("Infrequent Access Write per GB"),
    },
];
const archive: Meter = {
    key: "archive_storage_gb",
    name: "archive storage",
    unit: "GB-month",
    meaning: "stored in the archive",
    price: efs("Archive Storage GB Mo"),
};
const elastic: readonly Meter[] = [
    {
        key: "monthly_elastic_read_gb",
        name: "elastic reads",
        unit: "GB",
        meaning: "read, with elastic throughput",
        price: efs("EFS Storage Requests Read per GB"),
    },
    {
        key: "monthly_elastic_write_gb",
        name: "elastic writes",
        unit: "GB",
        meaning: "written, with elastic throughput",
        price: efs("EFS Storage Requests Write per GB"),
    },
];
const tiers = [infrequent, archive, ...infrequentAccess];

/** GB of storage that come with a MiB a second (https://aws.amazon.com/efs/pricing/, provisioned throughput). */
const gigabytesPerMebibyte = 20;

/** EFS: what it stores, by class, and its throughput where that is elastic or provisioned. */
export const fileSystem: Mapper = {
    types: [systemType],
    source: "https://aws.amazon.com/efs/pricing/",
    prices: [standard, oneZone, throughput, ...meterPrices([...tiers, zoneInfrequent, ...elastic])],
    usage: {
        storage_gb: { unit: "GB", meaning: "stored" },
        ...meterKeys([...tiers, ...elastic]),
    },
    lines: (system, { states }) => {
        const policies = system.list("lifecyclePolicies");
        const moves = (to: string) => policies.some((policy) => policy.has(to));
        return [
            {
                name: "storage",
                unit: "GB-month",
                price: system.has("availabilityZoneName") ? oneZone : standard,
                quantity: usage("storage_gb"),
                input: "availabilityZoneName",
            },
            ...(moves("transitionToIa") || states(infrequent.key)
                ? [meterLine(system.has("availabilityZoneName") ? zoneInfrequent : infrequent)]
                : []),
            ...infrequentAccess.filter(({ key }) => states(key)).map(meterLine),
            ...(moves("transitionToArchive") || states(archive.key) ? [meterLine(archive)] : []),
            ...throughputLines(system),
        ];
    },
};

function throughputLines(system: CostResource): readonly Line[] {
    const mode = system.choice("throughputMode", ["bursting", "provisioned", "elastic"]);
    if (mode === "elastic") {
        return elastic.map(meterLine);
    }
    const provisioned = system.number("provisionedThroughputInMibps");
    return mode === "provisioned" && provisioned !== undefined
        ? [
              {
                  name: "provisioned throughput",
                  unit: "MiBps-month",
                  price: throughput,
                  quantity: beyondIncluded(provisioned),
                  input: "provisionedThroughputInMibps",
              },
          ]
        : [];
}

/** What is provisioned beyond what comes with the storage; all of it while nobody says what is stored. */
function beyondIncluded(provisioned: number): Quantity {
    return usageOf(["storage_gb"], (use) => {
        const stored = use("storage_gb") ?? { low: new Big(0), typical: new Big(0), high: new Big(0) };
        return map(stored, (amount) => {
            const beyond = new Big(provisioned).minus(amount.div(gigabytesPerMebibyte));
            return beyond.lt(0) ? new Big(0) : beyond;
        });
    });
}

/** A copy of a file system in another region, or in the same: its storage there, and the way to it. */
export const fileSystemReplica: Mapper = {
    types: ["aws:efs/replicationConfiguration:ReplicationConfiguration"],
    source: "https://aws.amazon.com/efs/pricing/",
    prices: [standard, oneZone],
    usage: {
        storage_gb: { unit: "GB", meaning: "stored in the copy" },
        monthly_replicated_gb: { unit: "GB", meaning: "sent to the copy" },
    },
    lines: (replication) => {
        const { region: from } = replication;
        const to = replication.text("destination.region") ?? from;
        if (from === undefined || to === undefined) {
            throw new UnknownInput("region");
        }
        const transfer: Line = {
            name: `transfer to ${to}`,
            unit: "GB",
            price: betweenRegions(from, to),
            quantity: usage("monthly_replicated_gb"),
        };
        const copy: Line = {
            name: `copy in ${to}`,
            unit: "GB-month",
            price: replication.has("destination.availabilityZoneName") ? oneZone : standard,
            quantity: usage("storage_gb"),
            place: to,
        };
        // A file system of the program has its own bill.
        const isBilled = replication.follow("destination.fileSystemId", systemType) !== undefined;
        return [...(isBilled ? [] : [copy]), ...(from === to ? [] : [transfer])];
    },
};
