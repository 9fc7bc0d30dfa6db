import * as pulumi from "@pulumi/pulumi";
import { AppBundle } from "../components/app-bundle";
import { Bucket } from "../components/bucket";
import { sealAndOpen } from "../components/keys/access";
import { LoadBalancer, type BalancerLogs } from "../components/load-balancer";
import type { BalancerSettings } from "../components/load-balancer/settings";
import { Network } from "../components/network";
import type { NetworkSettings } from "../components/network/settings";
import type { KeyedId } from "../components/network/site";
import type { RegionalCluster } from "../components/regional-cluster";
import { ScalingGroup, type ScalingGroupArgs } from "../components/scaling-group";
import type { Tier } from "../components/shared/cidr";
import type { Place } from "../components/shared/region";
import type { Region } from "../components/shared/regions";
import { databasePort } from "../config/database";
import { scalingSettings } from "../config/web";
import {
    createDatabase,
    createDatabaseProxy,
    createRotation,
    passwordRefresh,
    type CellBirth,
    type DatabaseSite,
} from "./database";
import type { FoundationOutputs } from "./foundation";
import { createInference } from "./inference";
import { watchCell } from "./watching";
import { cacheAccess, createCache, createTableAccess, merged, type StoreAccess, type StoreSite } from "./stores";
import {
    app,
    cellConfig,
    cellName,
    cellPlace,
    database,
    inRegion,
    networkSettings,
    tierBlocks,
    type Scope,
} from "./scope";

/** What a cell hands on to what joins cells. Plain outputs only, so that another stack can read them from this one's. */
export interface CellOutputs {
    readonly vpcId: pulumi.Output<string>;
    /** One in each zone, in the order of the zones: what leaves the cell by a transit gateway does so here. */
    readonly appSubnetIds: readonly pulumi.Output<string>[];
    readonly routeTableIds: Readonly<Record<Tier, readonly KeyedId[]>>;
    /** Where the cell's cache is written to and read; left out where there is none. */
    readonly cacheEndpoint?: pulumi.Output<string>;
    /** What a record of the cell aliases to. */
    readonly alias: { readonly name: pulumi.Output<string>; readonly zoneId: pulumi.Output<string> };
    /** What CloudWatch calls the balancer, the instances and the database. */
    readonly balancerSuffix: pulumi.Output<string>;
    readonly groupName: pulumi.Output<string>;
    readonly clusterIdentifier: pulumi.Output<string>;
    /** Leads to the cell's own readers. */
    readonly readerEndpoint: pulumi.Output<string>;
    /** What a plan of Region switch moves. */
    readonly switched: {
        readonly scalingGroupArn: pulumi.Output<string>;
        readonly databaseClusterArn: pulumi.Output<string>;
    };
}

/** A cell in the stack that made it. */
export interface Cell extends CellOutputs {
    readonly region: Region;
    /** The cluster and its instances: others join the writer's when it has them. */
    readonly cluster: pulumi.Resource;
    /** Those of other cells that copy it join when it stands. */
    readonly cache: pulumi.Resource | undefined;
}

/** Everything in one region. It reads the foundation's outputs and no other cell's. */
export function createCell(scope: Scope, region: Region, inputs: CellInputs): Cell {
    const { protect } = scope;
    const { role } = cellConfig(scope, region);
    const name = cellName(scope, region);
    const place = cellPlace(scope, region);
    const cell = new pulumi.ComponentResource("antipode:platform:Cell", name, { region, role }, { parent: scope.root });
    const inCell = { parent: cell };
    const site: Site = { scope, name, place, inCell, foundation: inputs.foundation };

    const settings = networkSettings(scope, region);
    const keyArn = inRegion(inputs.foundation.keyArns, region);
    const network = new Network(name, { place, account: scope.config.account, keyArn, settings }, inCell);
    const balancer = new LoadBalancer(
        name,
        {
            place,
            network,
            targetBlock: network.tierBlocks.app,
            certificate: {
                hostname: scope.hostname,
                validationRecordName: inputs.foundation.validationRecordName,
            },
            app,
            settings: scope.config.balancer,
            ...createLogs(site),
            promises: scope.config.promises,
            protect,
        },
        inCell,
    );
    const shop: StoreSite & DatabaseSite = { ...site, network };
    const cluster = createDatabase(shop, inputs.birth);
    const { birth } = inputs;
    const cache = createCache(shop, birth.kind === "reader" ? birth.afterCache : undefined);
    const asked = [createInference(shop), createDatabaseProxy(shop, cluster)];
    const stores = [createTableAccess(shop), cacheAccess(cache), ...asked];
    const group = createApp(site, { network, balancer, cluster, stores });
    const rotations = createRotation(shop, cluster);
    watchCell(
        site,
        [balancer, group, cluster, ...stores, ...rotations].flatMap(({ alarms }) => alarms),
    );
    return {
        region,
        vpcId: network.vpcId,
        appSubnetIds: network.subnetIds.app,
        routeTableIds: network.routeTableIds,
        alias: balancer.alias,
        balancerSuffix: balancer.arnSuffix,
        groupName: group.groupName,
        clusterIdentifier: cluster.identifier,
        readerEndpoint: cluster.readerEndpoint,
        switched: {
            scalingGroupArn: group.groupArn,
            databaseClusterArn: pulumi.interpolate`arn:aws:rds:${region}:${scope.config.account}:cluster:${cluster.identifier}`,
        },
        cluster,
        cache,
        ...(cache && { cacheEndpoint: cache.endpoint }),
    };
}

