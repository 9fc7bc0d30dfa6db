import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { subnetBlock, tierBlock, tiers, type Tier } from "./shared/cidr";
import { policy, trust } from "./shared/iam";
import { childrenOf, type Common, type Place } from "./shared/region";
import { zoneNumber } from "./shared/regions";

/** How app subnets reach the internet: not at all, through one gateway, or through one in each zone. */
export type Nat = "none" | "single" | "per-zone";

export interface NetworkArgs {
    readonly place: Place;
    /** The VPC's block, e.g. "10.20.0.0/16". Every subnet's block follows from it (components/shared/cidr.ts). */
    readonly cidr: string;
    /** Zone ids. A single NAT gateway stands in the first, so new zones are appended. */
    readonly zones: readonly string[];
    readonly nat: Nat;
    /** The account that may have the flow logs delivered (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html). */
    readonly account: string;
}

/** One year would be dear, a week is too short to look back at an incident. */
const flowLogDays = 30;

/**
 * One VPC with a public, an app and a data subnet in each zone.
 *
 * Only public subnets have a route in from the internet; data subnets have none out. S3 and DynamoDB are reached by
 * gateway endpoints, which cost nothing; without a NAT gateway Secrets Manager gets an interface endpoint, since
 * instances read their password there; Session Manager does not reach them then. The VPC's default security group is emptied.
 *
 * Cost: NAT gateways and interface endpoints are paid by the hour, also while idle.
 * Loses: with `nat: single`, every zone's way out when the first zone dies.
 */
export class Network extends pulumi.ComponentResource {
    readonly vpcId: pulumi.Output<string>;
    /** By tier, in the order of the zones. Known once the subnet has its way in or out: what boots there needs it. */
    readonly subnetIds: Readonly<Record<Tier, pulumi.Output<string>[]>>;
    /** By tier: what another network's routes back to this tier are put in. */
    readonly routeTableIds: Readonly<Record<Tier, readonly KeyedId[]>>;

    constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:network:Network", name, {}, opts);
        const own = childrenOf(this, args.place);
        const vpc = new aws.ec2.Vpc(
            name,
            { ...own.named(name), cidrBlock: args.cidr, enableDnsHostnames: true, enableDnsSupport: true },
            own.child,
        );
        new aws.ec2.DefaultSecurityGroup(name, { ...own.named(`${name}-closed`), vpcId: vpc.id }, own.child);

        const site: Site = { ...args, name, own, vpcId: vpc.id };
        const subnets = createSubnets(site);
        const tables = createRouteTables(site, subnets);
        const internet = new aws.ec2.InternetGateway(name, { ...own.named(name), vpcId: vpc.id }, own.child);
        const wayIn = new aws.ec2.Route(
            `${name}-public-internet`,
            {
                ...own.placed,
                routeTableId: only(tables.public).id,
                destinationCidrBlock: anywhere,
                gatewayId: internet.id,
            },
            own.child,
        );
        const publicIds = after(subnets.public, [wayIn.id]);
        const waysOut = [...createNat(site, publicIds, tables.app), ...createEndpoints(site, subnets.app, tables)];
        createFlowLog(site);

        this.vpcId = vpc.id;
        const ready: ByTier = { public: publicIds, app: after(subnets.app, waysOut), data: subnets.data };
        this.subnetIds = mapTiers((tier) => ready[tier].map(({ id }) => id));
        this.routeTableIds = tables;
        this.registerOutputs({ vpcId: this.vpcId, subnetIds: this.subnetIds });
    }
}

/** An id and the stable key of what has it: `az1` for what a zone owns, `all` for what the zones share. */
export interface KeyedId {
    readonly key: string;
    readonly id: pulumi.Output<string>;
}

interface Site extends NetworkArgs {
    readonly name: string;
    readonly own: Common;
    readonly vpcId: pulumi.Output<string>;
}

type ByTier = Readonly<Record<Tier, readonly KeyedId[]>>;

const anywhere = "0.0.0.0/0";

function createSubnets({ name, own, vpcId, cidr, zones }: Site): ByTier {
    return mapTiers((tier) =>
        zones.map((zone) => {
            const key = zoneKey(zone);
            const subnetName = `${name}-${tier}-${key}`;
            const subnet = new aws.ec2.Subnet(
                subnetName,
                {
                    ...own.named(subnetName),
                    vpcId,
                    availabilityZoneId: zone,
                    cidrBlock: subnetBlock(cidr, tier, zone),
                    mapPublicIpOnLaunch: false,
                },
                own.child,
            );
            return { key, id: subnet.id };
        }),
    );
}

/** App subnets have a table each, so that each zone can have its own way out and no change of `nat` moves a table. */
function createRouteTables({ name, own, vpcId }: Site, subnets: ByTier): ByTier {
    return mapTiers((tier) => {
        const keys = tier === "app" ? subnets.app.map(({ key }) => key) : ["all"];
        const tables = keys.map((key) => {
            const tableName = key === "all" ? `${name}-${tier}` : `${name}-${tier}-${key}`;
            return { key, id: new aws.ec2.RouteTable(tableName, { ...own.named(tableName), vpcId }, own.child).id };
        });
        for (const { key, id } of subnets[tier]) {
            new aws.ec2.RouteTableAssociation(
                `${name}-${tier}-${key}`,
                { ...own.placed, subnetId: id, routeTableId: byKey(tables, key) },
                own.child,
            );
        }
        return tables;
    });
}

