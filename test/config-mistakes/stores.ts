import type { RawPlatform } from "../components/platforms";

const table = { hashKey: { name: "cart", type: "S" } };
const nodes = { kind: "replication-group", nodeType: "cache.r7g.large" };

/** What a person may get wrong in tables and caches of a platform in Ireland and Virginia. */
export const storeMistakes: readonly [title: string, change: (raw: RawPlatform) => unknown, problems: string[]][] = [
    [
        "a table's name that no resource can have",
        (raw) => (raw["tables"] = { Carts: table }),
        ["platform.tables.Carts: expected a name of 2 to 24 lower-case letters, digits and single dashes"],
    ],
    [
        "strong consistency of two regions in two sets, and a recovery that DynamoDB has not",
        (raw) => (raw["tables"] = { carts: { ...table, consistency: { kind: "strong" }, recoveryDays: 90 } }),
        [
            "platform.tables.carts.consistency: expected three regions, or two and a witness, for strong consistency, got eu-west-1, us-east-1",
            "platform.tables.carts.consistency: expected regions of one set (us-east-1, us-east-2, us-west-2; eu-west-1, eu-west-2, eu-west-3, eu-central-1; ap-northeast-1, ap-northeast-2, ap-northeast-3) for strong consistency, got eu-west-1, us-east-1",
            "platform.tables.carts.recoveryDays: expected 1 to 35, got 90",
        ],
    ],
    [
        "expiry of a table with strong consistency",
        (raw) => (raw["tables"] = { carts: { ...table, consistency: { kind: "strong", ttlAttribute: "expires" } } }),
        ['platform.tables.carts.consistency.ttlAttribute: expected one of kind, witness, got "ttlAttribute"'],
    ],
    [
        "an accelerator of nothing, with more nodes than there are",
        (raw) => (raw["accelerator"] = { nodeType: "dax.r5.large", nodes: 12 }),
        [
            "platform.accelerator.nodes: expected 1 to 11, got 12",
            "platform.accelerator: expected none where there are no platform.tables, got nodes",
        ],
    ],
    [
        "a cache that is copied between regions, on burstable nodes",
        (raw) => (raw["cache"] = { ...nodes, nodeType: "cache.t4g.small", topology: "global" }),
        [
            'platform.cache.nodeType: expected one of m5, m6g, m7g, r5, r6g, r6gd, r7g, c7gn, large or above, where topology is global, got "cache.t4g.small"',
        ],
    ],
    [
        "a cache that is copied from one of two active cells to the other",
        (raw) => {
            raw["mode"] = "active-active";
            raw.regions["us-east-1"] = {
                ...(raw.regions["us-east-1"] ?? { cidr: "", zones: [], web: {} }),
                role: "active",
            };
            raw["cache"] = { ...nodes, topology: "global" };
        },
        [
            "platform.cache.topology: expected regional where several cells are active (only the first region's takes writes), got global with eu-west-1, us-east-1",
        ],
    ],
    [
        "Memcached with replicas",
        (raw) => (raw["cache"] = { ...nodes, engine: "memcached" }),
        ['platform.cache.engine: expected one of valkey, redis, got "memcached"'],
    ],
];