export interface CellInputs {
    readonly foundation: FoundationOutputs;
    readonly birth: CellBirth;
}

interface Site {
    readonly scope: Scope;
    readonly name: string;
    readonly place: Place;
    readonly inCell: { readonly parent: pulumi.ComponentResource };
    readonly foundation: FoundationOutputs;
}

/** Where the cell's balancer logs, when the config asks for it. */
function createLogs({ scope, name, place, inCell }: Site): { readonly logs?: BalancerLogs } {
    const { account, security } = scope.config;
    if (security.balancerLogs === "none") {
        return {};
    }
    const { retentionDays } = security.balancerLogs;
    const settings = { purpose: "balancer-logs", retentionDays } as const;
    const bucket = new Bucket(`${name}-logs`, { place, account, settings, protect: scope.protect }, inCell);
    return { logs: { bucket: bucket.bucket, prefix: name } };
}

interface AppParts {
    readonly network: Network;
    readonly balancer: LoadBalancer<BalancerSettings>;
    readonly cluster: RegionalCluster;
    /** What else the app speaks to. */
    readonly stores: readonly StoreAccess[];
}

/** The app's bundle and instances in one cell. */
function createApp(
    { scope, name, place, inCell, foundation }: Site,
    { network, balancer, cluster, stores }: AppParts,
): ScalingGroup {
    const { account, web } = scope.config;
    const keyArn = inRegion(foundation.keyArns, place.region);
    const bucket = new Bucket(
        `${name}-app`,
        { place, account, settings: { purpose: "app-bundle" }, keyArn, protect: scope.protect },
        inCell,
    );
    const bundleArgs = { place, bucket, path: app.bundle, key: `${app.name}/server.cjs` };
    const bundle = new AppBundle(`${name}-app`, bundleArgs, inCell);
    return new ScalingGroup(
        name,
        {
            place,
            account,
            network,
            balancer,
            app: {
                name: app.name,
                port: balancer.targetPort,
                bundle,
                passwordSecret: foundation.database.passwordSecret,
                ...passwordRefresh(scope),
                databasePort: databasePort(scope.config.database),
                environment: {
                    WRITER_HOST: foundation.database.writerEndpoint,
                    READER_HOST: cluster.readerEndpoint,
                    DATABASE_NAME: database.name,
                    DATABASE_USER: database.userName,
                    ...merged(stores, "environment"),
                },
            },
            settings: scalingSettings(web, place.region, cellConfig(scope, place.region).web),
            databaseBlocks: tierBlocks(scope, "data"),
            egress: { ...merged(stores, "egress"), ...egressByIpv6(networkSettings(scope, place.region)) },
            keyArn,
            statements: [
                ...stores.flatMap(({ statements }) => statements),
                ...(foundation.sharedKeyArns === undefined
                    ? []
                    : sealAndOpen(inRegion(foundation.sharedKeyArns, place.region))),
            ],
        },
        inCell,
    );
}

/** An address, a route and a gateway are not enough: what no rule names, the instances' group holds back. */
function egressByIpv6(settings: NetworkSettings): NonNullable<ScalingGroupArgs["egress"]> {
    return settings.kind === "create" && settings.dualStack === true
        ? { ipv6: { description: "AWS APIs and packages, by IPv6", port: 443, cidr: "::/0" } }
        : {};
}
