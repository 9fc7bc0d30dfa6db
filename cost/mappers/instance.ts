import type { CostResource } from "../cost-resource";
import { UnknownInput } from "../input-reader";
import type { MapContext, Mapper } from "../mapping";
import { known, usageOf, map, exactly } from "../quantity";
import {
    attachedVolumes,
    creditKeys,
    creditLines,
    isSpot,
    machineLines,
    machineOf,
    machinePrices,
    statedDevices,
    systemOf,
    templateVolumes,
    tenancies,
    type Machine,
    type Tenancy,
} from "./machine";
import { placementOf, tenancyIn } from "./placement";

const spotType = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
const addressTypes = [
    ["aws:ec2/eip:Eip", "instance"],
    ["aws:ec2/eipAssociation:EipAssociation", "instanceId"],
] as const;
const templateType = "aws:ec2/launchTemplate:LaunchTemplate";

/** What `operating_system` of a usage file stands for in the list. */
const systems: { readonly [choice: string]: string } = {
    linux: "Linux",
    windows: "Windows",
    rhel: "RHEL",
    suse: "SUSE",
};

/** Hours of one machine, its volumes, its metrics every minute and its public address. */
export const instance: Mapper = {
    types: ["aws:ec2/instance:Instance", spotType],
    source: "https://aws.amazon.com/ec2/pricing/on-demand/",
    prices: machinePrices,
    usage: {
        monthly_hrs: { unit: "hours", meaning: "that the instance runs; all month if absent" },
        operating_system: { oneOf: Object.keys(systems), meaning: "linux if absent and the image's name does not say" },
        ...creditKeys,
    },
    lines: (resource, context) => {
        const running = usageOf(["monthly_hrs"], (use) =>
            map(use("monthly_hrs") ?? exactly(context.settings.hoursPerMonth), (hours) =>
                hours.div(context.settings.hoursPerMonth),
            ),
        );
        const template = templateOf(resource);
        return [
            ...machineLines(machineFor(resource, context), { hours: context.hours("monthly_hrs"), running }),
            ...creditLines(context),
            ...(template ? templateVolumes(template, known(1), statedDevices(resource)) : []),
            ...attachedVolumes(resource, known(1)),
        ];
    },
};

function templateOf(resource: CostResource): CostResource | undefined {
    return resource.follow("launchTemplate.id", templateType) ?? resource.follow("launchTemplate.name", templateType);
}

/** What it says itself, over what its launch template says. */
function machineFor(resource: CostResource, { choice }: MapContext): Machine {
    const template = templateOf(resource);
    const own = resource.text("instanceType");
    const otherwise = template && machineOf(template, own === undefined ? {} : { instanceType: own });
    const instanceType = own ?? otherwise?.instanceType;
    if (instanceType === undefined) {
        throw new UnknownInput("instanceType");
    }
    // An address that is attached is billed as itself, and takes the place of one that a subnet would give.
    const attached = addressTypes.some(([type, path]) => resource.namedBy(type, path).length > 0);
    const placement = placementOf(resource, "subnetId");
    const asked = resource.flag("associatePublicIpAddress") ?? otherwise?.publicAddress;
    return {
        instanceType,
        system: systems[choice("operating_system") ?? ""] ?? imageSystem(resource, otherwise),
        tenancy: tenancyIn(placement.tenancy, tenancyOf(resource) ?? otherwise?.tenancy),
        spot: resource.type === spotType || isSpot(resource) || otherwise?.spot === true,
        detailedMonitoring: resource.flag("monitoring") ?? otherwise?.detailedMonitoring,
        publicAddress: !attached && (asked ?? placement.publicAddress),
    };
}

/** A machine that names a host of one's own is on it, whatever else it says. */
function tenancyOf(resource: CostResource): Tenancy | undefined {
    const hosted = resource.has("hostId") || resource.has("hostResourceGroupArn");
    return hosted ? "host" : resource.choice("tenancy", tenancies);
}

function imageSystem(resource: CostResource, otherwise: Machine | undefined): string | undefined {
    return resource.has("ami") ? systemOf(resource, "ami") : otherwise?.system;
}
