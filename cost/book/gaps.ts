import type { PriceName, PricePlace } from "../price";
import { wildcard } from "../wildcard";
import { computeGaps } from "./compute-gaps";
import type { Gap } from "./price-gap";
import { storeGaps } from "./store-gaps";

const noStorageMap = "no public copy of the price list that was read has EBS for this region";
const samplesOnly = "read from the samples of the list that public code quotes; this region is in none of them";

const asia = ["ap-northeast-1", "ap-southeast-1", "ap-southeast-2"];
const others = ["eu-central-1", "sa-east-1", "us-west-2"];

/** Every gap between what mappers ask for and what the book has; one that is closed must be taken out. */
export const gaps: readonly Gap[] = [
    ebs("volumeType=snapshot;SnapshotUsage", ["ap-northeast-1", "ap-southeast-2", "sa-east-1", "us-west-2"]),
    ebs("volumeType=gp2;VolumeUsage", ["ap-southeast-2", "sa-east-1"], noStorageMap),
    ebs("volumeType=gp3;VolumeP-IOPS", ["ap-southeast-2"], noStorageMap),
    ebs("volumeType=gp3;VolumeP-Throughput", ["ap-southeast-2", "sa-east-1"], noStorageMap),
    ebs("volumeType=io1;*", [...asia, ...others]),
    ebs("volumeType=st1;VolumeUsage", [...asia, ...others]),
    ebs("volumeType=sc1;VolumeUsage", [...asia, ...others]),
    ebs("volumeType=io2;VolumeUsage", ["ap-southeast-1", "ap-southeast-2", "eu-west-1", "sa-east-1"]),
    ebs("volumeType=io2;VolumeP-IOPS;*", [...asia, "eu-west-1", "sa-east-1", "us-east-1", "us-west-2"]),
    ...["Endpoint ML storage (gp2)", "Endpoint data in", "Endpoint data out"].map((label) => ({
        service: "AmazonSageMaker",
        label,
        places: [...asia, ...others, "us-east-1"],
        reason: "read from a bill of one region; the lists of the others have endpoint instances only",
    })),
    {
        service: "AmazonManagedGrafana",
        label: "*",
        places: ["sa-east-1"],
        reason: "AWS does not offer it in this region (https://docs.aws.amazon.com/general/latest/gr/grafana.html)",
    },
    {
        service: "AWSConfig",
        label: "Config Conformance Packs over 500000",
        places: "everywhere",
        reason: "the page that was read breaks off before the last step",
    },
    ...computeGaps,
    ...storeGaps,
];

/** Why a price is missing in a place; undefined when nobody has written it down. */
export function gapFor({ service, label }: PriceName, place: PricePlace, known = gaps): Gap | undefined {
    return known.find(
        (gap) =>
            gap.service === service &&
            wildcard(gap.label).test(label) &&
            (gap.places === "everywhere" || gap.places.includes(place)),
    );
}

function ebs(label: string, places: readonly PricePlace[], reason = samplesOnly): Gap {
    return { service: "AmazonEBS", label, places, reason };
}
