import Big from "big.js";
import type { CostResource } from "../cost-resource";
import { UnknownInput } from "../input-reader";
import type { Line, Mapper } from "../mapping";
import { price, type PriceName } from "../price";
import { known, usage, type Band } from "../quantity";
import { classLabel, classOf, vcpusOfInstance } from "./database-class";
import { insightsLines, monitoringLines, monitoringPrices, monitoringUsage, retentionLines } from "./database-insights";
import { entryOf } from "./entry";
import { extendedSupport } from "./extended-support";
import { managedSecret } from "./managed-secret";
import { betweenRegions } from "./region-pair";
import { secretMonth } from "./secret";

const instanceType = "aws:rds/instance:Instance";

/** Engines as price labels have them; the book has rows of PostgreSQL alone. */
const engines: { readonly [engine: string]: string } = {
    postgres: "PostgreSQL",
    mysql: "MySQL",
    mariadb: "MariaDB",
};

/** No public source of the book has its rate. */
const backup = price("AmazonRDS", "Backup storage per GB-month");

/** Databases of RDS that are not Aurora: the instance by the hour, its volume as large as it was asked for. */
export const databaseInstance: Mapper = {
    types: [instanceType],
    source: "https://aws.amazon.com/rds/postgresql/pricing/",
    prices: [
        ...(["Single", "Multi"] as const).flatMap((zones) => [
            volumePrice("PostgreSQL", "gp3", zones),
            iopsPrice("PostgreSQL", zones),
        ]),
        backup,
        secretMonth,
        ...monitoringPrices,
    ],
    usage: {
        additional_backup_storage_gb: { unit: "GB", meaning: "backups beyond the size of the volume, which are free" },
        monthly_replicated_gb: { unit: "GB", meaning: "replica in another region than its source: sent there" },
        ...monitoringUsage,
    },
    lines: (instance, { hours, states, settings }) => {
        const source = instance.lead("replicateSourceDb", instanceType);
        const read = <T>(of: (one: CostResource) => T | undefined) => of(instance) ?? (source && of(source));
        // The provider takes it in any case.
        const name = read((one) => one.text("engine"))?.toLowerCase();
        const instanceClass = classOf(instance);
        if (name === undefined || instanceClass === undefined) {
            throw new UnknownInput(name === undefined ? "engine" : "instanceClass");
        }
        const engine = entryOf(engines, name) ?? name;
        const zones = instance.flag("multiAz") === true ? "Multi" : "Single";
        const vcpus = () => vcpusOfInstance(instance);
        const size = read((one) => one.number("allocatedStorage"));
        if (size === undefined) {
            // What comes from a snapshot is as large as the snapshot was.
            throw new UnknownInput("allocatedStorage");
        }
        const label = `Database Instance ${engine} No license required ${classLabel(instanceClass, `${zones}-AZ`)}`;
        return [
            {
                name: `${instanceClass}${zones === "Multi" ? ", two zones" : ""}`,
                unit: "h",
                price: price(`AmazonRDS-${engine}`, label),
                quantity: hours(),
                input: "instanceClass",
            },
            ...volumeLines(instance, { engine: name, zones, size }),
            ...(source ? transferLines(source, instance) : []),
            ...extendedSupport(
                {
                    text: (path) => (path === "engine" ? name : read((one) => one.text(path))),
                    choice: (path, choices) => read((one) => one.choice(path, choices)),
                },
                // The standby's vCPUs count (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support-charges.html).
                { vcpus: () => vcpus() * (zones === "Multi" ? 2 : 1), hours: hours(), today: settings.today },
            ),
            ...insightsLines(instance, { vcpus, hours: hours() }),
            ...monitoringLines(instance),
            ...retentionLines(instance, instance),
            ...managedSecret(instance, "manageMasterUserPassword"),
            ...(states(backupLine.key) ? [backupLine.line] : []),
        ];
    },
};

