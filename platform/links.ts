import { CellLink } from "../components/cell-link";
import { shortRegion } from "../components/shared/regions";
import type { CellOutputs } from "./cell";
import { cellConfig, cellPlace, inRegion, type ByRegion, type Scope } from "./scope";

/** Joins every pair of cells, so that the app of each reaches the writer wherever it is after any failover. */
export function linkCells(scope: Scope, cells: ByRegion<CellOutputs>): void {
    const ends = scope.regions.map((region) => ({
        place: cellPlace(scope, region),
        cidr: cellConfig(scope, region).cidr,
        network: inRegion(cells, region),
    }));
    for (const [index, requester] of ends.entries()) {
        for (const accepter of ends.slice(index + 1)) {
            const pair = `${shortRegion(requester.place.region)}-${shortRegion(accepter.place.region)}`;
            new CellLink(`${scope.config.name}-${pair}`, { requester, accepter }, { parent: scope.root });
        }
    }
}
