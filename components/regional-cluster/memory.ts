import type { DatabaseCapacity, DatabaseEngine } from "./settings";

const gibibyte = 2 ** 30;

/**
 * What Aurora's memory-optimised classes are called: family, generation, size
 * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.Summary.html).
 */
export const classPattern = /^db\.(r(?:[5-9]|\d{2})|x(?:[2-9]|\d{2}))[a-z]*\.(\d*)(x?)large$/;

/** Memory that one capacity unit stands for (same guide, Aurora serverless capacity). */
const acuBytes = 2 * gibibyte;

/** Memory of a `large` of each family: 8 GiB a virtual CPU in r, 16 in x. */
const largeBytes = { r: 16 * gibibyte, x: 32 * gibibyte };

/** Bytes of memory of an instance when it is as large as it gets; undefined for a class that `classPattern` does not know. */
export function memoryBytes(capacity: DatabaseCapacity): number | undefined {
    if (capacity.kind === "serverless") {
        return capacity.maxAcu * acuBytes;
    }
    const [, family, times = "", extra = ""] = classPattern.exec(capacity.instanceClass) ?? [];
    if (family === undefined) {
        return undefined;
    }
    const large = family.startsWith("x") ? largeBytes.x : largeBytes.r;
    return extra === "" ? large : large * 2 * Number(times === "" ? 1 : times);
}

/** An instance that may shrink to half a unit, or to none, takes no more, however large it may become. */
const smallestConnections = 2000;

/**
 * The connections that an instance takes by Aurora's default formula. Sources, in the Aurora guide: "Maximum
 * connections to an Aurora PostgreSQL DB instance", "Maximum connections to an Aurora MySQL DB instance", "Choosing
 * the minimum Aurora serverless capacity".
 */
export function maximumConnections(engine: DatabaseEngine["kind"], capacity: DatabaseCapacity): number | undefined {
    const bytes = memoryBytes(capacity);
    if (bytes === undefined) {
        return undefined;
    }
    if (engine === "mysql") {
        return Math.floor(Math.max(45 * Math.log2(bytes / 805_306_368), 1000 * Math.log2(bytes / 8_187_281_408)));
    }
    const most = capacity.kind === "serverless" && capacity.minAcu <= 0.5 ? smallestConnections : 5000;
    return Math.min(Math.floor(bytes / 9_531_392), most);
}
