import { valueAt, type PlanView, type Resource } from "./plan-view";
import { Unjudged } from "./rule";

const subnetType = "aws:ec2/subnet:Subnet";
const gatewayType = "aws:ec2/internetGateway:InternetGateway";
const vpcType = "aws:ec2/vpc:Vpc";
const tableType = "aws:ec2/routeTable:RouteTable";
/** The main table of a VPC, taken over. */
const mainTableType = "aws:ec2/defaultRouteTable:DefaultRouteTable";

/** Urns of the subnets with a route to an internet gateway: in a table of their own, or in their VPC's main one. */
export function publicSubnets(view: PlanView): ReadonlySet<string> {
    const routes = view.of("aws:ec2/route:Route").filter((route) => isGateway(route, "gatewayId"));
    const open = new Set([
        ...routes.flatMap((route) => tableOf(route)?.urn ?? []),
        ...view
            .of(tableType, mainTableType)
            .filter(leadsOut)
            .map(({ urn }) => urn),
    ]);
    const associations = view.of("aws:ec2/routeTableAssociation:RouteTableAssociation");
    const subnetIn = (one: Resource) => one.follow("subnetId", subnetType)?.urn ?? [];
    const associated = new Set(associations.flatMap(subnetIn));
    const mains = [
        ...view
            .of(mainTableType)
            .filter(({ urn }) => open.has(urn))
            .map((table) => table.follow("defaultRouteTableId", vpcType)),
        ...view
            .of("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation")
            .filter((one) => open.has(tableOf(one)?.urn ?? ""))
            .map((one) => one.follow("vpcId", vpcType)),
        ...routes.map((route) => route.follow("routeTableId", vpcType)),
    ];
    return new Set([
        ...associations.filter((one) => open.has(tableOf(one)?.urn ?? "")).flatMap(subnetIn),
        ...view
            .of(subnetType)
            .filter((subnet) => {
                const vpc = subnet.follow("vpcId", vpcType);
                return vpc !== undefined && mains.includes(vpc) && !associated.has(subnet.urn);
            })
            .map(({ urn }) => urn),
    ]);
}

function tableOf(one: Resource): Resource | undefined {
    return one.follow("routeTableId", tableType) ?? one.follow("routeTableId", mainTableType);
}

/** Routes may stand inside their table. */
function leadsOut(table: Resource): boolean {
    const { routes } = table.resource.inputs;
    return Array.isArray(routes) && routes.some((_, at) => isGateway(table, `routes.${at}.gatewayId`));
}

/** One that is not in the plan is known by its id. */
function isGateway(resource: Resource, path: string): boolean {
    const id = valueAt(resource.resource.inputs, path);
    return resource.follow(path, gatewayType) !== undefined || (typeof id === "string" && id.startsWith("igw-"));
}

/**
 * Zones of the subnets that an input names.
 * @throws Unjudged when it names subnets that are not in the plan, or one that does not say its zone
 */
export function zonesOf(view: PlanView, resource: Resource, path: string): ReadonlySet<string> {
    return new Set(subnetsOf(view, resource, path).map(zoneOf));
}

/**
 * The subnets that an input names.
 * @throws Unjudged when it names subnets that are not in the plan
 */
export function subnetsOf(view: PlanView, resource: Resource, path: string): readonly Resource[] {
    const subnets = view.named(resource, path, subnetType);
    // A list that is unknown as a whole depends on more than its members.
    const listed = Array.isArray(valueAt(resource.resource.inputs, path)) ? resource.count(path) : 1;
    if (!resource.has(path)) {
        return [];
    }
    if (subnets.length < listed) {
        throw new Unjudged(`${path} names subnets that are not in the plan`);
    }
    return subnets;
}

/** @throws Unjudged when it does not say its zone */
function zoneOf(subnet: Resource): string {
    const zone = subnet.text("availabilityZoneId") ?? subnet.text("availabilityZone");
    if (zone === undefined) {
        throw new Unjudged(`subnet ${subnet.resource.name} does not say its zone`);
    }
    return zone;
}
