import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createGatewayEndpoints, createInterfaceEndpoints } from "./network/endpoints";
import { createFlowLog } from "./network/flow-log";
import { checkNetwork } from "./network/rules";
import type { AdoptedNetwork, AdoptedTier, CreatedNetwork, NetworkSettings } from "./network/settings";
import { after, tierBlocks, zoneKey, type ByTier, type KeyedId, type Site } from "./network/site";
import { createTiers } from "./network/subnets";
import { openPrivate, openPublic } from "./network/ways";
import { tiers, type Tier } from "./shared/cidr";
import { childrenOf, type Common, type Place } from "./shared/region";
import { rejectProblems } from "./shared/reject";

export interface NetworkArgs {
    readonly place: Place;
    /** The account that may have the flow logs delivered (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html). */
    readonly account: string;
    /** The region's key: the flow log is under it. */
    readonly keyArn: pulumi.Input<string>;
    readonly settings: NetworkSettings;
}

/**
 * One VPC with a public, an app and a data subnet in each zone, and further tiers by name.
 *
 * Only public subnets have a route in from the internet; isolated ones (data) have none out. S3 and DynamoDB are reached
 * by gateway endpoints, which cost nothing; other services by interface endpoints where a bundle asks for them. Without a
 * NAT gateway Secrets Manager always gets one, since instances read their password there; Session Manager reaches them
 * then with the bundle of its name. The VPC's default security group is emptied. An adopted VPC keeps all that it has
 * and gets what is asked for.
 *
 * Cost: NAT gateways and interface endpoints are paid by the hour, endpoints in each zone, also while idle.
 * Loses: with `nat: single`, every zone's way out when the first zone dies. A regional gateway may take an hour to reach
 * into a zone that is new to it, and sends that zone's traffic through another until then.
 */
export class Network extends pulumi.ComponentResource {
    readonly vpcId: pulumi.Output<string>;
    /** By tier, in the order of the zones. Known once the subnet has its way in or out: what boots there needs it. */
    readonly subnetIds: ByTier<pulumi.Output<string>[]>;
    /** By tier: what another network's routes back to this tier are put in. */
    readonly routeTableIds: ByTier<readonly KeyedId[]>;
    /** By tier: its whole block, what a rule between tiers names. */
    readonly tierBlocks: ByTier<string>;

    constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:network:Network", name, {}, opts);
        const { settings, place } = args;
        rejectProblems(this, `Network "${name}"`, checkNetwork(place.region, settings));
        const base = { name, place, account: args.account, keyArn: args.keyArn, own: childrenOf(this, place) };
        const built = settings.kind === "create" ? create(base, settings) : adopt(base, settings);

        this.vpcId = built.vpcId;
        this.subnetIds = mapTiers(built.subnets, (subnets) => subnets.map(({ id }) => id));
        this.routeTableIds = built.tables;
        this.tierBlocks = tierBlocks(settings);
        this.registerOutputs({ vpcId: this.vpcId, subnetIds: this.subnetIds });
    }
}

interface Base extends Omit<Site, "vpcId" | "settings"> {
    readonly own: Common;
}

interface Built {
    readonly vpcId: pulumi.Output<string>;
    readonly subnets: ByTier<readonly KeyedId[]>;
    readonly tables: ByTier<readonly KeyedId[]>;
}

function create(base: Base, settings: CreatedNetwork): Built {
    const { name, own } = base;
    const dualStack = settings.dualStack === true;
    const vpc = new aws.ec2.Vpc(
        name,
        {
            ...own.named(name),
            cidrBlock: settings.cidr,
            enableDnsHostnames: true,
            enableDnsSupport: true,
            ...(dualStack && { assignGeneratedIpv6CidrBlock: true }),
        },
        own.child,
    );
    new aws.ec2.DefaultSecurityGroup(name, { ...own.named(`${name}-closed`), vpcId: vpc.id }, own.child);

    const site = { ...base, settings, vpcId: vpc.id };
    const built = createTiers(site, dualStack ? vpc.ipv6CidrBlock : undefined);
    const ways = openPublic(site, built);
    const closed = built.filter(({ purpose }) => purpose !== "public").flatMap(({ tables }) => tables);
    const blocks = tierBlocks(settings);
    const clients = built
        .filter(({ purpose }) => purpose === "private")
        .map(({ name: tier }) => ({ tier, cidr: blocks[tier] ?? "" }));
    const app = built.find((tier) => tier.name === "app")?.subnets ?? [];
    const waysOut = [
        ...openPrivate(site, built, ways),
        ...createGatewayEndpoints(site, closed),
        ...createInterfaceEndpoints(site, app, clients),
    ];
    createFlowLog(site);
    const subnets = built.map((tier) => {
        const privately = tier.purpose === "private" ? after(tier.subnets, waysOut) : tier.subnets;
        return [tier.name, ways.subnets.get(tier.name) ?? privately];
    });
    return {
        vpcId: vpc.id,
        subnets: Object.fromEntries(subnets) as Built["subnets"],
        tables: Object.fromEntries(built.map((tier) => [tier.name, tier.tables])) as unknown as Built["tables"],
    };
}

function adopt(base: Base, settings: AdoptedNetwork): Built {
    const { adds = [], zones } = settings;
    const vpcId = pulumi.output(settings.vpcId);
    const site = { ...base, settings, vpcId };
    const subnets = mapTiers(settings.tiers, ({ subnetIds }) => keyed(subnetIds, zones));
    const tables = mapTiers(settings.tiers, ({ routeTableIds }) => keyed(routeTableIds, ["all", ...zones]));
    const gateways = adds.includes("gateway-endpoints")
        ? createGatewayEndpoints(site, [...tables.app, ...tables.data])
        : [];
    const clients = [{ tier: "app", cidr: settings.tiers.app.cidr }];
    const ready = [...gateways, ...createInterfaceEndpoints(site, subnets.app, clients)];
    if (adds.includes("flow-log")) {
        createFlowLog(site);
    }
    return { vpcId, tables, subnets: { ...subnets, app: after(subnets.app, ready) } };
}

/** In the order of the keys, whatever order they are written in. */
function keyed(ids: AdoptedTier["subnetIds"], keys: readonly string[]): KeyedId[] {
    return keys.flatMap((key) => {
        const id = ids[key];
        return id === undefined ? [] : [{ key: zoneKey(key), id: pulumi.output(id) }];
    });
}

function mapTiers<From, To>(from: Readonly<Record<Tier, From>>, of: (tier: From) => To): ByTier<To> {
    const names = [...tiers, ...Object.keys(from).filter((name) => !tiers.some((known) => known === name))];
    const all = from as Readonly<Record<string, From>>;
    return Object.fromEntries(names.map((name) => [name, of(all[name] as From)])) as ByTier<To>;
}