function transferLines({ region: from }: CostResource, { region: to }: CostResource): readonly Line[] {
    if (from === undefined || to === undefined) {
        throw new UnknownInput("region of the replica and its source");
    }
    const line: Line = {
        name: `transfer from ${from}`,
        unit: "GB",
        price: betweenRegions(from, to),
        quantity: usage("monthly_replicated_gb"),
        place: from,
        input: "replicateSourceDb",
    };
    return from === to ? [] : [line];
}

const backupLine: { readonly key: string; readonly line: Line } = {
    key: "additional_backup_storage_gb",
    line: { name: "backups", unit: "GB-month", price: backup, quantity: usage("additional_backup_storage_gb") },
};

/** GB (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.dlv.html). */
const logVolumeSize = 1000;

interface Volume {
    /** As programs write it. */
    readonly engine: string;
    readonly zones: "Single" | "Multi";
    /** GB. */
    readonly size: number;
}

/**
 * What a gp3 volume has for nothing, by its size and engine: SQL Server's does not grow with its size
 * (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html).
 */
function baseline({ engine, size }: Volume): { readonly iops: number; readonly throughput: number } {
    const striped = engine.includes("oracle") ? 200 : 400;
    return size >= striped && !engine.includes("sqlserver")
        ? { iops: 12_000, throughput: 500 }
        : { iops: 3000, throughput: 125 };
}

function volumeLines(instance: CostResource, volume: Volume): readonly Line[] {
    const { zones, size } = volume;
    const engine = entryOf(engines, volume.engine) ?? volume.engine;
    // As the provider chooses where nothing is said.
    const type = instance.text("storageType") ?? (instance.has("iops") ? "io1" : "gp2");
    const free = type === "gp3" ? baseline(volume) : { iops: 0, throughput: 0 };
    const iops = Math.max(0, (instance.number("iops") ?? 0) - free.iops);
    const throughput = Math.max(0, (instance.number("storageThroughput") ?? 0) - free.throughput);
    const common = { engine, zones, type };
    return [
        {
            name: `${type} volume`,
            unit: "GB-month",
            price: volumePrice(engine, type, zones),
            quantity: known(growing(size, instance.number("maxAllocatedStorage"))),
            input: "allocatedStorage",
        },
        ...when(iops > 0, {
            name: `${type} IOPS`,
            unit: "IOPS-month",
            price: type === "gp3" ? iopsPrice(engine, zones) : otherPrice(common, "IOPS"),
            quantity: known(iops),
            input: "iops",
        }),
        ...when(throughput > 0, {
            name: `${type} throughput`,
            unit: "MiBps-month",
            price: otherPrice(common, "throughput"),
            quantity: known(throughput),
            input: "storageThroughput",
        }),
        ...when(instance.flag("dedicatedLogVolume") === true, {
            name: "dedicated log volume",
            unit: "GB-month",
            price: otherPrice(common, "dedicated log volume"),
            quantity: known(logVolumeSize),
            input: "dedicatedLogVolume",
        }),
    ];
}

/** A volume that may grow starts at its size and ends at its limit. */
function growing(size: number, limit: number | undefined): Band {
    const start = new Big(size);
    return { low: start, typical: start, high: limit !== undefined && limit > size ? new Big(limit) : start };
}

function volumePrice(engine: string, type: string, zones: Volume["zones"]): PriceName {
    return type === "gp3"
        ? price(`AmazonRDS-${engine}`, `Database Storage ${zones} AZ General Purpose-GP3`)
        : otherPrice({ engine, type, zones }, "storage");
}

function iopsPrice(engine: string, zones: Volume["zones"]): PriceName {
    return price(`AmazonRDS-${engine}`, `Provisioned GP3 IOPS ${zones} AZ`);
}

/** A rate that no public source of the book has. */
function otherPrice({ engine, type, zones }: { engine: string; type: string; zones: string }, what: string): PriceName {
    return price(`AmazonRDS-${engine}`, `${zones} AZ ${type} ${what}`);
}

function when(condition: boolean, line: Line): readonly Line[] {
    return condition ? [line] : [];
}
