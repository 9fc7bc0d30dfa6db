import type { CostResource } from "../cost-resource";
import { UnknownInput, WrongInput } from "../input-reader";
import type { Line, MapContext } from "../mapping";
import { price, type PriceName, type Tiers } from "../price";
import { add, times, usage, usageOf, type Band, type Quantity } from "../quantity";
import { after, type Allowance } from "./allowance";
import { betweenRegions } from "./region-pair";
import { scaledCount } from "./scaling-target";

const service = "AmazonDynamoDB";

/** A table in one of its regions. */
export interface TableRegion {
    readonly region: string;
    /** Whether every write is also another region's. */
    readonly replicated: boolean;
    readonly pointInTimeRecovery: boolean;
    readonly tableClass: TableClass;
    /** Key of the usage file for reads there. */
    readonly readKey: string;
    /** Added to names where a table has several regions. */
    readonly suffix: string;
}

const tableClasses = ["STANDARD", "STANDARD_INFREQUENT_ACCESS"] as const;

type TableClass = (typeof tableClasses)[number];

/** The class of a table or a replica, by the input that states it. */
export function tableClassOf(
    one: CostResource,
    path: "tableClass" | "tableClassOverride" = "tableClass",
): TableClass | undefined {
    return one.choice(path, tableClasses);
}

/** A price of a table; tables for infrequent access have their own. */
function tablePrice(label: string, infrequent: boolean): PriceName {
    return price(service, infrequent ? `${label} IA` : label);
}

const recovery = price(service, "PITR Backup Storage GB-Mo");
const storage = { standard: "Data Storage Indexed GB-Mo", infrequent: "Data Storage Indexed - IA GB-Mo" };

/** GB, or provisioned units, of the standard class in each region (https://aws.amazon.com/dynamodb/pricing/, free tier). */
const freeStorage: Allowance = { name: "DynamoDB storage", free: 25, each: "region" };
const freeUnits = 25;

/** Every fixed price of {@link tableRegionLines}. The book has none for replicated capacity with infrequent access. */
export const tablePrices: readonly PriceName[] = [
    ...["PayPerRequest Read Request Units", "PayPerRequest Write Request Units", "Provisioned Read Units"],
    ...["PayPerRequest Replicated Write Request Units", "Provisioned Write Units"],
]
    .flatMap((label) => [tablePrice(label, false), tablePrice(label, true)])
    .concat([
        price(service, "Provisioned Replicated Write Units"),
        price(service, storage.standard),
        price(service, storage.infrequent),
        recovery,
    ]);

/**
 * What a table bills in one region: reads there, every write of every region, its data and its backups. A write to a
 * global table is a replicated write in each region, the one that it was made in too.
 */
export function tableRegionLines(
    table: CostResource,
    at: TableRegion,
    { hours, settings }: Pick<MapContext, "hours" | "settings">,
): readonly Line[] {
    const infrequent = at.tableClass === "STANDARD_INFREQUENT_ACCESS";
    const common = { place: at.region };
    const onDemand = isOnDemand(table);
    const backup: Line = {
        ...common,
        name: `point-in-time recovery${at.suffix}`,
        unit: "GB-month",
        price: recovery,
        quantity: recoverySize(),
        input: "pointInTimeRecovery",
    };
    return [
        ...(onDemand ? requestLines(at, infrequent) : capacityLines(table, at, { hours, settings, infrequent })),
        {
            ...common,
            name: `storage${at.suffix}`,
            unit: "GB-month",
            price: infrequent
                ? price(service, storage.infrequent)
                : after(freeStorage, price(service, storage.standard), settings),
            quantity: usage("storage_gb"),
            input: "tableClass",
        },
        ...(at.pointInTimeRecovery ? [backup] : []),
    ];
}

/** Data that a replica receives, at the price of the region that sends it. */
export function replicationTransfer(from: string | undefined, to: string): Line {
    if (from === undefined) {
        throw new UnknownInput("region");
    }
    return {
        name: `transfer to ${to}`,
        unit: "GB",
        price: betweenRegions(from, to),
        quantity: usage("monthly_replicated_gb"),
        place: from,
        input: "replicas",
    };
}

