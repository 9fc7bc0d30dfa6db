import Big from "big.js";
import type { CostResource } from "../cost-resource";
import type { Mapper } from "../mapping";
import { price } from "../price";
import { map, usageOf, type Band, type Quantity } from "../quantity";
import { backup, backupLines, backupUsage } from "./cache";
import { entryOf } from "./entry";

/** Labels of an engine; Memcached's prices are in no public source of the book. */
const engines: { readonly [engine: string]: string } = { redis: "Redis", valkey: "Valkey", memcached: "Memcached" };

/** Least GB that is billed, by engine (https://aws.amazon.com/elasticache/pricing/, serverless). */
const leastStorage: { readonly [engine: string]: string } = { redis: "1", valkey: "0.1", memcached: "1" };

/** Serverless caches: what they store and what they process, with the least that each is billed for. */
export const serverlessCache: Mapper = {
    types: ["aws:elasticache/serverlessCache:ServerlessCache"],
    source: "https://aws.amazon.com/elasticache/pricing/",
    prices: [...["Redis", "Valkey"].flatMap((engine) => [storagePrice(engine), processingPrice(engine)]), backup],
    usage: {
        data_storage_gb: { unit: "GB", meaning: "stored, averaged over the month; the least that is billed if absent" },
        monthly_ecpus: { unit: "ECPU", meaning: "processing units: a KB read or written is one" },
        snapshot_storage_size_gb: backupUsage,
    },
    lines: (cache, { settings }) => {
        const engine = cache.text("engine") ?? "redis";
        const label = entryOf(engines, engine) ?? engine;
        const { hoursPerMonth } = settings;
        return [
            {
                name: "stored",
                unit: "GB-h",
                price: storagePrice(label),
                quantity: stored(cache, entryOf(leastStorage, engine) ?? "1", hoursPerMonth),
                input: "cacheUsageLimits.dataStorage.minimum",
            },
            {
                name: "processed",
                unit: "ECPU",
                price: processingPrice(label),
                quantity: processed(cache, hoursPerMonth),
                input: "cacheUsageLimits.ecpuPerSeconds",
            },
            ...backupLines(cache),
        ];
    },
};

function storagePrice(engine: string) {
    return price("AmazonElastiCache", `OnDemand ElastiCache Serverless ${engine} per GB-Hours`);
}

function processingPrice(engine: string) {
    return price("AmazonElastiCache", `OnDemand ElastiCache Serverless ${engine} per ElastiCacheProcessingUnit`);
}

/** What is stored, or the least, which is billed even when the cache is empty; never above the cache's own limit. */
function stored(cache: CostResource, least: string, hoursPerMonth: number): Quantity {
    const limit = cache.number("cacheUsageLimits.dataStorage.maximum");
    const floor = larger(new Big(least), cache.number("cacheUsageLimits.dataStorage.minimum"));
    const unstated: Band = { low: floor, typical: floor, high: larger(floor, limit) };
    return usageOf(["data_storage_gb"], (use) => {
        const stated = use("data_storage_gb");
        const average = stated ? map(stated, (amount) => (amount.gt(floor) ? amount : floor)) : unstated;
        return map(average, (amount) => amount.times(hoursPerMonth));
    });
}

/** What is processed; a minimum that the cache keeps ready is billed whether it is used or not. */
function processed(cache: CostResource, hoursPerMonth: number): Quantity {
    const limits = cache.list("cacheUsageLimits.ecpuPerSeconds")[0];
    const monthly = (perSecond: number) => new Big(perSecond).times(3600).times(hoursPerMonth);
    const least = limits?.number("minimum");
    const floor = least === undefined ? undefined : monthly(least);
    return usageOf(["monthly_ecpus"], (use) => {
        const stated = use("monthly_ecpus");
        if (!floor) {
            return stated;
        }
        const high = larger(
            floor,
            limits?.number("maximum") === undefined ? undefined : monthly(limits.number("maximum") ?? 0),
        );
        return stated
            ? map(stated, (amount) => (amount.gt(floor) ? amount : floor))
            : { low: floor, typical: floor, high };
    });
}

function larger(a: Big, b: Big | number | undefined): Big {
    return b === undefined || a.gt(b) ? a : new Big(b);
}