function createNat(
    { name, own, nat }: Site,
    publicSubnets: readonly KeyedId[],
    appTables: readonly KeyedId[],
): pulumi.Output<string>[] {
    const homes = { none: [], single: publicSubnets.slice(0, 1), "per-zone": publicSubnets }[nat];
    const gateways = homes.map(({ key, id }) => {
        const gatewayName = `${name}-nat-${key}`;
        const address = new aws.ec2.Eip(gatewayName, { ...own.named(gatewayName), domain: "vpc" }, own.child);
        const gateway = new aws.ec2.NatGateway(
            gatewayName,
            { ...own.named(gatewayName), subnetId: id, allocationId: address.id },
            own.child,
        );
        return { key, id: gateway.id };
    });
    if (gateways.length === 0) {
        return [];
    }
    return appTables.map(({ key, id }) => {
        const route = new aws.ec2.Route(
            `${name}-app-${key}-internet`,
            {
                ...own.placed,
                routeTableId: id,
                destinationCidrBlock: anywhere,
                natGatewayId: byKey(gateways, key),
            },
            own.child,
        );
        return route.id;
    });
}

function createEndpoints(site: Site, app: readonly KeyedId[], tables: ByTier): pulumi.Output<string>[] {
    const { name, own, vpcId } = site;
    const gateways = ["s3", "dynamodb"].map((service) => {
        const gateway = new aws.ec2.VpcEndpoint(
            `${name}-${service}`,
            {
                ...own.named(`${name}-${service}`),
                vpcId,
                vpcEndpointType: "Gateway",
                serviceName: endpointService(site, service),
                routeTableIds: [...tables.app, ...tables.data].map(({ id }) => id),
            },
            own.child,
        );
        return gateway.id;
    });
    return site.nat === "none" ? [...gateways, createSecretsDoor(site, app)] : gateways;
}

function endpointService({ place }: Site, service: string): string {
    return `com.amazonaws.${place.region}.${service}`;
}

/** Secrets Manager inside the VPC, for instances that have no other way to it. */
function createSecretsDoor(site: Site, app: readonly KeyedId[]): pulumi.Output<string> {
    const { name, own, vpcId, cidr } = site;
    const door = new aws.ec2.SecurityGroup(
        `${name}-endpoints`,
        { ...own.named(`${name}-endpoints`), vpcId, description: "Interface endpoints: HTTPS from the app tier" },
        own.child,
    );
    new aws.vpc.SecurityGroupIngressRule(
        `${name}-endpoints-https`,
        {
            ...own.tagged,
            securityGroupId: door.id,
            description: "HTTPS from the app tier",
            cidrIpv4: tierBlock(cidr, "app"),
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
        },
        own.child,
    );
    const endpoint = new aws.ec2.VpcEndpoint(
        `${name}-secretsmanager`,
        {
            ...own.named(`${name}-secretsmanager`),
            vpcId,
            vpcEndpointType: "Interface",
            serviceName: endpointService(site, "secretsmanager"),
            subnetIds: app.map(({ id }) => id),
            securityGroupIds: [door.id],
            privateDnsEnabled: true,
        },
        own.child,
    );
    return endpoint.id;
}

function createFlowLog({ name, own, vpcId, place, account }: Site): void {
    const logName = `${name}-flow`;
    const logs = new aws.cloudwatch.LogGroup(logName, { ...own.tagged, retentionInDays: flowLogDays }, own.child);
    const role = new aws.iam.Role(
        logName,
        {
            ...own.global,
            description: `Delivers the flow logs of ${name}`,
            assumeRolePolicy: trust("vpc-flow-logs.amazonaws.com", {
                StringEquals: { "aws:SourceAccount": account },
                ArnLike: { "aws:SourceArn": `arn:aws:ec2:${place.region}:${account}:vpc-flow-log/*` },
            }),
        },
        own.child,
    );
    // What https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html calls the least, but for making
    // groups (this one is there) and writing to others. Groups can only be listed all together.
    const deliver = {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
        Resource: pulumi.interpolate`${logs.arn}:*`,
    };
    const list = {
        Effect: "Allow",
        Action: "logs:DescribeLogGroups",
        Resource: `arn:aws:logs:${place.region}:${account}:log-group:*`,
    };
    const rights = { role: role.name, policy: pulumi.jsonStringify(policy<object>([deliver, list])) };
    new aws.iam.RolePolicy(logName, rights, own.child);
    new aws.ec2.FlowLog(
        name,
        {
            ...own.tagged,
            vpcId,
            trafficType: "ALL",
            logDestinationType: "cloud-watch-logs",
            logDestination: logs.arn,
            iamRoleArn: role.arn,
            maxAggregationInterval: 60,
        },
        own.child,
    );
}

function zoneKey(zone: string): string {
    return `az${zoneNumber(zone)}`;
}

/** The same ids, known only once others are. */
function after(ids: readonly KeyedId[], others: readonly pulumi.Output<string>[]): readonly KeyedId[] {
    return ids.map(({ key, id }) => ({ key, id: pulumi.all([id, pulumi.all([...others])]).apply(([own]) => own) }));
}

/** What the zone owns, or else what the zones share. */
function byKey(ids: readonly KeyedId[], key: string): pulumi.Output<string> {
    return (ids.find((entry) => entry.key === key) ?? only(ids)).id;
}

function only<T>(entries: readonly T[]): T {
    const [first] = entries;
    if (first === undefined || entries.length > 1) {
        throw new RangeError(`expected one entry, got ${entries.length}`);
    }
    return first;
}

function mapTiers<T>(of: (tier: Tier) => T): Readonly<Record<Tier, T>> {
    return Object.fromEntries(tiers.map((tier) => [tier, of(tier)])) as Record<Tier, T>;
}
