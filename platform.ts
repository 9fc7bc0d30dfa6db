import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { AppBundle } from "./components/app-bundle";
import { CellLink } from "./components/cell-link";
import { Foundation } from "./components/foundation";
import { GlobalDatabase } from "./components/global-database";
import { LoadBalancer } from "./components/load-balancer";
import { Network } from "./components/network";
import { RegionalCluster, type Birth } from "./components/regional-cluster";
import { ScalingGroup } from "./components/scaling-group";
import { tierBlock } from "./components/shared/cidr";
import { cellTags, platformTags, type Place } from "./components/shared/region";
import { shortRegion, type Region } from "./components/shared/regions";
import { Traffic } from "./components/traffic";
import { cellsOf, type CellConfig, type PlatformConfig } from "./config";

/** What people and other stacks read from a stack. */
export interface PlatformOutputs {
    /** What clients ask for. */
    readonly hostname: pulumi.Output<string>;
    /** What the domain's registrar must delegate to. */
    readonly nameServers: pulumi.Output<string[]>;
    /** Always names the database's writer. */
    readonly writerEndpoint: pulumi.Output<string>;
}

const app = { name: "orders", port: 8080, healthPath: "/healthz", bundle: "dist/apps/orders/server.cjs" };
const database = { name: "orders", userName: "orders", port: 5432 };

/**
 * The map: foundation, then cells, then traffic, none of which reads a later one. What joins cells (the order in
 * which databases are born, links between networks) stands here and in no cell.
 */
export function definePlatform(config: PlatformConfig): PlatformOutputs {
    const { name, initialWriter, protect, traffic } = config;
    const hostname = `app.${config.domain}`;
    const cells = cellsOf(config);
    const account = new aws.Provider(name, { region: initialWriter, allowedAccountIds: [config.account] });
    const root = new pulumi.ComponentResource(
        "antipode:platform:Platform",
        name,
        { ...config },
        { providers: [account] },
    );
    const home: Place = { region: initialWriter, tags: platformTags(name) };

    const regions = cells.map(({ region }) => region);
    const foundation = new Foundation(
        name,
        { place: home, regions, domain: config.domain, hostname, protect },
        { parent: root },
    );
    const globalDatabase = new GlobalDatabase(
        name,
        { place: home, engineVersion: config.database.engineVersion, databaseName: database.name, protect },
        { parent: foundation },
    );
    // Next in the foundation: GlobalTable, one for all cells.

    const shared: Shared = { config, root, foundation, globalDatabase, hostname };
    const writer = createCell(shared, initialWriter, {
        kind: "writer",
        databaseName: database.name,
        userName: database.userName,
        password: foundation.databasePassword,
    });
    const others = regions
        .filter((region) => region !== initialWriter)
        .map((region) =>
            createCell(shared, region, { kind: "reader", after: writer.cluster, sourceRegion: initialWriter }),
        );
    const built = [writer, ...others].sort((one, other) => (one.region < other.region ? -1 : 1));
    linkCells(shared, built);

    const front = new Traffic(
        name,
        {
            tags: home.tags,
            zoneId: foundation.zoneId,
            hostname,
            cells: built.map(({ region, role, balancer }) => ({
                region,
                active: role === "active",
                alias: balancer.alias,
            })),
            healthCheck: traffic.healthCheck,
            evaluateTargetHealth: traffic.evaluateTargetHealth,
        },
        { parent: root },
    );
    return {
        hostname: front.hostname,
        nameServers: foundation.nameServers,
        writerEndpoint: globalDatabase.writerEndpoint,
    };
}

interface Shared {
    readonly config: PlatformConfig;
    readonly root: pulumi.ComponentResource;
    readonly foundation: Foundation;
    readonly globalDatabase: GlobalDatabase;
    readonly hostname: string;
}

interface Cell {
    readonly region: Region;
    readonly role: CellConfig["role"];
    readonly place: Place;
    readonly cidr: string;
    readonly network: Network;
    readonly balancer: LoadBalancer;
    readonly cluster: RegionalCluster;
}

