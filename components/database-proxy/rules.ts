import type { DatabaseSettings } from "../regional-cluster/settings";
import { problemIf, type Problem } from "../shared/problems";

/** What an operator chooses of a proxy before one region's member. */
export interface ProxySettings {
    /** Percent of an instance's connections that the proxy may hold, 1 to 100. */
    readonly connectionsPercent: number;
    /** Seconds that a client may be silent before it is let go, 1 to 28800 (RDS guide, rds-proxy-managing). */
    readonly idleClientSeconds: number;
}

/** Longest that RDS Proxy keeps a silent client: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBProxy.html. */
const longestIdleSeconds = 28_800;

/** What a proxy and the database behind it ask of each other. */
export function checkProxy(
    { connectionsPercent, idleClientSeconds }: ProxySettings,
    { capacity, writeForwarding }: Pick<DatabaseSettings, "capacity" | "writeForwarding">,
): Problem[] {
    const forwarded = writeForwarding.kind === "on" ? writeForwarding.connectionsPercent : 0;
    return [
        ...problemIf(
            !Number.isInteger(connectionsPercent) || connectionsPercent < 1 || connectionsPercent + forwarded > 100,
            "connectionsPercent",
            `expected a whole number from 1 to ${100 - forwarded} (forwarded writes may take ${forwarded}), got ${connectionsPercent}`,
        ),
        ...problemIf(
            !Number.isInteger(idleClientSeconds) || idleClientSeconds < 1 || idleClientSeconds > longestIdleSeconds,
            "idleClientSeconds",
            `expected a whole number from 1 to ${longestIdleSeconds}, got ${idleClientSeconds}`,
        ),
        ...problemIf(
            capacity.kind === "serverless" && capacity.minAcu === 0,
            "connectionsPercent",
            "expected no proxy with capacity.minAcu 0 (the proxy's open connections keep an instance from pausing)",
        ),
    ];
}
