import Big from "big.js";
import type { CostResource } from "../cost-resource";
import { UnknownInput } from "../input-reader";
import type { Line, MapContext, Mapper } from "../mapping";
import { usageOf, type Band, type Quantity } from "../quantity";
import {
    attachedVolumes,
    creditKeys,
    creditLines,
    fleetOf,
    machineLines,
    machineOf,
    machinePrices,
    systemOf,
    templateVolumes,
    type Machine,
} from "./machine";
import { mixedShares } from "./mixed-instances";
import { placementOf, tenancyIn } from "./placement";
import { warmLines } from "./warm-pool";

const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const configurationType = "aws:ec2/launchConfiguration:LaunchConfiguration";

/** A group, what it keeps and what its estimate is made with. */
interface Group {
    readonly resource: CostResource;
    readonly count: Quantity;
    readonly context: MapContext;
}

/**
 * Machines of a group: as few as it may have, as many as it wants, as many as it may have. What they are, their volumes,
 * metrics and addresses stand in the launch template that the group refers to.
 */
export const scalingGroup: Mapper = {
    types: ["aws:autoscaling/group:Group"],
    source: "https://aws.amazon.com/ec2/pricing/on-demand/",
    prices: machinePrices,
    usage: {
        instances: { unit: "instances", meaning: "that run on average; what the group wants if absent" },
        ...creditKeys,
    },
    lines: (resource, context) => {
        const count = instanceCount(resource);
        if (resource.has("launchConfiguration")) {
            return configurationLines({ resource, count, context });
        }
        const mixed = resource.has("mixedInstancesPolicy");
        const template = launchTemplate(resource, mixed ? mixedPath(resource) : "launchTemplate");
        const placement = placementOf(resource, "vpcZoneIdentifiers");
        const shares = mixed
            ? mixedShares(resource.within("mixedInstancesPolicy"), { count, template, placement })
            : [{ machine: machineOf(template, placement), count }];
        const volumes = (each: Quantity) => templateVolumes(template, each);
        const kept = { count, most: resource.number("maxSize") ?? 0 };
        return [
            ...shares.flatMap((share) => machineLines(share.machine, fleetOf(share.count, context))),
            ...creditLines(context),
            ...shares.flatMap((share) => volumes(share.count)),
            ...(resource.has("warmPool")
                ? warmLines(resource.within("warmPool"), { ...kept, machine: shares[0]?.machine, volumes }, context)
                : []),
        ];
    },
};

/** The first kind of machine may have a template of its own. */
function mixedPath(resource: CostResource): string {
    const path = "mixedInstancesPolicy.launchTemplate";
    const own = `${path}.overrides.0.launchTemplateSpecification`;
    return resource.has(own) ? own : `${path}.launchTemplateSpecification`;
}

/** The launch template that an input names. @throws UnknownInput when it is none of the program's own */
export function launchTemplate(resource: CostResource, path: string): CostResource {
    const found = ["id", "name", "launchTemplateId", "launchTemplateName"]
        .map((key) => resource.follow(`${path}.${key}`, templateType))
        .find((one) => one !== undefined);
    if (!found) {
        throw new UnknownInput(path);
    }
    return found;
}

/** What a usage file says, else min, desired and max. */
function instanceCount(resource: CostResource): Quantity {
    const low = resource.number("minSize") ?? 0;
    const high = resource.number("maxSize") ?? low;
    const typical = Math.min(Math.max(resource.number("desiredCapacity") ?? low, low), high);
    const band: Band = { low: new Big(low), typical: new Big(typical), high: new Big(high) };
    return usageOf(["instances"], (use) => use("instances") ?? band);
}

/** The older way to say what a group's machines are; its metrics come every minute unless it says otherwise. */
function configurationLines({ resource, count, context }: Group): readonly Line[] {
    const configuration = resource.follow("launchConfiguration", configurationType);
    const instanceType = configuration?.text("instanceType");
    if (!configuration || instanceType === undefined) {
        throw new UnknownInput("launchConfiguration");
    }
    const placement = placementOf(resource, "vpcZoneIdentifiers");
    const machine: Machine = {
        instanceType,
        system: systemOf(configuration, "imageId"),
        tenancy: tenancyIn(placement.tenancy, configuration.choice("placementTenancy", ["default", "dedicated"])),
        spot: configuration.has("spotPrice"),
        detailedMonitoring: configuration.flag("enableMonitoring") ?? true,
        publicAddress: configuration.flag("associatePublicIpAddress") ?? placement.publicAddress,
    };
    return [
        ...machineLines(machine, fleetOf(count, context)),
        ...creditLines(context),
        ...attachedVolumes(configuration, count),
    ];
}