/** Everything in one region. It reads the foundation's outputs and no other cell's. */
function createCell(shared: Shared, region: Region, birth: Birth): Cell {
    const { config, foundation, globalDatabase, hostname } = shared;
    const { account, protect } = config;
    const { cidr, role, zones } = cellOf(config, region);
    const name = `${config.name}-${shortRegion(region)}`;
    const place: Place = { region, tags: cellTags(config.name, region) };
    const cell = new pulumi.ComponentResource(
        "antipode:platform:Cell",
        name,
        { region, role },
        { parent: shared.root },
    );
    const inCell = { parent: cell };
    const keyArn = foundation.keyArn(region);

    const network = new Network(name, { place, cidr, zones, nat: config.network.nat, account }, inCell);
    const balancer = new LoadBalancer(
        name,
        {
            place,
            network,
            cidr,
            hostname,
            validationRecordName: foundation.validationRecordName,
            targetPort: app.port,
            healthPath: app.healthPath,
            protect,
        },
        inCell,
    );
    const cluster = new RegionalCluster(
        name,
        {
            place,
            network,
            database: globalDatabase,
            keyArn,
            size: { ...config.database, port: database.port },
            clientBlocks: tierBlocks(config, "app"),
            birth,
            protect,
        },
        inCell,
    );
    // Next in a cell: Cache, InferenceEndpoint. Their addresses join the app's environment below.
    createApp(shared, { region, network, balancer, cluster, keyArn, place, parent: cell });
    return { region, role, place, cidr, network, balancer, cluster };
}

interface AppPlace extends Pick<Cell, "region" | "place" | "network" | "balancer" | "cluster"> {
    readonly keyArn: pulumi.Output<string>;
    readonly parent: pulumi.ComponentResource;
}

/** The app's bundle and instances in one cell. */
function createApp({ config, foundation, globalDatabase }: Shared, cell: AppPlace): void {
    const { place, network, balancer, keyArn, parent } = cell;
    const { account, protect, web } = config;
    const name = `${config.name}-${shortRegion(cell.region)}`;
    const bundleArgs = { place, path: app.bundle, key: `${app.name}/server.cjs`, protect };
    const bundle = new AppBundle(`${name}-app`, bundleArgs, { parent });
    new ScalingGroup(
        name,
        {
            place,
            account,
            network,
            balancer,
            app: {
                name: app.name,
                port: app.port,
                bundle,
                passwordSecret: foundation.passwordSecret,
                databasePort: database.port,
                environment: {
                    WRITER_HOST: globalDatabase.writerEndpoint,
                    READER_HOST: cell.cluster.readerEndpoint,
                    DATABASE_NAME: database.name,
                    DATABASE_USER: database.userName,
                },
            },
            capacity: { ...web, ...cellOf(config, cell.region).web },
            databaseBlocks: tierBlocks(config, "data"),
            keyArn,
        },
        { parent },
    );
}

/** Every pair of cells, so that the app of each reaches the writer wherever it is after any failover. */
function linkCells({ config, root }: Shared, cells: readonly Cell[]): void {
    for (const [index, requester] of cells.entries()) {
        for (const accepter of cells.slice(index + 1)) {
            const pair = `${shortRegion(requester.region)}-${shortRegion(accepter.region)}`;
            new CellLink(`${config.name}-${pair}`, { requester, accepter }, { parent: root });
        }
    }
}

function cellOf(config: PlatformConfig, region: Region): CellConfig {
    const cell = config.regions[region];
    if (cell === undefined) {
        throw new RangeError(`${region}: expected a region of the platform`);
    }
    return cell;
}

function tierBlocks(config: PlatformConfig, tier: "app" | "data"): Record<string, string> {
    return Object.fromEntries(cellsOf(config).map(({ region, cidr }) => [region, tierBlock(cidr, tier)]));
}
