import Big from "big.js";
import { UnknownInput, type InputReader } from "../input-reader";
import type { Line, Mapper } from "../mapping";
import { price } from "../price";
import { known, times, usage, type Quantity } from "../quantity";
import { acrossSteps } from "../tiers";
import { betweenRegions } from "./region-pair";

const source = "https://aws.amazon.com/ebs/pricing/";

/** gp3 comes with these (https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html); only what is above them is billed. */
const included = { operationsPerSecond: 3000, mebibytesPerSecond: 125 };

const io2Steps = [{ upTo: 32_000 }, { upTo: 64_000 }, {}];
const io2Labels = ["tierIOPS=0-32000", "tierIOPS=32000-64000", "tierIOPS=64000-Inf"];

const archiveStorage = price("AmazonEBS", "volumeType=snapshot;SnapshotArchiveStorage");
const snapshotStorage = price("AmazonEBS", "volumeType=snapshot;SnapshotUsage");

const fixed = [
    ...["gp2", "gp3", "io1", "io2", "st1", "sc1"].map(storageOf),
    price("AmazonEBS", "volumeType=gp3;VolumeP-IOPS"),
    price("AmazonEBS", "volumeType=gp3;VolumeP-Throughput"),
    price("AmazonEBS", "volumeType=io1;VolumeP-IOPS"),
    ...io2Labels.map(io2Operations),
];

/** Gigabytes that are asked for, and the operations and throughput that are asked for above what the type comes with. */
export const volume: Mapper = {
    types: ["aws:ebs/volume:Volume"],
    source,
    prices: fixed,
    lines: (resource) => {
        if (!resource.has("size")) {
            // It has the size of a snapshot, which the program does not state.
            throw new UnknownInput("size");
        }
        return volumeLines(resource, { sizeInput: "size", typeInput: "type", count: known(1) });
    },
};

/** Where the inputs of copies say from which region they come. */
const originInputs = ["sourceRegion", "sourceAmiRegion"];
const copiedKey = "monthly_copied_gb";

/**
 * What a snapshot keeps, also an image's: only blocks that changed, so that nobody knows before it is taken. A copy of
 * another region's is sent by that region, at its price.
 */
export const snapshot: Mapper = {
    types: [
        "aws:ebs/snapshot:Snapshot",
        "aws:ebs/snapshotCopy:SnapshotCopy",
        "aws:ebs/snapshotImport:SnapshotImport",
        "aws:ec2/ami:Ami",
        "aws:ec2/amiCopy:AmiCopy",
        "aws:ec2/amiFromInstance:AmiFromInstance",
    ],
    source,
    prices: [snapshotStorage, archiveStorage],
    usage: {
        storage_gb: { unit: "GB", meaning: "that the snapshot keeps" },
        [copiedKey]: { unit: "GB", meaning: "copied from the other region in the month, when it is a copy" },
    },
    lines: (resource) => {
        const stored =
            resource.choice("storageTier", ["standard", "archive"]) === "archive" ? archiveStorage : snapshotStorage;
        const origin = originInputs.map((input) => resource.text(input)).find((one) => one !== undefined);
        const { region = "" } = resource;
        return [
            { name: "storage", unit: "GB-month", price: stored, quantity: usage("storage_gb"), input: "storageTier" },
            ...(origin === undefined || origin === region
                ? []
                : [
                      {
                          name: `data from ${origin}`,
                          unit: "GB",
                          price: betweenRegions(origin, region),
                          quantity: usage(copiedKey),
                          place: origin,
                      },
                  ]),
        ];
    },
};

/** How the inputs of a volume are called, and how many there are of it. */
export interface VolumeInputs {
    readonly sizeInput: string;
    readonly typeInput: string;
    readonly count: Quantity;
    /** When no type is asked for: EC2's own default, or for a root volume what its image says. @default "gp2" */
    readonly typeOtherwise?: string;
    /** Says which one it is, where a machine has several. */
    readonly name?: string;
}

/** The lines of volumes of one kind; none when no size is stated, since it is then the image's. */
export function volumeLines(reader: InputReader, inputs: VolumeInputs): readonly Line[] {
    const { sizeInput, typeInput, count, typeOtherwise = "gp2", name = "" } = inputs;
    const gigabytes = reader.number(sizeInput);
    if (gigabytes === undefined) {
        return [];
    }
    const type = reader.text(typeInput) ?? typeOtherwise;
    const prefix = name === "" ? "" : `${name}: `;
    const line = (rest: Omit<Line, "quantity">, amount: Big | number): Line => ({
        ...rest,
        name: `${prefix}${rest.name}`,
        quantity: times(count, { low: new Big(amount), typical: new Big(amount), high: new Big(amount) }),
    });
    return [
        line({ name: `${type} storage`, unit: "GB-month", price: storageOf(type), input: sizeInput }, gigabytes),
        ...performance(reader, type).map(({ amount, ...rest }) => line(rest, amount)),
    ];
}

/** Gigabytes of a volume type, with nothing asked for above what comes with it. */
export function plainVolume(type: string, gigabytes: Quantity): Line {
    return {
        name: `${type} storage`,
        unit: "GB-month",
        price: storageOf(type),
        quantity: gigabytes,
        input: "diskSize",
    };
}

type Performance = Omit<Line, "quantity"> & { readonly amount: Big | number };

function performance(reader: InputReader, type: string): readonly Performance[] {
    const operations = reader.number("iops") ?? 0;
    const perOperation = { unit: "IOPS-month", input: "iops", name: `${type} operations` };
    if (type === "io1") {
        return [{ ...perOperation, price: price("AmazonEBS", "volumeType=io1;VolumeP-IOPS"), amount: operations }];
    }
    if (type === "io2") {
        // Its steps are those of one volume, not of the account.
        return acrossSteps(io2Steps, new Big(operations)).flatMap((amount, at) =>
            amount.eq(0) ? [] : [{ ...perOperation, price: io2Operations(io2Labels[at] ?? ""), amount }],
        );
    }
    return type === "gp3" ? aboveBaseline(reader, operations) : [];
}

function aboveBaseline(reader: InputReader, operations: number): readonly Performance[] {
    const more = operations - included.operationsPerSecond;
    const faster = (reader.number("throughput") ?? 0) - included.mebibytesPerSecond;
    const operation = price("AmazonEBS", "volumeType=gp3;VolumeP-IOPS");
    const throughput = price("AmazonEBS", "volumeType=gp3;VolumeP-Throughput");
    return [
        ...(more > 0
            ? [{ name: "gp3 operations", unit: "IOPS-month", price: operation, amount: more, input: "iops" }]
            : []),
        ...(faster > 0
            ? [{ name: "gp3 throughput", unit: "MiBps-month", price: throughput, amount: faster, input: "throughput" }]
            : []),
    ];
}

function storageOf(type: string) {
    return price("AmazonEBS", `volumeType=${type};VolumeUsage`);
}

function io2Operations(step: string) {
    return price("AmazonEBS", `volumeType=io2;VolumeP-IOPS;${step}`);
}
