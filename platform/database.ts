import type * as pulumi from "@pulumi/pulumi";
import { DatabaseProxy } from "../components/database-proxy";
import type { Network } from "../components/network";
import { PasswordRotation } from "../components/password-rotation";
import { RegionalCluster, type Birth } from "../components/regional-cluster";
import type { Place } from "../components/shared/region";
import { databaseMember, databasePort, databaseSettings } from "../config/database";
import type { FoundationOutputs } from "./foundation";
import { database, inRegion, tierBlocks, type Scope } from "./scope";
import type { StoreAccess } from "./stores";

/** Where a cell's member of the database stands. */
export interface DatabaseSite {
    readonly scope: Scope;
    readonly name: string;
    readonly place: Place;
    readonly inCell: { readonly parent: pulumi.ComponentResource };
    readonly network: Network;
    readonly foundation: Pick<FoundationOutputs, "database" | "keyArns">;
}

/** How a cell's database is born; which cell writes matters, and is read, at no other time. */
export type CellBirth =
    | { readonly kind: "writer" }
    | { readonly kind: "reader"; readonly after?: pulumi.Resource; readonly afterCache?: pulumi.Resource };

/** The cell's member of the global database. */
export function createDatabase(site: DatabaseSite, birth: CellBirth): RegionalCluster {
    const { scope, name, place, inCell, network, foundation } = site;
    return new RegionalCluster(
        name,
        {
            place,
            network,
            database: foundation.database,
            keyArn: inRegion(foundation.keyArns, place.region),
            settings: databaseSettings(scope.config.database, scope.config.promises.rpoSeconds),
            member: databaseMember(scope.config.database, place.region),
            clientBlocks: tierBlocks(scope, "app"),
            birth: clusterBirth(site, birth),
            protect: scope.protect,
        },
        inCell,
    );
}

function clusterBirth({ scope, foundation }: DatabaseSite, birth: CellBirth): Birth {
    return birth.kind === "writer"
        ? {
              kind: "writer",
              databaseName: database.name,
              userName: database.userName,
              password: foundation.database.password,
          }
        : {
              kind: "reader",
              sourceRegion: scope.config.initialWriter,
              ...(birth.after && { after: birth.after }),
          };
}

/** What gives the database's password a new value: only in the region where the secret is written. */
export function createRotation(site: DatabaseSite, cluster: RegionalCluster): PasswordRotation[] {
    const { scope, name, place, inCell, network, foundation } = site;
    const { account, database: settings, initialWriter } = scope.config;
    if (settings.rotation === "none" || place.region !== initialWriter) {
        return [];
    }
    const { passwordSecretArn, writerEndpoint } = foundation.database;
    const blocks = tierBlocks(scope, "data");
    const rotation = new PasswordRotation(
        name,
        {
            place,
            account,
            network,
            secret: { arn: passwordSecretArn },
            keyArn: inRegion(foundation.keyArns, place.region),
            database: { ...database, writerEndpoint, port: databasePort(settings), blocks },
            settings: { everyDays: settings.rotation.everyDays },
            after: cluster,
        },
        inCell,
    );
    return [rotation];
}

/** The proxy of a cell, as the app reads through it; nothing where the stack's file has none. */
export function createDatabaseProxy(site: DatabaseSite, cluster: RegionalCluster): StoreAccess {
    const { scope, name, place, inCell, network, foundation } = site;
    const { account, database: config, promises } = scope.config;
    const { proxySecret } = foundation.database;
    if (config.proxy === "none" || proxySecret === undefined) {
        return { statements: [], egress: {}, environment: {}, alarms: [] };
    }
    const settings = databaseSettings(config, promises.rpoSeconds);
    const proxy = new DatabaseProxy(
        `${name}-proxy`,
        {
            place,
            account,
            network,
            cluster,
            after: cluster,
            database: settings,
            credentials: proxySecret,
            keyArn: inRegion(foundation.keyArns, place.region),
            settings: config.proxy,
        },
        inCell,
    );
    const { alarms, readerEndpoint, securityGroupId } = proxy;
    return {
        statements: [],
        egress: { proxy: { description: "The database's proxy", port: settings.port, securityGroupId } },
        // Writes go by the global writer endpoint, which follows the writer; a proxy stays in its region.
        environment: { READER_HOST: readerEndpoint },
        alarms,
    };
}

/** How often instances read a password that changes; nothing for one that never does. */
export function passwordRefresh({ config }: Scope): { readonly passwordRefreshSeconds?: number } {
    const { rotation } = config.database;
    return rotation === "none" ? {} : { passwordRefreshSeconds: rotation.refreshSeconds };
}
