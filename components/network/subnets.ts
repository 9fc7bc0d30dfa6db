import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { subnetBlock, subnetNumber } from "../shared/cidr";
import { ipv6SubnetBlock } from "./ipv6";
import type { CreatedNetwork } from "./settings";
import { byKey, keysFor, tierPlans, zoneKey, type KeyedId, type Site, type TierPlan } from "./site";

/** A tier as it stands: its subnets by zone, and its route tables by zone or for all. */
export interface BuiltTier extends TierPlan {
    readonly subnets: readonly KeyedId[];
    readonly tables: readonly KeyedId[];
}

/**
 * The subnets of every tier and their route tables, with no route yet but the VPC's own.
 *
 * @param ipv6Block the VPC's IPv6 block; undefined when it has none
 */
export function createTiers(site: Site<CreatedNetwork>, ipv6Block: pulumi.Output<string> | undefined): BuiltTier[] {
    return tierPlans(site.settings).map((tier) => {
        const subnets = site.settings.zones.map((zone) => createSubnet(site, { tier, zone, ipv6Block }));
        return { ...tier, subnets, tables: createTables(site, tier, subnets) };
    });
}

interface SubnetPlan {
    readonly tier: TierPlan;
    readonly zone: string;
    readonly ipv6Block: pulumi.Output<string> | undefined;
}

function createSubnet({ name, own, vpcId, settings }: Site<CreatedNetwork>, plan: SubnetPlan): KeyedId {
    const { tier, zone, ipv6Block } = plan;
    const key = zoneKey(zone);
    const subnetName = `${name}-${tier.name}-${key}`;
    const subnet = new aws.ec2.Subnet(
        subnetName,
        {
            ...own.named(subnetName),
            vpcId,
            availabilityZoneId: zone,
            cidrBlock: subnetBlock(settings.cidr, tier.at, zone),
            mapPublicIpOnLaunch: false,
            ...(ipv6Block && {
                ipv6CidrBlock: ipv6Block.apply((block) => ipv6SubnetBlock(block, subnetNumber(tier.at, zone))),
                // What is public takes its addresses itself, and what is isolated has nobody to speak IPv6 to.
                assignIpv6AddressOnCreation: tier.purpose === "private",
            }),
        },
        own.child,
    );
    return { key, id: subnet.id };
}

function createTables(site: Site<CreatedNetwork>, tier: TierPlan, subnets: readonly KeyedId[]): KeyedId[] {
    const { name, own, vpcId, settings } = site;
    const tables = keysFor(tier.purpose, settings.zones).map((key) => {
        const tableName = key === "all" ? `${name}-${tier.name}` : `${name}-${tier.name}-${key}`;
        return { key, id: new aws.ec2.RouteTable(tableName, { ...own.named(tableName), vpcId }, own.child).id };
    });
    for (const { key, id } of subnets) {
        new aws.ec2.RouteTableAssociation(
            `${name}-${tier.name}-${key}`,
            { ...own.placed, subnetId: id, routeTableId: byKey(tables, key) },
            own.child,
        );
    }
    return tables;
}
