import { Traffic } from "../components/traffic";
import type { CellOutputs } from "./cell";
import type { FoundationOutputs } from "./foundation";
import { cellConfig, inRegion, type ByRegion, type Scope } from "./scope";

/** How clients find a cell. */
export function createTraffic(
    scope: Scope,
    { zoneId }: Pick<FoundationOutputs, "zoneId">,
    cells: ByRegion<CellOutputs>,
): Traffic {
    return new Traffic(
        scope.config.name,
        {
            tags: scope.home.tags,
            zoneId,
            hostname: scope.hostname,
            cells: scope.regions.map((region) => ({
                region,
                active: cellConfig(scope, region).role === "active",
                alias: inRegion(cells, region).alias,
            })),
            settings: scope.config.traffic,
        },
        { parent: scope.root },
    );
}
