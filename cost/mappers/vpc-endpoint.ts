import type { CostResource } from "../cost-resource";
import { UnknownInput } from "../input-reader";
import type { Line, Mapper } from "../mapping";
import { price, type Tiers } from "../price";
import { times, usage } from "../quantity";
import { subnetTypes } from "./placement";
import { betweenRegions } from "./region-pair";

const interfaceHour = price("AmazonVPC", "Hourly charge for VPC Endpoints per Hrs");
const balancerHour = price("AmazonVPC", "Hourly charge for AWS Gateway Load Balancer VPC Endpoint per Hrs");
const balancerData = price(
    "AmazonVPC",
    "Charge for per GB data processed by AWS Gateway Load Balancer VPC Endpoint per GB",
);

const data = "Charge for per GB data processed by VPC Endpoints per GB";
/** A petabyte is 1,048,576 GB here; steps hold for all endpoints of a region. */
const interfaceData: Tiers = {
    name: "VPC endpoint data",
    steps: [
        { upTo: 1_048_576, price: price("AmazonVPC", `${data} from 0 to 1048576`) },
        { upTo: 5_242_880, price: price("AmazonVPC", `${data} from 1048576 to 5242880`) },
        { price: price("AmazonVPC", `${data} from 5242880 to Inf`) },
    ],
};

const newerKinds = ["Resource", "ServiceNetwork"];

const associationType = "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation";

const sentKey = "monthly_sent_gb";
const receivedKey = "monthly_received_gb";

/** An hour for each subnet that it stands in, and what goes through it. Gateway endpoints (S3, DynamoDB) cost nothing. */
export const vpcEndpoint: Mapper = {
    types: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
    source: "https://aws.amazon.com/privatelink/pricing/",
    prices: [interfaceHour, balancerHour, balancerData, interfaceData, ...newerKinds.map(newerHour)],
    usage: {
        monthly_data_processed_gb: { unit: "GB", meaning: "processed, all subnets together" },
        [sentKey]: { unit: "GB", meaning: "service in another region: sent there" },
        [receivedKey]: { unit: "GB", meaning: "service in another region: received from there" },
    },
    lines: (resource, { hours }) => {
        const type = resource.text("vpcEndpointType") ?? "Gateway";
        if (type === "Gateway") {
            return [];
        }
        const own = times(hours(), subnetsOf(resource));
        const processed = { name: "data processed", unit: "GB", quantity: usage("monthly_data_processed_gb") };
        const line: Omit<Line, "price"> = { name: "hours", unit: "h", quantity: own, input: "subnetIds" };
        switch (type) {
            case "Interface":
                return [
                    { ...line, price: interfaceHour },
                    { ...processed, price: interfaceData },
                    ...transferLines(resource),
                ];
            case "GatewayLoadBalancer":
                return [
                    { ...line, price: balancerHour },
                    { ...processed, price: balancerData },
                ];
            default:
                // Resource and ServiceNetwork: the list that the book was made from has no rows for them.
                return [{ ...line, price: newerHour(type) }];
        }
    },
};

/**
 * To a service in another region one pays as for one nearby, and the transfer between the regions
 * (https://aws.amazon.com/privatelink/pricing/, cross-region connectivity).
 */
function transferLines(endpoint: CostResource): readonly Line[] {
    const { region } = endpoint;
    const there = endpoint.text("serviceRegion");
    if (there === undefined || there === region) {
        return [];
    }
    if (region === undefined) {
        throw new UnknownInput("region");
    }
    const line = { unit: "GB", input: "serviceRegion" };
    const [sent, received] = [betweenRegions(region, there), betweenRegions(there, region)];
    return [
        { ...line, name: `sent to ${there}`, price: sent, quantity: usage(sentKey) },
        { ...line, name: `received from ${there}`, price: received, quantity: usage(receivedKey), place: there },
    ];
}

const remoteRegionHour = price("AmazonVPC", "Hourly charge for VPC Endpoint Service per remote region");

/** The service behind endpoints costs its owner nothing, but for regions beside its own that reach it. */
export const endpointService: Mapper = {
    types: ["aws:ec2/vpcEndpointService:VpcEndpointService"],
    source: "https://aws.amazon.com/privatelink/pricing/",
    prices: [remoteRegionHour],
    lines: (resource, { hours }) => {
        const remote = resource.list("supportedRegions").filter((region) => region.asText() !== resource.region);
        return remote.length === 0
            ? []
            : [
                  {
                      name: "remote regions",
                      unit: "h",
                      quantity: times(hours(), remote.length),
                      price: remoteRegionHour,
                      input: "supportedRegions",
                  },
              ];
    },
};

/** An hour of an endpoint of a newer kind. */
function newerHour(type: string) {
    return price("AmazonVPC", `Hourly charge for ${type} VPC Endpoints`);
}

/** Subnets that it names itself, and those that name it. */
function subnetsOf(resource: CostResource): number {
    const own = Math.max(resource.countOf("subnetIds", subnetTypes), resource.count("subnetConfigurations"));
    return own + resource.namedBy(associationType, "vpcEndpointId").length;
}
