import { twoRegions } from "../components/platforms";
import { stores } from "../components/stores";

const keys = stores.tables.carts;
const nodeType = "cache.r7g.large";
const units = { min: 5, max: 50 };
const cpu = { kind: "cpu", targetPercent: 50 };
const mutual = { mode: "verify", trustStore: { bucket: "authorities", key: "ca.pem" } };

/** Parts of a platform that generated ones do not have, or seldom, so that each kind of each choice comes up. */
export const kinds: Readonly<Record<string, object>> = {
    "bridging with clients' certificates, a serverless database, a global cache": {
        balancer: { kind: "alb", tls: { mode: "bridging", mutual, backend: { port: 8443 } } },
        database: { capacity: { kind: "serverless", minAcu: 1, maxAcu: 8 }, writeForwarding: { kind: "on" } },
        cache: { kind: "replication-group", nodeType, topology: "global" },
        traffic: { policy: { kind: "weighted", weights: { "eu-west-1": 1 } } },
    },
    "passthrough, MySQL, a provisioned table, Memcached nodes": {
        balancer: { kind: "nlb", tls: { mode: "passthrough" } },
        web: { policies: { cpu } },
        database: { engine: { kind: "mysql" }, proxy: {} },
        tables: { carts: { ...keys, billing: { kind: "provisioned", read: units, write: units } } },
        cache: { kind: "nodes", engine: "memcached", nodeType: "cache.m7g.large" },
    },
    "TLS twice, regional NAT, endpoints inside, a serverless cache, plans of Region switch": {
        balancer: { kind: "nlb", tls: { mode: "bridging", backend: { port: 8443 } } },
        web: { policies: { cpu } },
        network: { nat: "regional", endpoints: ["secrets", "keys"] },
        cache: { kind: "serverless", engine: "valkey", storageGb: 10, processingUnits: 5000 },
        traffic: { failoverControl: { kind: "regionSwitch" } },
    },
    "IPv6, a tier more, a headless standby, geolocation": {
        balancer: { kind: "alb", ipAddressType: "dualstack" },
        network: { dualStack: true, tiers: { partners: { purpose: "private", size: "1/16", place: 6 } } },
        database: { members: { "us-east-1": { kind: "headless" } } },
        traffic: {
            policy: { kind: "geolocation", locations: { "eu-west-1": [{ continent: "EU" }] }, default: "eu-west-1" },
        },
    },
};

/** Two regions with some of these parts. */
export function ofKind(parts: object): object {
    return { ...twoRegions(), ...parts };
}
