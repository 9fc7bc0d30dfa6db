import type * as pulumi from "@pulumi/pulumi";
import { headRoom, type HeadRoom } from "./components/shared/head-room";
import type { Region } from "./components/shared/regions";
import { cellsOf, type PlatformConfig } from "./config";
import { createCell, type Cell, type CellOutputs } from "./platform/cell";
import { createFoundation, type FoundationOutputs } from "./platform/foundation";
import { createGameDayRunner } from "./platform/gameday";
import { linkCells } from "./platform/links";
import { openPlatform, type ByRegion, type Scope } from "./platform/scope";
import { readCells, readFoundation } from "./platform/stack-outputs";
import { createTraffic } from "./platform/traffic";
import { watchPlatform } from "./platform/watching";

/** What people and other stacks read from a stack; a split one has the outputs of its own layer. */
export interface PlatformOutputs {
    /** What clients ask for. */
    readonly hostname?: pulumi.Output<string>;
    /** What each cell needs when a peer is gone and its clients come too; says what must first be launched. */
    readonly headRoom?: readonly HeadRoom[];
    /** What the domain's registrar must delegate to. */
    readonly nameServers?: pulumi.Output<string[]>;
    /** Always names the database's writer. */
    readonly writerEndpoint?: pulumi.Output<string>;
    /** For the stacks of cells and traffic. */
    readonly foundation?: FoundationOutputs;
    /** For the stack of traffic. */
    readonly cell?: CellOutputs;
}

/**
 * The map: foundation, then cells, then traffic, none of which reads a later one. One stack builds them all, or a
 * stack each; then each layer reads the outputs of those before it.
 */
export function definePlatform(config: PlatformConfig): PlatformOutputs {
    const scope = openPlatform(config);
    const { layer, initialWriter } = config;
    switch (layer.kind) {
        case "all": {
            const foundation = createFoundation(scope);
            const cells = createCells(scope, foundation);
            return { ...joinCells(scope, foundation, cells), ...publicOutputs(foundation) };
        }
        case "foundation": {
            const foundation = createFoundation(scope);
            return { foundation, ...publicOutputs(foundation) };
        }
        case "cell": {
            const kind = layer.region === initialWriter ? "writer" : "reader";
            const foundation = readFoundation(scope, layer.foundation);
            return { cell: cellOutputs(createCell(scope, layer.region, { foundation, birth: { kind } })) };
        }
        case "traffic":
            return joinCells(scope, readFoundation(scope, layer.foundation), readCells(scope, layer.cells));
    }
}

/** One by one or all at once, but for the databases: the first writer's is born before the others join it. */
function createCells(scope: Scope, foundation: FoundationOutputs): ByRegion<Cell> {
    const { initialWriter } = scope.config;
    const writer = createCell(scope, initialWriter, { foundation, birth: { kind: "writer" } });
    const birth = {
        kind: "reader" as const,
        after: writer.cluster,
        ...(writer.cache && { afterCache: writer.cache }),
    };
    const cells = scope.regions.map((region): [Region, Cell] => [
        region,
        region === initialWriter ? writer : createCell(scope, region, { foundation, birth }),
    ]);
    return Object.fromEntries(cells);
}

/** What stands between cells, above and beside them: links, the names that clients ask for, eyes on it all, and drills. */
function joinCells(
    scope: Scope,
    foundation: FoundationOutputs,
    cells: ByRegion<CellOutputs>,
): Pick<PlatformOutputs, "hostname" | "headRoom"> {
    linkCells(scope, cells);
    const { alarms, hostname } = createTraffic(scope, foundation, cells);
    watchPlatform(scope, foundation, { alarms, cells });
    createGameDayRunner(scope, foundation);
    const capacities = cellsOf(scope.config).map(({ region, role, web }) => ({ region, role, ...web }));
    return { hostname, headRoom: headRoom(capacities) };
}

function publicOutputs({
    nameServers,
    database,
}: FoundationOutputs): Pick<PlatformOutputs, "nameServers" | "writerEndpoint"> {
    return { nameServers, writerEndpoint: database.writerEndpoint };
}

function cellOutputs(cell: Cell): CellOutputs {
    const { vpcId, appSubnetIds, routeTableIds, alias, readerEndpoint, switched, cacheEndpoint } = cell;
    const { balancerSuffix, groupName, clusterIdentifier } = cell;
    const watched = { balancerSuffix, groupName, clusterIdentifier };
    const cache = cacheEndpoint && { cacheEndpoint };
    return { vpcId, appSubnetIds, routeTableIds, alias, readerEndpoint, switched, ...watched, ...cache };
}
