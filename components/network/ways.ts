import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { CreatedNetwork } from "./settings";
import { after, byKey, zoneKey, type KeyedId, type Site } from "./site";
import type { BuiltTier } from "./subnets";

const anywhere = "0.0.0.0/0";
const anywhereIpv6 = "::/0";

/** The way in and out of public subnets; these are known only once they have it. */
export function openPublic(site: Site<CreatedNetwork>, tiers: readonly BuiltTier[]): PublicWays {
    const { name, own, vpcId, settings } = site;
    const internet = new aws.ec2.InternetGateway(name, { ...own.named(name), vpcId }, own.child);
    const ways = tiers
        .filter(({ purpose }) => purpose === "public")
        .map((tier) => {
            const to = { ...own.placed, routeTableId: byKey(tier.tables, "all"), gatewayId: internet.id };
            const ipv4 = createRoute(site, `${tier.name}-internet`, { ...to, destinationCidrBlock: anywhere });
            const ipv6 =
                settings.dualStack === true
                    ? [
                          createRoute(site, `${tier.name}-internet-ipv6`, {
                              ...to,
                              destinationIpv6CidrBlock: anywhereIpv6,
                          }),
                      ]
                    : [];
            return [tier.name, after(tier.subnets, [ipv4, ...ipv6])] as const;
        });
    return { internet, subnets: new Map(ways) };
}

/** What public subnets need of the internet, and the subnets once they have it, by tier. */
export interface PublicWays {
    readonly internet: aws.ec2.InternetGateway;
    readonly subnets: ReadonlyMap<string, readonly KeyedId[]>;
}

/** The ways out of private subnets: IPv4 by NAT as the settings choose, IPv6 by a gateway that lets nothing in. */
export function openPrivate(
    site: Site<CreatedNetwork>,
    tiers: readonly BuiltTier[],
    ways: PublicWays,
): pulumi.Output<string>[] {
    const tables = tiers
        .filter(({ purpose }) => purpose === "private")
        .flatMap((tier) => tier.tables.map((table) => ({ tier: tier.name, ...table })));
    const gateways = createNat(site, ways);
    const byNat = gateways.length === 0 ? [] : tables;
    return [
        ...byNat.map(({ tier, key, id }) => {
            const out = { destinationCidrBlock: anywhere, natGatewayId: byKey(gateways, key) };
            return createRoute(site, `${tier}-${key}-internet`, { routeTableId: id, ...out });
        }),
        ...createEgressOnly(site, tables),
    ];
}

function createNat(site: Site<CreatedNetwork>, { internet, subnets }: PublicWays): KeyedId[] {
    const { name, own, vpcId, settings } = site;
    const home = subnets.get("public") ?? [];
    if (settings.nat === "regional") {
        // Brings its own route to the internet gateway and its own addresses, and grows into zones by itself:
        // https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html.
        const gateway = new aws.ec2.NatGateway(
            `${name}-nat`,
            { ...own.named(`${name}-nat`), vpcId, availabilityMode: "regional", connectivityType: "public" },
            { ...own.child, dependsOn: [internet] },
        );
        return [{ key: "all", id: gateway.id }];
    }
    const homes = { none: [], single: home.slice(0, 1), "per-zone": home }[settings.nat];
    return homes.map(({ key, id }) => {
        const gatewayName = `${name}-nat-${key}`;
        const allocationId = givenAddress(settings, key) ?? createAddress(site, gatewayName);
        const gateway = new aws.ec2.NatGateway(
            gatewayName,
            { ...own.named(gatewayName), subnetId: id, allocationId },
            own.child,
        );
        return { key, id: gateway.id };
    });
}

function givenAddress({ natAddresses = {} }: CreatedNetwork, key: string): string | undefined {
    return Object.entries(natAddresses).find(([zone]) => zoneKey(zone) === key)?.[1];
}

function createAddress({ own }: Site, name: string): pulumi.Output<string> {
    return new aws.ec2.Eip(name, { ...own.named(name), domain: "vpc" }, own.child).id;
}

interface PrivateTable extends KeyedId {
    readonly tier: string;
}

function createEgressOnly(site: Site<CreatedNetwork>, tables: readonly PrivateTable[]): pulumi.Output<string>[] {
    const { name, own, vpcId, settings } = site;
    if (settings.dualStack !== true) {
        return [];
    }
    const gateway = new aws.ec2.EgressOnlyInternetGateway(name, { ...own.named(name), vpcId }, own.child);
    return tables.map(({ tier, key, id }) =>
        createRoute(site, `${tier}-${key}-internet-ipv6`, {
            routeTableId: id,
            destinationIpv6CidrBlock: anywhereIpv6,
            egressOnlyGatewayId: gateway.id,
        }),
    );
}

function createRoute({ name, own }: Site, role: string, route: aws.ec2.RouteArgs): pulumi.Output<string> {
    return new aws.ec2.Route(`${name}-${role}`, { ...own.placed, ...route }, own.child).id;
}