function requestLines({ region: place, replicated, readKey, suffix }: TableRegion, infrequent: boolean): Line[] {
    const writes = replicated ? "Replicated Write" : "Write";
    return [
        {
            name: `${replicated ? "replicated writes" : "writes"}${suffix}`,
            unit: replicated ? "rWRU" : "WRU",
            price: tablePrice(`PayPerRequest ${writes} Request Units`, infrequent),
            quantity: usage("monthly_write_request_units"),
            place,
            input: "billingMode",
        },
        {
            name: `reads${suffix}`,
            unit: "RRU",
            price: tablePrice("PayPerRequest Read Request Units", infrequent),
            quantity: usage(readKey),
            place,
            input: "billingMode",
        },
    ];
}

function capacityLines(
    table: CostResource,
    { region: place, replicated, suffix }: TableRegion,
    { hours, settings, infrequent }: Pick<MapContext, "hours" | "settings"> & { readonly infrequent: boolean },
): Line[] {
    const free = (kind: string): Allowance => ({
        name: `DynamoDB ${kind} capacity`,
        free: freeUnits * settings.hoursPerMonth,
        each: "region",
    });
    const unitPrice = (kind: "Write" | "Read"): PriceName | Tiers => {
        const own = tablePrice(`Provisioned ${kind} Units`, infrequent);
        return infrequent ? own : after(free(kind.toLowerCase()), own, settings);
    };
    return [
        {
            name: `${replicated ? "replicated write capacity" : "write capacity"}${suffix}`,
            unit: replicated ? "rWCU-h" : "WCU-h",
            price: replicated ? tablePrice("Provisioned Replicated Write Units", infrequent) : unitPrice("Write"),
            quantity: times(hours(), capacityOf(table, "write")),
            place,
            input: "writeCapacity",
        },
        {
            name: `read capacity${suffix}`,
            unit: "RCU-h",
            price: unitPrice("Read"),
            quantity: times(hours(), capacityOf(table, "read")),
            place,
            input: "readCapacity",
        },
    ];
}

/** @throws WrongInput for a mode that AWS does not have */
function isOnDemand(table: CostResource): boolean {
    return table.choice("billingMode", ["PROVISIONED", "PAY_PER_REQUEST"]) === "PAY_PER_REQUEST";
}

/** Of the table and its indexes, each with its own limits where it scales. */
function capacityOf(table: CostResource, kind: "read" | "write"): Band {
    const dimension = (of: "table" | "index") => `dynamodb:${of}:${kind === "read" ? "Read" : "Write"}CapacityUnits`;
    const input = `${kind}Capacity`;
    const units = table.number(input);
    // AWS creates no such table; what scales it later may say how much it has.
    const own = scaledCount(table, units ?? 0, { dimension: dimension("table") });
    if (units === undefined && own.typical.eq(0)) {
        throw new WrongInput(input, "the capacity units of a provisioned table", null);
    }
    return [...indexesWithin(table, kind), ...indexesBeside(table, kind)]
        .map(({ name, units }) => scaledCount(table, units, { dimension: dimension("index"), part: name }))
        .reduce(add, own);
}

interface Index {
    readonly name: string;
    /** Capacity units. */
    readonly units: number;
}

function indexesWithin(table: CostResource, kind: "read" | "write"): readonly Index[] {
    return table
        .list("globalSecondaryIndexes")
        .map((index) => ({ name: index.text("name") ?? "", units: index.number(`${kind}Capacity`) ?? 0 }));
}

/** Indexes that are resources of their own. */
function indexesBeside(table: CostResource, kind: "read" | "write"): readonly Index[] {
    return table.namedBy("aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex", "tableName").map((index) => ({
        name: index.text("indexName") ?? "",
        units: index.number(`provisionedThroughput.${kind}CapacityUnits`) ?? 0,
    }));
}

/** Continuous backups are billed for the size of the table, unless the usage file knows better. */
function recoverySize(): Quantity {
    const keys = ["pitr_backup_storage_gb", "storage_gb"];
    return usageOf(keys, (use) => use("pitr_backup_storage_gb") ?? use("storage_gb"));
}
