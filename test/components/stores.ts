const tables = {
    carts: {
        hashKey: { name: "cart", type: "S" },
        indexes: { "by-customer": { hashKey: { name: "customer", type: "S" } } },
    },
};
const nodeType = "cache.r7g.large";
const limits = { storageGb: 10, processingUnits: 5000 };

/** A table with an index, what answers for it from memory, and a cache that is copied between regions. */
export const stores = {
    tables,
    accelerator: { nodeType: "dax.r5.large" },
    cache: { kind: "replication-group", nodeType, topology: "global" },
};

/** Tables and caches that any platform may have, in whatever regions. */
export const anyStores = [
    {},
    { ...stores, cache: { kind: "cluster-mode", engine: "redis", version: "7.1", nodeType, shards: 2 } },
    { tables, cache: { kind: "serverless", engine: "memcached", ...limits } },
];
