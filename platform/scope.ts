import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { EndpointBundle } from "../components/network/endpoint-bundles";
import type { NetworkSettings } from "../components/network/settings";
import { tierBlocks as blocksOf } from "../components/network/site";
import { cellTags, platformTags, type Place } from "../components/shared/region";
import { shortRegion, type Region } from "../components/shared/regions";
import { cellsOf, type CellConfig, type PlatformConfig } from "../config";

/** What every part of a platform is made with: its config, its root component and the account's one provider. */
export interface Scope {
    readonly config: PlatformConfig;
    readonly root: pulumi.ComponentResource;
    /** What clients ask for. */
    readonly hostname: string;
    /** Where what has a home lives, in the initial writer's region. */
    readonly home: Place;
    /** Every region with a cell, in an order that no new region changes. */
    readonly regions: readonly Region[];
    /** Refuses to delete what holds state or a public name. */
    readonly protect: boolean;
}

/** What the platform runs, and what the database is called in it. */
export const app = { name: "orders", port: 8080, healthPath: "/healthz", bundle: "dist/apps/orders/server.cjs" };
export const database = { name: "orders", userName: "orders" };

/** The root of a stack's part of the platform, and the one provider that may touch the one account. */
export function openPlatform(config: PlatformConfig): Scope {
    const { name, initialWriter } = config;
    const account = new aws.Provider(name, {
        region: providerRegion(config),
        allowedAccountIds: [config.account],
    });
    const root = new pulumi.ComponentResource(
        "antipode:platform:Platform",
        name,
        { ...config },
        { providers: [account] },
    );
    return {
        config,
        root,
        hostname: `app.${config.domain}`,
        home: { region: initialWriter, tags: platformTags(name) },
        regions: cellsOf(config).map(({ region }) => region),
        protect: !config.allowDestroy,
    };
}

/**
 * Where the provider asks who it is. A cell's own stack must not depend on another region for that, and traffic not on
 * any cell's; Route 53's and IAM's control planes are in us-east-1, whatever is done
 * (https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html).
 */
function providerRegion({ layer, initialWriter }: PlatformConfig): Region {
    switch (layer.kind) {
        case "cell":
            return layer.region;
        case "traffic":
            return "us-east-1";
        default:
            return initialWriter;
    }
}

/** Begins the names of what is in one cell: `orders-euw1`. */
export function cellName({ config }: Scope, region: Region): string {
    return `${config.name}-${shortRegion(region)}`;
}

/** Where a cell's resources live. */
export function cellPlace({ config }: Scope, region: Region): Place {
    return { region, tags: cellTags(config.name, region) };
}

/** @throws RangeError for a region without a cell */
export function cellConfig({ config }: Scope, region: Region): CellConfig {
    const cell = config.regions[region];
    if (cell === undefined) {
        throw new RangeError(`region: expected one of the platform's, got ${region}`);
    }
    return cell;
}

/** The network of a cell as its component is asked for it: a VPC of its own, or the one that it adopts. */
export function networkSettings(scope: Scope, region: Region): NetworkSettings {
    const { cidr, zones, natAddresses, adopt } = cellConfig(scope, region);
    if (adopt !== "none") {
        return { kind: "adopt", cidr, zones, ...adopt };
    }
    const { network } = scope.config;
    const endpoints = [...network.endpoints, ...(network.nat === "none" ? bundlesOf(scope) : [])];
    return { kind: "create", cidr, zones, natAddresses, ...network, endpoints };
}

/**
 * What instances ask by its API, besides their secret and what gateway endpoints lead to. Without a gateway out, and by
 * names that resolve to IPv4, the rights to it that they have would lead nowhere.
 */
function bundlesOf({ config }: Scope): EndpointBundle[] {
    return [
        ...(config.inference === "none" ? [] : (["inference"] as const)),
        ...(config.security.sharedKey ? (["keys"] as const) : []),
    ];
}

/** The block of a tier in every cell. */
export function tierBlocks(scope: Scope, tier: "app" | "data"): Record<string, string> {
    return Object.fromEntries(scope.regions.map((region) => [region, blocksOf(networkSettings(scope, region))[tier]]));
}

/** A value for each region with a cell. */
export function byRegion<T>({ regions }: Scope, of: (region: Region) => T): ByRegion<T> {
    return Object.fromEntries(regions.map((region) => [region, of(region)]));
}

export type ByRegion<T> = Readonly<Partial<Record<Region, T>>>;

/** @throws RangeError for a region that has none */
export function inRegion<T>(values: ByRegion<T>, region: Region): T {
    const value = values[region];
    if (value === undefined) {
        throw new RangeError(`region: expected one of ${Object.keys(values).join(", ")}, got ${region}`);
    }
    return value;
}
