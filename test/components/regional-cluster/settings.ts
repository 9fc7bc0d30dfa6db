import type { DatabaseSettings } from "../../../components/regional-cluster/settings";

/** A database as most platforms have it; tests change one thing of it. */
export const database: DatabaseSettings = {
    engine: { kind: "postgresql", version: "17.7" },
    capacity: { kind: "provisioned", instanceClass: "db.r6g.large" },
    storage: "standard",
    writeForwarding: { kind: "off" },
    insights: "standard",
    backupDays: 7,
    logDays: 30,
    port: 5432,
    promisedRpoSeconds: 1,
};
