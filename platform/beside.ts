import type { Region } from "../components/shared/regions";
import type { ByRegion, Scope } from "./scope";

/**
 * Where Route 53 keeps the metrics of its checks, and so where alarms about them, and what they tell people by, must
 * stand (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html).
 */
export const routingRegion: Region = "us-east-1";

/** Regions without a cell where something of the platform stands all the same. */
export function regionsBeside({ config, regions }: Scope): readonly Region[] {
    const beside = config.gameday === "none" ? [routingRegion] : [routingRegion, config.gameday.region];
    return beside.filter((region) => !regions.includes(region));
}

/** A value for each region with a key. */
export function keysByRegion<T>(scope: Scope, of: (region: Region) => T): ByRegion<T> {
    return Object.fromEntries([...scope.regions, ...regionsBeside(scope)].map((region) => [region, of(region)]));
}
