import type * as pulumi from "@pulumi/pulumi";
import { Cache } from "../components/cache";
import type { CacheBirth } from "../components/cache/replication";
import { isReplicated } from "../components/cache/settings";
import { GlobalTable } from "../components/global-table";
import type { Network } from "../components/network";
import { RegionalTable } from "../components/regional-table";
import type { ScalingGroupArgs } from "../components/scaling-group";
import type { TierAlarm } from "../components/shared/alarm";
import type { Place } from "../components/shared/region";
import { TableAccelerator } from "../components/table-accelerator";
import { inRegion, tierBlocks, type ByRegion, type Scope } from "./scope";

/** Names of the tables, by their key in the stack's file; a table has the same name in every region. */
export type TableNames = Readonly<Record<string, pulumi.Output<string>>>;

/** Every table of the stack's file, with a replica in each region. */
export function createTables(
    { config, home, protect, regions }: Scope,
    keyArns: ByRegion<pulumi.Output<string>>,
    parent: pulumi.ComponentResource,
): TableNames {
    return Object.fromEntries(
        Object.entries(config.tables).map(([key, settings]) => [
            key,
            new GlobalTable(`${config.name}-${key}`, { place: home, regions, settings, keyArns, protect }, { parent })
                .tableName,
        ]),
    );
}

/** What the app of a cell is told of its stores, and may do with them. */
export type StoreAccess = Required<Pick<ScalingGroupArgs, "statements" | "egress">> & {
    readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
    readonly alarms: readonly TierAlarm[];
};

/** Where a cell's stores stand. */
export interface StoreSite {
    readonly scope: Scope;
    readonly name: string;
    readonly place: Place;
    readonly inCell: { readonly parent: pulumi.ComponentResource };
    readonly network: Network;
    readonly foundation: {
        readonly keyArns: ByRegion<pulumi.Output<string>>;
        readonly tables: TableNames;
    };
}

/** This region's replicas, and what answers for them from memory. */
export function createTableAccess(site: StoreSite): StoreAccess {
    const { scope, place, inCell, name, network, foundation } = site;
    const { account, accelerator, tables } = scope.config;
    const replicas = Object.entries(tables).map(([key, settings]) => {
        const tableName = inTable(foundation.tables, key);
        const replica = new RegionalTable(
            `${name}-${key}`,
            {
                place,
                account,
                table: { tableName },
                settings,
                peers: scope.regions.filter((region) => region !== place.region),
                keyArn: inRegion(foundation.keyArns, place.region),
            },
            inCell,
        );
        return { replica, environment: { [`TABLE_${variable(key)}`]: tableName } };
    });
    const statements = replicas.flatMap(({ replica }) => replica.writerAccess);
    const plain: StoreAccess = {
        statements,
        egress: {},
        environment: Object.assign({}, ...replicas.map(({ environment }) => environment)) as Record<
            string,
            pulumi.Output<string>
        >,
        alarms: replicas.flatMap(({ replica }) => replica.alarms),
    };
    if (accelerator === "none") {
        return plain;
    }
    const dax = new TableAccelerator(
        name,
        { place, network, settings: accelerator, clientBlock: clientBlock(site), tableAccess: statements },
        inCell,
    );
    return {
        statements: [...statements, ...dax.access],
        egress: {
            accelerator: { description: "The accelerator", port: dax.port, securityGroupId: dax.securityGroupId },
        },
        environment: { ...plain.environment, ACCELERATOR_ENDPOINT: dax.endpoint },
        alarms: [...plain.alarms, ...dax.alarms],
    };
}

/** This region's cache, when the stack has any; others of a Global Datastore wait for the first. */
export function createCache(site: StoreSite, first: pulumi.Resource | undefined): Cache | undefined {
    const { scope, name, place, inCell, network, foundation } = site;
    const { cache: settings, initialWriter, name: datastore } = scope.config;
    if (settings === "none") {
        return undefined;
    }
    const birth = (): CacheBirth => {
        if (!isReplicated(settings) || settings.topology === "regional") {
            return { kind: "alone" };
        }
        return place.region === initialWriter
            ? { kind: "first", datastore }
            : { kind: "joining", datastore, home: initialWriter, ...(first && { after: first }) };
    };
    return new Cache(
        name,
        {
            place,
            network,
            settings,
            clientBlock: clientBlock(site),
            keyArn: inRegion(foundation.keyArns, place.region),
            birth: birth(),
            protect: scope.protect,
        },
        inCell,
    );
}

/** What the app is told of the cache, and may do with it. */
export function cacheAccess(cache: Cache | undefined): StoreAccess {
    if (cache === undefined) {
        return { statements: [], egress: {}, environment: {}, alarms: [] };
    }
    const { access, alarms, endpoint, port, readerEndpoint, readerPort, securityGroupId, userName } = cache;
    const reader = { description: "The cache, for reads", port: readerPort, securityGroupId };
    return {
        statements: access,
        egress: {
            cache: { description: "The cache", port, securityGroupId },
            ...(readerPort !== port && { "cache-reader": reader }),
        },
        environment: {
            CACHE_HOST: endpoint,
            CACHE_PORT: String(port),
            CACHE_READER_HOST: readerEndpoint,
            CACHE_READER_PORT: String(readerPort),
            ...(userName !== undefined && { CACHE_USER: userName }),
        },
        alarms,
    };
}

function clientBlock({ scope, place }: StoreSite): string {
    return inRegion(tierBlocks(scope, "app"), place.region);
}

/** One field of what several stores say, their entries together. */
export function merged<K extends "environment" | "egress">(stores: readonly StoreAccess[], field: K): StoreAccess[K] {
    return Object.assign({}, ...stores.map((store) => store[field])) as StoreAccess[K];
}

/** @throws RangeError for a table that the stack's file does not have */
function inTable(names: TableNames, key: string): pulumi.Output<string> {
    const name = names[key];
    if (name === undefined) {
        throw new RangeError(`table: expected one of ${Object.keys(names).join(", ")}, got ${key}`);
    }
    return name;
}

/** `by-day` as the environment names it: `BY_DAY`. */
function variable(key: string): string {
    return key.toUpperCase().replaceAll("-", "_");
}
