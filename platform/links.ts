import { CellLink, type LinkedCell } from "../components/cell-link";
import { tierBlocks } from "../components/network/site";
import { shortRegion } from "../components/shared/regions";
import { TransitHub } from "../components/transit-hub";
import type { CellOutputs } from "./cell";
import { cellName, cellPlace, inRegion, networkSettings, type ByRegion, type Scope } from "./scope";

/** Peerings cost nothing by the hour; above this many cells they are too many to keep in mind, and each cell has a hub. */
const mostPeeredCells = 3;

/** Joins every pair of cells, so that the app of each reaches the writer wherever it is after any failover. */
export function linkCells(scope: Scope, cells: ByRegion<CellOutputs>): void {
    const inRoot = { parent: scope.root };
    const ends = scope.regions.map((region) => ({
        place: cellPlace(scope, region),
        blocks: tierBlocks(networkSettings(scope, region)),
        network: inRegion(cells, region),
        name: `${cellName(scope, region)}-hub`,
    }));
    if (ends.length <= mostPeeredCells) {
        for (const [requester, accepter] of pairs(ends)) {
            new CellLink(linkName(scope, requester, accepter), { kind: "peering", requester, accepter }, inRoot);
        }
        return;
    }
    const hubbed = ends.map(({ name, ...end }) => {
        const { vpcId, appSubnetIds: subnetIds } = end.network;
        return {
            ...end,
            hub: new TransitHub(name, { place: end.place, blocks: end.blocks, vpcId, subnetIds }, inRoot),
        };
    });
    for (const [requester, accepter] of pairs(hubbed)) {
        new CellLink(linkName(scope, requester, accepter), { kind: "transit", requester, accepter }, inRoot);
    }
}

function linkName({ config }: Scope, one: LinkedCell, other: LinkedCell): string {
    return `${config.name}-${shortRegion(one.place.region)}-${shortRegion(other.place.region)}`;
}

/** Each pair once; who comes first in a pair is not changed by a new region. */
function pairs<T>(ends: readonly T[]): (readonly [T, T])[] {
    return ends.flatMap((one, index) => ends.slice(index + 1).map((other) => [one, other] as const));
}
