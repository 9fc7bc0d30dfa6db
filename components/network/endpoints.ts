import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { endpointServices, type EndpointBundle } from "./endpoint-bundles";
import type { NetworkSettings } from "./settings";
import type { KeyedId, Site } from "./site";

/** Where instances stand that use an endpoint: the block that may speak to it. */
export interface Clients {
    readonly tier: string;
    readonly cidr: string;
}

/** S3 and DynamoDB by the route tables of subnets that are not public: it costs nothing. */
export function createGatewayEndpoints(site: Site, tables: readonly KeyedId[]): pulumi.Output<string>[] {
    const { name, own, vpcId } = site;
    return ["s3", "dynamodb"].map((service) => {
        const endpoint = new aws.ec2.VpcEndpoint(
            `${name}-${service}`,
            {
                ...own.named(`${name}-${service}`),
                vpcId,
                vpcEndpointType: "Gateway",
                serviceName: serviceName(site, service),
                routeTableIds: tables.map(({ id }) => id),
            },
            own.child,
        );
        return endpoint.id;
    });
}

/**
 * What a network reaches inside itself. Instances read their password when they boot, so a network without a way out
 * always has `secrets`.
 */
function wantedBundles(settings: NetworkSettings): readonly EndpointBundle[] {
    const { endpoints = [] } = settings;
    return settings.kind === "create" && settings.nat === "none" ? [...endpoints, "secrets"] : endpoints;
}

/** An endpoint for each service of the bundles in each app subnet, behind one door that private tiers alone may enter. */
export function createInterfaceEndpoints(
    site: Site,
    app: readonly KeyedId[],
    clients: readonly Clients[],
): pulumi.Output<string>[] {
    const { name, own, vpcId } = site;
    const services = endpointServices(wantedBundles(site.settings));
    if (services.length === 0) {
        return [];
    }
    const door = createDoor(site, clients);
    return services.map((service) => {
        const endpointName = `${name}-${service.replaceAll(".", "-")}`;
        const endpoint = new aws.ec2.VpcEndpoint(
            endpointName,
            {
                ...own.named(endpointName),
                vpcId,
                vpcEndpointType: "Interface",
                serviceName: serviceName(site, service),
                subnetIds: app.map(({ id }) => id),
                securityGroupIds: [door],
                privateDnsEnabled: true,
            },
            own.child,
        );
        return endpoint.id;
    });
}

function createDoor({ name, own, vpcId }: Site, clients: readonly Clients[]): pulumi.Output<string> {
    const door = new aws.ec2.SecurityGroup(
        `${name}-endpoints`,
        { ...own.named(`${name}-endpoints`), vpcId, description: "Interface endpoints: HTTPS from the app tier" },
        own.child,
    );
    for (const { tier, cidr } of clients) {
        const rule = tier === "app" ? `${name}-endpoints-https` : `${name}-endpoints-https-${tier}`;
        new aws.vpc.SecurityGroupIngressRule(
            rule,
            {
                ...own.tagged,
                securityGroupId: door.id,
                description: `HTTPS from the ${tier} tier`,
                cidrIpv4: cidr,
                ipProtocol: "tcp",
                fromPort: 443,
                toPort: 443,
            },
            own.child,
        );
    }
    return door.id;
}

function serviceName({ place }: Site, service: string): string {
    return `com.amazonaws.${place.region}.${service}`;
}
